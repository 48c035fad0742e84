"""A fleet as the simulated servers keep it: every item serialised once, ready to be sliced."""

import json
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any, Generic, NamedTuple, Self, TypeVar

F = TypeVar("F")

_REMEMBERED = 16


class Record(NamedTuple, Generic[F]):
    """One endpoint: what it can be filtered by, its JSON text as sent, what it is found by."""

    facets: F
    wire: bytes
    key: str = ""


class Fleet(Generic[F]):
    """Endpoints in the order in which they are listed; never changes.

    The answers to the last few queries are kept, so that each further page costs no more than
    its own items.
    """

    def __init__(self, records: Iterable[Record[F]]) -> None:
        self._records = tuple(records)
        self._answers: OrderedDict[Hashable, Sequence[bytes]] = OrderedDict()
        self._places: dict[str, int] | None = None

    def __len__(self) -> int:
        return len(self._records)

    def select(
        self, query: Hashable, keep: Callable[[F], bool], *, backwards: bool = False
    ) -> Sequence[bytes]:
        """Return the JSON texts of the endpoints to keep, in order.

        Args:
            query: what is asked for; equal queries must mean equal ``keep``.
            keep: whether an endpoint with these facets belongs to the answer.
            backwards: whether to reverse the order.
        """
        key = (query, backwards)
        answer = self._answers.get(key)
        if answer is None:
            answer = [record.wire for record in self._records if keep(record.facets)]
            if backwards:
                answer.reverse()
            self._answers[key] = answer
            if len(self._answers) > _REMEMBERED:
                self._answers.popitem(last=False)
        return answer

    def items(self) -> list[dict[str, Any]]:
        """Return all endpoints as plain objects, new ones on each call."""
        return [json.loads(record.wire) for record in self._records]

    def find(self, key: str) -> Record[F] | None:
        """Return the endpoint of a key; None if there is none."""
        place = self._place(key)
        return None if place is None else self._records[place]

    def with_record(self, record: Record[F]) -> Self:
        """Return another fleet, with an endpoint in place of that of its key, or else on top."""
        place = self._place(record.key)
        if place is None:
            return type(self)((record, *self._records))
        return type(self)((*self._records[:place], record, *self._records[place + 1 :]))

    def without(self, key: str) -> Self:
        """Return another fleet, without the endpoint of a key, if there is one."""
        return type(self)(record for record in self._records if record.key != key)

    def _place(self, key: str) -> int | None:
        if self._places is None:
            self._places = {record.key: place for place, record in enumerate(self._records)}
        return self._places.get(key)

    def with_first_of(self, other: Self) -> Self:
        """Return another fleet, with the first endpoint of the other one on top."""
        return type(self)(other._records[:1] + self._records)

    def without_first(self, seen: Callable[[F], bool] = lambda _: True) -> Self:
        """Return another fleet, without the first endpoint that is seen, if there is one."""
        records = list(self._records)
        gone = next((one for one in records if seen(one.facets)), None)
        if gone is not None:
            records.remove(gone)
        return type(self)(records)

    def with_changed(
        self,
        item: Mapping[str, Any],
        changed: Mapping[str, Any],
        facets: Callable[[F], F] = lambda same: same,
    ) -> Self:
        """Return another fleet, with an endpoint changed.

        Args:
            item: The endpoint as sent.
            changed: What is sent from now on.
            facets: Returns what it can be filtered by from now on.

        Raises:
            ValueError: No endpoint has this id.
        """
        items, records = self.items(), list(self._records)
        if item not in items:
            raise ValueError("no endpoint has this id")
        place = items.index(dict(item))
        record = records[place]
        records[place] = record._replace(facets=facets(record.facets), wire=to_json(changed))
        return type(self)(records)


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def to_json(value: object) -> bytes:
    """Return the compact JSON text of a value, in UTF-8."""
    return _encode(value).encode()


def with_list(head: Mapping[str, object], name: str, items: Iterable[bytes]) -> bytes:
    """Return the JSON text of an object: the members of ``head``, then a list of ready items."""
    return b'%b%b"%b":[%b]}' % (
        to_json(head)[:-1],
        b"," if head else b"",
        name.encode(),
        b",".join(items),
    )
