# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
"""Known values; a server may send others, which arrive unchanged."""

from typing import Literal, TypeAlias

KnownTokenizer: TypeAlias = Literal[
    "Claude",
    "Cohere",
    "DeepSeek",
    "Gemini",
    "Gemma",
    "GPT",
    "Grok",
    "Llama2",
    "Llama3",
    "Llama4",
    "Media",
    "Mistral",
    "Nova",
    "Other",
    "PaLM",
    "Qwen",
    "Qwen3",
    "Router",
    "RWKV",
    "Yi",
]
