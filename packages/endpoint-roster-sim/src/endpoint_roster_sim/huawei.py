"""Huawei Cloud MaaS: services by region and workspace, custom endpoints; tokens or signatures."""

import json
import re
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta
from http.client import responses as phrases
from types import MappingProxyType
from typing import Any

from endpoint_roster_core.auth.huawei import Authorization, sign
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from .cloud import Cloud, Setting, json_response
from .fleets import huawei as fleets
from .fleets.store import Fleet, to_json, with_list
from .huawei_custom_endpoints import INVALID, CustomEndpoints, Handler
from .huawei_iam import TOKENS_PATH, Iam, IamRefusalError
from .keys import AccessKeys, TemporaryCredentials, UnknownKeyError, WrongTokenError
from .wire import RefusalError, same, signed_parts

REGION = "cn-southwest-2"
WINDOW = timedelta(minutes=15)

_UNAUTHORIZED = "APIG.0301"


class HuaweiCloud(Cloud[Fleet[str]]):
    """Huawei Cloud, simulated.

    Below ``/v1/{project_id}/maas/services/custom-endpoint`` the services that ``fleet`` holds
    (``/services/{region_id}``) and the life of custom endpoints (``/endpoint``, ``/control``); on
    the same address an identity service that issues tokens: ``POST /v3/auth/tokens``.

    Attributes:
        region: the one region with services in it.
        project_id: the project of that region.
        other_workspace: a second workspace, whose services are listed only when asked for.
        access_key: the id of an access key that is accepted.
        secret_key: its secret.
        username: the user who gets a token for ``password`` and ``domain``.
        password: that user's password.
        domain: the account that the user belongs to.
        token: a token that was issued when the simulator was made; valid for 24 hours.
        temporary_credentials: accepted as well, together with their security token.
        custom_endpoints: the custom endpoints, of which there are none at first.
    """

    provider = "huawei"
    _codes = MappingProxyType(
        {
            400: INVALID,
            401: _UNAUTHORIZED,
            403: "APIG.1005",
            404: "APIG.0101",
            429: "APIG.0308",
            500: "ModelArts.50005000",
        }
    )

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        draw = self._draw("credentials")
        self.region = REGION
        self.project_id = draw.hexadecimal(32)
        self.other_workspace = draw.hexadecimal(32)
        self.access_key = f"SIM{draw.hexadecimal(17).upper()}"
        self.secret_key = f"sim{draw.hexadecimal(37)}"
        self.temporary_credentials = TemporaryCredentials(
            access_key=f"HSTSIM{draw.hexadecimal(14).upper()}",
            secret_key=f"sim{draw.hexadecimal(37)}",
            session_token=f"sim{draw.hexadecimal(120)}",
        )
        self._keys = AccessKeys(self.access_key, self.secret_key, self.temporary_credentials)
        self._iam = Iam(draw, self.region, self.project_id, setting.clock)
        self.username = self._iam.username
        self.password = self._iam.password
        self.domain = self._iam.domain
        self.token = self._iam.issue().text
        self.custom_endpoints = CustomEndpoints(
            self._draw("custom endpoints"), setting.clock, self._find_service
        )

    @property
    def iam_url(self) -> str:
        """Address of the identity service.

        Raises:
            RuntimeError: the simulator is not running.
        """
        return self._address()

    def revoke(self, token: str | None = None) -> None:
        """Make a token invalid; without an argument, all that were issued."""
        self._iam.revoke(token)

    def services(self, workspace_id: str = fleets.DEFAULT_WORKSPACE) -> list[dict[str, Any]]:
        """Return the services of a workspace, as plain objects."""
        every = self._ready_stock().items()
        return [item for item in every if item["workspace_id"] == workspace_id]

    @property
    def fleet(self) -> list[dict[str, Any]]:
        """The services of the default workspace; a request without filters lists these."""
        return self.services()

    def _credentials(self) -> dict[str, Any]:
        return {
            "token": self.token,
            "access_key": self.access_key,
            "secret_key": self.secret_key,
            "project_id": self.project_id,
            "region": self.region,
            "iam_url": self.iam_url,
        }

    def only_reads(self, request: Request) -> bool:
        """Whether a request only reads; fetching a token counts as reading."""
        return super().only_reads(request) or request.url.path == TOKENS_PATH

    def _routes(self) -> Sequence[Route]:
        path = "/v1/{project_id}/maas/services/custom-endpoint/services/{region_id}"
        return [
            Route(path, self._list, methods=["GET"]),
            Route(TOKENS_PATH, self._iam.tokens, methods=["POST"]),
            *(
                Route(path, self._served(run), methods=[method])
                for method, path, run in self.custom_endpoints.handlers()
            ),
        ]

    def _restart(self) -> None:
        super()._restart()
        self.custom_endpoints.clear()

    def _served(self, handler: Handler) -> Callable[[Request], Awaitable[Response]]:
        async def serve(request: Request) -> Response:
            await self._check(request)
            result = await handler(request)
            headers = self._request_id()
            if result is None:
                return Response(status_code=204, headers=headers)
            return json_response(to_json(result), headers=headers)

        return serve

    async def _find_service(self, region: str, key: str) -> dict[str, Any] | None:
        if region != self.region:
            return None
        record = (await self._get_stock()).find(key)
        return None if record is None else json.loads(record.wire)

    def _make_stock(self, setting: Setting, /) -> Fleet[str]:
        return fleets.make(setting.seed, setting.endpoints, setting.epoch, self.other_workspace)

    def _without_first(self, stock: Fleet[str]) -> Fleet[str]:
        return stock.without_first(lambda workspace: workspace == fleets.DEFAULT_WORKSPACE)

    async def _list(self, request: Request) -> Response:
        await self._check(request)
        region = request.path_params["region_id"]
        if not re.fullmatch("[a-z]+(-[a-z0-9]+)+", region):
            raise RefusalError(400, INVALID, "region_id must be like cn-southwest-2.")
        workspace = request.query_params.get("workspace_id") or fleets.DEFAULT_WORKSPACE
        if not re.fullmatch("0|[0-9a-z]{32}", workspace):
            message = "workspace_id must be 0 or 32 lower-case letters and digits."
            raise RefusalError(400, INVALID, message)
        fleet = await self._get_stock()
        if region != self.region:
            workspace = ""  # the other regions are real and empty
        services = fleet.select(workspace, lambda place: place == workspace)
        head = {"pages": 1 if services else 0, "total": len(services)}
        return json_response(with_list(head, "data", services), headers=self._request_id())

    async def _check(self, request: Request) -> None:
        self._authenticate(request, await request.body())
        project = request.path_params["project_id"]
        if not re.fullmatch("[0-9a-z]{32}", project):
            message = "project_id must be 32 lower-case letters and digits."
            raise RefusalError(400, INVALID, message)
        if project != self.project_id:
            raise RefusalError(401, _UNAUTHORIZED, "The credentials are not for this project.")

    def _authenticate(self, request: Request, body: bytes) -> None:
        path, query, headers = signed_parts(request)
        token = headers.get("x-auth-token")
        if token:
            if not self._iam.accepts(token):
                raise _unauthorized("the token is not valid")
            return
        header = headers.get("authorization")
        if not header:
            raise _unauthorized("neither X-Auth-Token nor Authorization was sent")
        try:
            authorization = Authorization.parse(header)
        except ValueError as error:
            raise _unauthorized(str(error)) from None
        self._check_time(headers)
        secret = self._secret_of(authorization.access_key, headers)
        if not {"host", "x-sdk-date"} <= set(authorization.signed_headers):
            raise _unauthorized("Host and X-Sdk-Date must be signed")
        try:
            expected = sign(
                request.method,
                path,
                query,
                headers,
                body,
                access_key=authorization.access_key,
                secret_key=secret,
                signed_headers=authorization.signed_headers,
            )
        except ValueError as error:  # a header is said to be signed and was not sent
            raise _unauthorized(str(error)) from None
        if not same(expected.signature, authorization.signature):
            raise _unauthorized("the signature is not the one that this request needs")
        if headers.get("x-project-id", self.project_id) != self.project_id:
            raise _unauthorized("X-Project-Id is another project")

    def _check_time(self, headers: dict[str, str]) -> None:
        try:
            moment = datetime.strptime(headers.get("x-sdk-date", ""), "%Y%m%dT%H%M%SZ")
        except ValueError:
            raise _unauthorized("X-Sdk-Date must be like 20240514T133133Z") from None
        if abs(self._setting.clock() - moment.replace(tzinfo=UTC)) > WINDOW:
            raise _unauthorized("X-Sdk-Date is too far from the time of the server")

    def _secret_of(self, access_key: str, headers: dict[str, str]) -> str:
        try:
            return self._keys.secret_of(access_key, headers.get("x-security-token"))
        except UnknownKeyError:
            raise _unauthorized("the access key does not exist") from None
        except WrongTokenError:
            raise _unauthorized("the security token does not go with the access key") from None

    def _request_id(self) -> dict[str, str]:
        return {"X-Request-Id": self._request_ids.hexadecimal(32)}

    def expire_tokens(self) -> None:
        """Make all tokens invalid; a password still gets a new one."""
        self.revoke()

    def _trouble(self, status: int, request: Request, /) -> RefusalError:
        refusal = super()._trouble(status, request)
        if request.url.path != TOKENS_PATH:
            return refusal
        return IamRefusalError(status, phrases.get(status, "Error"), refusal.message)

    def _no_route(self, _status: int, /) -> RefusalError:
        # The gateway knows an API by path and method together.
        return RefusalError(404, "APIG.0101", "No API has this path and method.")

    def _refuse(self, refusal: RefusalError, _request: Request, /) -> Response:
        if isinstance(refusal, IamRefusalError):
            return json_response(refusal.body(), refusal.status, self._request_id())
        headers = self._request_id()
        error = {
            "error_code": refusal.code,
            "error_msg": refusal.message,
            "request_id": headers["X-Request-Id"],
        }
        return json_response(to_json(error), refusal.status, headers)


def _unauthorized(reason: str) -> RefusalError:
    return RefusalError(401, _UNAUTHORIZED, f"Incorrect IAM authentication information: {reason}.")
