"""Together AI: one answer with everything."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from ..models import Endpoint, EndpointState
from ..normalize import States, moment, text
from .base import Call, Provider, read_page

if TYPE_CHECKING:
    from endpoint_roster_together.models import Endpoint as Item

    from ..account import Account
    from ..options import Options
    from ..query import Query
    from .base import Client, Steps

STATES = States(
    {
        EndpointState.PENDING: ("pending",),
        EndpointState.STARTING: ("starting",),
        EndpointState.RUNNING: ("started",),
        EndpointState.STOPPING: ("stopping",),
        EndpointState.STOPPED: ("stopped",),
        EndpointState.FAILED: ("error", "failed"),
    }
)


class Together(Provider):
    """Together AI."""

    name = "together"
    package = "endpoint_roster_together"
    arguments: ClassVar = {"api_key": "TOGETHER_API_KEY", "base_url": "TOGETHER_BASE_URL"}
    credentials = (("api_key",),)

    def connect(self, account: Account, options: Options) -> Client:
        """Return a client that sends the API key."""
        return self.bearer_client(account.api_key, account, options)

    def steps(self, account: Account, query: Query) -> Steps:  # noqa: ARG002 - filtered later
        """Ask once: there are no pages."""
        operation, models = self.load("api.endpoints.list_endpoints"), self.load("models")
        answer = yield Call(operation, {}, "list endpoints")
        yield read_page(answer.data, models.Endpoint, partial(_endpoint, account.label))


def _endpoint(label: str, item: Item) -> Endpoint:
    kind = text(item.type_)
    word = text(item.state)
    return Endpoint(
        "together",
        label,
        text(item.id) or "",
        text(item.name),
        text(item.model),
        kind,
        STATES[word],
        word,
        None,
        None,
        text(item.owner),
        moment(item.created_at),
        None,
        kind,
        None,
        None,
        None,
        None,
        None,
        None,
        None,
        None,
        None,
        [],
        {},
        item,
    )
