# Written by `uv run nox -s regenerate` from specs/huawei; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model
from endpoint_roster_core.unset import UNSET, Unset

if TYPE_CHECKING:
    from ..models.custom_endpoint_source import CustomEndpointSource


@model
class CreateCustomEndpointRequest(Model):
    """What to create."""

    source: CustomEndpointSource = field("source", "string")
    """What it stands in front of, and who bills the calls."""
    endpoint_name: str = field("endpoint_name", "string")
    """Name, 1 to 64 characters, never used before in the account: a letter (in China also a Chinese one), then
    letters, digits, `.`, `-` and `_`."""
    model_name: str | Unset = field("model_name", "string", default=UNSET)
    """Name of a built-in model, case-sensitive. Needed with custom_from_maas."""
    region: str | Unset = field("region", "string", default=UNSET)
    """Region of the ModelArts service. Needed with custom_from_modelarts_v2."""
    infer_service_id: str | Unset = field("infer_service_id", "string", default=UNSET)
    """The `id` of the ModelArts service. Needed with custom_from_modelarts_v2."""
    rpm: int | Unset = field("rpm", "integer", default=UNSET)
    """Limit of requests per minute, at most that of the built-in model. That it is 0 or more is inferred."""
    tpm: int | Unset = field("tpm", "integer", default=UNSET)
    """Limit of tokens per minute, at most that of the built-in model. That it is 0 or more is inferred."""
    remark: str | Unset = field("remark", "string", default=UNSET)
    """Text of the user's own, at most 256 characters."""
    moderation: bool | Unset = field("moderation", "boolean", default=UNSET)
    """Whether inputs and outputs are moderated, by default true. Only customers from level V2 on may choose."""
    agreement_id: str | Unset = field("agreement_id", "string", default=UNSET)
    """Identifier of the agreement to switch moderation off. Needed with `moderation` false."""
