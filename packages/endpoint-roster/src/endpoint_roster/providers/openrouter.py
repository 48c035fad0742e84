"""OpenRouter: the public endpoints of chosen models, one answer for each model."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, Any, ClassVar

from endpoint_roster_core.errors import NotFoundError

from ..errors import ConfigurationError, QueryError
from ..folding import folded
from ..models import Endpoint, EndpointState, Price
from ..query import ProviderOptions, several
from ..settings import PushedDown
from .base import Call, PartialFailure, Provider, read_page
from .normalize import States, amount, blank, moment, number, part, quantity, text, whole

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from endpoint_roster_openrouter.models import PublicEndpoint as Item

    from ..account import Account
    from ..options import Options
    from ..query import Query
    from .base import Client, Steps

# What the negative numbers mean is not published, so they stay unknown.
STATES = States(
    {
        EndpointState.RUNNING: ("0",),
    }
)

# In US dollars, as specs/openrouter/openapi.yaml describes them.
_UNITS = {
    "prompt": "token",
    "completion": "token",
    "request": "request",
    "image": "image",
    "image_token": "token",
    "image_output": "image",
    "audio": "token",
    "audio_output": "token",
    "input_audio_cache": "token",
    "web_search": "search",
    "internal_reasoning": "token",
    "input_cache_read": "token",
    "input_cache_write": "token",
    "input_cache_write_1h": "token",
}

_AMOUNTS = attrgetter(*_UNITS)

_MODEL = re.compile(r"(?!\.{1,2}/)[^/\s]+/(?!\.{1,2}$)[^/\s]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenRouterOptions(ProviderOptions):
    """What only OpenRouter can be asked.

    Attributes:
        models: Models to ask for in place of the account's, as ``author/slug``.

    Raises:
        QueryError: One of the models is not written so.
    """

    provider: ClassVar[str] = "openrouter"
    models: Sequence[str] = ()

    def __post_init__(self) -> None:
        for model in several(self.models):
            if not _MODEL.fullmatch(model):
                raise QueryError(
                    f"the model {model!r} is not author/slug", "Write it like deepseek/deepseek-r1."
                )


class OpenRouter(Provider):
    """OpenRouter."""

    name = "openrouter"
    package = "endpoint_roster_openrouter"
    arguments: ClassVar = {
        "api_key": "OPENROUTER_API_KEY",
        "models": "OPENROUTER_MODELS",
        "base_url": "OPENROUTER_BASE_URL",
    }
    credentials = (("api_key",), ())
    required = ("models",)
    description = "endpoints that serve a model on OpenRouter"
    paging = "one answer per model"
    pushed_down: ClassVar = {"model": PushedDown(note="other models are not asked for")}
    options = OpenRouterOptions
    fields = (
        "name", "model", "kind", "state", "provider_state", "owner", "created_at",
        "context_length", "max_output_tokens", "uptime", "prices",
    )  # fmt: skip

    def validate(self, values: Mapping[str, Any]) -> None:
        """Check that each model has an author and a name."""
        for model in values["models"]:
            if not _MODEL.fullmatch(model):
                raise ConfigurationError(
                    f"the model {model!r} of an account of openrouter is not author/slug",
                    "Write models (OPENROUTER_MODELS) like deepseek/deepseek-r1.",
                )

    def connect(self, account: Account, options: Options) -> Client:
        """Return a client that sends the API key if there is one."""
        return self.load().AsyncOpenRouter(
            api_key=account.api_key or "", base_url=account.base_url, **options.for_client()
        )

    def list_endpoints(self, account: Account, query: Query) -> Steps:
        """Ask for each model; one that does not exist does not cost the others."""
        operation, models = self.load("operations.list_endpoints"), self.load("models")
        for model in several(query.chosen(OpenRouterOptions).models) or account.models:
            if query.model not in folded(model):
                continue
            author, _, slug = model.partition("/")
            attempted = f"list endpoints of {model}"
            try:
                answer = yield Call(operation.list_endpoints(author, slug), attempted)
            except NotFoundError as error:
                yield PartialFailure(attempted, error)
                continue
            data = part(answer.data, models.ModelEndpoints)
            build = partial(_endpoint, account.label, models, model, moment(data and data.created))
            page = read_page(data and data.endpoints, models.PublicEndpoint, build)
            _tell_apart(page.endpoints)
            yield page


def _endpoint(
    label: str, models: Any, model: str, created: datetime | None, item: Item
) -> Endpoint:
    owner = text(item.provider_name)
    made = blank("openrouter", label, item)
    made.id = f"{model}@{text(item.tag) or owner or '?'}"
    made.name = text(item.name)
    made.model = model
    made.kind = "serverless"
    status = whole(item.status)
    if status is not None:
        made.provider_state = word = str(status)
        made.state = STATES[word]
    made.owner = owner
    made.created_at = created
    made.context_length = quantity(item.context_length)
    made.max_output_tokens = quantity(item.max_completion_tokens)
    made.uptime = number(item.uptime_last_30m)
    if pricing := part(item.pricing, models.Pricing):
        made.prices = _prices(pricing)
    return made


def _tell_apart(endpoints: list[Endpoint]) -> None:
    """Make the ids of one model's endpoints differ, whatever their order.

    There are no ids. Model and tag are stable; where they are not enough, what else is stable
    follows, prices at last. Twins in all of it are counted.
    """
    for level in range(5):  # after four marks, twins are left
        by_id: dict[str, list[Endpoint]] = {}
        for endpoint in endpoints:
            by_id.setdefault(endpoint.id, []).append(endpoint)
        for same in (group for group in by_id.values() if len(group) > 1):
            marks = [_marks(endpoint)[level:] for endpoint in same]
            if len({*marks}) == 1:
                for number, endpoint in enumerate(same[1:], 2):
                    endpoint.id += f"#{number}"
                continue
            for endpoint, (first, *_) in zip(same, marks, strict=True):
                endpoint.id += f"{',' if level else '#'}{first}"


def _marks(endpoint: Endpoint) -> tuple[str, ...]:
    """What tells endpoints of one tag apart, the most stable first."""
    item: Item = endpoint.raw
    marks = (text(item.quantization), endpoint.context_length, endpoint.max_output_tokens)
    prices = "/".join(f"{price.amount:f}" for price in endpoint.prices)
    return (*("-" if mark is None else str(mark) for mark in marks), prices)


def _prices(pricing: Any) -> list[Price]:
    prices: list[Price] = []
    for value, item in zip(_AMOUNTS(pricing), _UNITS, strict=True):
        # Routers have -1, which says that the price depends on the model they choose.
        if (exact := amount(value)) is not None:
            prices.append(Price(item, exact, "USD", _UNITS[item]))
    return prices
