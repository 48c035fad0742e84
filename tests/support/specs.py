"""The curated specs, each read once in a process; who changes one copies it first."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

import yaml

SPECS = Path(__file__).resolve().parents[2] / "specs"


@functools.cache
def read_spec(folder: str, name: str = "openapi.yaml") -> dict[str, Any]:
    """Return a YAML file of a folder below specs/."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same, ten times as quick
    return yaml.load((SPECS / folder / name).read_text(encoding="utf-8"), loader)
