"""Which values the arguments of an account have, and where each comes from."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from .errors import ConfigurationError, MissingCredentialError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .settings import ProviderSettings

#: Where an argument comes from that was given: only the caller knows more.
GIVEN = "argument"
#: Where one comes from that the provider has a value for.
DEFAULT = "default"
#: Those that are copied from a provider's page, and of which some travel in a header.
_PASTED = ("api_key", "access_key", "secret_key", "session_token", "token")
#: Regions become a part of host names.
_REGION = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*")


def resolve(settings: ProviderSettings, given: Mapping[str, Any]) -> dict[str, tuple[Any, str]]:
    """Return the arguments of an account that have a value, each with where it comes from.

    First come those given, then the environment's, then the provider's defaults. Credentials
    do not mix: once one is given, the environment only completes its set.

    Raises:
        MissingCredentialError: A credential is neither given nor in the environment.
        ConfigurationError: Another argument cannot work.
    """
    for name in given:
        if name not in settings.arguments:
            takes = ", ".join(settings.arguments)
            raise ConfigurationError(
                f"an account of {settings.name} has no {name}", f"It takes {takes}.", name
            )
    own = {n: (v, GIVEN) for n in given if (v := _clean(settings, n, given[n]))}
    found = {name: (value, DEFAULT) for name, value in settings.defaults.items()}
    parts = settings.credential_arguments
    others = [name for name in settings.arguments if name not in parts and name not in own]
    found |= _inherited(settings, others) | own
    wanted = parts if parts.isdisjoint(found) else _started_set(settings, found)
    found = _inherited(settings, [name for name in wanted if name not in found]) | found
    _check_complete(settings, found)
    return found


def _inherited(settings: ProviderSettings, names: Iterable[str]) -> dict[str, tuple[Any, str]]:
    """Return the arguments for which the environment has a value."""
    return {
        name: (value, f"environment variable {variable}")
        for name in names
        if (variable := settings.variable(name))
        and (value := _clean(settings, name, os.environ.get(variable, ""), variable))
    }


def _clean(settings: ProviderSettings, name: str, value: Any, variable: str = "") -> Any:
    """Return a value, which may be from a variable, without blanks around it."""
    where = f"{name} of an account of {settings.name}{variable and f' ({variable})'}"
    if name == "models":
        models: Any = value.split(",") if isinstance(value, str) else value
        models = [*models] if isinstance(models, Iterable) else [None]
        if not all(isinstance(model, str) for model in models):
            raise ConfigurationError(f"{where} must be a list of strings", argument=name)
        return tuple(dict.fromkeys(model.strip() for model in models if model.strip()))
    if not isinstance(value, str):
        raise ConfigurationError(f"{where} must be a string", argument=name)
    value = value.strip()
    from endpoint_roster_core.addresses import check_address  # both are kept out of start-up
    from endpoint_roster_core.pasting import oddity

    own = (settings.variable(name) or "") if "=" in value else ""  # takes long to find out
    if name in _PASTED and (odd := oddity(value, own)):
        raise ConfigurationError(
            f"{where} cannot be right: it {odd}", "Copy it again, and nothing else.", name
        )
    if name.endswith("_url") and value:
        try:
            check_address(where, value)
        except ValueError as error:
            advice = "Write it like https://host/path."
            raise ConfigurationError(str(error), advice, name) from None
    if name == "region" and value and not _REGION.fullmatch(value):
        raise ConfigurationError(
            f"{where} is not a valid region name", "Write it like cn-beijing.", name
        )
    return value


def _check_complete(settings: ProviderSettings, values: Mapping[str, Any]) -> None:
    """Check that one set of credentials is complete, and that nothing required is missing."""
    started = _started_set(settings, values)
    present: list[str] = []
    if missing := tuple(name for name in started if name not in values):
        present = [name for name in started if name in values]
        fault, ways = f"has {' and '.join(present)}, but no {' and '.join(missing)}", [missing]
    elif not started and () not in settings.credentials:
        sets = ", or ".join(" and ".join(names) for names in settings.credentials)
        fault, ways = f"needs {sets}", [*settings.credentials]
    elif lacking := [name for name in settings.required if name not in values]:
        present = [name for name in settings.credential_arguments if name in values]
        fault, ways = f"needs {lacking[0]}", [(lacking[0],)]
    else:
        return
    raise MissingCredentialError(
        f"an account of {settings.name} {fault}",
        _how_to_pass(settings, *ways),
        present=sorted(present),
        missing=ways,
    )


def _started_set(settings: ProviderSettings, values: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the set of credentials that is complete, or else the first that has a part."""
    sets = [names for names in settings.credentials if not values.keys().isdisjoint(names)]
    complete = [names for names in sets if values.keys() >= {*names}]
    return next(iter(complete + sets), ())


def variables_of(settings: ProviderSettings, sets: Iterable[tuple[str, ...]]) -> str:
    """Return the variables of sets of arguments that have some: ``A and B, or C``."""
    return ", or ".join(
        " and ".join(str(settings.variable(name)) for name in names)
        for names in sets
        if all(map(settings.variable, names))
    )


def _how_to_pass(settings: ProviderSettings, *sets: tuple[str, ...]) -> str:
    """Say by which arguments and which variables something can be given."""
    arguments = ", or ".join(" and ".join(f"{name}=..." for name in names) for names in sets)
    variables = variables_of(settings, sets)
    comma = ";" if len(sets) > 1 else ","
    return f"Pass {arguments}{variables and f'{comma} or set {variables} in the environment'}."
