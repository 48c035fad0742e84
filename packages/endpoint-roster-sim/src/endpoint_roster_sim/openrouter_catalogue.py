"""OpenRouter's catalogue: models with their filters, providers, endpoints without retention."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from starlette.datastructures import QueryParams

from .fleets.openrouter import PROVIDER_SLUGS, Catalogue, Model
from .wire import RefusalError

#: Providers that keep neither prompts nor completions.
_WITHOUT_RETENTION = frozenset({"DeepInfra", "Together", "Fireworks", "Azure", "Amazon Bedrock"})
#: Uses of models, by the request parameter that makes them fit for it; other uses have none.
_USES: Mapping[str, str] = {"programming": "tools", "science": "reasoning"}
_CATEGORIES = (
    *("programming", "roleplay", "marketing", "marketing/seo", "technology", "science"),
    *("translation", "legal", "finance", "health", "trivia", "academia"),
)
#: Authors who let others train models with what theirs write.
_DISTILLABLE = frozenset({"deepseek", "qwen"})
_REGIONS: Mapping[str, str] = {"eu": "eu-west", "us": "us-east"}
_MILLION = 1_000_000
_SCORES = tuple(
    f"{bound}_{what}"
    for bound in ("min", "max")
    for what in ("intelligence_index", "coding_index", "agentic_index", "tool_success_rate")
)

Item = dict[str, Any]
Endpoints = list[dict[str, Any]]


def models(catalogue: Catalogue, query: QueryParams, now: datetime) -> dict[str, Any]:
    """Return the models that match a query, or a page of them.

    Raises:
        RefusalError: The query has a value that cannot be.
    """
    found = [
        (item, endpoints)
        for model in catalogue.models.values()
        if (endpoints := [json.loads(wire) for wire in model.wires])
        and _matches(item := _item(model, endpoints), endpoints, query, now)
    ]
    _sort(found, query.get("sort"))
    items = [item for item, _ in found]
    total = len(items)
    if "offset" not in query and "limit" not in query:
        return {"data": items, "total_count": total, "links": {"next": None}}
    offset = int(_number(query, "offset", 0) or 0)
    limit = int(_number(query, "limit", 1, 1000) or 500)
    rest = {name: value for name, value in query.items() if name not in ("offset", "limit")}
    following = QueryParams({**rest, "offset": offset + limit, "limit": limit})
    is_last = offset + limit >= total
    address = None if is_last else f"/api/v1/models?{following}"
    return {
        "data": items[offset : offset + limit],
        "total_count": total,
        "links": {"next": address},
    }


def providers() -> dict[str, Any]:
    """Return all providers."""
    return {
        "data": [
            {
                "name": name,
                "slug": slug,
                "headquarters": "DE" if name == "Nordlicht" else "US",
                "datacenters": None if name == "Nordlicht" else ["US"],
                "privacy_policy_url": f"https://{slug}.example/privacy",
                "terms_of_service_url": f"https://{slug}.example/terms",
                "status_page_url": None,
            }
            for slug, name in PROVIDER_SLUGS.items()
        ]
    }


def without_retention(catalogue: Catalogue) -> dict[str, Any]:
    """Return the endpoints of all models whose providers keep nothing."""
    return {"data": [one for one in catalogue.items() if _keeps_nothing(one)]}


def _keeps_nothing(endpoint: Mapping[str, Any]) -> bool:
    return endpoint["provider_name"] in _WITHOUT_RETENTION


def _item(model: Model, endpoints: Endpoints) -> Item:
    cheapest = min(endpoints, key=lambda one: Decimal(one["pricing"]["prompt"]))
    supported = {name for one in endpoints for name in one["supported_parameters"]}
    return {
        **model.head,
        "id": model.slug,
        "canonical_slug": model.canonical_slug,
        "context_length": max(one["context_length"] for one in endpoints),
        "pricing": cheapest["pricing"],
        "top_provider": {
            "context_length": endpoints[0]["context_length"],
            "max_completion_tokens": endpoints[0]["max_completion_tokens"],
            "is_moderated": False,
        },
        "per_request_limits": None,
        "supported_parameters": sorted(supported),
        "supported_voices": None,
        "default_parameters": None,
        "expiration_date": None,
        "links": {"details": f"/api/v1/models/{model.slug}/endpoints"},
    }


def _matches(item: Item, endpoints: Endpoints, query: QueryParams, now: datetime) -> bool:
    """Whether a model passes all filters; what no model has a score for lets none pass."""
    architecture, author = item["architecture"], item["id"].partition("/")[0]
    outputs = _words(query, "output_modalities") or ["text"]
    names = {one["provider_name"] for one in endpoints}
    prices = {name: Decimal(item["pricing"][name]) * _MILLION for name in ("prompt", "completion")}
    age = int((now.timestamp() - item["created"]) // 86_400)
    category = _choice(query, "category", _CATEGORIES)
    region = _choice(query, "region", tuple(_REGIONS))
    distillable = _choice(query, "distillable", ("true", "false"))
    needs_zdr = _choice(query, "zdr", ("true",)) is not None
    text = query.get("q", "").lower()
    context = _number(query, "context", 1)
    scores = [_number(query, name, 0, 1 if "rate" in name else None) for name in _SCORES]
    return all(
        (
            text in item["name"].lower() or text in item["id"].lower(),
            category is None or _USES.get(category) in item["supported_parameters"],
            {*_words(query, "supported_parameters")} <= {*item["supported_parameters"]},
            {*_words(query, "input_modalities")} <= {*architecture["input_modalities"]},
            outputs == ["all"] or not {*outputs}.isdisjoint(architecture["output_modalities"]),
            context is None or item["context_length"] >= context,
            _within(prices["prompt"], query, "price"),
            _within(prices["completion"], query, "output_price"),
            _within(Decimal(age), query, "age_days"),
            query.get("arch", architecture["tokenizer"]) == architecture["tokenizer"],
            author in (_words(query, "model_authors") or [author]),
            not names.isdisjoint(_words(query, "providers") or names),
            distillable is None or (author in _DISTILLABLE) == (distillable == "true"),
            not needs_zdr or any(map(_keeps_nothing, endpoints)),
            region is None or any(_REGIONS[region] in one["tag"] for one in endpoints),
            not any(score is not None for score in scores),
        )
    )


def _sort(found: list[tuple[Item, Endpoints]], order: str | None) -> None:
    """Sort models; without a score they stay in the order of the catalogue."""
    if order is None:
        return
    orders: dict[str, Callable[[tuple[Item, Endpoints]], Any]] = {
        "newest": lambda one: -one[0]["created"],
        "pricing-low-to-high": lambda one: _price(one[0]),
        "pricing-high-to-low": lambda one: -_price(one[0]),
        "context-high-to-low": lambda one: -one[0]["context_length"],
        "throughput-high-to-low": lambda one: -_best(one[1], "throughput_last_30m", max, 0),
        "latency-low-to-high": lambda one: _best(one[1], "latency_last_30m", min, _MILLION),
    }
    without_scores = (
        *("most-popular", "top-weekly", "intelligence-high-to-low", "coding-high-to-low"),
        *("agentic-high-to-low", "design-arena-elo-high-to-low"),
    )
    if order not in orders and order not in without_scores:
        raise _invalid("sort", f"must be one of {', '.join((*orders, *without_scores))}")
    found.sort(key=orders.get(order, lambda _: 0))


def _price(item: Item) -> Decimal:
    return Decimal(item["pricing"]["prompt"]) + Decimal(item["pricing"]["completion"])


def _best(endpoints: Endpoints, name: str, choose: Callable[..., float], nothing: float) -> float:
    return choose([one[name]["p50"] for one in endpoints if one[name]], default=nothing)


def _words(query: QueryParams, name: str) -> list[str]:
    return [word for word in query.get(name, "").split(",") if word]


def _within(value: Decimal, query: QueryParams, name: str) -> bool:
    low, high = _number(query, f"min_{name}", 0), _number(query, f"max_{name}", 0)
    return (low is None or value >= low) and (high is None or value <= high)


def _number(query: QueryParams, name: str, low: int, high: int | None = None) -> Decimal | None:
    value = query.get(name)
    if value is None:
        return None
    try:
        number = Decimal(value)
    except ArithmeticError:
        number = Decimal(-1)
    if not number.is_finite() or number < low or (high is not None and number > high):
        raise _invalid(
            name, f"must be {low} or more" if high is None else f"must be {low} to {high}"
        )
    return number


def _choice(query: QueryParams, name: str, options: Sequence[str]) -> str | None:
    value = query.get(name)
    if value is not None and value not in options:
        raise _invalid(name, f"must be one of {', '.join(options)}")
    return value


def _invalid(name: str, what: str) -> RefusalError:
    return RefusalError(400, "400", f"{name} {what}.")
