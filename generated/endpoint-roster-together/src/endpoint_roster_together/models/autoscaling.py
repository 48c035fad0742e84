# Written by `uv run nox -s regenerate` from specs/together; do not edit.
from __future__ import annotations

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model


@model
class Autoscaling(Model):
    """Between how many replicas an endpoint scales. Give both."""

    min_replicas: int = field("min_replicas", "integer")
    """Replicas that run at least."""
    max_replicas: int = field("max_replicas", "integer")
    """Replicas that run at most."""
