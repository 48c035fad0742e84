"""What a listing is asked for, and whether an endpoint matches."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, NamedTuple, TypeAlias, TypedDict, TypeVar, Unpack

from .errors import QueryError
from .folding import folded
from .models import Endpoint, EndpointState
from .suggestions import choice, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from .vocabulary import KindName, ProviderName, StateName

    State: TypeAlias = StateName | EndpointState

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
    """The filters of a listing, as keyword arguments. A text alone is a list of one word.

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
        mine: Whether to leave out what a provider offers to everybody, such as OpenRouter's
            catalogue and Together's serverless endpoints.
        provider_options: What only one provider understands, such as
            ``[TogetherOptions(mine=True)]``; ``account`` of an option is the label of the one
            account that it is for.
    """

    providers: ProviderName | str | Iterable[ProviderName | str] | None
    accounts: str | Iterable[str] | None
    states: State | Iterable[State] | None
    kinds: KindName | str | Iterable[KindName | str] | None
    model: str | None
    name: str | None
    region: str | None
    tags: Mapping[str, str | Iterable[str] | None] | None
    created_before: datetime | None
    created_after: datetime | None
    mine: bool | None
    provider_options: Iterable[ProviderOptions] | None


class Query(NamedTuple):
    """The filters of a listing, normalised; an empty one includes everything.

    Texts are folded (see :mod:`~endpoint_roster.folding`), as what they are compared with is.

    Attributes:
        providers, accounts, states, kinds, model, name, region: As in ``Filters``; empty for any.
        tags: Names of tags with the values that match; none if any value does.
        created_before, created_after: As in ``Filters``.
        mine: As in ``Filters``; adapters obey it, because an endpoint does not say whose it is.
        provider_options: What only one provider understands; in the query that an adapter gets,
            those of its account.
        costs: Whether prices are asked for too.
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
    mine: bool = False
    provider_options: tuple[ProviderOptions, ...] = ()
    costs: bool = False
    page_size: int = 100

    @classmethod
    def of(cls, page_size: int = 100, *, costs: bool = False, **filters: Unpack[Filters]) -> Query:
        """Return the query for a caller's filters; None and nothing mean no filter.

        Raises:
            TypeError: There is no such filter.
            QueryError: A state does not exist, a kind is empty, a time cannot be compared with
                others, or provider_options are not such.
        """
        for name in filters:
            if name not in Filters.__annotations__:
                meant = did_you_mean(name, Filters.__annotations__)
                raise TypeError(f"a listing has no filter {name!r}.{meant}")
        before, after = filters.get("created_before"), filters.get("created_after")
        _check_times(before, after)
        tags = filters.get("tags") or {}
        return cls(
            providers=frozenset(several(filters.get("providers"))),
            accounts=frozenset(several(filters.get("accounts"))),
            states=frozenset(map(_state, several(filters.get("states")))),
            kinds=frozenset(map(_kind, several(filters.get("kinds")))),
            model=folded(filters.get("model")),
            name=folded(filters.get("name")),
            region=folded(filters.get("region")),
            tags=tuple(
                (folded(key), frozenset(map(folded, several(words)))) for key, words in tags.items()
            ),
            created_before=before,
            created_after=after,
            mine=bool(filters.get("mine")),
            provider_options=_checked(tuple(filters.get("provider_options") or ())),
            costs=costs,
            page_size=page_size,
        )

    def without_filters(self) -> Query:
        """Return the query that asks the provider for everything."""
        return Query(
            mine=self.mine, page_size=self.page_size, provider_options=self.provider_options
        )

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
        for matches in self._tests():
            endpoints = [endpoint for endpoint in endpoints if matches(endpoint)]
        return endpoints

    def _tests(self) -> Iterator[Callable[[Endpoint], bool]]:
        """Yield a test for each filter that is used."""
        if self.states:
            yield lambda one: one.state in self.states
        if self.model:
            yield lambda one: self.model in folded(one.model)
        if self.name:
            yield lambda one: self.name in folded(one.name)
        if self.region:
            yield lambda one: not self.excludes_region(one.region)
        if self.kinds:
            yield (
                lambda one: not self.kinds.isdisjoint((folded(one.kind), folded(one.provider_kind)))
            )
        if self.tags:
            yield self._has_tags
        if before := self.created_before:
            yield lambda one: one.created_at is not None and one.created_at < before
        if after := self.created_after:
            yield lambda one: one.created_at is not None and one.created_at >= after

    def _has_tags(self, endpoint: Endpoint) -> bool:
        found = {(folded(key), folded(value)) for key, value in endpoint.tags.items()}
        return all(
            any(name == key and (not values or value in values) for name, value in found)
            for key, values in self.tags
        )


def several(words: Iterable[str] | None) -> Iterable[str]:
    """Return the words; a text alone is one word, not its letters."""
    return (words,) if isinstance(words, str) else words or ()


def _kind(word: str) -> str:
    """Return a kind to compare; an empty one would be that of endpoints without a kind."""
    kind = folded(word).strip()
    if not kind:
        raise QueryError("a kind is empty", "Name it, or leave the filter out for any kind.")
    return kind


def unknown(thing: str, word: str, known: Iterable[str]) -> QueryError:
    """Return the error for a word that is none of those known."""
    words = list(dict.fromkeys(known))
    meant = did_you_mean(folded(word), words).lstrip()
    return QueryError(f"unknown {thing} {word!r}", f"{meant} {choice(words)}".lstrip())


def _state(word: str) -> EndpointState:
    try:
        return EndpointState(folded(word.strip()))
    except ValueError:
        raise unknown("state", word, EndpointState) from None


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
