"""Together AI: version 1 in one answer, then the projects of version 2, page by page."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from endpoint_roster_core.errors import ApiError, ClientError

from ..errors import RosterError
from ..models import EndpointState, Replicas
from ..query import ProviderOptions
from ..settings import PushedDown
from .base import Call, Page, PartialFailure, Provider
from .mapping import EndpointMapping
from .normalize import States, part, parts, quantity, text

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable

    from endpoint_roster_core.operations import Request
    from endpoint_roster_together.models import (
        Caller,
        DeploymentSummary,
        ListProjectEndpointsResponse,
        ListProjectsResponse,
        ProjectEndpoint,
    )

    from ..account import Account
    from ..query import Query
    from .base import Step, Steps

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

# Of the deployments in an endpoint of version 2.
DEPLOYMENT_STATES = States(
    starting=("deployment_state_provisioning",),
    running=("deployment_state_ready", "deployment_state_scaling"),
    degraded=("deployment_state_degraded",),
    stopping=("deployment_state_stopping",),
    stopped=("deployment_state_stopped",),
    failed=("deployment_state_failed",),
)
# Of several different states, the first of these is that of the endpoint.
_FOREMOST = (
    EndpointState.DEGRADED,
    EndpointState.RUNNING,
    EndpointState.STARTING,
    EndpointState.STOPPING,
    EndpointState.FAILED,
    EndpointState.UNKNOWN,
    EndpointState.STOPPED,
)

_KINDS = {
    "ENDPOINT_TYPE_DEDICATED": "dedicated",
    "ENDPOINT_TYPE_RESERVED": "dedicated",
    "ENDPOINT_TYPE_SERVERLESS": "serverless",
}


def _kind(item: ProjectEndpoint) -> str | None:
    return _KINDS.get(text(item.endpoint_type) or "")


def _deployments(item: ProjectEndpoint) -> list[DeploymentSummary] | None:
    """Return the deployments of an endpoint; None unless all of them are readable."""
    found = parts(item.deployments)
    return found if found is not None and len(found) == len(item.deployments) else None


def _words(item: ProjectEndpoint) -> str | None:
    """Return the states of the deployments as Together writes them, each once."""
    words = dict.fromkeys(text(one.state) for one in _deployments(item) or ())
    return ", ".join(filter(None, words)) or None


def _state(item: ProjectEndpoint) -> EndpointState:
    """Return the state that follows from those of the deployments: without any, nothing runs."""
    deployments = _deployments(item)
    if deployments is None:
        return EndpointState.UNKNOWN
    states = {DEPLOYMENT_STATES[text(one.state)] for one in deployments}
    if states >= {EndpointState.RUNNING, EndpointState.FAILED}:
        return EndpointState.DEGRADED
    return next((state for state in _FOREMOST if state in states), EndpointState.STOPPED)


def _model(item: ProjectEndpoint) -> str | None:
    """Return the model, if all deployments serve the same."""
    served = {text(one.model) for one in _deployments(item) or ()}
    return served.pop() if len(served) == 1 else None


def _replicas(item: ProjectEndpoint) -> Replicas | None:
    """Return the sums of what the deployments have."""
    deployments = _deployments(item)
    if not deployments:
        return None
    bounds = [part(one.autoscaling) for one in deployments]
    return Replicas(
        _sum(one and one.min_replicas for one in bounds),
        _sum(one and one.max_replicas for one in bounds),
        _sum(one.desired_replicas for one in deployments),
        _sum(one.ready_replicas for one in deployments),
    )


def _sum(values: Iterable[object]) -> int | None:
    """Return the sum, if all of them are known."""
    total = 0
    for value in values:
        if (known := quantity(value)) is None:
            return None
        total += known
    return total


PROJECT_ENDPOINTS = EndpointMapping(
    DEPLOYMENT_STATES,
    id="id",
    name="name",
    model=_model,
    kind=_kind,
    state=_state,
    provider_state=_words,
    created_at="created_at",
    updated_at="updated_at",
    provider_kind="endpoint_type",
    project="project_id",
    replicas=_replicas,
)

_TYPES = ("dedicated", "serverless")
_USAGE_TYPES = {"on-demand": "ENDPOINT_TYPE_DEDICATED", "reserved": "ENDPOINT_TYPE_RESERVED"}
_LARGEST_PAGE = 500
_GONE = 410
# The key is not allowed to ask, or what base_url leads to has no such route.
_REFUSED = (401, 403, 404, 405, _GONE)


@dataclass(frozen=True, slots=True, kw_only=True)
class TogetherOptions(ProviderOptions):
    """What only Together AI can be asked.

    Attributes:
        usage_type: Only endpoints of this kind of contract.
        mine: Only one's own endpoints. Version 2 lists those of a project in any case.
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
    description = "endpoints of Together AI: version 1, and the projects of version 2"
    paging = "one answer, cursor"
    pushed_down: ClassVar = {"kinds": PushedDown(values=_TYPES, single=True)}
    options = TogetherOptions
    fields = tuple(dict.fromkeys((*ENDPOINTS.fields, *PROJECT_ENDPOINTS.fields)))

    def list_endpoints(self, account: Account, query: Query) -> Steps:
        """Ask for version 1, which has no pages, then for each project of version 2."""
        gone: ApiError | None = None
        try:
            yield from self._list_version_1(account, query)
        except ApiError as error:
            if error.status != _GONE:
                raise
            gone = error
        projects = [account.project_id] if account.project_id else (yield from self._projects())
        if not projects:
            if gone:
                raise gone
            yield Page(
                [],
                notes=(
                    "version 2 was not asked, because the key does not show its project:"
                    " set project_id (TOGETHER_PROJECT_ID) to list it too",
                ),
            )
        elif gone:
            yield Page([], notes=("version 1 has been switched off: version 2 alone is listed",))
        for project in projects:
            attempted = f"list endpoints of project {project}"
            try:
                yield from self._list_project(account, query, project, attempted)
            except (ClientError, RosterError) as error:
                yield PartialFailure(attempted, error)

    def _list_version_1(self, account: Account, query: Query) -> Steps:
        options = query.chosen(TogetherOptions)
        kinds = query.kinds if len(query.kinds) == 1 else ()
        request = self.operation("list_endpoints")(
            type_=next((kind for kind in kinds if kind in _TYPES), None),
            usage_type=options.usage_type,
            mine=query.mine or options.mine,
        )
        yield from ENDPOINTS.pages(request, account, "list endpoints")

    def _projects(self) -> Generator[Step, Any, list[str]]:
        """Return the key's project, else all that it can see; nothing if it may not ask."""
        caller: Caller | None = yield from _asked(
            self.operation("get_identity")(), "ask for the key's project"
        )
        own = part(caller.project) if caller else None
        if own and (project := text(own.id)):
            return [project]
        found: list[str] = []
        after: str | None = None
        while True:
            answer: ListProjectsResponse | None = yield from _asked(
                self.operation("list_projects")(after=after), "list projects"
            )
            if answer is None:
                return found
            found += [each for one in parts(answer.data) or () if (each := text(one.id))]
            after = text(answer.next_cursor)
            if after is None:
                return found

    def _list_project(self, account: Account, query: Query, project: str, attempted: str) -> Steps:
        usage_type = query.chosen(TogetherOptions).usage_type
        size = min(query.page_size, _LARGEST_PAGE)
        after: str | None = None
        for number in count(1):
            request = self.operation("list_project_endpoints")(project, limit=size, after=after)
            answer: ListProjectEndpointsResponse = yield Call(
                request, f"{attempted}, page {number}"
            )
            page = PROJECT_ENDPOINTS.page(answer.data, account)
            after = text(answer.next_cursor)
            # A page that is empty because of the option is none to worry about.
            more = after is not None and not page.endpoints
            if usage_type:
                wanted = _USAGE_TYPES[usage_type]
                kept = [one for one in page.endpoints if one.provider_kind == wanted]
                page = page._replace(endpoints=kept)
            yield page._replace(more=more)
            if after is None:
                return


def _asked(request: Request[Any], attempted: str) -> Generator[Step, Any, Any]:
    """Return what a request is answered, or None if the key may not ask."""
    try:
        return (yield Call(request, attempted))
    except ApiError as error:
        if error.status not in _REFUSED:
            raise
        return None
