"""What stands around operations in an OpenAPI document: servers, and ways to sign in."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from .spec import mapping

if TYPE_CHECKING:
    from .spec import Place


def servers_of(holder: Place) -> list[str]:
    """The addresses of a place's servers, with the defaults of their variables."""
    found: list[str] = []
    for server in holder.at("servers").children():
        url = str(server.at("url").value or "")
        for variable in server.at("variables").children():
            url = url.replace(f"{{{variable.name}}}", str(variable.at("default").value))
        found.append(url)
    return found


def path_of(server: str) -> str:
    """The path of an address, which stands before those of the operations."""
    return re.sub(r"^(?:[\w.+-]*:)?//[^/?#]*", "", server).rstrip("/")


def ways_of(holder: Place) -> list[str]:
    """The ways to sign in, in order, each with its scopes; an empty one is called `none`."""
    return [
        " + ".join(
            f"{name}{json.dumps(scopes, ensure_ascii=False) if scopes else ''}"
            for name, scopes in sorted(mapping(way.value).items())
        )
        or "none"
        for way in holder.at("security").children()
    ]


def sent_by(scheme: dict[str, Any]) -> str:
    """How a key is sent, whatever its scheme is called: `http bearer`, `apiKey header X-Key`."""
    parts = [scheme.get(key) for key in ("type", "scheme", "in", "name")]
    return " ".join(str(part).lower() for part in parts if part)
