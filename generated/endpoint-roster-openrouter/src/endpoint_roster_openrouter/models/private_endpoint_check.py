# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    from ..models.known_check_reason import KnownCheckReason


@model
class PrivateEndpointCheck(Model):
    """One check of a validation."""

    name: str = field("name", "string")
    """Name of the check."""
    passed: bool = field("passed", "boolean")
    """Whether it passed."""
    reason: KnownCheckReason | str | None = field("reason", "string", default=None)
    """Why it failed; absent if it passed."""
    upstream_status: int | None = field("upstream_status", "integer", default=None)
    """HTTP status that the deployment answered with, if that was the failure."""
    upstream_message: str | None = field("upstream_message", "string?", default=None)
    """What the deployment said, or null."""
    actual_model: str | None = field("actual_model", "string?", default=None)
    """The model that the deployment says it serves, if that is another one, or null."""
