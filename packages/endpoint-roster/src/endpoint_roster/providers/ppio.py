"""PPIO: serverless GPU endpoints, in pages that each name the next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from ..models import Replicas
from ..query import ProviderOptions, several
from .base import Provider
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
    pending=("pending", "creating"),
    starting=("starting", "updating"),
    running=("running",),
    stopping=("stopping", "deleting"),
    stopped=("stopped",),
    failed=("failed", "error"),
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
    description = "GPU endpoints of PPIO, or of Novita by base_url"
    paging = "cursor"
    options = PpioOptions
    # The type is published for one endpoint that is read or made, not for the list.
    fields = tuple(name for name in ENDPOINTS.fields if name != "provider_kind")

    def list_endpoints(self, account: Account, query: Query) -> Steps:
        """Follow the cursors to the end."""
        options = query.chosen(PpioOptions)
        request = self.operation("list_endpoints")(
            limit=query.page_size,
            keyword=options.keyword or None,
            member_ids=",".join(several(options.member_ids)) or None,
        )
        yield from ENDPOINTS.pages(request, account, "list endpoints", kind="dedicated")
