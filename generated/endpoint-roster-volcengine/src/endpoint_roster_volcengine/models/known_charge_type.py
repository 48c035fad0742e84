# Written by `uv run nox -s regenerate` from specs/volcengine; do not edit.
"""Known values; a server may send others, which arrive unchanged."""

from typing import Literal, TypeAlias

KnownChargeType: TypeAlias = Literal[
    "BatchInferenceCacheHit",
    "BatchInferenceCompletion",
    "BatchInferencePrompt",
    "BatchVisionPrompt",
    "ContextSessionHit",
    "ContextSessionStorage",
    "FastInferenceCacheHit",
    "FastInferenceCompletion",
    "FastInferencePrompt",
    "Finetune",
    "FinetuneInferenceCompletion",
    "FinetuneInferencePrompt",
    "Inference",
    "InferenceCompletion",
    "InferencePrompt",
    "LoraFinetune",
    "VisionPrompt",
]
