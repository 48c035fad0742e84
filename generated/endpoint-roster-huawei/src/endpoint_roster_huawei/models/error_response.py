# Written by `uv run nox -s regenerate` from specs/huawei; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    from ..models.known_error_code import KnownErrorCode


@model
class ErrorResponse(Model):
    """Body of an error."""

    error_code: KnownErrorCode | str | None = field("error_code", "string", default=None)
    """Code of the error, with the part that reports it before the dot."""
    error_msg: str | None = field("error_msg", "string", default=None)
    """What happened, in words."""
    request_id: str | None = field("request_id", "string", default=None)
    """Identifier of the request; only errors of the gateway have it in the body."""
