"""The JSON Schemas of what the command prints, and of the configuration file that it reads.

Each file of the folder `schemas` is one; the listing's is the library's, and the others refer to
it. What users get has everything in one document, because few tools can fetch the rest.
"""

from __future__ import annotations

import json
import re
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

_FOLDER = files(__name__)  # works in a zip file too
#: The library's own, by the name of its file there.
_OF_THE_LIBRARY = {"config": "config.schema.json", "listing": "listing.schema.json"}
_LISTING = "urn:endpoint-roster:listing"
_ROOT = "Listing"
_REFERENCE = re.compile(r'"\$ref": "(?P<address>[^"#]*)#?(?P<place>[^"]*)"')


def names() -> list[str]:
    """Return the names of all schemas, in alphabetical order."""
    ours = (file.name.partition(".json") for file in _FOLDER.iterdir())
    return sorted({*_OF_THE_LIBRARY, *(name for name, suffix, _ in ours if suffix)})


def read(name: str) -> dict[str, Any]:
    """Return the schema of this name, complete in itself."""
    if name in _OF_THE_LIBRARY:
        schema = _of_the_library(name)
    else:
        schema = bundled(_load(_FOLDER / f"{name}.json"), _of_the_library("listing"))
    schema.pop("$comment", None)
    return schema


def bundled(schema: dict[str, Any], listing: dict[str, Any]) -> dict[str, Any]:
    """Return the schema with what it refers to of the listing's among its own definitions.

    Raises:
        ValueError: The two call different things by one name.
    """
    root = {key: value for key, value in listing.items() if not key.startswith("$")}
    definitions: dict[str, Any] = {**listing["$defs"], _ROOT: root}
    needed: dict[str, Any] = {}

    def moved(value: Any, base: str = "") -> Any:
        """Return a copy whose references lead into the bundle, those in ``base`` too."""

        def target(found: re.Match[str]) -> str:
            place = found["place"]
            if (found["address"] or base) != _LISTING:
                return found[0]
            if not place.startswith("/$defs/"):
                place = f"/$defs/{_ROOT}{place}"
            name = place.split("/")[2]
            if name not in needed:
                needed[name] = {}  # before what is in it, which may refer back to it
                needed[name] = moved(definitions[name], _LISTING)
            return f'"$ref": "#{place}"'

        return json.loads(_REFERENCE.sub(target, json.dumps(value)))

    result = moved(schema)
    own = result.pop("$defs", {})
    if clash := sorted(own.keys() & needed.keys()):
        raise ValueError(f"the schema and the listing's both define {', '.join(clash)}")
    defined = {**own, **dict(sorted(needed.items()))}
    return {**result, "$defs": defined} if defined else result


def _of_the_library(name: str) -> dict[str, Any]:
    from endpoint_roster.config import config_schema

    if name == "config":
        return config_schema()
    return _load(files("endpoint_roster") / _OF_THE_LIBRARY[name])


def _load(file: Traversable) -> dict[str, Any]:
    return json.loads(file.read_text(encoding="utf-8"))
