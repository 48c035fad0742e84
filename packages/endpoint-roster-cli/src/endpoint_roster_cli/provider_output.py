"""roster providers."""

from __future__ import annotations

import sys
import textwrap
from typing import TYPE_CHECKING, Any

import click

from .exit_codes import OK
from .messages import warn
from .output import ascii_only, print_json, print_text
from .provider_facts import provider_facts
from .tables import Column, print_table
from .terminals import colourful, room
from .text import safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_HINT = "-o wide shows all of each provider"
_INDENT = 18


def print_providers(output: str) -> int:
    """Print what each provider can do.

    Args:
        output: ``table``, ``wide``, ``json`` or ``yaml``.

    Returns:
        The exit code.
    """
    document = provider_facts()
    if output == "json":
        print_json(document, indent=2)
    elif output == "yaml":
        from .formats.yaml_text import to_yaml

        print_text(to_yaml(document, ascii_only=ascii_only()))
    else:
        _PRINTERS[output](document["providers"])
        sys.stdout.flush()
        for provider in document["providers"]:
            if problem := provider["problem"]:
                warn(f"{problem['cause']}. {problem['advice']}")
    return OK


def _table(providers: list[dict[str, Any]]) -> None:
    print_table(
        [
            Column("PROVIDER", [p["name"] for p in providers], whole=True),
            Column("PAGES", [p["paging"] or "-" for p in providers], whole=True),
            Column("FILTERS ITSELF", [", ".join(_pushed(p)) or "-" for p in providers]),
            Column("CLIENT", [_state(p) for p in providers], whole=True),
            Column("CREDENTIALS", [_credentials(p) or "-" for p in providers]),
        ],
        hint=_HINT,
    )


def _state(provider: dict[str, Any]) -> str:
    """Return the version that talks to a provider, or why there is none."""
    if provider["problem"]:
        return "broken"
    client = provider["client"]
    if not client["installed"]:
        return "missing"
    return client["packages"][0]["version"] if client["packages"] else provider["version"] or "-"


def _blocks(providers: list[dict[str, Any]]) -> None:
    print_text("\n".join("".join(_block(provider)) for provider in providers))


def _block(provider: dict[str, Any]) -> Iterator[str]:
    """Yield the lines of one provider."""
    origin = " ".join(part for part in (provider["distribution"], provider["version"]) if part)
    name = safe(provider["name"])
    name = click.style(name, bold=True) if colourful(sys.stdout) else name
    yield f"{name} ({safe(origin)})\n" if origin else f"{name}\n"
    cells = room(sys.stdout)
    for title, words in _facts(provider):
        if not words:
            continue
        line = f"  {title:<{_INDENT - 2}}{safe(words)}"
        if cells is None:
            yield f"{line}\n"
        else:
            width = max(cells, _INDENT + 20)
            wrapped = textwrap.wrap(
                line, width, subsequent_indent=" " * _INDENT, break_on_hyphens=False
            )
            yield from (f"{part}\n" for part in wrapped)


def _facts(provider: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what is told of a provider, each with its title."""
    if problem := provider["problem"]:
        yield "broken", f"{problem['cause']}. {problem['advice']}"
        return
    yield "lists", provider["lists"] or ""
    yield "credentials", _credentials(provider)
    yield "arguments", ", ".join(_argument(argument) for argument in provider["arguments"])
    yield "pages", provider["paging"] or "not told"
    yield "filters itself", "; ".join(_filter(*item) for item in _pushed(provider).items())
    here = [name for name in provider["filters"] if name not in _pushed(provider)]
    yield "filtered here", ", ".join(here)
    yield "asked besides", ", ".join(provider["asks"])
    yield "sorts by", ", ".join(provider["sorts"])
    yield "tells", ", ".join(provider["tells"])
    client = provider["client"]
    has = [f"{p['name']} {p['version'] or '(not installed)'}" for p in client["packages"]]
    yield "client", ", ".join(has)
    yield "install", client["install"] or ""


def _pushed(provider: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the filters that the provider takes."""
    filters: dict[str, dict[str, Any]] = provider["filters"]
    return {name: about for name, about in filters.items() if about["by"] == "provider"}


def _filter(name: str, about: dict[str, Any]) -> str:
    values = (" or " if about["single"] else ", ").join(about["values"])
    details = "; ".join(part for part in (values, about["note"]) if part)
    return f"{name} ({details})" if details else name


def _argument(argument: dict[str, Any]) -> str:
    default = argument["default"]
    return f"{argument['name']} ({default} if left out)" if default else argument["name"]


def _credentials(provider: dict[str, Any]) -> str:
    """Return the variables that configure a provider; in brackets those that only help."""
    arguments = {argument["name"]: argument for argument in provider["arguments"]}

    def variables(names: Iterable[str]) -> list[str]:
        return [v for name in names if (v := arguments[name]["variable"])]

    sets = [names for names in provider["credentials"] if len(variables(names)) == len(names)]
    required = variables(name for name in arguments if arguments[name]["required"])
    if [] in sets:
        optional = " or ".join(" + ".join(variables(names)) for names in sets if names)
        needed = " + ".join(required)
        return f"{needed} ({optional})" if optional else needed
    either = " or ".join(" + ".join(variables(names)) for names in sets)
    return "; ".join(part for part in (either, " + ".join(required)) if part)


_PRINTERS = {"table": _table, "wide": _blocks}
