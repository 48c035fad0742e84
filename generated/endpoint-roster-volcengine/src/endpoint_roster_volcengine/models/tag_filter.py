# Written by `uv run nox -s regenerate` from specs/volcengine; do not edit.
from __future__ import annotations

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model
from endpoint_roster_core.unset import UNSET, Unset


@model
class TagFilter(Model):
    """Condition on one tag."""

    key: str | Unset = field("Key", "string", default=UNSET)
    """Key of the tag. The tag `sys:ark:createdBy`, set by the service, holds the creator as `IAMUser/{user
    id}/{user name}`."""
    values: list[str] | Unset = field("Values", "list[string]", default=UNSET)
    """Values of which the tag has to have one (inferred)."""
