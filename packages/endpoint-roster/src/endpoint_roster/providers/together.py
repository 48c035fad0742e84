"""Together AI: one answer with everything."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

from ..query import ProviderOptions
from ..settings import PushedDown
from .base import Provider
from .mapping import EndpointMapping
from .normalize import States

if TYPE_CHECKING:
    from ..account import Account
    from ..query import Query
    from .base import Steps

STATES = States(
    pending=("pending",),
    starting=("starting",),
    running=("started",),
    stopping=("stopping",),
    stopped=("stopped",),
    failed=("error", "failed"),
)

ENDPOINTS = EndpointMapping(
    STATES,
    id="id",
    name="name",
    model="model",
    kind="type_",
    provider_state="state",
    owner="owner",
    created_at="created_at",
    provider_kind="type_",
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
    fields = ENDPOINTS.fields

    def list_endpoints(self, account: Account, query: Query) -> Steps:
        """Ask once: there are no pages."""
        options = query.chosen(TogetherOptions)
        kinds = query.kinds if len(query.kinds) == 1 else ()
        request = self.operation("list_endpoints")(
            type_=next((kind for kind in kinds if kind in _TYPES), None),
            usage_type=options.usage_type,
            mine=options.mine,
        )
        yield from ENDPOINTS.pages(request, account, "list endpoints")
