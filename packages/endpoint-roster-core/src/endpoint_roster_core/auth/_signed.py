"""The two httpx.Auth classes that sign each request with an access key."""

from collections.abc import Generator
from dataclasses import KW_ONLY, dataclass, field

import httpx

from . import huawei, volcengine
from ._canonical import sha256_hex
from ._clock import Clock, stamp, utc_now
from ._requests import OwnHeaders, check_visible, target


@dataclass(frozen=True)
class VolcengineAuth(httpx.Auth):
    """Signs requests to Volcengine with HMAC-SHA256.

    Args:
        access_key: id of the key.
        secret_key: the key itself, as issued.
        session_token: with temporary (STS) credentials, the token that came with them.
        region: the region that the signature is for.
        service: the service that the signature is for.
        clock: returns the time to sign with, as an aware datetime; servers accept a signature
            for 15 minutes.

    Objects compare, hash and pickle by these arguments, and ``repr`` shows none of the
    credentials.

    Raises:
        ValueError: a credential is empty or cannot go into a header.
    """

    access_key: str = field(repr=False)
    secret_key: str = field(repr=False)
    _: KW_ONLY
    session_token: str | None = field(default=None, repr=False)
    region: str = "cn-beijing"
    service: str = "ark"
    clock: Clock = field(default=utc_now, repr=False)

    requires_request_body = True

    def __post_init__(self) -> None:
        check_visible(
            access_key=self.access_key,
            secret_key=self.secret_key,
            session_token=self.session_token,
            region=self.region,
            service=self.service,
        )

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Sign the request and send it."""
        path, query = target(request)
        request.headers["X-Date"] = stamp(self.clock())
        request.headers["X-Content-Sha256"] = sha256_hex(request.content)
        to_sign = dict(request.headers)
        if self.session_token is not None:
            to_sign["x-security-token"] = self.session_token
            request.headers = OwnHeaders(request.headers, "X-Security-Token", self.session_token)
        authorization = volcengine.sign(
            request.method,
            path,
            query,
            to_sign,
            request.content,
            access_key=self.access_key,
            secret_key=self.secret_key,
            region=self.region,
            service=self.service,
        )
        request.headers["Authorization"] = str(authorization)
        yield request


@dataclass(frozen=True)
class HuaweiAkSkAuth(httpx.Auth):
    """Signs requests to Huawei Cloud with SDK-HMAC-SHA256.

    Args:
        access_key: id of the key (AK).
        secret_key: the key itself (SK).
        project_id: sent, and signed, as ``X-Project-Id`` when given.
        security_token: with temporary credentials, the token that came with them.
        clock: returns the time to sign with, as an aware datetime; servers accept a signature
            for 15 minutes.

    Objects compare, hash and pickle by these arguments, and ``repr`` shows none of the
    credentials.

    Raises:
        ValueError: a credential is empty or cannot go into a header.
    """

    access_key: str = field(repr=False)
    secret_key: str = field(repr=False)
    _: KW_ONLY
    project_id: str | None = None
    security_token: str | None = field(default=None, repr=False)
    clock: Clock = field(default=utc_now, repr=False)

    requires_request_body = True

    def __post_init__(self) -> None:
        check_visible(
            access_key=self.access_key,
            secret_key=self.secret_key,
            project_id=self.project_id,
            security_token=self.security_token,
        )

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Sign the request and send it."""
        path, query = target(request)
        request.headers["X-Sdk-Date"] = stamp(self.clock())
        if self.project_id is not None:
            request.headers["X-Project-Id"] = self.project_id
        to_sign = dict(request.headers)
        if self.security_token is not None:
            to_sign["x-security-token"] = self.security_token
            request.headers = OwnHeaders(request.headers, "X-Security-Token", self.security_token)
        authorization = huawei.sign(
            request.method,
            path,
            query,
            to_sign,
            request.content,
            access_key=self.access_key,
            secret_key=self.secret_key,
        )
        request.headers["Authorization"] = str(authorization)
        yield request
