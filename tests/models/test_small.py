"""Our decoding at the real size of MusicGen small, beside both peers with the same weights."""

from __future__ import annotations

import importlib.util

import pytest

torch = pytest.importorskip("torch", reason="PyTorch is not installed here; see docs/engines.md")
if not importlib.util.find_spec("audiocraft"):
    pytest.skip("audiocraft, the oracle, is not installed here", allow_module_level=True)

from benchmarks import musicgen_peers  # noqa: E402
from inference_containers.models.musicgen.decoder import Conditions, Decoder, Manner  # noqa: E402
from inference_containers.models.musicgen.shape import SMALL  # noqa: E402
from inference_containers.models.musicgen.tensors import Tensors, random_tensors  # noqa: E402
from tests.models import peers  # noqa: E402

FRAMES = 5


@pytest.fixture(scope="module")
def tensors() -> Tensors:
    return random_tensors(SMALL)


def test_small_decodes_audiocrafts_codes_and_has_transformers_logits(tensors: Tensors) -> None:
    oracle, asked = musicgen_peers.audiocraft_model(tensors)
    (condition,) = peers.conditions(oracle, asked)
    theirs = oracle.generate(None, asked, max_gen_len=FRAMES, use_sampling=False, cfg_coef=3.0)
    decoder = Decoder(tensors, frames=FRAMES, words=32)
    slot = decoder.admit(condition, FRAMES, Manner(greedy=True))
    logits = []
    while decoder.taken:
        logits.append(decoder.step()[0, 0].clone())

    model = musicgen_peers.transformers_model(tensors)
    sequence = decoder.state.sequence[0, : len(logits)].t().contiguous()
    with torch.no_grad():
        wanted = model.decoder(
            input_ids=sequence, encoder_hidden_states=condition.words[None], use_cache=False
        ).logits

    found = torch.stack(logits, dim=1)
    assert theirs.unique().numel() > 5
    assert torch.equal(decoder.codes(slot), theirs[0])
    assert wanted.abs().max() > 1
    assert torch.allclose(found, wanted, atol=1e-4)


@pytest.mark.skipif(not torch.cuda.is_available(), reason="there is no GPU here")
def test_replayed_graphs_decode_what_the_eager_step_decodes() -> None:
    from inference_containers.models.musicgen.step import advance

    thin = random_tensors(peers.TINY, device="cuda")
    words = torch.randn(24, peers.TINY.width, device="cuda")
    manner, found = Manner(seed=3), []
    for eager in (True, False):
        decoder = Decoder(thin, slots=2, frames=300)
        if eager:
            decoder.steps.run = lambda extent, steps=decoder.steps: advance(  # type: ignore
                thin, steps.state, steps.reach(extent)
            )
        condition = Conditions(words)
        found.append(decoder.decode([(condition, 300, manner), (condition, 120, Manner())]))

    assert all(torch.equal(one, two) for one, two in zip(*found, strict=True))
    assert len(decoder.steps.graphs) > 1
