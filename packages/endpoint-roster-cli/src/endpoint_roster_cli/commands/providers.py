"""roster providers."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from ..exit_codes import OK
from ..output.formats import emit, output_option
from ..output.messages import warn
from ..output.stdout import print_lines
from ..output.tables import Column, print_table
from ..output.terminal import line_width, styled, wrapped
from ..output.text import safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    Facts = dict[str, Any]

_HINT = "-o wide shows all of each provider"
_INDENT = 23


@click.command(
    "providers",
    epilog="""\b
A filter that the provider applies saves requests; the others are applied
here, with the same result. Providers of other packages are listed too, and
for a broken one, why.
\b
Examples:
  roster providers
  roster providers -o wide
  roster providers -o json | jq '.providers[] | {name, fields}'
\b
Exit codes: 0 complete, 2 wrong usage.""",
)
@output_option("table", "wide", "json", "yaml", default="table")
def command(output: str) -> int:
    """Show what each provider lists, filters, pages and reports.

    Nothing is sent to any provider.
    """
    from ..provider_facts import provider_facts

    document = provider_facts()
    providers: list[Facts] = document["providers"]
    show = _print_all if output == "wide" else _print_table
    emit(output, document=lambda: document, text=lambda: show(providers))
    if output in ("table", "wide"):
        for provider in providers:
            if problem := provider["problem"]:
                warn(f"{problem['cause']}. {problem['advice']}")
    return OK


def _print_table(providers: list[Facts]) -> None:
    print_table(
        [
            Column("PROVIDER", [p["name"] for p in providers], uncut=True),
            Column("LISTS", [p["lists"] or "-" for p in providers]),
            Column("CLIENT", [_client(p) for p in providers], uncut=True),
            Column("CREDENTIALS", [_credentials(p) or "-" for p in providers]),
        ],
        hint=_HINT,
    )


def _client(provider: Facts) -> str:
    """Return the version of a provider's client, or why there is none."""
    if provider["problem"]:
        return "broken"
    client = provider["client"]
    if not client["installed"]:
        return "missing"
    return client["packages"][0]["version"] if client["packages"] else provider["version"] or "-"


def _print_all(providers: list[Facts]) -> None:
    for number, provider in enumerate(providers):
        print_lines([*([""] if number else []), *_lines(provider)])


def _lines(provider: Facts) -> Iterator[str]:
    """Yield the lines about one provider."""
    origin = " ".join(part for part in (provider["distribution"], provider["version"]) if part)
    name = styled(safe(provider["name"]), bold=True)
    yield f"{name} ({safe(origin)})" if origin else name
    cells = line_width(sys.stdout)
    for title, words in _facts(provider):
        for number, line in enumerate(wrapped(safe(words), cells, _INDENT) if words else ()):
            yield f"  {'' if number else title:<{_INDENT - 2}}{line}"


def _facts(provider: Facts) -> Iterator[tuple[str, str]]:
    """Yield what is known of a provider, each with its title; empty where nothing is."""
    if problem := provider["problem"]:
        yield "broken", f"{problem['cause']}. {problem['advice']}"
        return
    server_side = _server_side(provider)
    client = provider["client"]
    has = [f"{p['name']} {p['version'] or '(not installed)'}" for p in client["packages"]]
    yield "lists", provider["lists"] or ""
    yield "credentials", _credentials(provider)
    yield "arguments", ", ".join(_argument(argument) for argument in provider["arguments"])
    yield "pages", provider["paging"] or "not reported"
    yield "server-side filters", "; ".join(_filter(*item) for item in server_side.items())
    yield (
        "filtered here",
        ", ".join(name for name in provider["filters"] if name not in server_side),
    )
    yield "provider options", ", ".join(provider["asks"])
    yield "sorts by", ", ".join(provider["sorts"])
    yield "fields", ", ".join(provider["fields"])
    yield "client", ", ".join(has)
    yield "install", client["install"] or ""


def _server_side(provider: Facts) -> dict[str, Facts]:
    """Return the filters that the provider applies."""
    filters: dict[str, Facts] = provider["filters"]
    return {name: about for name, about in filters.items() if about["by"] == "provider"}


def _filter(name: str, about: Facts) -> str:
    values = (" or " if about["single"] else ", ").join(about["values"])
    details = "; ".join(part for part in (values, about["note"]) if part)
    return f"{name} ({details})" if details else name


def _argument(argument: Facts) -> str:
    default = argument["default"]
    return f"{argument['name']} ({default} if left out)" if default else argument["name"]


def _credentials(provider: Facts) -> str:
    """Return the variables that configure a provider; in brackets those that only help."""
    arguments = {argument["name"]: argument for argument in provider["arguments"]}

    def variables(names: Iterable[str]) -> list[str]:
        return [v for name in names if (v := arguments[name]["variable"])]

    sets = [names for names in provider["credentials"] if len(variables(names)) == len(names)]
    required = " + ".join(variables(name for name in arguments if arguments[name]["required"]))
    either = " or ".join(" + ".join(variables(names)) for names in sets if names)
    if [] in sets:
        return f"{required} ({either})" if either else required
    return "; ".join(part for part in (either, required) if part)
