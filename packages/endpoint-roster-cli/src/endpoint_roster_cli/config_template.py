"""The text of a configuration file, made from what the environment has.

It names the variables and never holds a value. What is there becomes an account; of all else there
is an example to uncomment: a line that begins with `#` and no blank is TOML, other comments are
for people.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from importlib import resources
from itertools import chain
from typing import TYPE_CHECKING, Any

from endpoint_roster import (
    Account,
    ConfigurationError,
    MissingCredentialError,
    PluginError,
    RosterError,
    registry,
)
from endpoint_roster.config import config_schema
from endpoint_roster.options import FILE_OPTIONS

from .output.text import safe, to_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from endpoint_roster.settings import ProviderSettings

#: Examples of what has neither a default nor a variable that could stand in for it.
_EXAMPLES = {
    "proxy": "http://proxy.example:8080",
    "models": ["deepseek/deepseek-r1", "openai/gpt-oss-120b"],
}
_EXCEPTION = {
    "reference": '"together/together/*"',
    "rule": '"running-for"',
    "reason": '"the load test needs it"',
    "until": "2026-12-31",
}
_PRICES = {
    "endpoints": '"huawei/*/chat-*" = { amount = 12.50, currency = "CNY" }',
    "products": '"h20-96g.*" = { amount = "31.50", currency = "CNY" }',
    "gpus": 'h100 = { amount = 3.99, currency = "USD" }',
}
_VIEW = (
    "#[views.forgotten]",
    '#running-for = "30d"',
    '#columns = ["age", "cost", "id", "name"]',
    '#sort-by = "-age"',
)
_WIDTH = 88


@dataclass(frozen=True, slots=True)
class Draft:
    """A configuration file that could be written, and what it has of each provider."""

    text: str
    found: list[str]
    incomplete: dict[str, str]  # with what they lack, in a sentence or two
    missing: list[str]  # of which the environment has nothing
    broken: dict[str, str]  # plug-ins that cannot be used, with why


def draft() -> Draft:
    """Return the file for this environment."""
    accounts: list[str] = []
    examples: list[str] = []
    made = Draft("", [], {}, [], {})
    for name in registry.names():
        try:
            provider = registry.find(name)
        except PluginError as error:
            made.broken[name] = str(error)
            continue
        present = _present(provider)
        if not present:
            made.missing.append(name)
            examples.append(_commented(provider, set()))
        elif fault := _fault(provider, present):
            made.incomplete[name] = fault
            examples.append(_commented(provider, present, fault))
        else:
            made.found.append(name)
            accounts.append(_account(provider, present))
    head = (resources.files("endpoint_roster_cli") / "config_head.toml").read_text("utf-8")
    parts = [head, _defaults(), _prices(), _check(), _views(), *accounts, *examples]
    return Draft("\n".join(parts), made.found, made.incomplete, made.missing, made.broken)


def _present(provider: ProviderSettings) -> set[str]:
    """Return the arguments that the environment has; none if they do not make an account."""
    present = {*filter(provider.is_inherited, provider.arguments)}
    return present if present.intersection(provider.markers) else set()


def _fault(provider: ProviderSettings, present: set[str]) -> str:
    """Say why the environment's account cannot be used; nothing if it can."""
    try:
        Account(provider.name)
    except MissingCredentialError as error:
        needed = dict.fromkeys((*_set(provider, present), *provider.required))
        missing = [provider.variable(name) or name for name in needed if name not in present]
        return f"it lacks {' and '.join(missing)}." if missing else _line(str(error))
    except ConfigurationError as error:
        # Not the cause: it may quote the value.
        argument = error.argument or ""
        known = provider.variable(argument) if argument in provider.arguments else None
        variable = known or "the environment"
        return _line(f"what {variable} has cannot be used. {error.advice}")
    except RosterError as error:
        return _line(str(error))
    return ""


def _account(provider: ProviderSettings, present: set[str]) -> str:
    """Return the table of an account whose values are in the environment."""
    names = _set(provider, present)
    return _lines(provider, _table(provider, names, present), _notes(provider, names, present))


def _commented(provider: ProviderSettings, present: set[str], fault: str = "") -> str:
    """Return an example of an account, and what is missing to make it one."""
    names = _set(provider, present)
    incomplete = _wrapped(f"Incomplete: {fault}") if fault else []
    # Models are written out, because those that are there may be what is wrong.
    table = (f"#{line}" for line in _table(provider, names, present - {"models"}))
    return _lines(provider, incomplete, table, _notes(provider, names, present))


def _lines(provider: ProviderSettings, *parts: Iterable[str]) -> str:
    about = f": {provider.description}" if provider.description else ""
    title = f"# {_line(f'{provider.name}{about}')}"
    return "\n".join([title, *chain(*parts), ""])


def _set(provider: ProviderSettings, present: set[str]) -> tuple[str, ...]:
    """Return the set of credentials that is complete, or else the one that lacks least."""
    complete = (names for names in provider.credentials if present.issuperset(names))
    started = max(provider.credentials, key=lambda names: len(present.intersection(names)))
    return next(
        (names for names in complete if names or not present.intersection(started)), started
    )


def _table(provider: ProviderSettings, names: Sequence[str], present: set[str]) -> Iterator[str]:
    """Yield the lines of an account's table, of a set of credentials and what is present."""
    yield "[[accounts]]"
    yield f"provider = {to_json(provider.name)}"
    also = [name for name in provider.companions if name in present]
    others = [
        name
        for name in provider.arguments
        if name in present and name not in {*provider.credential_arguments, *provider.required}
    ]
    for name in (*names, *also, *provider.required, *others):
        variable = provider.variable(name)
        if name != "models":
            yield f"{name} = {_source(provider, name, variable)}"
        elif name in present:
            yield f"# models: those of {variable}"
        else:
            yield f"models = {to_json(_EXAMPLES[name])}"


def _source(provider: ProviderSettings, name: str, variable: str | None) -> str:
    if variable:
        return f"{{ env = {to_json(variable)} }}"
    if name in provider.secrets:
        return f'{{ file = "~/.secrets/{name}" }}'
    return '"..."'


def _notes(provider: ProviderSettings, names: Sequence[str], present: set[str]) -> Iterator[str]:
    """Yield comments about what else an account could have; see ``_table``."""
    alternatives = [other for other in provider.credentials if other not in ((), names)]
    if alternatives and names:
        instead = ", or ".join(" and ".join(other) for other in alternatives)
        yield from _wrapped(f"Instead of {' and '.join(names)}: {instead}.")
    if names and () in provider.credentials:
        yield from _wrapped(f"{' and '.join(names)} can be left out.")
    optional = ["label", *(name for other in alternatives if not names for name in other)]
    known = {*provider.credential_arguments, *optional}
    optional += (name for name in provider.arguments if name not in known)
    optional += provider.companions
    defaults = provider.defaults
    others = ", ".join(
        f"{name} ({defaults[name]} if left out)" if name in defaults else name
        for name in optional
        if name not in present and name not in provider.required
    )
    yield from _wrapped(f"Optional: {others}.")


def _defaults() -> str:
    """Return the options of a roster, each as it is if left out."""
    schema: dict[str, Any] = config_schema()
    described = schema["definitions"]["defaults"]["properties"]
    lines = ["#[defaults]"]
    for name in FILE_OPTIONS:
        value = described[name].get("default", _EXAMPLES.get(name))
        lines += [*_wrapped(described[name]["description"]), f"#{name} = {to_json(value)}"]
    return "\n".join([*lines, ""])


def _prices() -> str:
    """Return an example of each sort of price."""
    described = config_schema()["definitions"]["prices"]
    lines = _wrapped(described["description"])
    for name, about in described["properties"].items():
        lines += [*_wrapped(about["description"]), f"#[prices.{name}]", f"#{_PRICES[name]}"]
    return "\n".join([*lines, ""])


def _check() -> str:
    """Return the rules of `roster check`, each as it is if left out, and an exception."""
    definitions: dict[str, Any] = config_schema()["definitions"]
    rules, lines = definitions["check"], ["#[check]"]
    for name, about in rules["properties"].items():
        if name != "exceptions":
            lines += [*_wrapped(about["description"]), f"#{name} = {to_json(about['default'])}"]
    lines += ["#", "#[[check.exceptions]]"]
    for name, about in definitions["exception"]["properties"].items():
        lines += [*_wrapped(about["description"]), f"#{name} = {_EXCEPTION[name]}"]
    return "\n".join([*_wrapped(rules["description"]), *lines, ""])


def _views() -> str:
    """Return what a listing shows if left out, and an example of a view."""
    definitions: dict[str, Any] = config_schema()["definitions"]
    always, views = definitions["list"], definitions["views"]
    lines = [*_wrapped(always["description"]), "#[list]"]
    for name, about in always["properties"].items():
        lines += [
            *_wrapped(about["description"]),
            f"#{name} = {to_json(about.get('default', '-age'))}",
        ]
    return "\n".join([*lines, "#", *_wrapped(views["description"]), *_VIEW, ""])


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(
        text, _WIDTH, initial_indent="# ", subsequent_indent="#   ", break_on_hyphens=False
    )


def _line(text: str) -> str:
    """Return a text in one line that can stand in a comment."""
    return safe(" ".join(text.split()))
