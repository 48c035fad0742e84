"""Volcengine Ark: numbered pages, signed requests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from ..errors import AnswerError
from ..models import EndpointState, RateLimit
from ..query import ProviderOptions, several
from ..settings import PushedDown
from .base import Call, Provider
from .mapping import GIVEN, EndpointMapping
from .normalize import States, part, parts, quantity, text, whole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from endpoint_roster_volcengine.models import Endpoint as Item
    from endpoint_roster_volcengine.models import ListEndpointsResult

    from ..account import Account
    from ..query import Query
    from .base import Steps

# Running, Stopped and Failed have been seen; the others are inferred.
STATES = States(
    {
        EndpointState.PENDING: ("pending", "creating"),
        EndpointState.STARTING: ("starting", "updating"),
        EndpointState.RUNNING: ("running",),
        EndpointState.STOPPING: ("stopping", "deleting"),
        EndpointState.STOPPED: ("stopped",),
        EndpointState.FAILED: ("failed",),
    }
)

_LARGEST_PAGE = 100
# States all of whose words are known to be Ark's, so that asking for these words loses nothing.
_STATUSES = {
    EndpointState.RUNNING: "Running",
    EndpointState.STOPPED: "Stopped",
    EndpointState.FAILED: "Failed",
}
_MODEL_TYPES = {"foundationmodel": "FoundationModel", "custommodel": "CustomModel"}
# How often a listing is restarted because endpoints were deleted meanwhile.
_ROUNDS = 3


def _kind(item: Item) -> str | None:
    """Tell by the model unit: empty when paid by use, else one that was paid for."""
    unit = item.model_unit_id
    return None if type(unit) is not str else "dedicated" if unit else "serverless"


def _model(item: Item) -> str | None:
    """Return the model's id as Ark writes it: name and version, or the id of a custom model."""
    reference = part(item.model_reference)
    if reference is None:
        return None
    foundation = part(reference.foundation_model)
    if foundation is None:
        return text(reference.custom_model_id)
    words = (text(foundation.name), text(foundation.model_version))
    return "-".join(word for word in words if word) or None


def _rate_limit(item: Item) -> RateLimit | None:
    limit = part(item.rate_limit)
    return RateLimit(quantity(limit.rpm), quantity(limit.tpm)) if limit else None


def _tags(item: Item) -> dict[str, str]:
    found = parts(item.tags) or ()
    return {key: text(tag.value) or "" for tag in found if (key := text(tag.key))}


ENDPOINTS = EndpointMapping(
    STATES,
    id="id",
    name="name",
    model=_model,
    kind=_kind,
    provider_state="status",
    region=GIVEN,
    owner=GIVEN,
    created_at="create_time",
    updated_at="update_time",
    provider_kind="endpoint_model_type",
    description="description",
    state_reason="status_reason",
    project="project_name",
    rate_limit=_rate_limit,
    tags=_tags,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class VolcengineOptions(ProviderOptions):
    """What only Volcengine Ark can be asked.

    Attributes:
        project_name: Only endpoints of this project, whatever the account says.
        name: Only endpoints that Ark finds by this name; whether a part of it suffices is not
            published. So the filter ``name`` does not use it.
        ids: Only these endpoints.
        foundation_models: Only endpoints of one of these foundation models, such as
            ``doubao-seed-1-6``.
        model_versions: Only endpoints of one of these versions of a foundation model.
        custom_models: Only endpoints of one of these custom models, by id.
        sort_order: Whether the oldest (``Asc``) or the newest come first.
    """

    provider: ClassVar[str] = "volcengine"
    project_name: str | None = None
    name: str | None = None
    ids: Sequence[str] = ()
    foundation_models: Sequence[str] = ()
    model_versions: Sequence[str] = ()
    custom_models: Sequence[str] = ()
    sort_order: Literal["Asc", "Desc"] | None = None


class Volcengine(Provider):
    """Volcengine Ark."""

    name = "volcengine"
    package = "endpoint_roster_volcengine"
    client = "AsyncVolcengine"
    arguments: ClassVar = {
        "access_key": ("VOLCENGINE_ACCESS_KEY", "VOLC_ACCESSKEY"),
        "secret_key": ("VOLCENGINE_SECRET_KEY", "VOLC_SECRETKEY"),
        "session_token": "VOLCENGINE_SESSION_TOKEN",
        "region": None,
        "project_name": None,
        "base_url": "VOLCENGINE_BASE_URL",
    }
    credentials = (("access_key", "secret_key"),)
    companions = ("session_token",)
    of_operations = ("project_name",)
    defaults: ClassVar = {"region": "cn-beijing"}
    description = "inference endpoints of Volcengine Ark"
    paging = "numbered"
    pushed_down: ClassVar = {
        "states": PushedDown(values=tuple(_STATUSES)),
        "kinds": PushedDown(values=tuple(_MODEL_TYPES)),
        "region": PushedDown(note="an account of another region is not asked"),
    }
    options = VolcengineOptions
    sort_fields = ("created_at",)
    fields = ENDPOINTS.fields

    def list_endpoints(self, account: Account, query: Query) -> Steps:
        """Count pages to the end; restart when endpoints were deleted meanwhile.

        What follows a deleted endpoint moves up, and what moved from the next page to one that was
        read already would be missed.
        """
        if query.excludes_region(account.region):
            return
        question = _question(self.load("models"), account, query)
        size = min(query.page_size, _LARGEST_PAGE)
        for round_ in range(_ROUNDS):
            count = _Count(size)
            while count.more:
                count.pages += 1
                request = self.operation("list_endpoints")(
                    page_number=count.pages, page_size=size, **question
                )
                attempted = f"list endpoints, page {count.pages}"
                answer = yield Call(request, attempted, round_)
                result: ListEndpointsResult | None = part(answer.result)
                items = (result.items or []) if result else None  # left out when there are none
                page = ENDPOINTS.page(items, account, region=account.region)
                for endpoint in page.endpoints:
                    endpoint.owner = endpoint.tags.get("sys:ark:createdBy")
                notes = count.add(
                    len(page.endpoints) + page.left_out,
                    whole(result.total_count) if result else None,
                    quantity(result.page_size) if result else None,
                )
                yield page._replace(more=count.more, notes=notes)
            count.check()
            if not count.has_shrunk:
                return
        raise AnswerError(
            f"endpoints were deleted during each of {_ROUNDS} readings, so that some may be missed",
            "Try again when fewer changes are made.",
            "missing_items",
        )


class _Count:
    """What one reading of all pages has counted so far.

    Attributes:
        more: Whether another page follows.
        pages: Pages asked for.
        has_shrunk: Whether the total became smaller meanwhile.
    """

    def __init__(self, size: int) -> None:
        self.more = True
        self.pages = 0
        self.has_shrunk = False
        self._size = size
        self._seen = 0
        self._total: int | None = None

    def add(self, items: int, total: int | None, size: int | None) -> tuple[str, ...]:
        """Count one page and return what is strange about it."""
        before, self._total = self._total, total
        self._seen += items
        notes: list[str] = []
        if before is not None and total is not None and total != before:
            self.has_shrunk |= total < before
            notes.append("the total changed while the pages were read")
        if size and size < self._size:
            self._size = size  # the provider's own maximum
        if total is None or self._seen > total:
            # Without a total that can be true, a page that is not full is the last.
            self.more = items >= self._size
            if total is not None and not self.has_shrunk and not self.more:
                notes.append(f"the provider announced {total} endpoints and delivered {self._seen}")
        else:
            self.more = items > 0 and self._seen < total
        return tuple(notes)

    def check(self) -> None:
        """Raise if the pages ended before the total."""
        if self._total is not None and self._seen < self._total:
            raise AnswerError(
                f"the provider announced {self._total} endpoints and delivered {self._seen}",
                "Try again; if it lasts, report it to the provider.",
                "missing_items",
            )


def _question(models: Any, account: Account, query: Query) -> dict[str, Any]:
    """Return what to ask: the options, and of the filters what can lose nothing.

    ``model`` and ``name`` ask for a part of a text, and Ark may compare the whole. Tags are the
    same to us in all spellings, and Ark would compare one.
    """
    options = query.chosen(VolcengineOptions)
    conditions: dict[str, Any] = {
        "name": options.name,
        "ids": [*several(options.ids)],
        "foundation_model_names": [*several(options.foundation_models)],
        "model_versions": [*several(options.model_versions)],
        "custom_model_ids": [*several(options.custom_models)],
    }
    if query.states <= _STATUSES.keys():
        conditions["statuses"] = sorted(_STATUSES[state] for state in query.states)
    if query.kinds <= _MODEL_TYPES.keys():
        conditions["endpoint_model_types"] = sorted(_MODEL_TYPES[kind] for kind in query.kinds)
    conditions = {name: value for name, value in conditions.items() if value}
    question: dict[str, Any] = {
        "project_name": options.project_name or account.project_name,
        "filter_": models.EndpointFilter(**conditions) if conditions else None,
        "sort_by": options.sort_order and "CreateTime",
        "sort_order": options.sort_order,
    }
    return {name: value for name, value in question.items() if value}
