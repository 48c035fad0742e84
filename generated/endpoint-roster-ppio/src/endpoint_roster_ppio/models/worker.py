# Written by `uv run nox -s regenerate` from specs/ppio; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    from ..models.worker_status import WorkerStatus


@model
class Worker(Model):
    """A running copy of the container."""

    id: str | None = field("id", "string", default=None)
    """Identifier of the worker."""
    status: WorkerStatus | None = field("status", "WorkerStatus", default=None)
    """State of the worker."""
    log: str | None = field("log", "string", default=None)
    """Address of the worker's log."""
    health: bool | None = field("health", "boolean", default=None)
    """Whether the last health check succeeded."""
    drain: bool | None = field("drain", "boolean", default=None)
    """Whether the worker finishes its work and takes no more."""
