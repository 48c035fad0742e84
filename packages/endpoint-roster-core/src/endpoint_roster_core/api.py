"""What differs between the providers' APIs, as their generated packages state it.

These are plain classes because each program loads them: a named tuple takes half a millisecond.
"""

from __future__ import annotations

import os
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from .errors import ArgumentError
from .pasting import doubt, is_sendable, oddity

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


KeyPath: TypeAlias = tuple[str, ...]

_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})
_readers: Final[dict[tuple[str, str], Callable[[Any], Any]]] = {}


class ErrorFacts:
    """Where a provider's error bodies say what happened; paths of keys, best first.

    Attributes:
        code: The provider's error code.
        message: What happened.
        request_id: The provider's id of the request.
        request_id_headers: Headers with that id.
        in_success: What makes an answer with a success status an error.
    """

    def __init__(
        self,
        *,
        code: tuple[KeyPath, ...] = (),
        message: tuple[KeyPath, ...] = (),
        request_id: tuple[KeyPath, ...] = (),
        request_id_headers: tuple[str, ...] = ("X-Request-Id",),
        in_success: KeyPath | None = None,
    ) -> None:
        self.code: Final = code
        self.message: Final = message
        self.request_id: Final = request_id
        self.request_id_headers: Final = request_id_headers
        self.in_success: Final = in_success


_ANY_ERROR: Final = ErrorFacts()


class Api:
    """Facts about one provider's API.

    Attributes:
        package: Import name of its client.
        version: Version of its client.
        base_url: Address that the operations' paths are appended to; may hold ``{region}``.
        regional_urls: The addresses of regions that have another one.
        region: The region that is used by default; None where there are no regions.
        variables: Environment variables, by the constructor's argument that they replace.
        older_variables: What counts where none of them is set.
        headers: Sent with every request.
        errors: Where its error bodies say what happened.
    """

    def __init__(
        self,
        *,
        package: str,
        version: str,
        base_url: str,
        regional_urls: Mapping[str, str] = _NOTHING,
        region: str | None = None,
        variables: Mapping[str, str] = _NOTHING,
        older_variables: Mapping[str, str] = _NOTHING,
        headers: Mapping[str, str] = _NOTHING,
        errors: ErrorFacts = _ANY_ERROR,
    ) -> None:
        self.package: Final = package
        self.version: Final = version
        self.base_url: Final = base_url
        self.regional_urls: Final = regional_urls
        self.region: Final = region
        self.variables: Final = variables
        self.older_variables: Final = older_variables
        self.headers: Final = headers
        self.errors: Final = errors

    def address(self, region: str | None = None) -> str:
        """Return the base address of a region.

        Raises:
            ArgumentError: The region's name cannot be part of an address.
        """
        region = region or self.region or ""
        if not isinstance(region, str):  # pyright: ignore[reportUnnecessaryIsInstance] - callers pass anything
            raise ArgumentError(f"region must be a string, not {type(region).__name__}")
        plain = region.replace("-", "").replace("_", "")
        if region and not (plain.isascii() and plain.isalnum()):
            raise ArgumentError("region must be a name like cn-beijing, of letters, digits and -")
        return self.regional_urls.get(region, self.base_url).replace("{region}", region)

    def reader(self, model: str) -> Callable[[Any], Any]:
        """Return the function that reads a model of this API."""
        reader = _readers.get((self.package, model))
        if reader is None:
            from .readers import reader_of  # not before an answer is read

            reader = _readers[self.package, model] = reader_of(self._model(model))
        return reader

    def prepare(self, model: str) -> None:
        """Load a model and all that is inside, and compile their readers, ahead of an answer."""
        from .readers import readers_of

        readers_of(self._model(model)).prepare()

    def _model(self, name: str) -> Any:
        return getattr(import_module(f"{self.package}.models"), name)

    def value(self, argument: str, given: str | None) -> str | None:
        """Return an argument as it was given, or from its environment variable.

        Raises:
            ArgumentError: It was given and is empty.
        """
        if given is not None:
            if not given:
                raise ArgumentError(f"{self.names(argument)} is empty")
            return given
        return self.inherited(argument)[argument]

    def inherited(self, *arguments: str) -> dict[str, str | None]:
        """Return arguments of the environment, all by their variables or all by older ones."""
        found: dict[str, str | None] = {}
        for variables in (self.variables, self.older_variables):
            found = {name: os.environ.get(variables.get(name, "")) or None for name in arguments}
            if any(found.values()):
                break
        return found

    def sendable(self, argument: str, value: str) -> str:
        """Return a credential that goes into a header, or refuse it without showing it.

        Raises:
            ArgumentError: It cannot go into a header, or is clearly a mistake.
        """
        if not isinstance(value, str):  # pyright: ignore[reportUnnecessaryIsInstance] - callers pass anything
            kind = type(value).__name__
            raise ArgumentError(f"{self.names(argument)} must be a string, not {kind}")
        odd = oddity(value, self.variables.get(argument, ""))
        if not is_sendable(value) or " " in value:
            raise ArgumentError(
                f"{self.names(argument)} must be printable ASCII without spaces or line breaks,"
                f" and not empty{f'; it {odd}' if odd else ''}"
            )
        if odd:
            raise ArgumentError(f"{self.names(argument)} cannot be right: it {odd}")
        return value

    def doubts(self, credentials: Mapping[str, str]) -> str:
        """Say what seems to be wrong with credentials that were refused, without showing them.

        Args:
            credentials: By argument.
        """
        found = {
            name: doubt(value, self.variables.get(name, "")) for name, value in credentials.items()
        }
        return "; ".join(f"{self.names(name)} {words}" for name, words in found.items() if words)

    def missing(self, *arguments: str, instead: str = "") -> ArgumentError:
        """Return the error for arguments that were not given.

        Args:
            arguments: They belong together.
            instead: One that would do in their place.
        """
        variables = [self.variables[name] for name in arguments if name in self.variables]
        ways, settings = " and ".join(arguments), " and ".join(variables)
        if instead:
            ways, settings = f"{instead}, or {ways}", f"{self.variables[instead]}, or {settings}"
        text = f"{ways} must be given"
        return ArgumentError(f"{text}, or {settings} set in the environment" if settings else text)

    def names(self, argument: str) -> str:
        """Return an argument's name for messages, with that of its variable."""
        variable = self.variables.get(argument)
        return f"{argument} ({variable})" if variable else argument
