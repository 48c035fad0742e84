"""What a provider is, as data: the arguments of its accounts, and what its listings offer."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, ClassVar, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .models import Action
    from .query import ProviderOptions

#: How a listing is read: pages by number, pages that each name the next, or all in one answer.
Paging: TypeAlias = Literal[
    "numbered",
    "cursor",
    "one answer",
    "one answer per kind",
    "one answer, cursor",
    "one answer per model",
]


class PushedDown(NamedTuple):
    """How a provider takes a filter of ``Roster.list``, so that it sends less.

    Attributes:
        values: Those that it takes, in lower case; any if empty. Where another one is asked for
            too, all are filtered here.
        single: Whether it takes one value alone.
        note: What else there is to know, in a phrase.
    """

    values: tuple[str, ...] = ()
    single: bool = False
    note: str = ""


class ProviderSettings:
    """The data of a provider: class attributes of its ``Provider``.

    Everything about the arguments of accounts (keywords, environment variables, configuration
    file, messages, what is hidden) follows from these attributes.
    """

    name: ClassVar[str]
    """Name of the entry point too."""

    package: ClassVar[str] = ""
    """Import name of the generated client."""

    client: ClassVar[str] = ""
    """Name of its asynchronous class."""

    arguments: ClassVar[Mapping[str, str | tuple[str, ...] | None]]
    """Each argument that an account takes, with the environment variable that stands in for it,
    or several: the first that is set counts, for credentials the same of all.

    Names are keywords of ``Account``. ``models`` is a list, one that ends in
    ``_url`` an address; all others are strings.
    """

    credentials: ClassVar[Sequence[tuple[str, ...]]]
    """Sets of arguments that suffice to authenticate, best first; an empty set if none is needed.
    """

    other_variables: ClassVar[Mapping[str, str]] = {}
    """Variables that users may have set and that are not credentials here, each with what to do."""

    companions: ClassVar[tuple[str, ...]] = ()
    """Optional arguments that belong to the credentials and come from the same place."""

    visible: ClassVar[tuple[str, ...]] = ()
    """Credentials and companions that may be shown, such as a user name. All others are secret."""

    required: ClassVar[tuple[str, ...]] = ()
    """Other arguments that cannot be left out."""

    of_operations: ClassVar[tuple[str, ...]] = ()
    """Arguments that requests take, and not the client."""

    defaults: ClassVar[Mapping[str, str]] = {}
    """Values of arguments that are left out."""

    description: ClassVar[str] = ""
    """What is listed, in a phrase. This and what follows only describe the provider to users."""

    paging: ClassVar[Paging | None] = None
    """How a listing is read."""

    pushed_down: ClassVar[Mapping[str, PushedDown]] = {}
    """Filters of ``Roster.list`` that the provider takes; the others are filtered here alone."""

    lists_others: ClassVar[bool] = False
    """Whether a listing has endpoints of others, too, unless it is asked for with ``mine``."""

    options: ClassVar[type[ProviderOptions] | None] = None
    """What only this provider understands in a listing."""

    sort_fields: ClassVar[tuple[str, ...]] = ()
    """Fields of ``Endpoint`` that the provider can sort by, when its options say so."""

    fields: ClassVar[tuple[str, ...]] = ()
    """Fields of ``Endpoint`` that it can fill in, besides provider, account, id and raw."""

    actions: ClassVar[frozenset[Action]] = frozenset()
    """What can be done with its endpoints, or with some of them."""

    def validate(self, values: Mapping[str, Any]) -> None:
        """Check what the class attributes cannot say.

        Args:
            values: The arguments of an account that have a value.

        Raises:
            ConfigurationError: An argument cannot work.
        """

    @property
    def credential_arguments(self) -> frozenset[str]:
        """The arguments of all sets of credentials, companions included."""
        return frozenset(self.companions).union(*self.credentials)

    @property
    def secrets(self) -> frozenset[str]:
        """The arguments whose values are never shown."""
        return self.credential_arguments.difference(self.visible)

    @property
    def markers(self) -> tuple[str, ...]:
        """The arguments of which any in the environment shows that there is an account."""
        # Where nothing secret is needed, what is required shows it too.
        required = self.required if () in self.credentials else ()
        return (*(name for names in self.credentials for name in names), *required)

    def variables(self, argument: str) -> tuple[str, ...]:
        """Return the environment variables that stand in for an argument, best first."""
        names = self.arguments[argument]
        return (names,) if isinstance(names, str) else tuple(names or ())

    def variable(self, argument: str) -> str | None:
        """Return the variable that stands in for an argument: the first set, else the best.

        Credentials belong together: where one is set, the others are those of the same rank.
        """
        own, parts = self.variables(argument), self.credential_arguments
        peers = [self.variables(name) for name in (parts if argument in parts else (argument,))]
        for rank, variable in enumerate(own):
            if any(_is_set(each[rank]) for each in peers if len(each) > rank):
                return variable
        return next(iter(own), None)

    def is_inherited(self, argument: str) -> bool:
        """Tell whether the environment has a value for an argument."""
        return _is_set(self.variable(argument) or "")

    def fault(self) -> str:
        """Say what is wrong with the class attributes; nothing if they fit together."""
        try:
            known = self.arguments.keys()
            used = self.credential_arguments.union(self.required, self.defaults, self.visible)
            variables = [variable for name in known for variable in self.variables(name)]
        except (AttributeError, TypeError) as error:
            return f"its settings are not those of a provider: {error}"
        for name in known:
            if not name.isidentifier() or name.startswith("_") or name in _TAKEN:
                return f"{name!r} cannot be an argument of accounts"
        if not all(isinstance(each, str) for each in variables):  # pyright: ignore[reportUnnecessaryIsInstance] - plug-ins say anything
            return "its variables are not strings"
        if unknown := sorted(used - known):
            return f"{unknown[0]!r} is used and is not in its arguments"
        return ""


#: Names that mean something else for an account.
_TAKEN = frozenset(
    ("provider", "label", "arguments", "origins", "secrets", "labelled", "found_in", "redact")
)


def _is_set(variable: str) -> bool:
    return bool(os.environ.get(variable, "").strip())
