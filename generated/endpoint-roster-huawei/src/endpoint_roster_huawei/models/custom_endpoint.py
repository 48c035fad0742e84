# Written by `uv run nox -s regenerate` from specs/huawei; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    from ..models.known_billing_status import KnownBillingStatus
    from ..models.known_custom_endpoint_status import KnownCustomEndpointStatus
    from ..models.known_source import KnownSource


@model
class CustomEndpoint(Model):
    """A name with limits of its own, in front of a model or a service. No source promises any of its fields."""

    id: str | None = field("id", "string", default=None)
    """Identifier, a UUID by the examples of the documentation."""
    source: KnownSource | str | None = field("source", "string", default=None)
    """What it stands in front of, and who bills the calls."""
    status: KnownCustomEndpointStatus | str | None = field("status", "string", default=None)
    """State of the custom endpoint. The words are not published; the known ones are inferred."""
    cbc_status: KnownBillingStatus | str | None = field("cbc_status", "string", default=None)
    """State of the billing. The words are not published; the known ones are inferred."""
    endpoint_name: str | None = field("endpoint_name", "string", default=None)
    """Name that the user gave, which callers send as the model; 1 to 64 characters."""
    remark: str | None = field("remark", "string?", default=None)
    """Text that the user gave, at most 256 characters. That it can be null is inferred."""
    rpm: int | None = field("rpm", "integer?", default=None)
    """Limit of requests per minute; null for none of its own."""
    tpm: int | None = field("tpm", "integer?", default=None)
    """Limit of tokens per minute; null for none of its own."""
    served_model_name: str | None = field("served_model_name", "string?", default=None)
    """Name of the built-in model behind it. That it can be null is inferred."""
    model_version_id: str | None = field("model_version_id", "string?", default=None)
    """Version of the built-in model; empty for the model as such. That it can be null is inferred."""
    resident_model_id: str | None = field("resident_model_id", "string?", default=None)
    """Identifier of the built-in model. That it can be null is inferred."""
    moderation: bool | None = field("moderation", "boolean?", default=None)
    """Whether inputs and outputs are moderated. That it can be null is inferred."""
