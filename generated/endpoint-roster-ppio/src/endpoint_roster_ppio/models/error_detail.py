# Written by `uv run nox -s regenerate` from specs/ppio; do not edit.
from __future__ import annotations

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model


@model
class ErrorDetail(Model):
    """The other way in which an error may arrive (inferred)."""

    code: int | str | None = field("code", "any", default=None)
    """Name or number of the error (inferred)."""
    message: str | None = field("message", "string", default=None)
    """What happened, in words (inferred)."""
