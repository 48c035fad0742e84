# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    from ..models.private_endpoint_check import PrivateEndpointCheck


@model
class PrivateEndpointValidation(Model):
    """The outcome of a validation."""

    passed: bool = field("passed", "boolean")
    """Whether all checks passed."""
    checks: list[PrivateEndpointCheck] = field("checks", "list[PrivateEndpointCheck]")
    """The checks."""
