"""Which settings actions take, and settings that were checked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from endpoint_roster_core.models import Model
    from endpoint_roster_core.operations import Operation


class Loader(Protocol):
    """What imports the modules of a provider's client: a ``Provider``."""

    def load(self, module: str = "") -> Any:
        """Import the client, or one of its modules."""
        ...


class Form(NamedTuple):
    """The settings that an action takes.

    Attributes:
        operations: The operations whose bodies have them, by their names in the client. Of two
            fields with one name, the first counts.
        lists: Further settings, each a list of bodies of an operation, by their names.
        filled: Fields that are left to the adapter, by their names on the wire.
        optional: Fields that the adapter can fill in.
    """

    operations: tuple[str, ...]
    lists: Mapping[str, str] = {}
    filled: frozenset[str] = frozenset()
    optional: frozenset[str] = frozenset()


class Settings(dict[str, Any]):
    """Settings that were checked: JSON values by their names on the wire.

    Args:
        form: What they were checked against.
        values: The values.
    """

    def __init__(self, form: Form, values: Mapping[str, Any]) -> None:
        super().__init__(values)
        self.form = form

    def only(self, provider: Loader, operation: str) -> dict[str, Any]:
        """Return those that are fields of an operation's body and of none before it."""
        from endpoint_roster_core.fields import fields  # not before there is an action

        names: set[str] = set()
        for name in self.form.operations:
            own = {one.name for one in fields(body(provider, name))} - names
            if name == operation:
                return {key: value for key, value in self.items() if key in own}
            names |= own
        return {}


def operation(provider: Loader, name: str) -> Operation[Any]:
    """Return an operation of a provider's client.

    Raises:
        MissingExtraError: The client is not installed.
    """
    return getattr(provider.load(f"operations.{name}"), name.upper())


def body(provider: Loader, name: str) -> type[Model]:
    """Return the model of an operation's body.

    Raises:
        MissingExtraError: The client is not installed.
    """
    return getattr(provider.load("models"), operation(provider, name).body or "")
