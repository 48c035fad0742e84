"""Lists that come in pages: which page follows, and pagers that go through all of them."""

from __future__ import annotations

from functools import lru_cache
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar, cast

from .errors import PagingError
from .models import Model, fits

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterator

    from .errors import ErrorKind
    from .operations import Request
    from .responses import Response

T = TypeVar("T")
P = TypeVar("P")

#: Pages that one listing may have.
MAX_PAGES: Final = 10_000
#: Pages in a row that may be empty while the provider promises more.
MAX_EMPTY_PAGES: Final = 3


_getter = lru_cache(64)(attrgetter)


def value_at(answer: Any, path: str) -> Any:
    """Return what is at a path of attributes; None where a step of the path is missing."""
    if not path:
        return None
    try:
        return _getter(path)(answer)
    except AttributeError:
        return None


class PageGuard:
    """Ends listings that would never end.

    Args:
        max_pages: Pages that may be asked for.
    """

    def __init__(self, max_pages: int = MAX_PAGES) -> None:
        self._max_pages = max_pages
        self._asked: set[int] = set()
        self._empty = 0

    def before(self, key: str) -> None:
        """Note that a page is asked for.

        Args:
            key: Text that only equal requests share.

        Raises:
            PagingError: It was asked for before, or there are too many, or too many are empty.
        """
        identity = hash(key)
        if identity in self._asked:
            raise _error(
                "repeated_page", "pagination loop: the provider named a page that was read before"
            )
        if len(self._asked) >= self._max_pages:
            raise _error("page_limit", f"more than {self._max_pages:,} pages (max_pages)")
        if self._empty > MAX_EMPTY_PAGES:
            raise _error(
                "empty_pages",
                f"{self._empty} empty pages in a row, each of which announced another",
            )
        self._asked.add(identity)

    def after(self, *, is_empty: bool) -> None:
        """Note whether the page was empty although another is to follow."""
        self._empty = self._empty + 1 if is_empty else 0


class _Course(Generic[P]):
    """The course of one listing: checks each page and says which one follows."""

    def __init__(self, request: Request[P]) -> None:
        paging = request.operation.paging
        if paging is None:
            raise ValueError(f"{request.operation.name} has no pages")
        self.request: Request[P] | None = request
        self._operation = request.operation.name
        self._paging = paging
        self._holder = paging.items.rpartition(".")[0]
        self._guard: PageGuard | None = None
        self._last: list[Any] = []
        self._seen = 0
        self._total: int | None = None
        self._shrank = False
        self._lost = 0
        self._problem = ""
        self._ending: PagingError | None = None
        self._answer: Response[P] | None = None

    def page(self, answer: Response[P]) -> P:
        """Return the page that an answer has.

        Raises:
            ClientError: It has none.
        """
        self._answer = answer
        return answer.result()

    def items(self, page: P) -> list[Any]:
        """Return the items of a page, and find out which request follows.

        Raises:
            PagingError: The answer has no list, or repeats the page before.
        """
        found = value_at(page, self._paging.items)
        holder = value_at(page, self._holder) if self._holder else page
        if found is None and self._paging.style == "numbered" and isinstance(holder, Model):
            found = []  # left out when there are none
        if not isinstance(found, list):
            raise self._error("decode", "the answer has no list of items")
        items = cast("list[Any]", found)
        request = cast("Request[P]", self.request)
        self.request = self._following(page, items, request)
        if self.request is not None:
            self._check_next(request, self.request, items)
            self._last = items
        if fits(holder):
            return items  # and all of them are models
        models = [item for item in items if isinstance(item, Model)]
        self._lost += len(items) - len(models)
        return models

    def end(self) -> None:
        """Check that the pages ended, and that nothing is missing.

        Raises:
            PagingError: They did not, or something is.
        """
        if self._ending is not None:
            raise self._ending
        if self._problem:
            raise self._missing(self._problem)
        if self._lost:
            raise self._missing(f"items that are not objects: {self._lost}")
        if self._shrank:
            raise self._missing(
                "items were deleted while the pages were read, so some may be missing; list again"
            )
        if self._total is not None and self._seen < self._total:
            raise self._missing(f"the provider announced {self._total} items and sent {self._seen}")

    def _check_next(self, request: Request[P], following: Request[P], items: list[Any]) -> None:
        if items and items == self._last:
            raise self._error("repeated_page", "the provider returned the same page twice")
        if self._guard is None:
            self._guard = PageGuard()
            self._guard.before(request.key())
        try:
            self._guard.after(is_empty=not items)
            self._guard.before(following.key())
        except PagingError as error:
            # What this page has is still delivered.
            self.request, self._ending = None, self._error(error.kind, error.message)

    def _following(self, page: P, items: list[Any], request: Request[P]) -> Request[P] | None:
        paging = self._paging
        total = value_at(page, paging.total)
        before, self._total = self._total, total if type(total) is int else None
        self._shrank |= before is not None and self._total is not None and self._total < before
        if paging.style == "cursor":
            path, parameter = paging.cursor
            more, cursor = value_at(page, paging.more), value_at(page, path)
            if more is False:
                return None
            if isinstance(cursor, str) and cursor:
                return request.with_changes(query={parameter: cursor})
            if more or cursor:
                self._problem = "the answer announces another page, but does not name it"
            return None
        self._seen += len(items)
        if paging.style == "single":
            pages = value_at(page, paging.pages)
            if type(pages) is int and pages > 1:
                self._problem = (
                    f"the answer is the first of {pages} pages; the rest cannot be requested"
                )
            return None
        number_field, size_field = paging.number
        fields = request.json or {}
        number, size = fields.get(number_field, 1), fields.get(size_field)
        actual = value_at(page, paging.size)
        if type(actual) is int and actual > 0 and (type(size) is not int or actual < size):
            size = actual  # the provider's default, or its maximum
        size = size if type(size) is int and size > 0 else len(items)
        if self._seen == len(items) and type(number) is int:
            self._seen += (number - 1) * size  # the caller began with a later page
        if self._total is None or self._seen > self._total:
            # Without a total that can be true, a page that is not full is the last.
            more = len(items) >= size > 0
        else:
            more = bool(items) and self._seen < self._total
        return request.with_changes(fields={number_field: number + 1}) if more else None

    def _missing(self, message: str) -> PagingError:
        return self._error("missing_items", message)

    def _error(self, kind: ErrorKind, message: str) -> PagingError:
        error = _error(kind, message, self._operation)
        if self._answer is not None:
            error.status, error.attempts = self._answer.status, self._answer.attempts
            error.request_id = self._answer.request_id
        return error


def _error(kind: ErrorKind, message: str, operation: str = "") -> PagingError:
    return PagingError(message, kind=kind, operation=operation, may_have_reached_server=True)


class Pager(Generic[T, P]):
    """All items of a list; pages are fetched as needed. Each iteration starts from the first page.

    At most 10,000 pages are read. Pages that repeat, do not end, or leave something out raise
    ``PagingError``; what came before has been delivered then.
    """

    def __init__(self, send: Callable[[Request[P]], Response[P]], request: Request[P]) -> None:
        self._send = send
        self._request = request

    def __iter__(self) -> Iterator[T]:
        pages = self._read(_Course(self._request))
        return chain.from_iterable(items for _, items in pages)

    def pages(self) -> Iterator[P]:
        """Return the answers themselves, one for each page."""
        for page, _ in self._read(_Course(self._request)):
            yield page

    def _read(self, course: _Course[P]) -> Iterator[tuple[P, list[T]]]:
        while course.request is not None:
            page = course.page(self._send(course.request))
            yield page, course.items(page)
        course.end()

    def __repr__(self) -> str:
        return f"Pager({self._request.operation.name})"


class AsyncPager(Generic[T, P]):
    """Like ``Pager``, for ``async for``."""

    def __init__(
        self,
        send: Callable[[Request[P]], Awaitable[Response[P]]],
        request: Request[P],
    ) -> None:
        self._send = send
        self._request = request

    async def __aiter__(self) -> AsyncIterator[T]:
        async for _, items in self._read(_Course(self._request)):
            for item in items:
                yield item

    async def pages(self) -> AsyncIterator[P]:
        """Return the answers themselves, one for each page."""
        async for page, _ in self._read(_Course(self._request)):
            yield page

    async def _read(self, course: _Course[P]) -> AsyncIterator[tuple[P, list[T]]]:
        while course.request is not None:
            page = course.page(await self._send(course.request))
            yield page, course.items(page)
        course.end()

    def __repr__(self) -> str:
        return f"AsyncPager({self._request.operation.name})"
