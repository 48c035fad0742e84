"""The JSON Schemas of what the command prints, and of the configuration file that it reads.

Each file of the folder `schemas` is one; the listing's is the library's, and the others refer to
it. What users get has everything in one document, because few tools can fetch the rest.
"""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

_FOLDER = files(__name__)  # works in a zip file too
#: The library's own, by the name of its file there.
_OF_THE_LIBRARY = {"config": "config.schema.json", "listing": "listing.schema.json"}
_LISTING = "urn:endpoint-roster:listing"
_ROOT = "Listing"


def names() -> list[str]:
    """Return the names of all schemas, in alphabetical order."""
    ours = (file.name.partition(".json") for file in _FOLDER.iterdir())
    return sorted({*_OF_THE_LIBRARY, *(name for name, suffix, _ in ours if suffix)})


def read(name: str) -> dict[str, Any]:
    """Return the schema of this name, complete in itself.

    Args:
        name: One of ``names``.
    """
    if name in _OF_THE_LIBRARY:
        schema = _of_the_library(name)
    else:
        schema = bundled(_load(_FOLDER / f"{name}.json"), _of_the_library("listing"))
    schema.pop("$comment", None)
    return schema


def bundled(schema: dict[str, Any], listing: dict[str, Any]) -> dict[str, Any]:
    """Return the schema with what it refers to of the listing's among its own definitions.

    Args:
        schema: A schema that refers to the listing's by its address.
        listing: The listing's schema.

    Raises:
        ValueError: The two call different things by one name.
    """
    definitions: dict[str, Any] = listing["$defs"]
    root = {key: value for key, value in listing.items() if not key.startswith("$")}
    needed: dict[str, Any] = {}

    def take(name: str) -> None:
        if name not in needed:
            needed[name] = {}  # before what is in it, which may refer back to it
            needed[name] = moved(root if name == _ROOT else definitions[name], inside=True)

    def target(reference: str, *, inside: bool) -> str:
        """Return where a reference leads in the bundle."""
        address, _, place = reference.partition("#")
        if address != _LISTING and not (inside and not address):
            return reference
        if not place.startswith("/$defs/"):
            place = f"/$defs/{_ROOT}{place}"
        take(place.split("/")[2])
        return f"#{place}"

    def moved(value: Any, *, inside: bool) -> Any:
        """Return a copy whose references lead into the bundle."""
        if isinstance(value, list):
            return [moved(item, inside=inside) for item in cast("list[Any]", value)]
        if not isinstance(value, dict):
            return value
        return {
            key: target(item, inside=inside)
            if key == "$ref" and isinstance(item, str)
            else moved(item, inside=inside)
            for key, item in cast("dict[str, Any]", value).items()
        }

    result = moved(schema, inside=False)
    own = result.pop("$defs", {})
    if clash := sorted(own.keys() & needed.keys()):
        raise ValueError(f"the schema and the listing's both define {', '.join(clash)}")
    defined = {**own, **{name: needed[name] for name in sorted(needed)}}
    return {**result, "$defs": defined} if defined else result


def _of_the_library(name: str) -> dict[str, Any]:
    from endpoint_roster.config import config_schema

    if name == "config":
        return config_schema()
    return _load(files("endpoint_roster") / _OF_THE_LIBRARY[name])


def _load(file: Traversable) -> dict[str, Any]:
    return json.loads(file.read_text(encoding="utf-8"))
