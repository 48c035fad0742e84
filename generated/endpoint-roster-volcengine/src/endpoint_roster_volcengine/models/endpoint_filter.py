# Written by `uv run nox -s regenerate` from specs/volcengine; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model
from endpoint_roster_core.unset import UNSET, Unset

if TYPE_CHECKING:
    from ..models.known_endpoint_model_type import KnownEndpointModelType
    from ..models.known_endpoint_status import KnownEndpointStatus


@model
class EndpointFilter(Model):
    """Conditions on the endpoints. Within a list, one match is enough; all the fields that are given have to match
    (inferred)."""

    name: str | Unset = field("Name", "string", default=UNSET)
    """Name to look for. Whether a part of the name is enough is not documented."""
    ids: list[str] | Unset = field("Ids", "list[string]", default=UNSET)
    """Only the endpoints with these ids."""
    statuses: list[KnownEndpointStatus | str] | Unset = field("Statuses", "list[string]", default=UNSET)
    """Only endpoints in one of these states."""
    endpoint_model_types: list[KnownEndpointModelType | str] | Unset = field(
        "EndpointModelTypes", "list[string]", default=UNSET
    )
    """Only endpoints of models of these kinds."""
    foundation_model_name: str | Unset = field("FoundationModelName", "string", default=UNSET)
    """Only endpoints of this foundation model, for example `doubao-seed-1-6`."""
    foundation_model_names: list[str] | Unset = field("FoundationModelNames", "list[string]", default=UNSET)
    """Only endpoints of one of these foundation models. Inferred: the provider's command line sends it and says
    that the server accepts it, but the official SDK does not have it."""
    model_versions: list[str] | Unset = field("ModelVersions", "list[string]", default=UNSET)
    """Only endpoints of one of these versions of a foundation model, for example `250615`."""
    custom_model_ids: list[str] | Unset = field("CustomModelIds", "list[string]", default=UNSET)
    """Only endpoints of one of these custom models, by id."""
