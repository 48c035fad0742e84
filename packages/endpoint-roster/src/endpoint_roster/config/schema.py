"""JSON Schema of the configuration file, for editors and other tools."""

from __future__ import annotations

import json
from typing import Any

from .. import registry

_FILE = "config.schema.json"


def config_schema() -> dict[str, Any]:
    """Return the JSON Schema of the configuration file, draft 7.

    It knows the arguments of all providers that are installed, plug-ins included.
    """
    from importlib.resources import files  # slow to load

    found: dict[str, Any] = json.loads((files("endpoint_roster") / _FILE).read_text("utf-8"))
    definitions = found["definitions"]
    for provider in registry.usable():
        name = provider.name
        if name in definitions:  # ours
            continue
        for argument in provider.arguments:
            definitions["arguments"]["properties"].setdefault(
                argument, {"allOf": [{"$ref": "#/definitions/value"}]}
            )
        reference = {"$ref": f"#/definitions/{name}"}
        definitions[name] = {
            "description": f"Arguments of accounts of {name}.",
            "allOf": [{"$ref": "#/definitions/arguments"}],
            "propertyNames": {"enum": ["provider", "label", *provider.arguments]},
        }
        definitions["defaults"]["properties"][name] = reference
        only = {"properties": {"provider": {"const": name}}}
        definitions["account"]["allOf"].append({"if": only, "then": reference})
    return found
