# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    from ..models.native_tool import NativeTool


@model
class NativeTools(Model):
    """Tools of OpenRouter that this provider runs itself, by their name, such as `openrouter:web_search`; empty if it
    runs none. Since November 2026."""

    _REST = "NativeTool"

    if TYPE_CHECKING:

        @property
        def additional_properties(self) -> dict[str, NativeTool]: ...
