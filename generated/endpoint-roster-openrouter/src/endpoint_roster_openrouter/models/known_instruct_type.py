# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
"""Known values; a server may send others, which arrive unchanged."""

from typing import Literal, TypeAlias

KnownInstructType: TypeAlias = Literal[
    "airoboros",
    "alpaca",
    "alpaca-modif",
    "chatml",
    "claude",
    "code-llama",
    "deepseek-r1",
    "deepseek-v3.1",
    "gemma",
    "llama2",
    "llama3",
    "mistral",
    "nemotron",
    "neural",
    "none",
    "openchat",
    "phi3",
    "qwen3",
    "qwq",
    "rwkv",
    "vicuna",
    "zephyr",
]
