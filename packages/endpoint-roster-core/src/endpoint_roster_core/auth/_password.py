"""Huawei Cloud tokens from a user name and a password."""

import asyncio
import copy
from collections.abc import AsyncGenerator, Generator
from dataclasses import KW_ONLY, dataclass, field
from datetime import timedelta

import httpx

from ..errors import AuthError
from ..waiting import wait_for
from ._clock import Clock, in_utc, utc_now
from ._iam import Exchange, Login, receive, receive_async, unpack
from ._requests import OwnHeaders, check_text, check_visible
from ._tokens import Fetch, Token, TokenCache, Wait

# What the two drivers are asked to do: send this, or wait for that.
_Steps = Generator[httpx.Request | Wait, httpx.Response, None]


@dataclass(frozen=True)
class HuaweiPasswordAuth(httpx.Auth):
    """Sends ``X-Auth-Token``, a token that it fetches from Huawei Cloud's identity service (IAM).

    The token is fetched by the same httpx client as the request that needs it, so that proxy,
    TLS settings and timeouts are the caller's own. It is kept until ``refresh_before`` its
    expiry, and fetched again once when a request is answered with 401. Requests that need one at
    the same time, from any number of threads and asyncio tasks, share one fetch and its failure;
    a failure is not remembered, so the next request tries again.

    Args:
        username: the IAM user.
        password: that user's password.
        domain: the account that the user belongs to.
        project: the project to act in, named as its region (``cn-southwest-2``) or as a
            subproject of it (``cn-southwest-2_team``).
        iam_url: address of the identity service; ``https://iam.{region}.myhuaweicloud.com``
            if left out.
        clock: returns the present time as an aware datetime.
        refresh_before: how long before its expiry a token is replaced.
        patience: seconds after which a fetch that another request is making is no longer waited
            for, but made again.

    Objects compare, hash and pickle by these arguments; the token is not pickled. ``repr`` shows
    neither user nor password.

    Raises:
        ValueError: an argument is empty, or ``iam_url`` is not an HTTP or HTTPS address,
            or contains a password.
        AuthError: from a request, when no token could be obtained.
    """

    username: str = field(repr=False)
    password: str = field(repr=False)
    domain: str = field(repr=False)
    _: KW_ONLY
    project: str
    iam_url: str | None = None
    clock: Clock = field(default=utc_now, repr=False)
    refresh_before: timedelta = timedelta(minutes=5)
    patience: float = 60.0
    _tokens: TokenCache = field(default_factory=TokenCache, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        check_text(username=self.username, password=self.password, domain=self.domain)
        check_visible(project=self.project)
        self._login().url()

    def sync_auth_flow(
        self, request: httpx.Request
    ) -> Generator[httpx.Request, httpx.Response, None]:
        """Send the request with a token, for ``httpx.Client``."""
        request.read()  # so that a request that met a 401 can be sent again
        steps = self._steps(request, blocking=True)
        try:
            step = next(steps)
            while True:
                if isinstance(step, Wait):
                    wait_for(step.fetch.outcome, self.patience)
                    step = next(steps)
                    continue
                response = yield step
                if _is_read(response, step, request):
                    receive(response)
                step = steps.send(response)
        except StopIteration:
            return
        finally:
            steps.close()

    async def async_auth_flow(
        self, request: httpx.Request
    ) -> AsyncGenerator[httpx.Request, httpx.Response]:
        """Send the request with a token, for ``httpx.AsyncClient`` under asyncio."""
        await request.aread()  # so that a request that met a 401 can be sent again
        steps = self._steps(request, blocking=False)
        try:
            step = next(steps)
            while True:
                if isinstance(step, Wait):
                    # Neither a timeout nor a cancellation of this wait touches the outcome.
                    outcome = asyncio.wrap_future(step.fetch.outcome)
                    await asyncio.wait([outcome], timeout=self.patience)
                    step = next(steps)
                    continue
                response = yield step
                if _is_read(response, step, request):
                    await receive_async(response)
                step = steps.send(response)
        except StopIteration:
            return
        finally:
            steps.close()

    def _steps(self, request: httpx.Request, *, blocking: bool) -> _Steps:
        token = yield from self._token(request, rejected=None, blocking=blocking)
        response = yield _with_token(request, token)
        # A redirected request went out without the token: a 401 says nothing about it.
        if response.status_code == 401 and response.request is request:
            unpack(response)  # httpx reads it before the next request, without a bound
            token = yield from self._token(request, rejected=token, blocking=blocking)
            yield _with_token(request, token)

    def _token(
        self, request: httpx.Request, *, rejected: Token | None, blocking: bool
    ) -> Generator[httpx.Request | Wait, httpx.Response, Token]:
        while True:
            valid_at = in_utc(self.clock()) + self.refresh_before
            claim = self._tokens.claim(valid_at, rejected=rejected, blocking=blocking)
            if isinstance(claim, Token):
                return claim
            if isinstance(claim, Fetch):
                return (yield from self._fetch(claim, request, blocking=blocking))
            yield claim
            fetch = claim.fetch
            if not fetch.outcome.done():
                self._tokens.give_up(fetch)
                continue
            outcome = fetch.outcome.result()
            if isinstance(outcome, Token):
                return outcome
            if isinstance(outcome, AuthError):
                # A copy: one exception raised in several threads would mix up their tracebacks.
                raise copy.copy(outcome)

    def _fetch(
        self, fetch: Fetch, request: httpx.Request, *, blocking: bool
    ) -> Generator[httpx.Request | Wait, httpx.Response, Token]:
        outcome: Token | AuthError | None = None
        try:
            exchange = Exchange(self._login(), like=request, blocking=blocking, now=self.clock)
            try:
                response = yield exchange.request
            except GeneratorExit:
                # httpx closes a flow whose request found no answer, and would then raise its own
                # error as if the caller's request had failed.
                exchange.raise_failure()
                raise
            token = exchange.read(response)
        except AuthError as error:
            outcome = error
            raise
        else:
            outcome = token
            return token
        finally:
            self._tokens.settle(fetch, outcome)

    def _login(self) -> Login:
        return Login(self.username, self.password, self.domain, self.project, self.iam_url)


def _is_read(response: httpx.Response, sent: httpx.Request, request: httpx.Request) -> bool:
    """Whether the body is received now: that of the token, and that of a 401.

    An unread 401 would hold its connection while another caller's fetch is awaited, which may
    need that connection.
    """
    return sent is not request or response.status_code == 401


def _with_token(request: httpx.Request, token: Token) -> httpx.Request:
    request.headers = OwnHeaders(request.headers, "X-Auth-Token", token.value)
    return request
