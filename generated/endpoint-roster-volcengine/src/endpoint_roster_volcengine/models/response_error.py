# Written by `uv run nox -s regenerate` from specs/volcengine; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    from ..models.known_error_code import KnownErrorCode


@model
class ResponseError(Model):
    """Why the call failed. Where it is present, the call failed, whatever the HTTP status."""

    code: KnownErrorCode | str | None = field("Code", "string", default=None)
    """Word for the kind of error; some have a detail after a dot."""
    code_n: int | None = field("CodeN", "integer", default=None)
    """Number of the code; errors of the platform have one, such as 100010."""
    message: str | None = field("Message", "string", default=None)
    """What happened, in words."""
