# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
from __future__ import annotations

from endpoint_roster_core.fields import model
from endpoint_roster_core.models import Model


@model
class ErrorMetadata(Model):
    """Details of any kind; their names are not fixed."""
