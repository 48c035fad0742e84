"""How PPIO hands out lists: pages by cursor, each cursor sealed together with its query."""

import base64
import binascii
import hashlib
import hmac
import re
from collections.abc import Sequence

from starlette.datastructures import QueryParams

from .fleets.store import with_list
from .wire import RefusalError

DEFAULT_LIMIT = 10
LONGEST_CURSOR = 1024
_SEAL = 16


class Pages:
    """Cuts lists into pages; its cursors are good for it alone."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def cut(self, found: Sequence[bytes], parameters: QueryParams, query: str) -> bytes:
        """Return the page that the parameters ask for, of ready items.

        Args:
            found: All items, as JSON texts.
            parameters: Have ``limit`` and ``cursor``.
            query: What the items are the answer to; a cursor belongs to one query.

        Raises:
            RefusalError: A parameter is not valid.
        """
        limit = _limit(parameters.get("limit", "0"))
        start = self._open(parameters.get("cursor", ""), query)
        end = start + limit
        more = end < len(found)
        head = {"next_cursor": self._cursor(end, query) if more else "", "has_more": more}
        return with_list(head, "data", found[start:end])

    def _cursor(self, position: int, query: str) -> str:
        payload = str(position).encode()
        return base64.urlsafe_b64encode(self._seal(payload, query) + payload).decode()

    def _open(self, cursor: str, query: str) -> int:
        if not cursor:
            return 0
        if len(cursor) > LONGEST_CURSOR:
            raise invalid("cursor", f"must not be longer than {LONGEST_CURSOR} characters")
        try:
            data = base64.b64decode(cursor.encode(), altchars=b"-_", validate=True)
        except (binascii.Error, UnicodeEncodeError):
            raise invalid("cursor", "is not one that was given out") from None
        seal, payload = data[:_SEAL], data[_SEAL:]
        if not hmac.compare_digest(seal, self._seal(payload, query)):
            raise invalid("cursor", "belongs to another query")
        return int(payload)

    def _seal(self, payload: bytes, query: str) -> bytes:
        message = payload + b"\n" + hashlib.sha256(query.encode()).digest()
        return hmac.digest(self._key, message, "sha256")[:_SEAL]


def _limit(text: str) -> int:
    return number("limit", text) or DEFAULT_LIMIT


def number(parameter: str, text: str) -> int:
    """Return a whole number of 0 or more that stands in a query.

    Raises:
        RefusalError: It is something else.
    """
    if not re.fullmatch(r"[0-9]{1,9}", text):
        raise invalid(parameter, "must be an integer of 0 or more")
    return int(text)


def invalid(parameter: str, what: str) -> RefusalError:
    """Return the refusal of a parameter or a field; ``what`` says what it must be."""
    message = f"{parameter} {what}."
    return RefusalError(400, "INVALID_REQUEST_PARAMETER", message, parameter=parameter)
