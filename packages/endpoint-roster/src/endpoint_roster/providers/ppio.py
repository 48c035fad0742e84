"""PPIO: serverless GPU endpoints, in pages that each name the next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from ..errors import AnswerError
from ..models import Endpoint, EndpointState, Replicas
from ..query import ProviderOptions, several
from .base import Call, Provider, read_page
from .normalize import States, blank, moment, part, parts, quantity, text

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
    fields = (
        "name", "kind", "state", "provider_state", "state_reason", "url", "region", "owner",
        "created_at", "gpu_count", "replicas",
    )  # fmt: skip

    def list_endpoints(self, account: Account, query: Query) -> Steps:
        """Follow the cursors to the end."""
        operation, models = self.load("operations.list_endpoints"), self.load("models")
        label, options = account.label, query.chosen(PpioOptions)
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
            page = read_page(
                answer.data, models.Endpoint, lambda item: _endpoint(label, models, item)
            )
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


def _endpoint(label: str, models: Any, item: Item) -> Endpoint:
    made = blank("ppio", label, item)
    made.id = text(item.id) or ""
    made.name = text(item.name)
    made.kind = "dedicated"
    if status := part(item.status, models.EndpointStatus):
        made.provider_state = word = text(status.status)
        made.state = STATES[word]
        made.state_reason = text(status.message) or text(status.error)
    made.url = text(item.url)
    made.region = text(item.region_id)
    made.owner = text(item.owner_id)
    made.created_at = moment(item.created_at)
    made.provider_kind = text(item.type_)
    config = part(item.worker_config, models.WorkerConfig)
    known = type(item.workers) is list
    if config or known:
        workers = parts(item.workers, models.Worker)
        made.replicas = Replicas(
            quantity(config.min_replicas) if config else None,
            quantity(config.max_replicas) if config else None,
            len(workers) if known else None,
            sum(worker.health is True for worker in workers) if known else None,
        )
    if config:
        made.gpu_count = quantity(config.gpu_num)
    return made
