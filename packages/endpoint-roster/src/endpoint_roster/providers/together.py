"""Together AI: one answer with everything."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from ..models import Endpoint, EndpointState
from ..query import ProviderOptions
from ..settings import PushedDown
from .base import Call, Provider, read_page
from .normalize import States, blank, moment

if TYPE_CHECKING:
    from endpoint_roster_together.models import Endpoint as Item

    from ..account import Account
    from ..query import Query
    from .base import Steps

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

_TYPES = ("dedicated", "serverless")


@dataclass(frozen=True, slots=True, kw_only=True)
class TogetherOptions(ProviderOptions):
    """What only Together AI can be asked.

    Attributes:
        usage_type: Only endpoints of this kind of contract.
        mine: Only one's own endpoints.
    """

    provider: ClassVar[str] = "together"
    usage_type: Literal["on-demand", "reserved"] | None = None
    mine: bool | None = None


class Together(Provider):
    """Together AI."""

    name = "together"
    package = "endpoint_roster_together"
    client = "AsyncTogether"
    arguments: ClassVar = {
        "api_key": "TOGETHER_API_KEY",
        "project_id": "TOGETHER_PROJECT_ID",
        "base_url": "TOGETHER_BASE_URL",
    }
    credentials = (("api_key",),)
    description = "dedicated and serverless endpoints of Together AI"
    paging = "one answer"
    pushed_down: ClassVar = {"kinds": PushedDown(values=_TYPES, single=True)}
    options = TogetherOptions
    fields = (
        "name", "model", "kind", "state", "provider_state", "owner", "created_at", "provider_kind",
    )  # fmt: skip

    def list_endpoints(self, account: Account, query: Query) -> Steps:
        """Ask once: there are no pages."""
        operation, models = self.load("operations.list_endpoints"), self.load("models")
        options = query.chosen(TogetherOptions)
        arguments: dict[str, Any] = {"usage_type": options.usage_type, "mine": options.mine}
        if len(query.kinds) == 1 and query.kinds.issubset(_TYPES):
            (arguments["type_"],) = query.kinds
        arguments = {name: value for name, value in arguments.items() if value is not None}
        answer = yield Call(operation.list_endpoints(**arguments), "list endpoints")
        label = account.label
        yield read_page(answer.data, models.Endpoint, lambda item: _endpoint(label, item))


def _endpoint(label: str, item: Item) -> Endpoint:
    # Written out where text() would do: this runs once for each of many endpoints.
    made = blank("together", label, item)
    made.id = v if type(v := item.id) is str else ""
    made.name = v if type(v := item.name) is str and v else None
    made.model = v if type(v := item.model) is str and v else None
    made.kind = made.provider_kind = v if type(v := item.type_) is str and v else None
    made.provider_state = word = v if type(v := item.state) is str and v else None
    made.state = STATES[word]
    made.owner = v if type(v := item.owner) is str and v else None
    made.created_at = moment(item.created_at)
    return made
