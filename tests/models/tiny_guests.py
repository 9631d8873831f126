"""ACE-Step, Bark and Wan in their real formats, tiny, with weights that mean nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from diffusers import (
    AceStepPipeline,
    AceStepTransformer1DModel,
    AutoencoderKLWan,
    AutoencoderOobleck,
    FlowMatchEulerDiscreteScheduler,
    WanPipeline,
    WanTransformer3DModel,
)
from diffusers.pipelines.ace_step.modeling_ace_step import (
    AceStepAudioTokenDetokenizer,
    AceStepAudioTokenizer,
    AceStepConditionEncoder,
)
from tokenizers import Tokenizer, decoders, models, pre_tokenizers
from transformers import (
    BarkCoarseConfig,
    BarkConfig,
    BarkFineConfig,
    BarkModel,
    BarkSemanticConfig,
    EncodecConfig,
    GenerationConfig,
    PreTrainedTokenizerFast,
    Qwen3Config,
    Qwen3Model,
    T5EncoderModel,
)

from tests.models import tiny


def letters() -> PreTrainedTokenizerFast:
    """A tokenizer of bytes."""
    special = ["<pad>", "<eos>", "<bos>", "<unk>"]
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    words = {one: number for number, one in enumerate([*special, *alphabet])}
    made = Tokenizer(models.BPE(vocab=words, merges=[], unk_token="<unk>"))
    made.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    made.decoder = decoders.ByteLevel()
    return PreTrainedTokenizerFast(
        tokenizer_object=made, pad_token="<pad>", eos_token="<eos>", bos_token="<bos>",
        unk_token="<unk>",
    )  # fmt: skip


def acestep(folder: Path) -> None:
    """Save ACE-Step 1.5: all its models, its scheduler and its tokenizer."""
    torch.manual_seed(0)
    tokenizer = letters()
    heads: dict[str, Any] = {"num_attention_heads": 4, "num_key_value_heads": 2, "head_dim": 8}
    net = heads | {"rope_theta": 10_000.0, "sliding_window": 16}
    size: dict[str, Any] = {"hidden_size": 32, "intermediate_size": 64}
    books: dict[str, Any] = {"audio_acoustic_hidden_dim": 8, "pool_window_size": 2}
    books |= {"num_attention_pooler_hidden_layers": 1}
    AceStepPipeline(
        transformer=AceStepTransformer1DModel(
            num_hidden_layers=2, in_channels=24, audio_acoustic_hidden_dim=8, patch_size=2,
            **size, **net,
        ),
        condition_encoder=AceStepConditionEncoder(
            text_hidden_dim=32, timbre_hidden_dim=8, num_lyric_encoder_hidden_layers=2,
            num_timbre_encoder_hidden_layers=2, **size, **net,
        ),
        vae=AutoencoderOobleck(
            encoder_hidden_size=16, downsampling_ratios=[8, 10, 24], decoder_channels=3,
            decoder_input_channels=8, audio_channels=2, channel_multiples=[1, 2, 4],
            sampling_rate=48_000,
        ),
        text_encoder=Qwen3Model(Qwen3Config(
            num_hidden_layers=2, vocab_size=len(tokenizer), max_position_embeddings=512,
            **size, **heads,
        )).eval(),
        tokenizer=tokenizer,
        scheduler=FlowMatchEulerDiscreteScheduler(num_train_timesteps=1, shift=1.0),
        audio_tokenizer=AceStepAudioTokenizer(
            fsq_dim=32, fsq_input_levels=[4, 4, 4], fsq_input_num_quantizers=1,
            **size, **net, **books,
        ),
        audio_token_detokenizer=AceStepAudioTokenDetokenizer(**size, **net, **books),
    ).save_pretrained(folder)  # fmt: skip


def bark(folder: Path) -> None:
    """Save Bark: its four models and a tokenizer."""
    torch.manual_seed(0)
    size: dict[str, Any] = {"num_layers": 2, "num_heads": 2, "hidden_size": 16, "block_size": 1024}
    codec = EncodecConfig(
        sampling_rate=24_000, num_filters=2, hidden_size=16, codebook_dim=16, codebook_size=1024,
        target_bandwidths=[6.0], upsampling_ratios=[8, 5, 4, 2], num_lstm_layers=1,
    )  # fmt: skip
    semantic = BarkSemanticConfig(input_vocab_size=129_600, output_vocab_size=10_048, **size)
    coarse = BarkCoarseConfig(input_vocab_size=12_096, output_vocab_size=12_096, **size)
    fine = BarkFineConfig(input_vocab_size=1056, output_vocab_size=1056, **size)
    config = BarkConfig(
        semantic_config=semantic.to_dict(), coarse_acoustics_config=coarse.to_dict(),
        fine_acoustics_config=fine.to_dict(), codec_config=codec.to_dict(),
    )  # fmt: skip
    model = BarkModel(config).eval()
    for layer in model.codec_model.quantizer.layers:
        layer.codebook.embed.normal_(0, 0.5)
    model.generation_config = GenerationConfig()  # Bark's own cannot be saved in transformers 5.23
    model.save_pretrained(folder)
    letters().save_pretrained(folder)


def wan(folder: Path) -> None:
    """Save Wan 2.2: transformer, video autoencoder, text encoder, tokenizer."""
    torch.manual_seed(0)
    WanPipeline(
        transformer=WanTransformer3DModel(
            patch_size=(1, 2, 2), num_attention_heads=2, attention_head_dim=12, in_channels=16,
            out_channels=16, text_dim=32, freq_dim=256, ffn_dim=32, num_layers=2,
            cross_attn_norm=True, qk_norm="rms_norm_across_heads", rope_max_seq_len=32,
        ),
        vae=AutoencoderKLWan(
            base_dim=3, z_dim=16, dim_mult=[1, 1, 1, 1], num_res_blocks=1,
            temperal_downsample=[False, True, True],
        ),
        scheduler=FlowMatchEulerDiscreteScheduler(shift=7.0),
        text_encoder=tiny.stirred(T5EncoderModel(tiny.text_encoder())),
        tokenizer=tiny.tokenizer(),
        transformer_2=None,
    ).save_pretrained(folder)  # fmt: skip
