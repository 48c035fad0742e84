# Written by `uv run nox -s regenerate` from specs/huawei; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    from ..models.known_frozen_effect import KnownFrozenEffect
    from ..models.known_frozen_scene import KnownFrozenScene


@model
class FrozenInfo(Model):
    """Why a service is frozen. Inferred, the sibling has it."""

    scene: KnownFrozenScene | str | None = field("scene", "string", default=None)
    """Reason."""
    effect: int | KnownFrozenEffect | None = field("effect", "integer", default=None)
    """Whether the frozen service can be released."""
