"""PPIO: serverless GPU endpoints, in pages that each name the next."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from ..errors import AnswerError
from ..models import Endpoint, EndpointState, Replicas
from ..normalize import States, moment, part, parts, text, whole
from .base import Call, Provider, read_page

if TYPE_CHECKING:
    from endpoint_roster_ppio.models import Endpoint as Item

    from ..account import Account
    from ..options import Options
    from ..query import Query
    from .base import Client, Steps

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


class Ppio(Provider):
    """PPIO."""

    name = "ppio"
    package = "endpoint_roster_ppio"
    arguments: ClassVar = {"api_key": "PPIO_API_KEY", "base_url": "PPIO_BASE_URL"}
    credentials = (("api_key",),)

    def connect(self, account: Account, options: Options) -> Client:
        """Return a client that sends the API key."""
        return self.bearer_client(account.api_key, account, options)

    def steps(self, account: Account, query: Query) -> Steps:
        """Follow the cursors to the end."""
        operation, models = self.load("api.endpoints.list_endpoints"), self.load("models")
        build = partial(_endpoint, account.label, models)
        cursor: dict[str, str] = {}
        number = 1
        while True:
            arguments = {"limit": query.page_size, **cursor}
            answer = yield Call(operation, arguments, f"list endpoints, page {number}")
            yield read_page(answer.data, models.Endpoint, build)
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
    status = part(item.status, models.EndpointStatus)
    config = part(item.worker_config, models.WorkerConfig)
    word = text(status.status) if status else None
    replicas = gpus = None
    if config or type(item.workers) is list:
        workers = parts(item.workers, models.Worker)
        known = type(item.workers) is list
        replicas = Replicas(
            whole(config.min_replicas) if config else None,
            whole(config.max_replicas) if config else None,
            len(workers) if known else None,
            sum(worker.health is True for worker in workers) if known else None,
        )
        gpus = whole(config.gpu_num) if config else None
    return Endpoint(
        "ppio",
        label,
        text(item.id) or "",
        text(item.name),
        None,
        "dedicated",
        STATES[word],
        word,
        text(item.url),
        text(item.region_id),
        text(item.owner_id),
        moment(item.created_at),
        None,
        text(item.type_),
        None,
        (text(status.message) or text(status.error)) if status else None,
        None,
        gpus,
        None,
        None,
        None,
        replicas,
        None,
        [],
        {},
        item,
    )
