"""The steps of an adapter: what it yields to the engine, and what comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, TypeVar

if TYPE_CHECKING:
    from collections.abc import Generator

    from ..models import Endpoint
    from .bills import Bill

T = TypeVar("T")

_TIMED_OUT = 408


class Call(NamedTuple):
    """A request that the engine is to send; the answer comes back from the ``yield``.

    Attributes:
        request: What the client is to send, made by a function of its ``operations``. The engine
            refuses to send the same one twice in a listing, because such a listing never ends.
        attempted: What this is, for messages: "list endpoints, page 3".
        round: How often the listing was restarted because its pages moved while they were read;
            the same request may be sent once in each round.
    """

    request: Any
    attempted: str
    round: int = 0


class Page(NamedTuple):
    """Endpoints to deliver.

    Attributes:
        endpoints: In the provider's order.
        left_out: Items that are not objects, so that they cannot be listed.
        more: Whether the provider says that another page follows.
        notes: What is strange about the page and costs nothing.
    """

    endpoints: list[Endpoint]
    left_out: int = 0
    more: bool = False
    notes: tuple[str, ...] = ()


class PartialFailure(NamedTuple):
    """Something that failed, while the adapter goes on with the rest.

    Attributes:
        attempted: What this was, for messages.
        error: Why it failed.
    """

    attempted: str
    error: Exception


class UnfinishedError(Exception):
    """Something was created, and not all of what belongs to it.

    Attributes:
        id: What was created.
        error: Why the rest was not.
        is_settled: Whether it is known that the rest was not.
    """

    def __init__(
        self,
        id: str,  # noqa: A002 - as in Endpoint
        error: Exception,
        *,
        is_settled: bool = True,
    ) -> None:
        super().__init__(id, error)
        self.id = id
        self.error = error
        self.is_settled = is_settled


def may_have_happened(error: Exception) -> bool:
    """Tell whether a change that failed may have been carried out: only the server knows.

    Timeouts, broken connections, answers that cannot be read, and the statuses 408 and 5xx.
    """
    status: int | None = getattr(error, "status", None)
    refused = status is not None and 400 <= status < 500 and status != _TIMED_OUT
    return not refused and getattr(error, "may_have_reached_server", False)


Step: TypeAlias = Call | Page | PartialFailure
Steps: TypeAlias = "Generator[Step, Any, None]"
#: Calls that are made for one result, which is what the generator returns.
Calls: TypeAlias = "Generator[Call, Any, T]"
#: Calls for prices that may be sent at the same time; what comes back are their answers in the same
#: order, with an exception in the place of one that failed or was not sent, being one too many.
PriceSteps: TypeAlias = "Generator[list[Call], list[Any], list[Bill]]"
