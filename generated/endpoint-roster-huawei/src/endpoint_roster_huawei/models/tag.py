# Written by `uv run nox -s regenerate` from specs/huawei; do not edit.
from __future__ import annotations

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model


@model
class Tag(Model):
    """A tag. Inferred, the sibling has it."""

    key: str | None = field("key", "string", default=None)
    """Key of the tag, 1 to 128 characters."""
    value: str | None = field("value", "string", default=None)
    """Value of the tag, at most 255 characters."""
