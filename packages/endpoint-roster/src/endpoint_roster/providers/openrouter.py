"""OpenRouter: the public endpoints of chosen models, one answer for each model."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from ..errors import AnswerError, ConfigurationError
from ..models import Endpoint, EndpointState, Price
from ..normalize import States, moment, number, part, text, whole
from .base import Call, Missed, Provider, read_page

if TYPE_CHECKING:
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

_MODEL = re.compile(r"(?!\.{1,2}/)[^/\s]+/(?!\.{1,2}$)[^/\s]+")


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

    def check(self, account: Account) -> None:
        """Check that each model has an author and a name."""
        for model in account.models:
            if not _MODEL.fullmatch(model):
                raise ConfigurationError(
                    f"the model {model!r} of an account of openrouter is not author/slug",
                    "Write models (OPENROUTER_MODELS) like deepseek/deepseek-r1.",
                )

    def connect(self, account: Account, options: Options) -> Client:
        """Return a client that sends the API key if there is one."""
        return self.bearer_client(account.api_key, account, options)

    def steps(self, account: Account, query: Query) -> Steps:  # noqa: ARG002 - filtered later
        """Ask for each model; one that does not exist does not cost the others."""
        operation, models = self.load("api.endpoints.list_endpoints"), self.load("models")
        errors = self.load("errors")
        for model in account.models:
            author, _, slug = model.partition("/")
            attempted = f"list endpoints of {model}"
            try:
                answer = yield Call(operation, {"author": author, "slug": slug}, attempted)
            except errors.ApiError as error:
                if error.status != 404:
                    raise
                yield Missed(attempted, error)
                continue
            data = part(answer.data, models.ModelEndpoints)
            if data is None:
                raise AnswerError(
                    "the answer has no data",
                    "Check that base_url is the address of the provider's API.",
                    "decode",
                )
            build = partial(
                _endpoint, account.label, models, model, moment(data.created), Counter()
            )
            yield read_page(data.endpoints, models.PublicEndpoint, build)


def _endpoint(
    label: str, models: Any, model: str, created: Any, tags: Counter[str], item: Item
) -> Endpoint:
    # OpenRouter has no ids. Model and tag are stable; where they are not enough, a number follows.
    tag = text(item.tag) or text(item.provider_name) or "?"
    tags[tag] += 1
    repeated = f"#{tags[tag]}" if tags[tag] > 1 else ""
    status = whole(item.status)
    word = None if status is None else str(status)
    return Endpoint(
        "openrouter",
        label,
        f"{model}@{tag}{repeated}",
        text(item.name),
        model,
        "serverless",
        STATES[word],
        word,
        None,
        None,
        text(item.provider_name),
        created,
        None,
        None,
        None,
        None,
        None,
        None,
        whole(item.context_length),
        whole(item.max_completion_tokens),
        number(item.uptime_last_30m),
        None,
        None,
        _prices(part(item.pricing, models.Pricing)),
        {},
        item,
    )


def _prices(pricing: Any) -> list[Price]:
    prices: list[Price] = []
    for item, unit in _UNITS.items():
        amount = text(getattr(pricing, item, None))
        if amount is None:
            continue
        try:
            exact = Decimal(amount)
        except InvalidOperation:
            continue
        # Routers have -1, which says that the price depends on the model they choose.
        if exact.is_finite() and exact >= 0:
            prices.append(Price(item, exact, "USD", unit))
    return prices
