# Written by `uv run nox -s regenerate` from specs/volcengine; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    from ..models.known_moderation_strategy import KnownModerationStrategy


@model
class Moderation(Model):
    """How contents are checked."""

    strategy: KnownModerationStrategy | str | None = field("Strategy", "string", default=None)
    """The check that is made."""
