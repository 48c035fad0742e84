"""One set of credentials at one provider."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from . import registry
from .errors import ConfigurationError, MissingCredentialError, RosterError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .providers.base import Provider

#: Arguments whose values are never shown.
SECRETS = ("api_key", "access_key", "secret_key", "session_token", "token", "password")
#: Where arguments come from that were given: only the caller knows more.
GIVEN = "argument"
#: Those that travel in a header, and may hold only what a header can carry.
_IN_HEADERS = ("api_key", "access_key", "session_token", "token")
#: Regions become a part of host names.
_REGION = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*")


@dataclass(frozen=True, slots=True, init=False, repr=False)
class Account:
    """One set of credentials at one provider. It can be pickled and compared; repr hides secrets.

    What is left out is taken from the environment variables that the providers' own SDKs read,
    such as ``TOGETHER_API_KEY`` (the README lists them).

    Args:
        provider: ``volcengine``, ``ppio``, ``together``, ``openrouter``, ``huawei``, or the name
            of a plug-in.
        label: What to call the account; the provider's name if left out.
        base_url: Address of the API, if it is not the usual one.
        region: Region (volcengine: ``cn-beijing`` if left out; huawei: ``cn-southwest-2``).
        api_key: API key (ppio, together, openrouter; openrouter works without one).
        models: Models to ask for, as ``author/slug`` (openrouter).
        access_key: Access key id (volcengine, huawei).
        secret_key: Secret access key (volcengine, huawei).
        session_token: Token that belongs to temporary access keys (volcengine, huawei).
        token: Ready IAM token (huawei).
        username: IAM user, to fetch tokens with (huawei).
        password: Password of that user (huawei).
        domain: Account name that the user belongs to (huawei).
        iam_url: Address that tokens are fetched from, if it is not the usual one (huawei).
        project_id: Project (huawei).
        workspace_id: Workspace; the default one if left out (huawei).
        project_name: Project to list; all if left out (volcengine).

    Raises:
        MissingCredentialError: A credential is neither given nor in the environment.
        UnknownProviderError: There is no such provider.
        ConfigurationError: Another argument cannot work; the text names it, not its value.
    """

    provider: str
    label: str
    base_url: str | None
    region: str | None
    api_key: str | None
    models: tuple[str, ...]
    access_key: str | None
    secret_key: str | None
    session_token: str | None
    token: str | None
    username: str | None
    password: str | None
    domain: str | None
    iam_url: str | None
    project_id: str | None
    workspace_id: str | None
    project_name: str | None
    _origins: tuple[tuple[str, str], ...] = field(compare=False)

    def __init__(
        self,
        provider: str,
        label: str | None = None,
        *,
        base_url: str | None = None,
        region: str | None = None,
        api_key: str | None = None,
        models: Iterable[str] | None = None,
        access_key: str | None = None,
        secret_key: str | None = None,
        session_token: str | None = None,
        token: str | None = None,
        username: str | None = None,
        password: str | None = None,
        domain: str | None = None,
        iam_url: str | None = None,
        project_id: str | None = None,
        workspace_id: str | None = None,
        project_name: str | None = None,
    ) -> None:
        given = {
            "base_url": base_url,
            "region": region,
            "api_key": api_key,
            "models": models,
            "access_key": access_key,
            "secret_key": secret_key,
            "session_token": session_token,
            "token": token,
            "username": username,
            "password": password,
            "domain": domain,
            "iam_url": iam_url,
            "project_id": project_id,
            "workspace_id": workspace_id,
            "project_name": project_name,
        }
        settings = registry.find(provider)
        if label is not None and not (isinstance(label, str) and label.strip()):  # pyright: ignore[reportUnnecessaryIsInstance] - files hold anything
            raise ConfigurationError(
                f"label of an account of {provider} must be a text, not empty", argument="label"
            )
        values, origins = _resolve(settings, given, os.environ)
        values |= {"provider": provider, "label": label.strip() if label else provider}
        values["_origins"] = tuple((n, origins[n]) for n in _ARGUMENTS if n in origins)
        for each in fields(self):
            default: Any = () if each.name == "models" else None
            object.__setattr__(self, each.name, values.get(each.name, default))
        try:
            settings.validate(self)
        except RosterError:
            raise
        except Exception as error:
            raise registry.broken(provider, error) from error

    def __repr__(self) -> str:
        words = [repr(self.provider), repr(self.label)]
        for name in _ARGUMENTS:
            value = getattr(self, name)
            if value:
                words.append(f"{name}={'***' if name in SECRETS else value!r}")
        return f"Account({', '.join(words)})"

    @property
    def origins(self) -> dict[str, str]:
        """Where each argument that has a value came from, in words and without the value.

        Such as ``argument``, ``environment variable TOGETHER_API_KEY``, ``config.toml, line 12``,
        ``keyring service/user (config.toml, line 9)``, or ``default``. Two accounts that differ
        only here are equal.
        """
        return dict(self._origins)

    def labelled(self, label: str) -> Account:
        """Return the same account under another label."""
        return self._with("label", label)

    def found_in(self, places: Mapping[str, str]) -> Account:
        """Return the same account, knowing more about where its arguments came from.

        Args:
            places: For arguments that were given: where the caller has them from, in words.
        """
        origins = {
            name: places.get(name, origin) if origin == GIVEN else origin
            for name, origin in self._origins
        }
        return self._with("_origins", tuple(origins.items()))

    def _with(self, name: str, value: Any) -> Account:
        other = object.__new__(Account)
        for each in fields(self):
            object.__setattr__(other, each.name, getattr(self, each.name))
        object.__setattr__(other, name, value)
        return other

    def redact(self, text: str) -> str:
        """Return the text with every secret of this account replaced by ``***``."""
        secrets = {getattr(self, name) or "" for name in SECRETS}
        for secret in sorted(secrets, key=len, reverse=True):
            if len(secret) > 3:  # shorter ones would blot out ordinary words
                text = text.replace(secret, "***")
        return text


_ARGUMENTS = tuple(
    each.name for each in fields(Account) if each.name not in ("provider", "label", "_origins")
)
#: Arguments that an account of some provider can have.
ARGUMENTS = frozenset(_ARGUMENTS)


def check_address(
    name: str, value: str, *, schemes: tuple[str, ...] = ("http", "https"), userinfo: bool = False
) -> None:
    """Check an address that requests are sent to.

    Args:
        name: Name of the argument, for the message; more words may follow. The value is never
            shown: it may hold a secret.
        value: The address.
        schemes: Those that are allowed.
        userinfo: Whether a user name and a password may be in it.

    Raises:
        ConfigurationError: It cannot work.
    """
    argument = name.partition(" ")[0]
    if not isinstance(value, str):  # pyright: ignore[reportUnnecessaryIsInstance] - files hold anything
        raise ConfigurationError(f"{name} must be a text", argument=argument)
    try:
        parts = urlsplit(value)
        host, _ = parts.hostname, parts.port
    except ValueError:
        host = parts = None
    if not parts or not host or parts.scheme not in schemes or not value.isprintable():
        raise ConfigurationError(
            f"{name} is not an address", "Write it like https://host/path.", argument
        )
    if parts.username is not None and not userinfo:
        raise ConfigurationError(
            f"{name} holds a user name or password",
            "Give credentials as arguments of their own.",
            argument,
        )
    if parts.query or parts.fragment:
        raise ConfigurationError(
            f"{name} has a query or a fragment", "Leave out ? and #.", argument
        )


def _resolve(
    provider: Provider, given: Mapping[str, Any], environment: Mapping[str, str]
) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the values of an account's arguments, and where each of them comes from.

    First come those given, then the environment's, then the provider's defaults.
    """
    values = {name: value for name, value in given.items() if value is not None}
    for name in values:
        if name not in provider.arguments:
            takes = ", ".join(provider.arguments)
            raise ConfigurationError(
                f"an account of {provider.name} has no {name}", f"It takes {takes}.", name
            )
    values = {name: _clean(provider, name, value) for name, value in values.items()}
    values = given = {name: value for name, value in values.items() if value}
    inherited = {
        name: value
        for name, variable in provider.arguments.items()
        if variable and (value := _clean(provider, name, environment.get(variable, "")))
    }

    parts = {name for names in provider.credentials for name in names} | {*provider.companions}
    others = {name: value for name, value in inherited.items() if name not in parts}
    values = {**provider.defaults, **others, **values}
    if parts.isdisjoint(values):
        values |= {name: inherited[name] for name in parts if name in inherited}
    elif begun := _begun(provider, values):
        # Only what is missing of this set: other credentials of the environment are others'.
        values = {name: inherited[name] for name in begun if name in inherited} | values
    _check_credentials(provider, values)
    for name in provider.required:
        if name not in values:
            raise MissingCredentialError(
                f"an account of {provider.name} needs {name}", _how_to_give(provider, (name,))
            )
    origins = {
        name: GIVEN
        if name in given
        else f"environment variable {provider.arguments[name]}"
        if name in inherited
        else "default"
        for name in values
    }
    return values, origins


def _clean(provider: Provider, name: str, value: Any) -> Any:
    """Return a value without blanks around it.

    Raises:
        ConfigurationError: It cannot work.
    """
    of = f"{name} of an account of {provider.name}"
    if name == "models":
        models: Any = value.split(",") if isinstance(value, str) else value
        models = [*models] if isinstance(models, Iterable) else [None]
        if not all(isinstance(model, str) for model in models):
            raise ConfigurationError(f"{of} must be a list of texts", argument=name)
        return tuple(dict.fromkeys(model.strip() for model in models if model.strip()))
    if not isinstance(value, str):
        raise ConfigurationError(f"{of} must be a text", argument=name)
    value = value.strip()
    if name in _IN_HEADERS and not (value.isascii() and value.isprintable() and " " not in value):
        raise ConfigurationError(
            f"{of} has a blank, a line break or another character that it cannot have",
            "Copy it again, without quotes and line breaks.",
            name,
        )
    if name in ("base_url", "iam_url") and value:
        check_address(of, value)
    if name == "region" and value and not _REGION.fullmatch(value):
        raise ConfigurationError(
            f"{of} is not the name of a region", "Write it like cn-beijing.", name
        )
    return value


def _check_credentials(provider: Provider, values: Mapping[str, Any]) -> None:
    """Check that one set of credentials is whole."""
    begun = _begun(provider, values)
    if not begun:
        if () in provider.credentials:
            return
        sets = " or ".join(" and ".join(names) for names in provider.credentials)
        raise MissingCredentialError(
            f"an account of {provider.name} needs {sets}",
            _how_to_give(provider, *provider.credentials),
        )
    if missing := tuple(name for name in begun if name not in values):
        there = " and ".join(name for name in begun if name in values)
        raise MissingCredentialError(
            f"an account of {provider.name} has {there}, but no {' and '.join(missing)}",
            _how_to_give(provider, missing),
        )


def _begun(provider: Provider, values: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the set of credentials that is whole, or else the first that has a part."""
    sets = [names for names in provider.credentials if not values.keys().isdisjoint(names)]
    whole = [names for names in sets if values.keys() >= {*names}]
    return next(iter(whole + sets), ())


def _how_to_give(provider: Provider, *sets: tuple[str, ...]) -> str:
    """Say by which arguments and which variables something can be given."""
    arguments = " or ".join(" and ".join(f"{name}=..." for name in names) for names in sets)
    variables = [
        " and ".join(str(provider.arguments[name]) for name in names)
        for names in sets
        if all(provider.arguments[name] for name in names)
    ]
    set_them = f", or set {' or '.join(variables)} in the environment" if variables else ""
    return f"Pass {arguments}{set_them}."
