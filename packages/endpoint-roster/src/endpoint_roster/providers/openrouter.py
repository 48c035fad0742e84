"""OpenRouter: the public endpoints of chosen models, one answer for each model."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, ClassVar

from endpoint_roster_core.errors import NotFoundError

from ..errors import AnswerError, ConfigurationError, QueryError
from ..models import Endpoint, EndpointState, Price
from ..query import ProviderOptions, several
from .base import Call, PartialFailure, Provider, PushedDown, read_page
from .normalize import States, blank, moment, number, part, text, whole

if TYPE_CHECKING:
    from collections.abc import Sequence

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

    def validate(self, account: Account) -> None:
        """Check that each model has an author and a name."""
        for model in account.models:
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
            if query.model not in model.lower():
                continue
            author, _, slug = model.partition("/")
            attempted = f"list endpoints of {model}"
            try:
                answer = yield Call(operation.list_endpoints(author, slug), attempted)
            except NotFoundError as error:
                yield PartialFailure(attempted, error)
                continue
            data = part(answer.data, models.ModelEndpoints)
            if data is None:
                raise AnswerError(
                    "the answer has no data",
                    "Check that base_url is the address of the provider's API.",
                    "decode",
                )
            reader = _Reader(account.label, models.Pricing, model, moment(data.created))
            yield read_page(data.endpoints, models.PublicEndpoint, reader.endpoint)


class _Reader:
    """Makes the endpoints of one model."""

    def __init__(self, label: str, pricing: type[Any], model: str, created: Any) -> None:
        self._label = label
        self._pricing = pricing
        self._model = model
        self._created = created
        self._tags: Counter[str] = Counter()

    def endpoint(self, item: Item) -> Endpoint:
        # There are no ids. Model and tag are stable; where they are not enough, a number follows.
        owner = text(item.provider_name)
        tag = text(item.tag) or owner or "?"
        self._tags[tag] = count = self._tags[tag] + 1
        made = blank("openrouter", self._label, item)
        made.id = f"{self._model}@{tag}#{count}" if count > 1 else f"{self._model}@{tag}"
        made.name = text(item.name)
        made.model = self._model
        made.kind = "serverless"
        status = whole(item.status)
        if status is not None:
            made.provider_state = word = str(status)
            made.state = STATES[word]
        made.owner = owner
        made.created_at = self._created
        made.context_length = whole(item.context_length)
        made.max_output_tokens = whole(item.max_completion_tokens)
        made.uptime = number(item.uptime_last_30m)
        if isinstance(pricing := item.pricing, self._pricing):
            made.prices = _prices(pricing)
        return made


def _prices(pricing: Any) -> list[Price]:
    prices: list[Price] = []
    for amount, item in zip(_AMOUNTS(pricing), _UNITS, strict=True):
        if type(amount) is str and (exact := _exact(amount)) is not None:
            prices.append(Price(item, exact, "USD", _UNITS[item]))
    return prices


@lru_cache(4096)
def _exact(amount: str) -> Decimal | None:
    """Return a price; the same few come again and again."""
    try:
        exact = Decimal(amount)
    except InvalidOperation:
        return None
    # Routers have -1, which says that the price depends on the model they choose.
    return exact if exact.is_finite() and exact >= 0 else None
