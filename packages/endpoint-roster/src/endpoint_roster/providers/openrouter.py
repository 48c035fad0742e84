"""OpenRouter: the public endpoints of chosen models, one answer for each model."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Any, ClassVar

from endpoint_roster_core.errors import NotFoundError

from ..errors import ConfigurationError, QueryError
from ..folding import folded
from ..models import Action, Endpoint, Price
from ..query import ProviderOptions, Query, several
from ..settings import PushedDown
from . import openrouter_private as private
from .base import Provider, find_listed
from .consoles import as_path, console_of
from .forms import Form
from .mapping import GIVEN, EndpointMapping
from .normalize import States, amount_in, integer, moment, part, text
from .steps import Call, PartialFailure

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from endpoint_roster_openrouter.models import PublicEndpoint as Item

    from ..account import Account
    from .forms import Settings
    from .pricer import Pricer
    from .steps import Calls, Steps

# What the negative numbers mean is not published, so they stay unknown.
STATES = States(running=("0",))

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


def _status(item: Item) -> str | None:
    number = integer(item.status)
    return None if number is None else str(number)


def _prices(item: Item) -> list[Price]:
    pricing = part(item.pricing)
    amounts = _AMOUNTS(pricing) if pricing else ()
    return [
        Price(name, exact, "USD", unit)
        for value, name, unit in zip(amounts, _UNITS, _UNITS.values(), strict=False)
        # Routers have -1, which says that the price depends on the model they choose.
        if type(value) is str and (exact := amount_in(value)) is not None
    ]


ENDPOINTS = EndpointMapping(
    STATES,
    id="tag",
    name="name",
    model=GIVEN,
    kind=GIVEN,
    provider_state=_status,
    owner="provider_name",
    created_at=GIVEN,
    context_length="context_length",
    max_output_tokens="max_completion_tokens",
    uptime="uptime_last_30m",
    prices=_prices,
)

_CONSOLES = {"openrouter.ai": "https://openrouter.ai"}
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
    client = "AsyncOpenRouter"
    arguments: ClassVar = {
        "api_key": "OPENROUTER_API_KEY",
        "models": "OPENROUTER_MODELS",
        "base_url": "OPENROUTER_BASE_URL",
    }
    credentials = (("api_key",), ())
    required = ("models",)
    of_operations = ("models",)
    description = "OpenRouter (the endpoints that serve a model, your own private ones)"
    paging = "one answer per model"
    pushed_down: ClassVar = {"model": PushedDown(note="other models are not asked for")}
    lists_others = True
    options = OpenRouterOptions
    fields = tuple(dict.fromkeys((*ENDPOINTS.fields, *private.LISTED.fields)))
    actions = frozenset(Action)
    forms: ClassVar = {
        Action.CREATE: (Form(("create_private_endpoint",)),),
        Action.UPDATE: (
            Form(
                ("update_private_endpoint", "update_private_endpoint_pricing"),
                optional=frozenset(("upstream_model_id",)),
            ),
        ),
    }

    def validate(self, values: Mapping[str, Any]) -> None:
        """Check that each model has an author and a name."""
        for model in values["models"]:
            if not _MODEL.fullmatch(model):
                raise ConfigurationError(
                    f"the model {model!r} of an account of openrouter is not author/slug",
                    "Write models (OPENROUTER_MODELS) like deepseek/deepseek-r1.",
                )

    def pricer(self, account: Account) -> Pricer:
        """Return what asks nothing: the prices are in the listing."""
        from .bills import ByUse
        from .pricer import Pricer

        return Pricer(ByUse("by use: paid per token or request, at its prices", "USD"))

    def console_url(self, account: Account, endpoint: Endpoint) -> str | None:
        """Return the page of the model, or the settings that list private endpoints."""
        console = console_of(account, _CONSOLES)
        if console and endpoint.kind == private.KIND:
            return f"{console}/settings/private-endpoints"
        model = as_path(endpoint.model or "")
        return f"{console}/{model}" if console and model else None

    def list_endpoints(self, account: Account, query: Query) -> Steps:
        """Ask for each model, then for the private endpoints of the key."""
        if not query.mine:  # the catalogue is everybody's
            yield from self._catalogue(account, query)
        yield from private.list_endpoints(self, account)

    def _catalogue(self, account: Account, query: Query) -> Steps:
        """Ask for each model; one that does not exist does not cost the others."""
        for model in several(query.chosen(OpenRouterOptions).models) or account.models:
            if query.model not in folded(model):
                continue
            author, _, slug = model.partition("/")
            attempted = f"list endpoints of {model}"
            try:
                answer = yield Call(self.operation("list_endpoints")(author, slug), attempted)
            except NotFoundError as error:
                yield PartialFailure(attempted, error)
                continue
            data = part(answer.data)
            created = moment(data and data.created)
            page = ENDPOINTS.page(
                data and data.endpoints, account, model=model, kind="serverless", created_at=created
            )
            for endpoint in page.endpoints:
                endpoint.id = f"{model}@{endpoint.id or endpoint.owner or '?'}"
            _tell_apart(page.endpoints)
            yield page

    # Actions: with private endpoints alone.

    def why_not(self, account: Account, action: Action, endpoint: Endpoint | None) -> str:
        """Refuse what is done to the catalogue, whose endpoints belong to providers."""
        if endpoint and endpoint.kind != private.KIND:
            return "it is in OpenRouter's public catalogue, and belongs to its provider"
        return ""

    def get_endpoint(
        self, account: Account, endpoint_id: str, seen: Endpoint | None = None
    ) -> Calls[Endpoint | None]:
        """Read one private endpoint, or look for one in the list of its model."""
        model, at, _ = endpoint_id.partition("@")
        if not at:
            return (yield from private.get(self, account, endpoint_id))
        if not _MODEL.fullmatch(model):
            return None
        query = Query(provider_options=(OpenRouterOptions(models=(model,)),))
        return (yield from find_listed(self._catalogue(account, query), endpoint_id))

    def act(
        self, account: Account, action: Action, endpoint: Endpoint, settings: Settings | None
    ) -> Calls[Endpoint | None]:
        """Activate or enable, disable, update or delete a private endpoint."""
        return (yield from private.act(self, account, action, endpoint, settings))

    def create(self, account: Account, settings: Settings) -> Calls[str | None]:
        """Create a private endpoint."""
        return (yield from private.create(self, settings))

    def find_alike(self, account: Account, settings: Settings) -> Calls[list[Endpoint]]:
        """Find the private endpoints of the model: they have no names."""
        return (yield from private.find_alike(self, account, settings))

    def is_named(self, settings: Settings) -> bool:
        """Private endpoints have no names, and there can be several of a model."""
        return False

    def is_alike(self, endpoint: Endpoint, settings: Settings) -> bool:
        """Tell whether a private endpoint is what the settings create."""
        return private.is_alike(endpoint, settings)


def _tell_apart(endpoints: list[Endpoint]) -> None:
    """Make the ids of one model's endpoints differ, whatever their order.

    There are no ids. Model and tag are stable; where they are not enough, what else is stable
    follows, prices last. Twins in all of it are counted, in the order of what else they are.
    """
    for level in range(len(_MARKS) + 1):
        by_id: dict[str, list[Endpoint]] = {}
        for endpoint in endpoints:
            by_id.setdefault(endpoint.id, []).append(endpoint)
        if len(by_id) == len(endpoints):
            return
        for same in (group for group in by_id.values() if len(group) > 1):
            if all(len({mark(endpoint) for endpoint in same}) == 1 for mark in _MARKS[level:]):
                for number, endpoint in enumerate(sorted(same, key=_content)[1:], 2):
                    endpoint.id += f"#{number}"
            else:
                for endpoint in same:
                    endpoint.id += f"{',' if level else '#'}{_MARKS[level](endpoint)}"


#: What tells endpoints of one tag apart, the most stable first.
_MARKS: tuple[Callable[[Endpoint], str], ...] = (
    lambda endpoint: text(endpoint.raw.quantization) or "-",
    lambda endpoint: _word(endpoint.context_length),
    lambda endpoint: _word(endpoint.max_output_tokens),
    lambda endpoint: "/".join(f"{price.amount:f}" for price in endpoint.prices),
)


def _content(endpoint: Endpoint) -> tuple[str, ...]:
    """Return all of an endpoint as texts that sort; what changes all the time comes last."""
    stable = endpoint.name, endpoint.owner, endpoint.provider_state
    return *(value or "" for value in stable), json.dumps(endpoint.raw.to_dict(), sort_keys=True)


def _word(number: int | None) -> str:
    return "-" if number is None else str(number)
