"""PPIO: serverless GPU endpoints, in pages that each name the next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from endpoint_roster_core.errors import NotFoundError

from ..models import Action
from ..query import ProviderOptions, Query, several
from .base import Provider, listed
from .consoles import console_of
from .forms import Form
from .mapping import GIVEN, EndpointMapping
from .normalize import States, part, parts, text
from .steps import Call

if TYPE_CHECKING:
    from collections.abc import Sequence

    from endpoint_roster_ppio.models import Endpoint as Item

    from ..account import Account
    from ..models import Endpoint
    from .forms import Settings
    from .pricer import Pricer
    from .steps import Calls, Steps

# The words are not published; only "running" is in an example.
STATES = States(
    pending=("pending", "creating"),
    starting=("starting", "updating"),
    running=("running",),
    stopping=("stopping", "deleting"),
    stopped=("stopped",),
    failed=("failed", "error"),
)


def _workers(item: Item) -> tuple[int | None, int | None]:
    """How many workers there are, and how many of them are ready."""
    workers = parts(item.workers)
    if workers is None:
        return None, None
    ready = 0
    for worker in workers:
        if worker.health is True:
            ready += 1
    return len(workers), ready


ENDPOINTS = EndpointMapping(
    STATES,
    id="id",
    name="name",
    kind=GIVEN,
    provider_state="status.status",
    state_reason=("status.message", "status.error"),
    url="url",
    region="region_id",
    owner="owner_id",
    created_at="created_at",
    provider_kind="type_",
    gpu_count="worker_config.gpu_num",
    replicas={
        "min": "worker_config.min_replicas",
        "max": "worker_config.max_replicas",
        ("current", "ready"): _workers,
    },
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PpioOptions(ProviderOptions):
    """What only PPIO can be asked.

    Attributes:
        keyword: Only endpoints that PPIO finds by this word; which fields it searches, and how, is
            not published. So the filter ``name`` does not use it.
        member_ids: Only endpoints of these members of the team.
    """

    provider: ClassVar[str] = "ppio"
    keyword: str | None = None
    member_ids: Sequence[str] = ()


#: Pages that list the endpoints; those of single ones are not published.
_CONSOLES = {
    "ppio.com": "https://ppio.com/gpu-instance/console/serverless",
    "novita.ai": "https://novita.ai/gpus-console/serverless",
}
#: What PPIO wants with each change of the workers.
_MOST_WORKERS = "worker_config.max_replicas"
_SCALING = {
    Action.STOP: "PPIO has no stop: to scale it to zero, update worker_config.min_replicas and"
    " worker_config.max_replicas to 0",
    Action.START: "PPIO has no start: to run it, raise worker_config.max_replicas by an update",
}


class Ppio(Provider):
    """PPIO."""

    name = "ppio"
    package = "endpoint_roster_ppio"
    client = "AsyncPpio"
    arguments: ClassVar = {"api_key": "PPIO_API_KEY", "base_url": "PPIO_BASE_URL"}
    credentials = (("api_key",),)
    description = "PPIO, or Novita by base_url (GPU endpoints)"
    paging = "cursor"
    options = PpioOptions
    # The type is published for one endpoint that is read or made, not for the list.
    fields = tuple(name for name in ENDPOINTS.fields if name != "provider_kind")
    actions = frozenset((Action.CREATE, Action.UPDATE, Action.DELETE))
    forms: ClassVar = {
        Action.CREATE: (Form(("create_endpoint",)),),
        Action.UPDATE: (Form(("update_endpoint",), optional=frozenset((_MOST_WORKERS,))),),
    }

    def pricer(self, account: Account) -> Pricer:
        """Return what asks for products."""
        from .pricing.ppio import PpioPricer

        return PpioPricer(self, account)

    def console_url(self, account: Account, endpoint: Endpoint) -> str | None:
        """Return the page that lists the endpoints of an account."""
        return console_of(account, _CONSOLES)

    def list_endpoints(self, account: Account, query: Query) -> Steps:
        """Follow the cursors to the end."""
        options = query.chosen(PpioOptions)
        request = self.operation("list_endpoints")(
            limit=query.page_size,
            keyword=options.keyword or None,
            member_ids=",".join(several(options.member_ids)) or None,
        )
        yield from ENDPOINTS.pages(request, account, "list endpoints", kind="dedicated")

    # Actions

    def refusal(self, account: Account, action: Action, endpoint: Endpoint | None) -> str:
        """Say what is nearest to stopping and starting; it has to be asked for by name."""
        return _SCALING.get(action) or super().refusal(account, action, endpoint)

    def get_endpoint(
        self, account: Account, endpoint_id: str, seen: Endpoint | None = None
    ) -> Calls[Endpoint | None]:
        """Read one endpoint."""
        try:
            item = yield Call(self.operation("get_endpoint")(endpoint_id), "read the endpoint")
        except NotFoundError:
            return None
        return ENDPOINTS.one(item, account, kind="dedicated")

    def act(
        self, account: Account, action: Action, endpoint: Endpoint, settings: Settings | None
    ) -> Calls[Endpoint | None]:
        """Update or delete an endpoint.

        The settings of workers are sent as they are with the changes in them: whether PPIO keeps
        what is left out of them is not published.
        """
        if action is Action.DELETE:
            yield Call(self.operation("delete_endpoint")(endpoint.id), "delete the endpoint")
            return None
        changes: dict[str, Any] = dict(settings or {})
        if wanted := changes.get("worker_config"):
            changes["worker_config"] = {**self._workers(endpoint), **wanted}
        request = self.operation("update_endpoint")(endpoint.id, changes)
        yield Call(request, "update the endpoint")
        return None

    def create(self, account: Account, settings: Settings) -> Calls[str | None]:
        """Create an endpoint; the answer has its id alone."""
        request = self.operation("create_endpoint")(dict(settings))
        answer = yield Call(request, "create the endpoint")
        return text(answer.id)

    def find_alike(self, account: Account, settings: Settings) -> Calls[list[Endpoint]]:
        """Find the endpoints of a name; there can be several, so it looks at all of them."""
        name = settings["name"]
        steps = self.list_endpoints(account, Query())
        return (yield from listed(steps, lambda one: one.name == name))

    def _workers(self, endpoint: Endpoint) -> dict[str, Any]:
        """Return the settings of workers that an update can have."""
        from endpoint_roster_core.fields import fields

        names = {one.name for one in fields(self.load("models").WorkerSettings)}
        config = part(endpoint.raw.worker_config)
        values: dict[str, Any] = config.to_dict() if config else {}
        return {name: value for name, value in values.items() if name in names}
