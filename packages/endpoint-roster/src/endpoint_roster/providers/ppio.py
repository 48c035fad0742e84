"""PPIO: serverless GPU endpoints, in pages that each name the next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from ..errors import AnswerError
from ..models import EndpointState, Replicas
from ..query import ProviderOptions, several
from .base import Call, Provider
from .mapping import GIVEN, EndpointMapping
from .normalize import States, part, parts, quantity, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from endpoint_roster_ppio.models import Endpoint as Item

    from ..account import Account
    from ..query import Query
    from .base import Steps

# The words are not published; only "running" is in an example.
STATES = States(
    {
        EndpointState.PENDING: ("pending", "creating"),
        EndpointState.STARTING: ("starting", "updating"),
        EndpointState.RUNNING: ("running",),
        EndpointState.STOPPING: ("stopping", "deleting"),
        EndpointState.STOPPED: ("stopped",),
        EndpointState.FAILED: ("failed", "error"),
    }
)


def _reason(item: Item) -> str | None:
    status = part(item.status)
    return (text(status.message) or text(status.error)) if status else None


def _replicas(item: Item) -> Replicas | None:
    config, workers = part(item.worker_config), parts(item.workers)
    if config is None and workers is None:
        return None
    made = Replicas()
    if config:
        made.min, made.max = quantity(config.min_replicas), quantity(config.max_replicas)
    if workers is not None:
        made.current = len(workers)
        made.ready = sum(worker.health is True for worker in workers)
    return made


ENDPOINTS = EndpointMapping(
    STATES,
    id="id",
    name="name",
    kind=GIVEN,
    provider_state="status.status",
    state_reason=_reason,
    url="url",
    region="region_id",
    owner="owner_id",
    created_at="created_at",
    provider_kind="type_",
    gpu_count="worker_config.gpu_num",
    replicas=_replicas,
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


class Ppio(Provider):
    """PPIO."""

    name = "ppio"
    package = "endpoint_roster_ppio"
    client = "AsyncPpio"
    arguments: ClassVar = {"api_key": "PPIO_API_KEY", "base_url": "PPIO_BASE_URL"}
    credentials = (("api_key",),)
    description = "GPU endpoints of PPIO"
    paging = "cursor"
    options = PpioOptions
    # The type is published for one endpoint that is read or made, not for the list.
    fields = tuple(name for name in ENDPOINTS.fields if name != "provider_kind")

    def list_endpoints(self, account: Account, query: Query) -> Steps:
        """Follow the cursors to the end."""
        operation = self.load("operations.list_endpoints")
        options = query.chosen(PpioOptions)
        question: dict[str, Any] = {"limit": query.page_size}
        if options.keyword:
            question["keyword"] = options.keyword
        if options.member_ids:
            question["member_ids"] = ",".join(several(options.member_ids))
        cursor: dict[str, str] = {}
        number = 1
        while True:
            request = operation.list_endpoints(**question | cursor)
            answer = yield Call(request, f"list endpoints, page {number}")
            page = ENDPOINTS.page(answer.data, account, kind="dedicated")
            yield page._replace(more=answer.has_more is True)
            if answer.has_more is not True:
                return
            following = text(answer.next_cursor)
            if not following:
                raise AnswerError(
                    "the answer says that there is more, but not where",
                    "Try again; if it lasts, report it to the provider.",
                    "missing_items",
                )
            cursor = {"cursor": following}
            number += 1
