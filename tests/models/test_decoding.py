"""Our decoding beside audiocraft's and transformers': the same codes, the same logits."""

from __future__ import annotations

import importlib.util

import pytest

torch = pytest.importorskip("torch", reason="PyTorch is not installed here; see docs/engines.md")
if not importlib.util.find_spec("audiocraft"):
    pytest.skip("audiocraft, the oracle, is not installed here", allow_module_level=True)

from typing import Any  # noqa: E402

from torch.utils._python_dispatch import TorchDispatchMode  # noqa: E402

from inference_containers.models.musicgen import sampling  # noqa: E402
from inference_containers.models.musicgen.checkpoint import pack  # noqa: E402
from inference_containers.models.musicgen.conductor import Conductor  # noqa: E402
from inference_containers.models.musicgen.decoder import Conditions, Decoder, Manner  # noqa: E402
from inference_containers.models.musicgen.playing import windows  # noqa: E402
from inference_containers.models.musicgen.shape import Shape  # noqa: E402
from inference_containers.models.musicgen.step import Extent, Reach, State, advance  # noqa: E402
from tests.models import peers  # noqa: E402

FRAMES = 40
GREEDY = Manner(greedy=True)
PROMPTS = ["lofi hip hop beat warm piano", "loud rock"]
TUNES = [[0, 4, 7, 0, 4, 7, 11], [2, 2, 9]]


def ours(
    oracle: Any, shape: Shape, attributes: list[Any], manner: Manner, **changes: Any
) -> tuple[Decoder, list[Conditions]]:
    """Our decoder with the oracle's weights, and what it is conditioned on."""
    prefix = shape.chroma and shape.chroma + 16
    decoder = Decoder(
        pack(shape, oracle.state_dict()), slots=2, frames=FRAMES, prefix=prefix, **changes
    )
    return decoder, peers.conditions(oracle, attributes)


@pytest.mark.parametrize(
    ("shape", "guidance"),
    [(peers.TINY, 1.0), (peers.TINY, 3.0), (peers.STEREO, 3.0), (peers.MELODY, 3.0)],
    ids=repr,
)
def test_greedy_codes_are_audiocrafts(shape: Shape, guidance: float) -> None:
    oracle = peers.audiocraft(shape)
    attributes = peers.asked(PROMPTS, TUNES if shape.chroma else ())

    theirs = oracle.generate(
        None, attributes, max_gen_len=FRAMES, use_sampling=False, cfg_coef=guidance
    )
    manner = Manner(greedy=True, guidance=guidance)
    decoder, conditions = ours(oracle, shape, attributes, manner)
    codes = decoder.decode([(one, FRAMES, manner) for one in conditions])

    assert theirs.unique().numel() > 50
    assert torch.equal(torch.stack(codes), theirs)


@pytest.mark.parametrize("shape", [peers.TINY, peers.MELODY], ids=repr)
def test_a_prompt_of_codes_is_gone_on_from_as_audiocraft_does(shape: Shape) -> None:
    oracle = peers.audiocraft(shape)
    attributes = peers.asked(PROMPTS[:1], TUNES[:1] if shape.chroma else ())
    opening = torch.randint(0, shape.cardinality, (1, shape.codebooks, 11))

    theirs = oracle.generate(
        opening, attributes, max_gen_len=FRAMES, use_sampling=False, cfg_coef=GREEDY.guidance
    )
    decoder, (condition,) = ours(oracle, shape, attributes, GREEDY)
    slot = decoder.admit(condition, FRAMES, GREEDY, opening[0])
    while decoder.taken:
        decoder.step()

    assert torch.equal(decoder.codes(slot), theirs[0])


@pytest.fixture
def shared_noise(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let torch.multinomial draw with our own Gumbel noise, step by step."""
    state = {"step": 0, "seed": 7}

    def draw(probabilities: Any, num_samples: int, **_: object) -> Any:
        books = probabilities.shape[0]
        codes = torch.arange(probabilities.shape[1]).expand(1, books, -1)
        noise = sampling.gumbel(torch.tensor([state["seed"]]), torch.tensor([state["step"]]), codes)
        state["step"] += 1
        return (probabilities.log() + noise[0]).argmax(-1, keepdim=True)

    monkeypatch.setattr(torch, "multinomial", draw)


@pytest.mark.parametrize("manner", [
    Manner(seed=7), Manner(seed=7, top_k=5, temperature=0.7), Manner(seed=7, top_k=0, top_p=0.6),
], ids=repr)  # fmt: skip
def test_sampled_codes_are_audiocrafts_under_one_gumbel_noise(
    shared_noise: None, manner: Manner
) -> None:
    oracle = peers.audiocraft(peers.TINY)
    attributes = peers.asked(PROMPTS[:1])

    top_p = manner.top_p if manner.top_p < 1 else 0.0
    decoder, (condition,) = ours(oracle, peers.TINY, attributes, manner)
    (codes,) = decoder.decode([(condition, FRAMES, manner)])
    if top_p:  # audiocraft draws among the sorted there, where our noise belongs to the codes
        wanted = by_hand(oracle, condition, manner)
    else:
        wanted = oracle.generate(
            None, attributes, max_gen_len=FRAMES, use_sampling=True, temp=manner.temperature,
            top_k=manner.top_k, top_p=0.0, cfg_coef=manner.guidance,
        )[0]  # fmt: skip

    assert torch.equal(codes, wanted)


def by_hand(oracle: Any, condition: Conditions, manner: Manner) -> Any:
    """Top-p as its definition has it: over sorted probabilities, all in plain steps."""
    decoder = Decoder(pack(peers.TINY, oracle.state_dict()), frames=FRAMES)
    slot = decoder.admit(condition, FRAMES, manner)
    step = 0
    while decoder.taken:
        before = decoder.state.sequence[0].clone()
        logits = decoder.step()[0]
        mixed = logits[1] + (logits[0] - logits[1]) * manner.guidance
        probabilities = (mixed / manner.temperature).softmax(-1)
        codes = torch.arange(probabilities.shape[1]).expand(1, probabilities.shape[0], -1)
        noise = sampling.gumbel(torch.tensor([manner.seed]), torch.tensor([step]), codes)[0]
        for book, row in enumerate(probabilities):
            ordered, places = row.sort(descending=True)
            enough = int((ordered.cumsum(0) < manner.top_p).sum()) + 1
            kept = places[:enough]
            best = kept[(row[kept].log() + noise[book][kept]).argmax()]
            if before[step + 1, book] < 0:
                assert decoder.state.sequence[0, step + 1, book] == best
        step += 1
    return decoder.codes(slot)


def test_a_request_among_neighbours_gets_the_codes_it_gets_alone() -> None:
    oracle = peers.audiocraft(peers.TINY)
    manners = [Manner(seed=1), Manner(seed=2, top_k=20), Manner(seed=3, temperature=0.8)]
    conditions = [
        peers.conditions(oracle, peers.asked([one]))[0] for one in (*PROMPTS, "a b c d e f g h i")
    ]
    tensors = pack(peers.TINY, oracle.state_dict())

    alone = [
        Decoder(tensors, frames=FRAMES).decode([(one, frames, manner)])[0]
        for one, frames, manner in zip(conditions, (40, 25, 31), manners, strict=True)
    ]
    decoder = Decoder(tensors, slots=2, frames=FRAMES)
    first = decoder.admit(conditions[0], 40, manners[0])
    for _ in range(7):
        decoder.step()
    second = decoder.admit(conditions[1], 25, manners[1])
    while not second.done:
        decoder.step()
    among = [decoder.codes(second)]
    third = decoder.admit(conditions[2], 31, manners[2])  # into the slot that the second left
    while decoder.taken:
        decoder.step()
    among = [decoder.codes(first), *among, decoder.codes(third)]

    assert third.number == second.number
    for mine, single in zip(among, alone, strict=True):
        assert torch.equal(mine, single)


@pytest.mark.parametrize("shape", [peers.TINY, peers.MELODY], ids=repr)
def test_windows_beyond_the_models_own_are_audiocrafts(shape: Shape) -> None:
    from audiocraft.models.musicgen import MusicGen

    class Compression(torch.nn.Module):  # type: ignore[name-defined]
        frame_rate, sample_rate, channels = 50, 32_000, 1

    def heard_from(start: int) -> Conditions:
        """What audiocraft conditions a window on: its loop of the tune from there on."""
        turned = [tune[(at + start * 640) % len(tune)] for at in range(len(tune))]
        return peers.conditions(oracle, peers.asked(PROMPTS[:1], [turned]))[0]

    oracle, tune = peers.audiocraft(shape), TUNES[0]
    theirs = MusicGen("tiny", Compression(), oracle, max_duration=30)
    theirs.max_duration = 0.8
    theirs.set_generation_params(use_sampling=False, duration=1.7, extend_stride=0.48)
    expected = theirs._generate_tokens(peers.asked(PROMPTS[:1], [tune]), None)

    decoder, _ = ours(oracle, shape, peers.asked(PROMPTS[:1], [tune]), GREEDY)
    conductor = Conductor(decoder)
    codes = torch.cat(list(windows(conductor, heard_from, 85, 40, GREEDY)), dim=1)
    conductor.close()

    assert codes.shape == (shape.codebooks, 85)
    assert torch.equal(codes, expected[0])


def test_a_traced_step_is_the_eager_one() -> None:
    oracle = peers.audiocraft(peers.TINY)
    (condition,) = peers.conditions(oracle, peers.asked(PROMPTS[:1]))
    tensors, manner = pack(peers.TINY, oracle.state_dict()), Manner(seed=5)
    extent = Extent(1, 32, 32, 256)
    traced = torch.compile(advance, fullgraph=True, backend="eager")

    found = []
    for run in (advance, traced):
        decoder = Decoder(tensors, frames=20)
        decoder.admit(condition, 20, manner)
        reach = Reach.of(decoder.state, extent)
        with torch.inference_mode():
            for _ in range(12):
                run(tensors, decoder.state, reach)
        found.append(decoder.state.sequence[0, :13].clone())

    assert torch.equal(*found)


def test_a_step_waits_for_nothing_and_moves_no_tensor() -> None:
    oracle = peers.audiocraft(peers.TINY)
    (condition,) = peers.conditions(oracle, peers.asked(PROMPTS[:1]))
    decoder = Decoder(pack(peers.TINY, oracle.state_dict()), frames=20)
    decoder.admit(condition, 20, Manner())
    held = state_addresses(decoder.state)
    seen: list[str] = []

    class Watch(TorchDispatchMode):
        def __torch_dispatch__(
            self, func: Any, types: Any, args: Any = (), kwargs: Any = None
        ) -> Any:
            seen.append(str(func))
            return func(*args, **(kwargs or {}))

    with Watch():
        decoder.step()

    waiting = ("_local_scalar_dense", "nonzero", "item", "_to_copy", "masked_select")
    assert not [one for one in seen if any(word in one for word in waiting)]
    assert state_addresses(decoder.state) == held


def state_addresses(state: State) -> list[int]:
    """Where the state's tensors lie."""
    tensors = [getattr(state, name) for name in State.__slots__ if name != "shape"]
    flat = [one for each in tensors for one in (each if isinstance(each, tuple) else (each,))]
    return [one.data_ptr() for one in flat]
