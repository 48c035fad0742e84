"""What Together's endpoints are in ours: those of version 1, and those of a project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..models import EndpointState, Replicas
from .mapping import EndpointMapping
from .normalize import States, part, parts, quantity, text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from endpoint_roster_together.models import DeploymentSummary, ProjectEndpoint

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


def deployments_of(item: ProjectEndpoint) -> list[DeploymentSummary] | None:
    """Return the deployments of an endpoint; None unless all of them are readable."""
    found = parts(item.deployments)
    return found if found is not None and len(found) == len(item.deployments) else None


def _words(item: ProjectEndpoint) -> str | None:
    """Return the states of the deployments as Together writes them, each once."""
    words = dict.fromkeys(text(one.state) for one in deployments_of(item) or ())
    return ", ".join(filter(None, words)) or None


def _state(item: ProjectEndpoint) -> EndpointState:
    """Return the state that follows from those of the deployments: without any, nothing runs."""
    deployments = deployments_of(item)
    if deployments is None:
        return EndpointState.UNKNOWN
    states = {DEPLOYMENT_STATES[text(one.state)] for one in deployments}
    if states >= {EndpointState.RUNNING, EndpointState.FAILED}:
        return EndpointState.DEGRADED
    return next((state for state in _FOREMOST if state in states), EndpointState.STOPPED)


def _model(item: ProjectEndpoint) -> str | None:
    """Return the model, if all deployments serve the same."""
    served = {text(one.model) for one in deployments_of(item) or ()}
    return served.pop() if len(served) == 1 else None


def _replicas(item: ProjectEndpoint) -> Replicas | None:
    """Return the sums of what the deployments have."""
    deployments = deployments_of(item)
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
