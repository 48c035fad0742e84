"""What is asked of a listing, and whether an endpoint answers it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .errors import QueryError
from .models import Endpoint, EndpointState

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Query:
    """Filters of a listing; an empty one lets everything through.

    Attributes:
        providers: Names of providers.
        accounts: Labels of accounts.
        states: Normalised states.
        model: Part of the model's name, in lower case.
        kinds: Normalised kinds or the provider's own words for them, in lower case.
        page_size: Endpoints to ask for in one request.
    """

    providers: frozenset[str] = frozenset()
    accounts: frozenset[str] = frozenset()
    states: frozenset[EndpointState] = frozenset()
    model: str = ""
    kinds: frozenset[str] = frozenset()
    page_size: int = 100

    @classmethod
    def of(
        cls,
        *,
        providers: Iterable[str] | None = None,
        accounts: Iterable[str] | None = None,
        states: Iterable[str] | None = None,
        model: str | None = None,
        kinds: Iterable[str] | None = None,
        page_size: int = 100,
    ) -> Query:
        """Return the query for a caller's arguments; None and nothing mean no filter.

        Raises:
            QueryError: A state does not exist.
        """
        return cls(
            providers=frozenset(_several(providers)),
            accounts=frozenset(_several(accounts)),
            states=frozenset(map(_state, _several(states))),
            model=(model or "").lower(),
            kinds=frozenset(word.lower() for word in _several(kinds)),
            page_size=page_size,
        )

    def pick(self, endpoints: list[Endpoint]) -> list[Endpoint]:
        """Return those that the query asks for, in the same order."""
        if not (self.states or self.model or self.kinds):
            return endpoints
        return [endpoint for endpoint in endpoints if self._matches(endpoint)]

    def _matches(self, endpoint: Endpoint) -> bool:
        if self.states and endpoint.state not in self.states:
            return False
        if self.model and self.model not in (endpoint.model or "").lower():
            return False
        words = {(endpoint.kind or "").lower(), (endpoint.provider_kind or "").lower()}
        return not (self.kinds and self.kinds.isdisjoint(words))


def _several(words: Iterable[str] | None) -> Iterable[str]:
    """Return the words; a text alone is one word, not its letters."""
    return (words,) if isinstance(words, str) else words or ()


def _state(word: str) -> EndpointState:
    try:
        return EndpointState(word.lower())
    except ValueError:
        states = ", ".join(EndpointState)
        raise QueryError(f"there is no state {word!r}", f"Choose from {states}.") from None
