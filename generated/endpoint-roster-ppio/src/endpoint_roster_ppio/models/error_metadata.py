# Written by `uv run nox -s regenerate` from specs/ppio; do not edit.
from __future__ import annotations

from endpoint_roster_core.fields import model
from endpoint_roster_core.models import Model


@model
class ErrorMetadata(Model):
    """Further details of any kind (inferred)."""
