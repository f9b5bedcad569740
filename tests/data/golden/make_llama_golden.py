#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes llama_<name>.safetensors: random weights of small models of Hugging Face transformers (norms and biases
randomised too), token ids, and the logits that transformers computes for them in float64 and float32.

    python3 -m venv /tmp/golden && /tmp/golden/bin/pip install torch transformers safetensors numpy
    /tmp/golden/bin/python tests/data/golden/make_llama_golden.py tests/data/golden

Our reader checks them in tests/core/model/tst_golden.cpp. Written with transformers 4.35.2.
"""
import json
import sys
from pathlib import Path

import torch
from safetensors.torch import save_file
from transformers import LlamaConfig, LlamaForCausalLM

MODELS = {
    # Grouped-query attention, tied head, an odd feed-forward size.
    "gqa_tied": dict(vocab_size=53, hidden_size=24, intermediate_size=37, num_hidden_layers=2, num_attention_heads=6,
                     num_key_value_heads=2, max_position_embeddings=64, rms_norm_eps=1e-5, rope_theta=10000.0,
                     tie_word_embeddings=True),
    # As many key/value heads as heads, a head of its own, biases on q, k and v, another rotary base.
    "mha_bias": dict(vocab_size=41, hidden_size=32, intermediate_size=48, num_hidden_layers=3, num_attention_heads=4,
                     num_key_value_heads=4, max_position_embeddings=64, rms_norm_eps=1e-6, rope_theta=500000.0,
                     tie_word_embeddings=False, attention_bias=True),
}
TOKENS = 23


def randomise(model, generator):
    with torch.no_grad():
        for name, p in model.named_parameters():
            values = torch.randn(p.shape, generator=generator, dtype=torch.float64)
            if "norm" in name:
                p.copy_(1.0 + 0.5 * values)
            elif name.endswith("bias"):
                # Llama's own attention_bias puts one on o_proj too; ours, as Qwen2's, has none there.
                p.copy_(torch.zeros_like(p) if "o_proj" in name else 0.3 * values)
            else:
                p.copy_(values * (0.8 / p.shape[-1] ** 0.5))


def write(name, sizes, folder):
    generator = torch.Generator().manual_seed(len(name) * 1000 + sizes["vocab_size"])
    config = LlamaConfig(**sizes)
    model = LlamaForCausalLM(config).eval()
    randomise(model, generator)
    ids = torch.randint(0, sizes["vocab_size"], (2, TOKENS), generator=generator)
    tensors = {}
    for key, value in model.state_dict().items():
        if key.endswith("rotary_emb.inv_freq") or "o_proj.bias" in key:
            continue
        if key == "lm_head.weight" and sizes["tie_word_embeddings"]:
            continue
        tensors[key] = value.detach().clone().float().contiguous()
    with torch.no_grad():
        tensors["golden.logits_float32"] = model(ids).logits.float()
        torch.set_default_dtype(torch.float64)  # its mask is made in the default type
        tensors["golden.logits_float64"] = model.double()(ids).logits.float()
        torch.set_default_dtype(torch.float32)
    tensors["golden.ids"] = ids.to(torch.int64)
    save_file(tensors, str(folder / f"llama_{name}.safetensors"), {"sizes": json.dumps(sizes)})


def main():
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent)
    for name, sizes in MODELS.items():
        write(name, sizes, folder)


if __name__ == "__main__":
    main()
