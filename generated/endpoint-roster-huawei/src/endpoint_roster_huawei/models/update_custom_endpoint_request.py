# Written by `uv run nox -s regenerate` from specs/huawei; do not edit.
from __future__ import annotations

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model
from endpoint_roster_core.unset import UNSET, Unset


@model
class UpdateCustomEndpointRequest(Model):
    """What to change; fields that are left out stay as they are."""

    endpoint_name: str | Unset = field("endpoint_name", "string", default=UNSET)
    """Name, 1 to 64 characters, unique in the account: a letter (in China also a Chinese one), then letters,
    digits, `.`, `-` and `_`."""
    rpm: int | Unset = field("rpm", "integer", default=UNSET)
    """Limit of requests per minute, at most that of the built-in model. That it is 0 or more is inferred."""
    tpm: int | Unset = field("tpm", "integer", default=UNSET)
    """Limit of tokens per minute, at most that of the built-in model. That it is 0 or more is inferred."""
    remark: str | Unset = field("remark", "string", default=UNSET)
    """Text of the user's own, at most 256 characters."""
    moderation: bool | Unset = field("moderation", "boolean", default=UNSET)
    """Whether inputs and outputs are moderated. Only customers from level V2 on may choose."""
    agreement_id: str | Unset = field("agreement_id", "string", default=UNSET)
    """Identifier of the agreement to switch moderation off. Needed with `moderation` false."""
