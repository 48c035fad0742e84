"""What is asked of a listing, and whether an endpoint answers it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, TypeVar

from .errors import QueryError
from .folding import folded
from .models import Endpoint, EndpointState

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

O = TypeVar("O", bound="ProviderOptions")  # noqa: E741 - as short as the other type variables


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderOptions:
    """What only one provider can be asked; its module holds the subclass.

    Attributes:
        provider: Name of the provider.
        account: Label of the one account that it is for; all accounts of the provider if left out.
    """

    provider: ClassVar[str] = ""
    account: str | None = None


@dataclass(frozen=True, slots=True)
class Query:
    """Filters of a listing; an empty one lets everything through.

    Texts are folded (see :mod:`~endpoint_roster.folding`), as what they are compared with is.

    Attributes:
        providers: Names of providers.
        accounts: Labels of accounts.
        states: Normalised states.
        kinds: Normalised kinds or the provider's own words for them, folded.
        model: Part of the model's name, folded.
        name: Part of the endpoint's name, folded.
        region: The provider's name of a region, folded.
        tags: Names of tags with the values that let through, folded; none if any value does.
        created_before: Only what is older.
        created_after: Only what was created then or later.
        page_size: Endpoints to ask for in one request.
        options: What only the account's provider can be asked.
    """

    providers: frozenset[str] = frozenset()
    accounts: frozenset[str] = frozenset()
    states: frozenset[EndpointState] = frozenset()
    kinds: frozenset[str] = frozenset()
    model: str = ""
    name: str = ""
    region: str = ""
    tags: tuple[tuple[str, frozenset[str]], ...] = ()
    created_before: datetime | None = None
    created_after: datetime | None = None
    page_size: int = 100
    options: ProviderOptions | None = None

    @classmethod
    def of(
        cls,
        *,
        providers: Iterable[str] | None = None,
        accounts: Iterable[str] | None = None,
        states: Iterable[str] | None = None,
        kinds: Iterable[str] | None = None,
        model: str | None = None,
        name: str | None = None,
        region: str | None = None,
        tags: Mapping[str, str | Iterable[str] | None] | None = None,
        created_before: datetime | None = None,
        created_after: datetime | None = None,
        page_size: int = 100,
    ) -> Query:
        """Return the query for a caller's arguments; None and nothing mean no filter.

        Raises:
            QueryError: A state does not exist, or a time cannot be compared with others.
        """
        _check_times(created_before, created_after)
        return cls(
            providers=frozenset(several(providers)),
            accounts=frozenset(several(accounts)),
            states=frozenset(map(_state, several(states))),
            kinds=frozenset(map(folded, several(kinds))),
            model=folded(model),
            name=folded(name),
            region=folded(region),
            tags=tuple(
                (folded(key), frozenset(map(folded, several(words))))
                for key, words in (tags or {}).items()
            ),
            created_before=created_before,
            created_after=created_after,
            page_size=page_size,
        )

    def without_filters(self) -> Query:
        """Return the query that asks the provider for everything."""
        return Query(page_size=self.page_size, options=self.options)

    def for_account(self, provider: str, label: str, options: Iterable[ProviderOptions]) -> Query:
        """Return the query with those of the options that are for one account."""
        mine = [o for o in options if o.provider == provider and o.account in (None, label)]
        mine.sort(key=lambda o: o.account is None)  # what names the account comes first
        return replace(self, options=mine[0]) if mine else self

    def chosen(self, kind: type[O]) -> O:
        """Return the options of the provider, whose class this is."""
        return self.options if isinstance(self.options, kind) else kind()

    def excludes_region(self, region: str | None) -> bool:
        """Tell whether nothing in this region can answer the query."""
        return bool(self.region) and self.region != folded(region)

    def pick(self, endpoints: list[Endpoint]) -> list[Endpoint]:
        """Return those that the query asks for, in the same order."""
        if not self._filters():
            return endpoints
        return [endpoint for endpoint in endpoints if self._matches(endpoint)]

    def _filters(self) -> bool:
        words = self.states or self.kinds or self.model or self.name or self.region or self.tags
        return bool(words or self.created_before or self.created_after)

    def _matches(self, endpoint: Endpoint) -> bool:
        if self.states and endpoint.state not in self.states:
            return False
        if self.model and self.model not in folded(endpoint.model):
            return False
        if self.name and self.name not in folded(endpoint.name):
            return False
        if self.excludes_region(endpoint.region):
            return False
        if self.kinds:
            words = {folded(endpoint.kind), folded(endpoint.provider_kind)}
            if self.kinds.isdisjoint(words):
                return False
        return self._has_tags(endpoint.tags) and self._was_created(endpoint.created_at)

    def _has_tags(self, tags: Mapping[str, str]) -> bool:
        if not self.tags:
            return True
        found = {(folded(key), folded(value)) for key, value in tags.items()}
        return all(
            any(name == key and (not values or value in values) for name, value in found)
            for key, values in self.tags
        )

    def _was_created(self, moment: datetime | None) -> bool:
        if self.created_before and (moment is None or moment >= self.created_before):
            return False
        return not (self.created_after and (moment is None or moment < self.created_after))


def several(words: Iterable[str] | None) -> Iterable[str]:
    """Return the words; a text alone is one word, not its letters."""
    return (words,) if isinstance(words, str) else words or ()


def _state(word: str) -> EndpointState:
    try:
        return EndpointState(folded(word.strip()))
    except ValueError:
        states = ", ".join(EndpointState)
        raise QueryError(f"there is no state {word!r}", f"Choose from {states}.") from None


def _check_times(before: datetime | None, after: datetime | None) -> None:
    for name, moment in (("created_before", before), ("created_after", after)):
        if moment is not None and (not isinstance(moment, datetime) or moment.tzinfo is None):  # pyright: ignore[reportUnnecessaryIsInstance] - callers pass anything
            raise QueryError(
                f"{name} must be a datetime with a time zone", "Write datetime(..., tzinfo=UTC)."
            )
    if before and after and after >= before:
        raise QueryError(
            "nothing can be created after created_after and before created_before",
            "Give a later created_before.",
        )
