# Written by `uv run nox -s regenerate` from specs/ppio; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    from ..models.known_policy_type import KnownPolicyType


@model
class Policy(Model):
    """When workers are added."""

    type_: KnownPolicyType | str | None = field("type", "string", default=None)
    """What is measured."""
    value: int | None = field("value", "integer", default=None)
    """The target for what is measured. Inferred from version 1: seconds that requests wait for `queue`, requests
    that wait for `concurrency`."""
