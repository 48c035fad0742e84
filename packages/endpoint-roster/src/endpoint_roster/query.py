"""What a listing is asked for, and whether an endpoint matches."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, NamedTuple, TypedDict, TypeVar, Unpack

from .errors import QueryError
from .folding import folded
from .models import Endpoint, EndpointState

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

O = TypeVar("O", bound="ProviderOptions")  # noqa: E741 - as short as the other type variables


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderOptions:
    """What only one provider understands in a listing; its module holds the subclass.

    Attributes:
        provider: Name of the provider.
        account: Label of the one account that it is for; all accounts of the provider if left out.
    """

    provider: ClassVar[str] = ""
    account: str | None = None


class Filters(TypedDict, total=False):
    """The filters of a listing, as keyword arguments.

    Attributes:
        providers: Names of providers to ask; others are left alone.
        accounts: Labels of accounts to ask; others are left alone.
        states: States to include, as words or as ``EndpointState``.
        kinds: Kinds to include, in our words or the provider's own.
        model: Part of the model's name. In this and the texts below, case does not count, nor
            how accents are encoded.
        name: Part of the endpoint's name.
        region: The provider's name of a region.
        tags: Tags that an endpoint must have, each with its value, several values of which one
            must match, or None for any.
        created_before: Only endpoints that are older than this aware datetime.
        created_after: Only endpoints created at this aware datetime or later.
        provider_options: What only one provider understands, such as
            ``[TogetherOptions(mine=True)]``; ``account`` of an option is the label of the one
            account that it is for.
    """

    providers: Iterable[str] | None
    accounts: Iterable[str] | None
    states: Iterable[str] | None
    kinds: Iterable[str] | None
    model: str | None
    name: str | None
    region: str | None
    tags: Mapping[str, str | Iterable[str] | None] | None
    created_before: datetime | None
    created_after: datetime | None
    provider_options: Iterable[ProviderOptions] | None


class Query(NamedTuple):
    """The filters of a listing, normalised; an empty one includes everything.

    Texts are folded (see :mod:`~endpoint_roster.folding`), as what they are compared with is.

    Attributes:
        providers, accounts, states, kinds, model, name, region: As in ``Filters``; empty for any.
        tags: Names of tags with the values that match; none if any value does.
        created_before, created_after: As in ``Filters``.
        provider_options: What only one provider understands; in the query that an adapter gets,
            those of its account.
        page_size: Endpoints to ask for in one request.
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
    provider_options: tuple[ProviderOptions, ...] = ()
    page_size: int = 100

    @classmethod
    def of(cls, page_size: int = 100, **filters: Unpack[Filters]) -> Query:
        """Return the query for a caller's filters; None and nothing mean no filter.

        Raises:
            QueryError: A state does not exist, a time cannot be compared with others, or
                provider_options are not such.
        """
        before, after = filters.get("created_before"), filters.get("created_after")
        _check_times(before, after)
        tags = filters.get("tags") or {}
        return cls(
            providers=frozenset(several(filters.get("providers"))),
            accounts=frozenset(several(filters.get("accounts"))),
            states=frozenset(map(_state, several(filters.get("states")))),
            kinds=frozenset(map(folded, several(filters.get("kinds")))),
            model=folded(filters.get("model")),
            name=folded(filters.get("name")),
            region=folded(filters.get("region")),
            tags=tuple(
                (folded(key), frozenset(map(folded, several(words)))) for key, words in tags.items()
            ),
            created_before=before,
            created_after=after,
            provider_options=_checked(tuple(filters.get("provider_options") or ())),
            page_size=page_size,
        )

    def without_filters(self) -> Query:
        """Return the query that asks the provider for everything."""
        return Query(page_size=self.page_size, provider_options=self.provider_options)

    def selects(self, provider: str, label: str) -> bool:
        """Tell whether an account is to be asked."""
        return (not self.providers or provider in self.providers) and (
            not self.accounts or label in self.accounts
        )

    def for_account(self, provider: str, label: str) -> Query:
        """Return the query with those of the provider's options that are for one account."""
        mine = [
            options
            for options in self.provider_options
            if options.provider == provider and options.account in (None, label)
        ]
        mine.sort(key=lambda options: options.account is None)  # what names the account wins
        return self._replace(provider_options=tuple(mine[:1]))

    def chosen(self, kind: type[O]) -> O:
        """Return the options of the provider, whose class this is."""
        return next((each for each in self.provider_options if isinstance(each, kind)), kind())

    def excludes_region(self, region: str | None) -> bool:
        """Tell whether nothing in this region can match."""
        return bool(self.region) and self.region != folded(region)

    def pick(self, endpoints: list[Endpoint]) -> list[Endpoint]:
        """Return those that match, in the same order."""
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


def _checked(provider_options: tuple[ProviderOptions, ...]) -> tuple[ProviderOptions, ...]:
    targets: set[tuple[str, str | None]] = set()
    for each in provider_options:
        kind = type(each).__name__
        if not isinstance(each, ProviderOptions):  # pyright: ignore[reportUnnecessaryIsInstance] - callers pass anything
            raise QueryError(
                f"provider_options cannot contain {kind}", "Use classes like TogetherOptions."
            )
        if (each.provider, each.account) in targets:
            raise QueryError(
                f"provider_options contains two {kind} for the same accounts",
                "Give one, or name an account in each.",
            )
        targets.add((each.provider, each.account))
    return provider_options


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
