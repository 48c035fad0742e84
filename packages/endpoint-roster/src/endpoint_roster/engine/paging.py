"""Guards the pages of one account, so that a listing ends and nothing comes twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.operations import Request
from endpoint_roster_core.paging import PageGuard

from ..errors import AnswerError
from ..providers import Call

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..models import Endpoint
    from ..providers import Page, Step

#: Ids that are remembered: what comes twice comes close together, and memory must not grow.
REMEMBERED_IDS = 10_000


class ListingGuard:
    """Guards the pages of one account; ``note`` takes what was strange and cost nothing."""

    def __init__(self, max_pages: int, note: Callable[[str], object]) -> None:
        self._max_pages = max_pages
        self._note = note
        self._pages = PageGuard(max_pages)
        self._ids: dict[str, None] = {}
        self._duplicates = 0
        self._left_out = 0
        self._idle = 0

    def follow(self, step: Step) -> None:
        """Refuse an adapter that goes on endlessly without a call: it would block all others.

        Raises:
            RuntimeError: It does.
        """
        self._idle = 0 if isinstance(step, Call) else self._idle + 1
        if self._idle > self._max_pages:
            raise RuntimeError(f"more than {self._max_pages} steps without a call")

    def before(self, call: Call) -> None:
        """Refuse a call that cannot lead anywhere.

        Raises:
            PagingError: It was sent before, there were too many, or only empty pages come.
        """
        request = call.request
        key = request.key() if isinstance(request, Request) else repr(request)
        self._pages.before(f"{call.round} {key}")

    def new(self, page: Page) -> list[Endpoint]:
        """Return the endpoints of the page that were not there before, and note what is strange."""
        self._left_out += page.left_out
        for note in page.notes:
            self._note(note)
        empty = page.more and not page.endpoints and not page.left_out
        self._pages.after(is_empty=empty)
        if empty:
            self._note("an empty page announced another page")
        known = self._ids
        fresh: list[Endpoint] = []
        for endpoint in page.endpoints:
            # Endpoints without an id cannot be compared, so all of them stay.
            if endpoint.id and endpoint.id in known:
                self._duplicates += 1
            else:
                known[endpoint.id] = None
                fresh.append(endpoint)
        while len(known) > max(REMEMBERED_IDS, len(page.endpoints)):
            del known[next(iter(known))]
        return fresh

    def end(self) -> None:
        """Sum up.

        Raises:
            AnswerError: Something in the answers could not be listed.
        """
        if self._duplicates:
            self._note(
                f"{self._duplicates} endpoints came more than once and are listed once:"
                " the pages moved while they were read"
            )
        if self._left_out:
            raise AnswerError(
                f"{self._left_out} items of the answers are not objects and are not listed",
                "Report this to the provider: its answer is damaged.",
                "missing_items",
            )
