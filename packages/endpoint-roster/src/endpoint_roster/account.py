"""One set of credentials at one provider."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from . import registry
from .credentials import DEFAULT, GIVEN, resolve
from .errors import ConfigurationError, RosterError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .vocabulary import ProviderName


@dataclass(frozen=True, init=False, repr=False, eq=False)
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
        project_id: Project (huawei, together).
        workspace_id: Workspace; the default one if left out (huawei).
        project_name: Project to list; all if left out (volcengine).
        **others: Arguments of a plug-in's own; ``arguments`` holds them too.

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
    _origins: dict[str, str]
    _secrets: frozenset[str]

    def __init__(
        self,
        provider: ProviderName | str,
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
        **others: Any,
    ) -> None:
        given = others | {n: v for n, v in locals().items() if n in _init_arguments()}
        settings = registry.find(provider)
        if label is not None and not (isinstance(label, str) and label.strip()):  # pyright: ignore[reportUnnecessaryIsInstance] - files hold anything
            raise ConfigurationError(
                f"label of an account of {provider} must be a non-empty string", argument="label"
            )
        given = {name: value for name, value in given.items() if value is not None}
        found = resolve(settings, given)
        names = [n for n in dict.fromkeys([*_init_arguments(), *found]) if n in found]
        values = {name: found[name][0] for name in names}
        try:
            settings.validate(values)
            secrets = settings.secrets
        except RosterError:
            raise
        except Exception as error:
            raise registry.broken(provider, error) from error
        self.__dict__.update(
            dict.fromkeys(_init_arguments()) | {"models": ()} | values,
            provider=provider,
            label=label.strip() if label else provider,
            _origins={name: found[name][1] for name in names},
            _secrets=secrets,
        )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Account) and self._identity() == other._identity()

    def __hash__(self) -> int:
        return hash((self.provider, self.label))

    def __replace__(self, **changes: Any) -> Account:
        """Return an account with other arguments: ``copy.replace(account, label="b")``.

        What is not replaced stays, except for defaults. ``copy.replace`` needs Python 3.13.

        Raises:
            RosterError: As if the account were made with these arguments.
        """
        kept = {n: self.arguments[n] for n, place in self._origins.items() if place != DEFAULT}
        given = {"provider": self.provider, "label": self.label} | kept | changes
        return Account(**given).found_in({n: self._origins[n] for n in kept.keys() - changes})

    def _identity(self) -> tuple[Any, ...]:
        return self.provider, self.label, *self.arguments.items()

    def __repr__(self) -> str:
        words = [repr(self.provider), repr(self.label)]
        for name, value in self.arguments.items():
            words.append(f"{name}={'***' if name in self._secrets else repr(value)}")
        return f"Account({', '.join(words)})"

    @property
    def arguments(self) -> dict[str, Any]:
        """The arguments that have a value, those of plug-ins and secrets included."""
        return {name: self.__dict__[name] for name in self._origins}

    @property
    def secrets(self) -> dict[str, str]:
        """The arguments whose values must never be shown, with their values."""
        return {name: str(value) for name, value in self.arguments.items() if name in self._secrets}

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
        return self._with(label=label)

    def found_in(self, places: Mapping[str, str]) -> Account:
        """Return the same account, knowing more about where its arguments came from.

        Args:
            places: For arguments that were given: where the caller has them from, in words.
        """
        given = {name: place for name, place in places.items() if self._origins.get(name) == GIVEN}
        return self._with(_origins=self._origins | given)

    def _with(self, **changes: Any) -> Account:
        other = copy(self)
        other.__dict__.update(changes)
        return other

    def redact(self, text: str) -> str:
        """Return the text with every secret of this account replaced by ``***``."""
        return redact(text, self.secrets.values())


def redact(text: str, secrets: Iterable[str]) -> str:
    """Return the text with every secret replaced by ``***``, longer ones first."""
    for secret in sorted({*secrets}, key=len, reverse=True):
        if len(secret) > 3:  # shorter ones would blot out ordinary words
            text = text.replace(secret, "***")
    return text


def _init_arguments() -> dict[str, Any]:
    """Return the arguments that providers of this package take."""
    return Account.__init__.__kwdefaults__ or {}
