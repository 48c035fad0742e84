"""What there is to know of each provider without asking it anything."""

from __future__ import annotations

import re
from dataclasses import fields
from importlib.metadata import EntryPoint, PackageNotFoundError, entry_points, requires, version
from typing import TYPE_CHECKING, Any

from endpoint_roster import PluginError, registry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from endpoint_roster.settings import ProviderSettings

#: Filters of ``Roster.list`` that go down to the providers.
FILTERS = (
    *("states", "kinds", "model", "name", "region", "tags"),
    *("created_before", "created_after"),
)
#: What is known of a provider that cannot be used.
_NOTHING: dict[str, Any] = {
    "lists": None,
    "client": None,
    "credentials": [],
    "arguments": [],
    "paging": None,
    "filters": {},
    "asks": [],
    "sorts": [],
    "fields": [],
}
_NAME = re.compile(r"[\w.-]+", re.ASCII)
_EXTRA = re.compile(r"""extra\s*==\s*['"]([\w.-]+)['"]""", re.ASCII)


def provider_facts() -> dict[str, Any]:
    """Return the document that ``roster providers -o json`` prints."""
    return {"providers": [_facts(name) for name in registry.names()]}


def _facts(name: str) -> dict[str, Any]:
    entry = _entry(name)
    distribution = entry.dist
    facts: dict[str, Any] = {
        "name": name,
        "distribution": distribution.name if distribution else None,
        "version": distribution.version if distribution else None,
    }
    try:
        return {**facts, **_abilities(registry.find(name), entry), "problem": None}
    except PluginError as error:
        problem = error
    except Exception as error:  # noqa: BLE001 - a plug-in can say anything about itself
        problem = registry.broken(name, error)
    return {**facts, **_NOTHING, "problem": {"cause": problem.cause, "advice": problem.advice}}


def _abilities(provider: ProviderSettings, entry: EntryPoint) -> dict[str, Any]:
    options = fields(provider.options) if provider.options else ()
    arguments = [
        {
            "name": name,
            "variable": next(iter(provider.variables(name)), None),
            "required": name in provider.required,
            "secret": name in provider.secrets,
            "default": provider.defaults.get(name),
        }
        for name in provider.arguments
    ]
    return {
        "lists": str(provider.description) or None,
        "client": _client(provider, entry),
        "credentials": [[*names] for names in provider.credentials],
        "arguments": arguments,
        "paging": str(provider.paging) if provider.paging else None,
        "filters": {name: _filter(provider, name) for name in FILTERS},
        "asks": [field.name for field in options if field.name != "account"],
        "sorts": [str(name) for name in provider.sort_fields],
        "fields": [str(name) for name in provider.fields],
    }


def _filter(provider: ProviderSettings, name: str) -> dict[str, Any]:
    pushed = provider.pushed_down.get(name)
    if not pushed:
        return {"by": "roster", "values": [], "single": False, "note": None}
    return {
        "by": "provider",
        "values": [str(value) for value in pushed.values],
        "single": pushed.single,
        "note": str(pushed.note) if pushed.note else None,
    }


def _client(provider: ProviderSettings, entry: EntryPoint) -> dict[str, Any]:
    """Return which distributions talk to the provider, and how to get those that are missing."""
    own = entry.dist.name if entry.dist else None
    needed = extra = [*_of_extra(own, provider.name)] if own else []
    if not extra and provider.package:
        needed = [provider.package.partition(".")[0].replace("_", "-")]
    packages = [{"name": name, "version": _version(name)} for name in needed]
    missing = any(package["version"] is None for package in packages)
    plain = f"pip install {' '.join(needed)}"
    command = registry.how_to_install(provider.name) if extra else plain
    return {
        "installed": not missing,
        "packages": packages,
        "install": command if missing else None,
    }


def _of_extra(distribution: str, extra: str) -> Iterator[str]:
    """Yield the distributions that an extra of another one brings."""
    for requirement in requires(distribution) or ():
        needed, _, marker = requirement.partition(";")
        found, name = _EXTRA.search(marker), _NAME.match(needed.strip())
        if found and name and found[1] == extra:
            yield name[0]


def _version(distribution: str) -> str | None:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return None


def _entry(name: str) -> EntryPoint:
    """Return the entry point by which a provider is found; of two with one name, ours."""
    found = [*entry_points(group=registry.GROUP, name=name)]
    return next((e for e in found if e.module.partition(".")[0] == "endpoint_roster"), found[0])
