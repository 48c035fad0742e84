"""PPIO: pages by cursor, bearer key."""

import base64
import binascii
import hashlib
import hmac
import re
from collections.abc import Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from .cloud import Cloud, Setting, json_response
from .fleets import ppio as fleets
from .fleets.store import Fleet, to_json, with_list
from .wire import RefusalError, bearer_token, same

DEFAULT_LIMIT = 10
LONGEST_CURSOR = 1024
_SEAL = 16


class _Question(NamedTuple):
    keyword: str
    member_ids: frozenset[str]

    def keeps(self, facets: fleets.Facets) -> bool:
        return self.keyword in facets.haystack and (
            not self.member_ids or facets.member_id in self.member_ids
        )


class PpioCloud(Cloud[Fleet[fleets.Facets]]):
    """PPIO, simulated: ``GET /gpus/v2/endpoints``.

    Attributes:
        api_key: the key that is accepted.
    """

    provider = "ppio"
    _codes = MappingProxyType(
        {
            400: "INVALID_REQUEST_PARAMETER",
            401: "UNAUTHORIZED",
            403: "FORBIDDEN",
            404: "NOT_FOUND",
            429: "RATE_LIMIT_EXCEEDED",
            500: "UNKNOWN",
            503: "SERVICE_UNAVAILABLE",
            504: "GATEWAY_TIMEOUT",
        }
    )

    _state = ("status", "status")

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        draw = self._draw("credentials")
        self.api_key = f"sk_sim_{draw.hexadecimal(40)}"
        self._cursor_key = draw.hexadecimal(32).encode()

    def _credentials(self) -> dict[str, Any]:
        return {"api_key": self.api_key}

    def _routes(self) -> Sequence[Route]:
        return [Route("/gpus/v2/endpoints", self._list, methods=["GET"])]

    def _make_stock(self, setting: Setting, /) -> Fleet[fleets.Facets]:
        return fleets.make(setting.seed, setting.endpoints, setting.epoch)

    async def _list(self, request: Request) -> Response:
        token = bearer_token(request)
        if token is None or not same(token, self.api_key):
            what = "No API key was sent." if token is None else "The API key is not accepted."
            raise RefusalError(401, "UNAUTHORIZED", what)
        parameters = request.query_params
        limit = _limit(parameters.get("limit", "0"))
        members = parameters.get("member_ids", "").split(",")
        question = _Question(
            keyword=parameters.get("keyword", "").lower(),
            member_ids=frozenset(one.strip() for one in members if one.strip()),
        )
        start = self._open_cursor(parameters.get("cursor", ""), question)
        found = (await self._get_stock()).select(question, question.keeps)
        end = start + limit
        more = end < len(found)
        head = {"next_cursor": self._cursor(end, question) if more else "", "has_more": more}
        return json_response(with_list(head, "data", found[start:end]))

    def _no_route(self, status: int, /) -> RefusalError:
        if status == 404:
            return RefusalError(404, "NOT_FOUND", "Unknown route.")
        return RefusalError(405, "METHOD_NOT_ALLOWED", "The route does not take this method.")

    def _refuse(self, refusal: RefusalError, _request: Request, /) -> Response:
        error = {
            "code": refusal.status,
            "reason": refusal.code,
            "message": refusal.message,
            "metadata": {"parameter": refusal.parameter} if refusal.parameter else {},
        }
        return json_response(to_json(error), refusal.status)

    # A cursor is a position, sealed together with the question that it belongs to.

    def _cursor(self, position: int, question: _Question) -> str:
        payload = str(position).encode()
        return base64.urlsafe_b64encode(self._seal(payload, question) + payload).decode()

    def _open_cursor(self, cursor: str, question: _Question) -> int:
        if not cursor:
            return 0
        if len(cursor) > LONGEST_CURSOR:
            raise _invalid("cursor", f"must not be longer than {LONGEST_CURSOR} characters")
        try:
            data = base64.b64decode(cursor.encode(), altchars=b"-_", validate=True)
        except (binascii.Error, UnicodeEncodeError):
            raise _invalid("cursor", "is not one that was given out") from None
        seal, payload = data[:_SEAL], data[_SEAL:]
        if not hmac.compare_digest(seal, self._seal(payload, question)):
            raise _invalid("cursor", "was not given out for this question")
        return int(payload)

    def _seal(self, payload: bytes, question: _Question) -> bytes:
        text = "\n".join([*sorted(question.member_ids), question.keyword])
        message = payload + b"\n" + hashlib.sha256(text.encode()).digest()
        return hmac.digest(self._cursor_key, message, "sha256")[:_SEAL]


def _limit(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,9}", text):
        raise _invalid("limit", "must be an integer of 0 or more")
    return int(text) or DEFAULT_LIMIT


def _invalid(parameter: str, what: str) -> RefusalError:
    message = f"{parameter} {what}."
    return RefusalError(400, "INVALID_REQUEST_PARAMETER", message, parameter=parameter)
