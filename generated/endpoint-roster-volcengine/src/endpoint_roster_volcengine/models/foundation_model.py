# Written by `uv run nox -s regenerate` from specs/volcengine; do not edit.
from __future__ import annotations

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model


@model
class FoundationModel(Model):
    """A model that the provider offers, in one version."""

    name: str | None = field("Name", "string", default=None)
    """Name of the model, for example `doubao-seed-1-6`."""
    model_version: str | None = field("ModelVersion", "string", default=None)
    """Version of the model, for example `250615`."""
