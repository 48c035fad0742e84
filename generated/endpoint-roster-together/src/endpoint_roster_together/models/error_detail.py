# Written by `uv run nox -s regenerate` from specs/together; do not edit.
from __future__ import annotations

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model


@model
class ErrorDetail(Model):
    """What went wrong."""

    message: str = field("message", "string")
    """What happened, in words."""
    type_: str = field("type", "string")
    """Kind of error, for programs; an open set. Published for 429 are `dynamic_request_limited` and
    `dynamic_token_limited`."""
    param: str | None = field("param", "string?", default=None)
    """The parameter that is at fault, or null. Absent means null."""
    code: str | None = field("code", "string?", default=None)
    """A more exact code, or null. Absent means null; `type` is then the best there is."""
