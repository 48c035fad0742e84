"""What is done with an endpoint of Together's version 2: with all of its deployments, in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from endpoint_roster_core.errors import ClientError

from ..models import Action, EndpointState, Outcome
from .comparison import shows
from .normalize import parts, quantity, text
from .steps import Call, UnfinishedError, may_have_happened
from .together_mapping import DEPLOYMENT_STATES, deployments_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from endpoint_roster_together.models import DeploymentSummary, ProjectEndpoint

    from ..models import Endpoint
    from .base import Provider
    from .forms import Settings
    from .steps import Calls

_UNSETTLED = "it could not be read whether this was done"
_S = EndpointState
_AT_REST = (_S.STOPPED, _S.FAILED)
_STOPPED = (_S.STOPPED, _S.STOPPING)
_RUNNING = (_S.RUNNING, _S.DEGRADED)
_BOUNDS = {
    Action.STOP: {"minReplicas": 0, "maxReplicas": 0},
    Action.START: {"minReplicas": 1, "maxReplicas": 1},
}


def why_not(action: Action, endpoint: Endpoint) -> str:
    """Say why an action on an endpoint of a project is refused; else nothing."""
    deployments = deployments_of(endpoint.raw)
    if deployments is None:
        return "its deployments could not be read" if action is not Action.UPDATE else ""
    if action is Action.START and not deployments:
        return "it has no deployments that could be started"
    if action is Action.DELETE and any(_state(one) not in _AT_REST for one in deployments):
        return "its deployments run: stop it, and delete it when it has stopped"
    return ""


def effect(
    provider: Provider, action: Action, endpoint: Endpoint, settings: Settings | None
) -> Outcome:
    """Tell whether an action has taken effect; see ``Provider.effect``."""
    item: ProjectEndpoint = endpoint.raw
    deployments = deployments_of(item)
    if deployments is None:
        return Outcome.UNKNOWN
    states = [_state(one) for one in deployments]
    if action is Action.STOP:
        return _found(states, (_S.STOPPED,), _STOPPED)
    if action is Action.START:
        return _found(states, _RUNNING, (*_RUNNING, _S.STARTING))
    if action is Action.DELETE or settings is None:
        return Outcome.FAILED
    found = [_shows_endpoint(item, settings.only(provider, "update_project_endpoint"))]
    if wanted := settings.only(provider, "update_deployment"):
        found += [shows(one.to_dict(), wanted) for one in deployments]
    return next((o for o in (Outcome.FAILED, Outcome.UNKNOWN) if o in found), Outcome.DONE)


def act(
    provider: Provider, action: Action, endpoint: Endpoint, settings: Settings | None
) -> Calls[None]:
    """Start, stop, update or delete an endpoint with its deployments.

    What fails for one deployment is raised when the others are done.
    """
    item: ProjectEndpoint = endpoint.raw
    if action is Action.DELETE:
        yield from _delete(provider, item)
        return
    if action is Action.UPDATE and settings is not None:
        if changes := settings.only(provider, "update_project_endpoint"):
            yield _update(provider, item, changes)
        changes = settings.only(provider, "update_deployment")
        wanted = deployments_of(item) if changes else ()
    else:
        changes = {"autoscaling": _BOUNDS[action]}
        settled = _STOPPED if action is Action.STOP else (*_RUNNING, _S.STARTING)
        wanted = [one for one in deployments_of(item) or () if _state(one) not in settled]
    failed: ClientError | None = None
    for one in wanted or ():
        mask = ",".join(changes)
        if action is Action.START and (bounds := _bounds(one)):
            changes = {"autoscaling": bounds}
        elif action is Action.START:
            changes = {"autoscaling": _BOUNDS[action]}
        request = provider.operation("update_deployment")(
            item.project_id, item.id, one.id, changes, update_mask=mask
        )
        try:
            yield Call(request, f"{action} deployment {one.id}")
        except ClientError as error:
            failed = failed or error
    if failed:
        raise failed


def create(provider: Provider, project: str, settings: Settings) -> Calls[str]:
    """Create an endpoint, then its deployments, and let all of them serve.

    Names are unique, so that what was created although no answer came is found by its name.

    Raises:
        UnfinishedError: The endpoint was created, and something else was not.
    """
    wanted = settings.only(provider, "create_project_endpoint")
    request = provider.operation("create_project_endpoint")(project, wanted)

    def find() -> Calls[Any]:
        found = yield from _named(provider, project, wanted["name"])
        return found[0] if found else None

    made: ProjectEndpoint = yield from _once(Call(request, "create endpoint"), find)
    try:
        weights = yield from _deploy(provider, made, settings.get("deployments", ()))
        if weights:
            current: ProjectEndpoint = yield Call(_get(provider, made), "read the endpoint")

            def routes() -> Calls[Any]:
                now: ProjectEndpoint = yield Call(_get(provider, made), "read the endpoint")
                return now if parts(now.traffic_split) else None

            yield from _once(_update(provider, current, {"trafficSplit": weights}), routes)
    except ClientError as error:
        is_settled = _UNSETTLED not in getattr(error, "__notes__", ())
        raise UnfinishedError(made.id, error, is_settled=is_settled) from error
    return made.id


def find_alike(provider: Provider, project: str, settings: Settings) -> Calls[list[Any]]:
    """Find the endpoints of a name, as the list has them; there can be one at most."""
    return (yield from _named(provider, project, settings["name"]))


def is_alike(provider: Provider, endpoint: Endpoint, settings: Settings) -> bool:
    """Tell whether an endpoint is what settings create."""
    item: ProjectEndpoint = endpoint.raw
    head = settings.only(provider, "create_project_endpoint")
    by_name = {_last(text(one.name)): one for one in deployments_of(item) or ()}
    return _shows_endpoint(item, head) is not Outcome.FAILED and all(
        (one := by_name.get(_last(wanted["name"])))
        and shows(one.to_dict()["autoscaling"], wanted["autoscaling"]) is not Outcome.FAILED
        for wanted in settings.get("deployments", ())
    )


def _delete(provider: Provider, item: ProjectEndpoint) -> Calls[None]:
    """Take all traffic away, then the deployments, then the endpoint, as the documentation says."""
    if parts(item.traffic_split):

        def routes_nothing() -> Calls[Any]:
            current: ProjectEndpoint = yield Call(_get(provider, item), "read the endpoint")
            return None if parts(current.traffic_split) else current

        yield from _once(_update(provider, item, {"trafficSplit": []}), routes_nothing)
    for one in deployments_of(item) or ():

        def is_gone(key: str = one.id) -> Calls[Any]:
            current: ProjectEndpoint = yield Call(_get(provider, item), "read the endpoint")
            left = [each.id for each in deployments_of(current) or ()]
            return None if key in left else current

        request = provider.operation("delete_deployment")(item.project_id, item.id, one.id)
        yield from _once(Call(request, f"delete deployment {one.id}"), is_gone)
    request = provider.operation("delete_project_endpoint")(item.project_id, item.id)
    yield Call(request, "delete the endpoint")


def _deploy(provider: Provider, made: ProjectEndpoint, wanted: Any) -> Calls[list[dict[str, Any]]]:
    """Create deployments; return the traffic split in which each has the same weight."""
    ids: list[str] = []
    for one in wanted:
        name = one["name"]
        request = provider.operation("create_deployment")(made.project_id, made.id, one)

        def find(name: str = name) -> Calls[Any]:
            current: ProjectEndpoint = yield Call(_get(provider, made), "read the endpoint")
            there = deployments_of(current) or ()
            return next((each for each in there if _last(text(each.name)) == _last(name)), None)

        deployed = yield from _once(Call(request, f"create deployment {name}"), find)
        ids.append(deployed.id)
    return [{"deploymentId": one, "weight": 1} for one in ids]


def _once(call: Call, find: Callable[[], Calls[Any]]) -> Calls[Any]:
    """Do a part; where it is not known whether that was done, look for what came of it."""
    try:
        return (yield call)
    except ClientError as error:
        if not may_have_happened(error):
            raise
        try:
            found = yield from find()
        except ClientError:
            error.add_note(_UNSETTLED)
            raise error from None
        if found is None:
            raise
        return found


def _get(provider: Provider, item: ProjectEndpoint) -> Any:
    return provider.operation("get_project_endpoint")(item.project_id, item.id)


def _update(provider: Provider, item: ProjectEndpoint, changes: dict[str, Any]) -> Call:
    """Change the endpoint itself, if it is still as it was read."""
    body = {**changes, "etag": item.etag} if text(item.etag) else changes
    request = provider.operation("update_project_endpoint")(
        item.project_id, item.id, body, update_mask=",".join(changes)
    )
    return Call(request, "update the endpoint")


def _named(provider: Provider, project: str, name: str) -> Calls[list[Any]]:
    """Find the endpoints of a name, in any page of the list."""
    after: str | None = None
    found: list[Any] = []
    while True:
        request = provider.operation("list_project_endpoints")(project, limit=500, after=after)
        answer = yield Call(request, f"look for {name!r}")
        found += [one for one in parts(answer.data) or () if _last(text(one.name)) == _last(name)]
        after = text(answer.next_cursor)
        if after is None:
            return found


def _shows_endpoint(item: ProjectEndpoint, wanted: dict[str, Any]) -> Outcome:
    there = item.to_dict()
    if "name" in wanted:  # it is shown with that of the project in front
        wanted = {**wanted, "name": _last(wanted["name"])}
        there = {**there, "name": _last(text(item.name))}
    return shows(there, wanted)


def _found(
    states: list[EndpointState],
    there: tuple[EndpointState, ...],
    coming: tuple[EndpointState, ...],
) -> Outcome:
    if all(state in there for state in states):
        return Outcome.DONE
    if all(state in coming for state in states):
        return Outcome.ACCEPTED
    return Outcome.UNKNOWN if _S.UNKNOWN in states else Outcome.FAILED


def _bounds(one: DeploymentSummary) -> dict[str, Any] | None:
    """Return the bounds of a deployment that has some, so that they stay as they are."""
    scaling: Any = one.to_dict().get("autoscaling")
    if not isinstance(scaling, dict):
        return None
    bounds = cast("dict[str, Any]", scaling)
    if not quantity(bounds.get("maxReplicas")):
        return None
    return {name: bounds[name] for name in ("minReplicas", "maxReplicas") if name in bounds}


def _state(one: DeploymentSummary) -> EndpointState:
    return DEPLOYMENT_STATES[text(one.state)]


def _last(name: str | None) -> str:
    return (name or "").rpartition("/")[2]
