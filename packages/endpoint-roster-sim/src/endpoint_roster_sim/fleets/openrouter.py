"""OpenRouter: public models and the endpoints of the providers that serve them."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, NamedTuple, Self

from .draw import Draw
from .store import to_json, with_list


class _Family(NamedTuple):
    slug: str
    name: str
    tokenizer: str | None
    instruct_type: str | None
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    context_length: int
    price: int
    """Of a million prompt tokens, in thousandths of a US dollar."""


_TEXT = ("text",)
_SEEN = ("text", "image")
_FAMILIES = (
    _Family("meta-llama/llama-3.3-70b-instruct", "Meta: Llama 3.3 70B Instruct", "Llama3",
            "llama3", _TEXT, _TEXT, 131_072, 120),
    _Family("deepseek/deepseek-r1:free", "DeepSeek: R1 (free)", "DeepSeek",
            "deepseek-r1", _TEXT, _TEXT, 163_840, 0),
    _Family("openai/gpt-oss-120b", "OpenAI: gpt-oss-120b", "GPT",
            None, _TEXT, _TEXT, 131_072, 90),
    _Family("qwen/qwen3-235b-a22b-2507", "Qwen: Qwen3 235B A22B 2507 通义千问", "Qwen3",
            "qwen3", _TEXT, _TEXT, 262_144, 130),
    _Family("google/gemma-3-27b-it", "Google: Gemma 3 27B", "Gemini",
            "gemma", _SEEN, _TEXT, 131_072, 90),
    _Family("mistralai/mistral-small-3.2-24b-instruct", "Mistral: Mistral Small 3.2 24B", "Mistral",
            None, _SEEN, _TEXT, 128_000, 75),
    _Family("deepseek/deepseek-chat-v3.1", "DeepSeek: DeepSeek V3.1", "DeepSeek",
            "deepseek-v3.1", _TEXT, _TEXT, 163_840, 250),
    _Family("anthropic/claude-sonnet-4.5", "Anthropic: Claude Sonnet 4.5", "Claude",
            None, ("text", "image", "file"), _TEXT, 1_000_000, 3_000),
    _Family("google/gemini-2.5-flash-image", "Google: Gemini 2.5 Flash Image", "Gemini",
            None, _SEEN, ("image", "text"), 32_768, 300),
    _Family("moonshotai/kimi-k2-0905", "MoonshotAI: Kimi K2 0905", "Other",
            None, _TEXT, _TEXT, 262_144, 390),
    _Family("z-ai/glm-4.6", "Z.AI: GLM 4.6", "Other",
            None, _TEXT, _TEXT, 202_752, 400),
    _Family("qwen/qwen3-embedding-8b", "Qwen: Qwen3 Embedding 8B", "Qwen",
            None, _TEXT, ("embeddings",), 32_768, 10),
)  # fmt: skip
_RETIRED = _Family("openai/gpt-4-32k", "OpenAI: GPT-4 32k", "GPT",
                   None, _TEXT, _TEXT, 32_767, 60_000)  # fmt: skip

# The last provider, quantization and status are nowhere in the published lists.
_PROVIDERS = (
    *("DeepInfra", "Together", "Fireworks", "Novita", "Nebius", "Groq", "Cerebras", "SambaNova"),
    *("Amazon Bedrock", "Google", "Azure", "Chutes", "Parasail", "Hyperbolic", "Lambda"),
    "Nordlicht",
)
#: The names of the providers by their short ones.
PROVIDER_SLUGS = {name.lower().replace(" ", "-"): name for name in _PROVIDERS}
_QUANTIZATIONS = (None, "unknown", "fp8", "fp8", "bf16", "fp4", "int8", "fp16", "fp5")
_REGIONS = ("", "", "", "us-east", "eu-west")
_STATUSES = (*([0] * 14), -1, -2, -3, -5, -10, -7)
_PARAMETERS = ("max_tokens", "temperature", "top_p", "stop", "seed", "tools", "tool_choice",
               "response_format", "reasoning", "logprobs", "repetition_penalty")  # fmt: skip
_PER_MODEL = 6


@dataclass(frozen=True)
class Model:
    """A model with the endpoints that serve it."""

    slug: str
    """As asked for: ``author/slug``, a variant such as ``:free`` included."""
    head: Mapping[str, object]
    wires: tuple[bytes, ...]

    @property
    def canonical_slug(self) -> str:
        """The version of the model, which its variants share."""
        return self.slug.partition(":")[0]

    @cached_property
    def page(self) -> bytes:
        """The answer for those who send a key."""
        return b'{"data":%b}' % with_list(self.head, "endpoints", self.wires)

    @cached_property
    def public_page(self) -> bytes:
        """The answer for those who send none: how fast the endpoints are is left out."""
        unknown = {"latency_last_30m": None, "throughput_last_30m": None}
        endpoints = [to_json(json.loads(wire) | unknown) for wire in self.wires]
        return b'{"data":%b}' % with_list(self.head, "endpoints", endpoints)


@dataclass(frozen=True)
class Catalogue:
    """All models by slug."""

    models: Mapping[str, Model]

    def items(self) -> list[dict[str, Any]]:
        """Return the endpoints of every model as plain objects, new ones on each call."""
        return [json.loads(wire) for model in self.models.values() for wire in model.wires]

    def with_first_of(self, other: Self) -> Self:
        """Return another catalogue: the other's first endpoint serves the first model too."""
        slug, model = next(iter(self.models.items()))
        endpoint = next(iter(other.items()), None)
        if endpoint is None:
            return self
        own = {"model_id": slug, "model_name": model.head["name"]}
        own["name"] = f"{endpoint['provider_name']} | {slug}"
        own["tag"] = f"{endpoint['tag']}/{len(model.wires)}"  # so that it is the only one
        return self._with(model, (to_json(endpoint | own), *model.wires))

    def without_first(self) -> Self:
        """Return another catalogue, without the first endpoint, if there is one."""
        model = next((one for one in self.models.values() if one.wires), None)
        return self._with(model, model.wires[1:]) if model else self

    def with_changed(self, item: Mapping[str, Any], changed: Mapping[str, Any]) -> Self:
        """Return another catalogue, with an endpoint changed.

        Raises:
            ValueError: No endpoint has this id.
        """
        for model in self.models.values():
            items = [json.loads(wire) for wire in model.wires]
            if item in items:
                place = items.index(item)
                wires = (*model.wires[:place], to_json(changed), *model.wires[place + 1 :])
                return self._with(model, wires)
        raise ValueError("no endpoint has this id")

    def _with(self, model: Model, wires: tuple[bytes, ...]) -> Self:
        return type(self)({**self.models, model.slug: Model(model.slug, model.head, wires)})


def slugs(count: int) -> list[str]:
    """Return the models over which the endpoints are spread; the last one has none."""
    return [family.slug for family, _ in _shares(count)]


def make(seed: int, count: int, epoch: datetime) -> Catalogue:
    """Make the models and their endpoints."""
    draw = Draw("openrouter", seed)
    end = int(epoch.timestamp())
    models: dict[str, Model] = {}
    for family, share in _shares(count):
        head = {
            "id": family.slug,
            "name": family.name,
            "created": end - 45 * 86_400 - draw.below(500 * 86_400),
            "description": f"{family.name}, served by several providers.",
            "architecture": {
                "tokenizer": family.tokenizer,
                "instruct_type": family.instruct_type,
                "modality": f"{'+'.join(family.inputs)}->{'+'.join(family.outputs)}",
                "input_modalities": family.inputs,
                "output_modalities": family.outputs,
            },
        }
        places = _places(draw, share)
        wires = tuple(to_json(_endpoint(draw, family, *place)) for place in places)
        models[family.slug] = Model(family.slug, head, wires)
    return Catalogue(models)


def _shares(count: int) -> Iterator[tuple[_Family, int]]:
    used = min(len(_FAMILIES), (count + _PER_MODEL - 1) // _PER_MODEL)
    for index, family in enumerate(_FAMILIES[:used]):
        yield family, count // used + (index < count % used)
    yield _RETIRED, 0


def _places(draw: Draw, share: int) -> Iterator[tuple[str, str | None, str]]:
    """Yield provider, quantization and tag of each endpoint of one model; no tag comes twice."""
    used: set[str] = set()
    while len(used) < share:
        provider = draw.pick(_PROVIDERS)
        quantization = draw.pick(_QUANTIZATIONS)
        parts = [provider.lower().replace(" ", "-"), quantization or "", draw.pick(_REGIONS)]
        tag = "/".join(filter(None, parts))
        if tag in used:
            # Only large fleets run out of plain tags; theirs are numbered.
            tag = f"{tag}/{len(used)}"
        used.add(tag)
        yield provider, quantization, tag


def _endpoint(
    draw: Draw, family: _Family, provider: str, quantization: str | None, tag: str
) -> dict[str, Any]:
    busy = draw.chance(85)
    known = draw.shuffled(_PARAMETERS)[: draw.between(2, len(_PARAMETERS))]
    can_call = "tools" in known
    endpoint: dict[str, Any] = {
        "name": f"{provider} | {family.slug}",
        "model_id": family.slug,
        "model_name": family.name,
        "context_length": family.context_length // draw.pick((1, 1, 1, 2)),
        "pricing": _pricing(draw, family),
        "provider_name": provider,
        "tag": tag,
        "quantization": quantization,
        "max_completion_tokens": draw.pick((None, 8_192, 32_768)),
        "max_prompt_tokens": draw.pick((None, None, family.context_length // 2)),
        "supported_parameters": known,
        "uptime_last_5m": _percent(draw) if busy else None,
        "uptime_last_30m": _percent(draw) if busy else None,
        "uptime_last_1d": _percent(draw) if busy or draw.chance(50) else None,
        "latency_last_30m": _latency(draw) if busy else None,
        "throughput_last_30m": _throughput(draw) if busy else None,
        "supports_implicit_caching": draw.chance(30),
        "native_tools": {"web_search": {"type": "web_search"}} if draw.chance(10) else {},
        "service_tier": draw.pick((None, None, None, "flex", "priority")),
        "supports_diarization": False,
        "supports_tool_choice": {
            "auto": can_call,
            "function": can_call,
            "none": can_call,
            "required": can_call and draw.chance(50),
        },
    }
    if draw.chance(95):
        endpoint["status"] = draw.pick(_STATUSES)
    if draw.chance(30):
        endpoint["supports_voice_cloning"] = False
    return endpoint


def _pricing(draw: Draw, family: _Family) -> dict[str, Any]:
    # One dollar for a million tokens is 0.000001 for one. Counted in units of 1e-12 dollars.
    prompt = family.price * draw.between(80, 140) * 10
    pricing: dict[str, Any] = {
        "prompt": _dollars(prompt),
        "completion": _dollars(prompt * draw.between(2, 5)),
        "discount": draw.pick((0, 0, 0, 0.1, 0.25)) if prompt else 0,
    }
    if "image" in family.inputs:
        pricing["image"] = _dollars(prompt * 500)
    if prompt and draw.chance(40):
        pricing["input_cache_read"] = _dollars(prompt // 10)
        pricing["input_cache_write"] = _dollars(prompt + prompt // 4)
    if prompt and draw.chance(10):
        pricing["overrides"] = [
            {
                "min_prompt_tokens": 128_000,
                "prompt": _dollars(prompt * 2),
                "completion": _dollars(prompt * 6),
            }
        ]
    return pricing


def _dollars(picodollars: int) -> str:
    """Write an amount of 1e-12 US dollars in full, without an exponent."""
    dollars, rest = divmod(picodollars, 10**12)
    return f"{dollars}.{rest:012}".rstrip("0").rstrip(".")


def _percent(draw: Draw) -> float:
    return (9_500 + draw.below(501)) / 100


def _latency(draw: Draw) -> dict[str, int]:
    """Milliseconds, growing with the percentile."""
    base = draw.between(180, 900)
    return {"p50": base, "p75": base * 3 // 2, "p90": base * 3, "p99": base * 8}


def _throughput(draw: Draw) -> dict[str, float]:
    """Tokens per second, falling with the percentile."""
    base = draw.between(200, 3_000)
    tenths = {"p50": base, "p75": base * 5 // 6, "p90": base // 2, "p99": base // 4}
    return {name: value / 10 for name, value in tenths.items()}
