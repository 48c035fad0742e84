"""Huawei Cloud's identity service: a user's password for a token."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, cast

from endpoint_roster_core.auth import Clock
from starlette.requests import Request
from starlette.responses import Response

from .cloud import json_response
from .fleets.draw import Draw
from .fleets.store import to_json
from .wire import RefusalError, same

TOKENS_PATH = "/v3/auth/tokens"
LIFETIME = timedelta(hours=24)


@dataclass(frozen=True, slots=True, repr=False)
class Token:
    """A token and when it is valid; ``repr`` does not show it."""

    text: str
    issued_at: datetime
    expires_at: datetime


class IamRefusalError(RefusalError):
    """An error in the form of the identity service."""

    def __init__(self, status: int, title: str, message: str) -> None:
        super().__init__(status, title, message)

    def body(self) -> bytes:
        """Return the answer's body."""
        error = {"code": self.status, "message": self.message, "title": self.code}
        return to_json({"error": error})


class Iam:
    """One user who may have tokens for one project."""

    def __init__(self, draw: Draw, region: str, project_id: str, clock: Clock) -> None:
        self.username = "roster-reader"
        # Fixed and published: users of the `roster sim` command need to know it.
        self.password = "simulated-password"  # noqa: S105
        self.domain = "acme-cloud"
        self._draw = draw
        self._region = region
        self._project_id = project_id
        self._clock = clock
        self._tokens: dict[str, datetime] = {}

    def issue(self) -> Token:
        """Make a token that is valid for 24 hours from now."""
        now = self._clock().astimezone(UTC)
        token = Token(f"MIIsim{self._draw.hexadecimal(200)}", now, now + LIFETIME)
        self._tokens[token.text] = token.expires_at
        return token

    def accepts(self, token: str) -> bool:
        """Whether a token was issued here and is still valid."""
        expires_at = self._tokens.get(token)
        return expires_at is not None and self._clock() < expires_at

    def revoke(self, token: str | None) -> None:
        """Make one token invalid, or all."""
        if token is None:
            self._tokens.clear()
        else:
            self._tokens.pop(token, None)

    async def tokens(self, request: Request) -> Response:
        """Answer ``POST /v3/auth/tokens``."""
        try:
            asked = json.loads(await request.body())
        except (ValueError, RecursionError):
            raise IamRefusalError(400, "Bad Request", "The body is not JSON.") from None
        user = _object(asked, "auth", "identity", "password", "user")
        methods = _object(asked, "auth", "identity").get("methods")
        if methods != ["password"]:
            raise IamRefusalError(400, "Bad Request", "auth.identity.methods must be [password].")
        name, password = _text(user, "name"), _text(user, "password")
        domain = _text(_object(user, "domain"), "name")
        if not (name == self.username and domain == self.domain and same(password, self.password)):
            raise IamRefusalError(401, "Unauthorized", "The user name or password is wrong.")
        project = _object(asked, "auth", "scope", "project")
        if project.get("name") != self._region and project.get("id") != self._project_id:
            raise IamRefusalError(401, "Unauthorized", "The user has no such project.")
        token = self.issue()
        headers = {"X-Subject-Token": token.text}
        return json_response(to_json({"token": self._describe(token, request)}), 201, headers)

    def _describe(self, token: Token, request: Request) -> dict[str, Any]:
        domain = {"id": "d0" * 16, "name": self.domain}
        details: dict[str, Any] = {
            "issued_at": _written(token.issued_at),
            "expires_at": _written(token.expires_at),
            "methods": ["password"],
            "user": {
                "id": "a0" * 16,
                "name": self.username,
                "domain": domain,
                "password_expires_at": "",
            },
            "project": {"id": self._project_id, "name": self._region, "domain": domain},
            "roles": [{"id": "0", "name": "te_admin"}],
        }
        if request.query_params.get("nocatalog") != "true":
            details["catalog"] = [{"id": "c0" * 16, "name": "modelarts", "endpoints": []}]
        return details


def _object(value: Any, *path: str) -> dict[str, Any]:
    """Return the object under the names, one inside the other.

    Raises:
        IamRefusalError: there is none.
    """
    for name in path:
        value = cast(dict[str, Any], value).get(name) if isinstance(value, dict) else None
    if not isinstance(value, dict):
        raise IamRefusalError(
            400, "Bad Request", f"{'.'.join(path) or 'The body'} must be an object."
        )
    return cast(dict[str, Any], value)


def _text(value: dict[str, Any], name: str) -> str:
    text = value.get(name)
    if not isinstance(text, str) or not text:
        raise IamRefusalError(400, "Bad Request", f"{name} must be a string that is not empty.")
    return text


def _written(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond:06}Z"
