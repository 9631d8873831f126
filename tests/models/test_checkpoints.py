"""Checkpoints in the real formats: loaded, and the same as in transformers and audiocraft."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest

torch = pytest.importorskip("torch", reason="PyTorch is not installed here; see docs/engines.md")

from harmonia.errors import EngineFailed  # noqa: E402
from inference_containers.models.musicgen import chroma, codec  # noqa: E402
from inference_containers.models.musicgen.decoder import Decoder, Manner  # noqa: E402
from inference_containers.models.musicgen.model import MusicGen  # noqa: E402
from tests.models import tiny  # noqa: E402

PROMPT = "warm lofi piano, 90 bpm"


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Any]:
    """A checkpoint and the model it was saved from."""
    model = tiny.musicgen()
    return tiny.save(model, tmp_path_factory.mktemp("musicgen")), model


@pytest.fixture(scope="module")
def tuneful(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Any]:
    model = tiny.musicgen_melody()
    return tiny.save(model, tmp_path_factory.mktemp("melody")), model


def logits_of(loaded: MusicGen, conditions: Any, codes: Any) -> Any:
    """Our logits after every step of a sequence, [steps, 2, codebooks, cardinality]."""
    decoder = Decoder(loaded.tensors, frames=40, prefix=40)
    decoder.admit(conditions, 40, Manner(greedy=True))
    found = []
    for step in range(codes.shape[1]):
        with torch.inference_mode():
            decoder.state.sequence[0, step] = codes[:, step]
        found.append(decoder.step()[0].clone())
    return torch.stack(found)


def test_logits_are_transformers(plain: tuple[Path, Any]) -> None:
    folder, model = plain
    loaded = MusicGen.load(folder)
    codes = torch.randint(0, 2048, (4, 24))

    found = logits_of(loaded, loaded.conditions(PROMPT), codes)
    tokens = tiny.tokenizer()(PROMPT, return_tensors="pt")
    with torch.no_grad():
        said = model(
            input_ids=tokens.input_ids, attention_mask=tokens.attention_mask,
            decoder_input_ids=codes, use_cache=False,
        ).logits  # fmt: skip
        silent = model(
            input_ids=tokens.input_ids, attention_mask=torch.zeros_like(tokens.attention_mask),
            decoder_input_ids=codes, use_cache=False,
        ).logits  # fmt: skip

    assert said.abs().max() > 0.5
    assert torch.allclose(found[:, 0].transpose(0, 1), said, atol=1e-4)
    assert torch.allclose(found[:, 1].transpose(0, 1), silent, atol=1e-4)


def test_logits_with_a_melody_are_transformers(tuneful: tuple[Path, Any]) -> None:
    folder, model = tuneful
    loaded = MusicGen.load(folder)
    codes = torch.randint(0, 2048, (4, 16))
    melody = chroma.written([0, 4, 7, 9, 11, 2])

    found = logits_of(loaded, loaded.conditions(PROMPT, melody), codes)
    tokens = tiny.tokenizer()(PROMPT, return_tensors="pt")
    with torch.no_grad():
        theirs = model(
            input_ids=tokens.input_ids, attention_mask=tokens.attention_mask,
            input_features=melody[None], decoder_input_ids=codes, use_cache=False,
        ).logits[:, -16:]  # fmt: skip

    assert torch.allclose(found[:, 0].transpose(0, 1), theirs, atol=1e-4)


def test_transformers_own_generation_gives_the_same_codes(plain: tuple[Path, Any]) -> None:
    folder, model = plain
    loaded = MusicGen.load(folder)
    tokens = tiny.tokenizer()(PROMPT, return_tensors="pt")
    frames = 21

    decoder = Decoder(loaded.tensors, frames=frames)
    (codes,) = decoder.decode([(loaded.conditions(PROMPT), frames, Manner(greedy=True))])
    sound = loaded.codec.decode(codes)
    theirs = model.generate(
        **tokens, do_sample=False, guidance_scale=3.0, max_new_tokens=frames + 3
    )

    assert codes.unique().numel() > 20
    assert theirs.shape[-1] >= frames * 640
    assert torch.allclose(sound[0], theirs[0, 0, : frames * 640], atol=1e-4)


def test_a_stereo_checkpoint_decodes_in_two_channels(tmp_path: Path) -> None:
    model = tiny.musicgen(channels=2)
    loaded = MusicGen.load(tiny.save(model, tmp_path))
    tokens = tiny.tokenizer()(PROMPT, return_tensors="pt")

    (codes,) = Decoder(loaded.tensors, frames=12).decode(
        [(loaded.conditions(PROMPT), 12, Manner(greedy=True))]
    )
    sound = loaded.codec.decode(codes)
    theirs = model.generate(**tokens, do_sample=False, guidance_scale=3.0, max_new_tokens=15)

    assert sound.shape == (2, 12 * 640)
    assert not torch.equal(sound[0], sound[1])
    assert torch.allclose(sound, theirs[0, :, : 12 * 640], atol=1e-4)


def test_sound_in_pieces_is_the_sound_at_once(plain: tuple[Path, Any]) -> None:
    loaded = MusicGen.load(plain[0])
    codes = torch.randint(0, 2048, (4, 83))

    whole = loaded.codec.decode(codes)
    stream = codec.Stream(loaded.codec)
    pieces = [
        stream.push(piece, last=number == 3)
        for number, piece in enumerate(codes.split([25, 25, 3, 30], dim=1))
    ]

    assert whole.std() > 0.01
    assert pieces[0].shape[1] > 0
    assert torch.allclose(torch.cat(pieces, dim=1), whole, atol=1e-5)


def test_sound_becomes_the_codes_that_transformers_reads(plain: tuple[Path, Any]) -> None:
    folder, model = plain
    sound = torch.randn(1, 6400)

    codes = MusicGen.load(folder).codec.encode(sound)
    theirs = model.audio_encoder.encode(sound[None]).audio_codes[0, 0]

    assert torch.equal(codes, theirs)


def test_a_melody_is_heard_as_transformers_hears_it() -> None:
    from transformers.audio_utils import chroma_filter_bank

    bank = chroma_filter_bank(
        sampling_rate=32_000, num_frequency_bins=chroma.FFT, tuning=0, num_chroma=12
    )
    assert torch.allclose(chroma.filters(32_000), torch.from_numpy(bank).float(), atol=1e-5)


def test_a_played_scale_is_heard_note_by_note() -> None:
    rate, scale = 32_000, [60, 62, 64, 65, 67, 69, 71]
    time = torch.arange(rate) / rate
    notes = [torch.sin(2 * torch.pi * 440 * 2 ** ((key - 69) / 12) * time) for key in scale]

    heard = chroma.heard(torch.cat(notes), rate).argmax(-1)

    middles = [round((number + 0.5) * rate / chroma.HOP) for number in range(len(scale))]
    assert [int(heard[one]) for one in middles] == [key % 12 for key in scale]


def test_int8_weights_stay_close(plain: tuple[Path, Any]) -> None:
    folder, _ = plain
    codes = torch.randint(0, 2048, (4, 8))

    exact = MusicGen.load(folder, dtype=torch.bfloat16)
    light = MusicGen.load(folder, dtype=torch.bfloat16, int8=True)
    found = [logits_of(one, one.conditions(PROMPT), codes).float() for one in (exact, light)]

    error = (found[0] - found[1]).norm() / found[0].norm()
    assert light.tensors.layers[0].query_key_value.weight.dtype is torch.int8
    assert 0 < error < 0.05


@pytest.mark.skipif(not importlib.util.find_spec("audiocraft"), reason="audiocraft is not there")
def test_an_audiocraft_checkpoint_is_converted_once_and_loaded(tmp_path: Path) -> None:
    from inference_containers.models.musicgen import convert
    from tests.models import peers
    from tests.models.packages import save_audiocraft

    oracle, sounds = save_audiocraft(tmp_path / "theirs")
    convert.convert(tmp_path / "theirs", tiny.save_text_encoder(tmp_path / "t5"), tmp_path / "ours")
    loaded = MusicGen.load(tmp_path / "ours")
    codes = torch.randint(0, 2048, (4, 31))
    condition = loaded.conditions(PROMPT)

    with torch.no_grad():
        words = (condition.words[None].expand(2, -1, -1).clone(), torch.ones(2, 1))
        words[0][1] = 0
        theirs = oracle(codes[None].expand(2, -1, -1), [], {"description": words})
        wave = sounds.decode(codes[None])[0]
    found = logits_of(loaded, condition, codes).permute(1, 2, 0, 3)

    assert loaded.shape.window == 1500
    assert not list((tmp_path / "ours").rglob("*.bin"))
    assert torch.allclose(found, theirs, atol=1e-4)
    assert torch.allclose(loaded.codec.decode(codes), wave, atol=1e-5)
    assert loaded.shape == peers.TINY


def test_a_pickle_is_not_converted_if_it_holds_more_than_tensors(tmp_path: Path) -> None:
    from inference_containers.models.musicgen import convert

    torch.save({"best_state": {}, "xp.cfg": Path("x")}, tmp_path / "state_dict.bin")

    with pytest.raises(EngineFailed, match="more than tensors"):
        convert.convert(tmp_path, tmp_path, tmp_path / "out")


@pytest.mark.parametrize(
    ("harm", "complaint"),
    [
        (lambda folder: (folder / "model.safetensors").unlink(), "no weights"),
        (lambda folder: (folder / "config.json").unlink(), "no readable config"),
        (lambda folder: (folder / "config.json").write_text('{"model_type": "bark"}'), "'bark'"),
        (lambda folder: cut(folder / "model.safetensors"), "cannot be read"),
        (lambda folder: other(folder), "another model"),
        (lambda folder: wider(folder), "another size"),
    ],
)
def test_what_is_wrong_with_a_checkpoint_is_said(
    plain: tuple[Path, Any], tmp_path: Path, harm: Any, complaint: str
) -> None:
    import shutil

    folder = Path(shutil.copytree(plain[0], tmp_path / "copy"))
    harm(folder)

    with pytest.raises(EngineFailed, match=complaint):
        MusicGen.load(folder)


def cut(path: Path) -> None:
    """Leave half of a file."""
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def other(folder: Path) -> None:
    """Put other tensors there."""
    from safetensors.torch import save_file

    save_file({"wte.weight": torch.zeros(3)}, folder / "model.safetensors")


def wider(folder: Path) -> None:
    """Claim another size."""
    path = folder / "config.json"
    path.write_text(path.read_text().replace('"ffn_dim": 128', '"ffn_dim": 256'))
