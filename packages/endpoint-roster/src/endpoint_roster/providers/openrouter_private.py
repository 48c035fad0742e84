"""OpenRouter's private endpoints: drafts that are activated, disabled, enabled and deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from endpoint_roster_core.errors import ApiError, ClientError, NotFoundError

from ..errors import RosterError
from ..models import Action, Outcome
from .comparison import shows
from .mapping import GIVEN, EndpointMapping
from .normalize import States, part, text
from .steps import Call, PartialFailure, UnfinishedError

if TYPE_CHECKING:
    from ..account import Account
    from ..models import Endpoint
    from .base import Provider
    from .forms import Settings
    from .steps import Calls, Steps

KIND = "private"
#: A draft serves nothing, and stays one until it is activated.
STATES = States(running=("active",), stopped=("disabled", "draft"))

_SOURCES: dict[str, Any] = {
    "id": "id",
    "name": "model_name",
    "model": "model_slug",
    "kind": GIVEN,
    "provider_state": "status",
    "owner": "provider_name",
}
#: As they are listed, and as one of them is read.
LISTED = EndpointMapping(STATES, **_SOURCES, created_at="created_at")
DETAILED = EndpointMapping(STATES, **_SOURCES, url="base_url", region="declared_region")

# The key is not a management key, or the organization has no right to private endpoints.
_REFUSED = (401, 403, 404, 405, 410)
_ATTEMPTED = "list private endpoints"
#: Fields that are not in what is read, or not as they were sent.
_UNSEEN = ("activate", "pricing")


def list_endpoints(provider: Provider, account: Account) -> Steps:
    """Ask for the private endpoints of a key; one that may not see any has none."""
    if not account.api_key:
        return
    try:
        answer = yield Call(provider.operation("list_private_endpoints")(), _ATTEMPTED)
        yield LISTED.page(answer.data, account, kind=KIND)
    except ApiError as error:
        if error.status not in _REFUSED:
            yield PartialFailure(_ATTEMPTED, error)
    except (ClientError, RosterError) as error:
        yield PartialFailure(_ATTEMPTED, error)


def get(provider: Provider, account: Account, endpoint_id: str) -> Calls[Endpoint | None]:
    """Read one endpoint; None if there is none of this id."""
    request = provider.operation("get_private_endpoint")(endpoint_id)
    try:
        answer = yield Call(request, "read the endpoint")
    except NotFoundError:
        return None
    return DETAILED.one(answer.data, account, kind=KIND)


def act(
    provider: Provider,
    account: Account,
    action: Action,
    endpoint: Endpoint,
    settings: Settings | None,
) -> Calls[Endpoint | None]:
    """Activate or enable, disable, update or delete an endpoint."""
    is_draft = endpoint.provider_state == "draft"
    if action is Action.UPDATE and settings is not None:
        return (yield from _update(provider, account, endpoint, settings))
    if action is Action.DELETE:
        # Of a draft that was activated meanwhile, nothing is deleted.
        drafts = True if is_draft else None
        request = provider.operation("delete_private_endpoint")(endpoint.id, draft_only=drafts)
    elif action is Action.STOP:
        request = provider.operation("disable_private_endpoint")(endpoint.id)
    else:
        word = "activate" if is_draft else "enable"
        request = provider.operation(f"{word}_private_endpoint")(endpoint.id)
    yield Call(request, f"{action} the endpoint")
    return None


def _update(
    provider: Provider, account: Account, endpoint: Endpoint, settings: Settings
) -> Calls[Endpoint | None]:
    answer: Any = None
    if changes := settings.only(provider, "update_private_endpoint"):
        changes.setdefault("upstream_model_id", endpoint.raw.upstream_model_id)
        request = provider.operation("update_private_endpoint")(endpoint.id, changes)
        answer = yield Call(request, "update the endpoint")
    if prices := settings.only(provider, "update_private_endpoint_pricing"):
        request = provider.operation("update_private_endpoint_pricing")(endpoint.id, prices)
        answer = yield Call(request, "update the prices of the endpoint")
    return DETAILED.one(answer.data, account, kind=KIND) if answer else None


def create(provider: Provider, settings: Settings) -> Calls[str | None]:
    """Create an endpoint; the client sends a key with it, so that it is never made twice.

    Raises:
        UnfinishedError: It was created, and could not be activated.
    """
    request = provider.operation("create_private_endpoint")(dict(settings))
    try:
        answer = yield Call(request, "create the endpoint")
    except ApiError as error:
        draft = part(getattr(error.details, "data", None))
        kept = draft and part(draft.endpoint)
        if kept and (known := text(kept.id)):
            raise UnfinishedError(known, error) from error
        raise
    made = part(answer.data)
    return text(made.id) if made else None


def find_alike(provider: Provider, account: Account, settings: Settings) -> Calls[list[Endpoint]]:
    """Find the endpoints of the model."""
    answer = yield Call(provider.operation("list_private_endpoints")(), _ATTEMPTED)
    found = LISTED.page(answer.data, account, kind=KIND).endpoints
    wanted = settings["model_permaslug"]
    return [one for one in found if one.raw.model_permaslug == wanted]


def is_alike(endpoint: Endpoint, settings: Settings) -> bool:
    """Tell whether an endpoint is what the settings create."""
    wanted = {name: value for name, value in settings.items() if name not in _UNSEEN}
    return shows(endpoint.raw.to_dict(), wanted) is not Outcome.FAILED
