"""Volcengine Ark: the foundation models, and what their tokens cost."""

from typing import Any, NamedTuple

THOUSAND_TOKENS = "千tokens"
_IMAGE = "张"
# What is written for the same units at BytePlus.
_ABROAD = {THOUSAND_TOKENS: "k tokens", _IMAGE: "image"}


class Model(NamedTuple):
    """One foundation model.

    Attributes:
        name: How endpoints name it.
        versions: Its versions.
        title: Its name for people.
        vendor: Who made it.
        domain: What it is for.
        prices: List prices in CNY by what is paid for.
        unit: What a price is for.
        state: Whether the account has activated it: ``Available`` or ``Unavailable``.
        is_deprecated: Whether it will be taken away.
        is_scarce: Whether new endpoints of it fail, because nothing is left to run them on.
    """

    name: str
    versions: tuple[str, ...]
    title: str
    vendor: str
    domain: str
    prices: dict[str, float]
    unit: str = THOUSAND_TOKENS
    state: str = "Available"
    is_deprecated: bool = False
    is_scarce: bool = False

    def charges(self, *, abroad: bool) -> list[dict[str, Any]]:
        """Return the prices as sent; the account has a quarter off on answers."""
        unit = _ABROAD[self.unit] if abroad else self.unit
        return [
            {
                "Type": kind,
                "Price": round(price * 0.75, 8) if kind.endswith("Completion") else price,
                "OriginalPrice": price,
                "UnitCode": unit,
            }
            for kind, price in self.prices.items()
        ]


def _tokens(prompt: float, completion: float) -> dict[str, float]:
    return {"InferencePrompt": prompt, "InferenceCompletion": completion}


#: Those that the endpoints of a fleet are made for.
ACTIVATED = (
    Model(
        "doubao-seed-1-6",
        ("250615", "251015"),
        "Doubao Seed 1.6",
        "ByteDance",
        "LLM",
        {
            **_tokens(0.0008, 0.008),
            "FinetuneInferencePrompt": 0.0012,
            "FinetuneInferenceCompletion": 0.012,
        },
    ),
    Model(
        "doubao-seed-1-6-flash",
        ("250715", "250828"),
        "Doubao Seed 1.6 Flash",
        "ByteDance",
        "LLM",
        _tokens(0.00015, 0.0015),
    ),
    Model(
        "doubao-1-5-pro-32k",
        ("250115",),
        "Doubao 1.5 Pro 32k",
        "ByteDance",
        "LLM",
        _tokens(0.0008, 0.002),
        is_deprecated=True,
    ),
    Model(
        "doubao-1-5-vision-pro",
        ("250328",),
        "Doubao 1.5 Vision Pro",
        "ByteDance",
        "ComputerVision",
        {**_tokens(0.003, 0.009), "VisionPrompt": 0.003},
    ),
    Model(
        "doubao-embedding-large-text",
        ("240915",),
        "Doubao Embedding Large",
        "ByteDance",
        "Embedding",
        {"InferencePrompt": 0.0007},
    ),
    Model(
        "deepseek-v3-1",
        ("250821", "terminus"),
        "DeepSeek V3.1",
        "DeepSeek",
        "LLM",
        _tokens(0.004, 0.012),
    ),
    Model("deepseek-r1", ("250528",), "DeepSeek R1", "DeepSeek", "LLM", _tokens(0.004, 0.016)),
    Model(
        "kimi-k2",
        ("250905",),
        "Kimi K2",
        "Moonshot AI",
        "LLM",
        _tokens(0.004, 0.016),
        is_scarce=True,
    ),
)
MODELS = (
    *ACTIVATED,
    Model(
        "doubao-seedream-4-0",
        ("250828",),
        "Doubao Seedream 4.0",
        "ByteDance",
        "ComputerVision",
        {"T2ICompletion": 0.2},
        unit=_IMAGE,
        state="Unavailable",
    ),
)
BY_NAME = {one.name: one for one in MODELS}
