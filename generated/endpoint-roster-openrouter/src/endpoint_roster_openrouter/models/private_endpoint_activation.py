# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
from __future__ import annotations

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model


@model
class PrivateEndpointActivation(Model):
    """With which key a new endpoint is validated and activated."""

    workspace_id: str = field("workspace_id", "string")
    """The workspace of your account whose key for the provider is used for the live request."""
