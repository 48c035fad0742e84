"""Volcengine Ark: questions in a signed JSON body, pages by number."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from types import MappingProxyType
from typing import Any, cast

from endpoint_roster_core.auth.volcengine import Authorization, sign
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from .cloud import Cloud, Setting, json_response
from .fleets import volcengine as fleets
from .fleets.store import Fleet, to_json, with_list
from .keys import AccessKeys, TemporaryCredentials, UnknownKeyError, WrongTokenError
from .volcengine_question import Question
from .wire import RefusalError, same, signed_parts

REGION = "cn-beijing"
SERVICE = "ark"
ACTION = "ListEndpoints"
VERSION = "2024-01-01"
WINDOW = 900
"""For how many seconds a signature is valid, unless X-Expires says otherwise."""

# The numbers that the platform gives to its own codes; Ark's codes have none.
_NUMBERS = {
    "MissingParameter": 100002,
    "MissingAuthenticationToken": 100003,
    "MissingRequestInfo": 100004,
    "MissingSignature": 100005,
    "InvalidTimestamp": 100006,
    "ServiceNotFound": 100007,
    "InvalidActionOrVersion": 100008,
    "InvalidAccessKey": 100009,
    "SignatureDoesNotMatch": 100010,
    "AccessDenied": 100013,
    "FailToConnect": 100015,
    "InternalServiceTimeout": 100016,
}


class VolcengineCloud(Cloud[Fleet[fleets.Facets]]):
    """Volcengine Ark, simulated: ``POST /?Action=ListEndpoints&Version=2024-01-01``.

    Attributes:
        region: the region whose signatures are accepted.
        access_key: the id of an access key that is accepted.
        secret_key: its secret.
        temporary_credentials: accepted as well, together with their session token.
    """

    provider = "volcengine"
    _codes = MappingProxyType(
        {
            400: "InvalidParameter",
            401: "AuthenticationError",
            403: "AccessDenied",
            404: "InvalidEndpointOrModel.NotFound",
            429: "AccountRateLimitExceeded",
            500: "InternalServiceError",
            502: "FailToConnect",
            503: "ServiceUnavailableTemp",
            504: "InternalServiceTimeout",
        }
    )

    _state = ("Status",)

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        draw = self._draw("credentials")
        self.region = REGION
        self.access_key = f"AKLTsim{draw.hexadecimal(24)}"
        self.secret_key = f"sim{draw.hexadecimal(40)}=="
        self.temporary_credentials = TemporaryCredentials(
            access_key=f"AKTPsim{draw.hexadecimal(24)}",
            secret_key=f"sim{draw.hexadecimal(40)}==",
            session_token=f"STSsim{draw.hexadecimal(80)}",
        )
        self._keys = AccessKeys(self.access_key, self.secret_key, self.temporary_credentials)

    def _credentials(self) -> dict[str, Any]:
        return {
            "access_key": self.access_key,
            "secret_key": self.secret_key,
            "region": self.region,
        }

    def only_reads(self, request: Request) -> bool:
        """Whether a request only reads."""
        return request.query_params.get("Action", "").startswith(("Get", "List"))

    def _routes(self) -> Sequence[Route]:
        return [Route("/", self._list, methods=["POST"])]

    def _make_stock(self, setting: Setting, /) -> Fleet[fleets.Facets]:
        return fleets.make(setting.seed, setting.endpoints, setting.epoch)

    def _with_changed(
        self, stock: Fleet[fleets.Facets], item: Mapping[str, Any], changed: Mapping[str, Any]
    ) -> Fleet[fleets.Facets]:
        # Ark can filter by it.
        return stock.with_changed(item, changed, lambda f: f._replace(status=changed["Status"]))

    async def _list(self, request: Request) -> Response:
        _check_action(request)
        body = await request.body()
        self._authenticate(request, body)
        question = Question.read(_json_object(request, body))
        fleet = await self._get_stock()
        found = fleet.select(question.key, question.keeps, backwards=question.ascending)
        start = (question.page_number - 1) * question.page_size
        items = found[start : start + question.page_size]
        head = {
            "TotalCount": len(found),
            "PageNumber": question.page_number,
            "PageSize": question.page_size,
        }
        # An empty list is left out, as servers written in Go do.
        result = with_list(head, "Items", items) if items else to_json(head)
        metadata = self._metadata(request)
        text = b'{"ResponseMetadata":%b,"Result":%b}' % (to_json(metadata), result)
        return json_response(text, headers={"X-Tt-Logid": metadata["RequestId"]})

    def _authenticate(self, request: Request, body: bytes) -> None:
        """Sign the request again, with the secret that belongs to its access key, and compare."""
        path, query, headers = signed_parts(request)
        authorization = _authorization(headers)
        if (authorization.region, authorization.service) != (self.region, SERVICE):
            raise RefusalError(
                400, "InvalidCredential", f"The credential is not for {self.region}/{SERVICE}."
            )
        self._check_time(headers, query, authorization.date)
        secret = self._secret_of(authorization.access_key, headers)
        claimed = headers.get("x-content-sha256")
        if claimed is None:
            raise RefusalError(400, "MissingRequestInfo", "The header X-Content-Sha256 is missing.")
        mismatch = RefusalError(
            401, "SignatureDoesNotMatch", "The signature is not the one that this request needs."
        )
        if not {"host", "x-date"} <= set(authorization.signed_headers):
            raise mismatch
        try:
            expected = sign(
                request.method,
                path,
                query,
                headers,
                body,
                access_key=authorization.access_key,
                secret_key=secret,
                region=authorization.region,
                service=authorization.service,
                signed_headers=authorization.signed_headers,
            )
        except ValueError:  # a header is said to be signed and was not sent
            raise mismatch from None
        if not same(expected.signature, authorization.signature):
            raise mismatch
        if not same(claimed, sha256(body).hexdigest()):
            raise mismatch

    def _check_time(
        self, headers: dict[str, str], query: Sequence[tuple[str, str]], date: str
    ) -> None:
        text = headers.get("x-date")
        if text is None:
            raise RefusalError(400, "MissingRequestInfo", "The header X-Date is missing.")
        try:
            moment = datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        except ValueError:
            raise RefusalError(
                400, "InvalidTimestamp", "X-Date must be like 20240514T133133Z."
            ) from None
        expires = dict(query).get("X-Expires", str(WINDOW))
        if not (expires.isascii() and expires.isdigit() and 1 <= len(expires) <= 6):
            raise RefusalError(
                400, "InvalidParameter.X-Expires", "X-Expires must be a number of seconds."
            )
        age = self._setting.clock() - moment
        if not -timedelta(seconds=WINDOW) <= age <= timedelta(seconds=int(expires)):
            raise RefusalError(
                400, "InvalidTimestamp", "X-Date is too far from the time of the server."
            )
        if date != text[:8]:
            raise RefusalError(400, "InvalidCredential", "The credential is for another day.")

    def _secret_of(self, access_key: str, headers: dict[str, str]) -> str:
        try:
            return self._keys.secret_of(access_key, headers.get("x-security-token"))
        except UnknownKeyError:
            raise RefusalError(401, "InvalidAccessKey", "The access key does not exist.") from None
        except WrongTokenError:
            raise RefusalError(
                401, "InvalidSecretToken", "The security token does not go with the access key."
            ) from None

    def _metadata(self, request: Request) -> dict[str, str]:
        moment = self._setting.clock().astimezone(UTC)
        return {
            "RequestId": f"{moment:%Y%m%d%H%M%S}{self._request_ids.hexadecimal(20).upper()}",
            "Action": request.query_params.get("Action", ""),
            "Version": request.query_params.get("Version", ""),
            "Service": SERVICE,
            "Region": self.region,
        }

    def _no_route(self, status: int, /) -> RefusalError:
        if status == 404:
            return RefusalError(404, "ServiceNotFound", "No service is on this path.")
        return RefusalError(405, "MethodNotAllowed", "This action takes POST only.")

    def _refuse(self, refusal: RefusalError, request: Request, /) -> Response:
        error: dict[str, object] = {"Code": refusal.code, "Message": refusal.message}
        if refusal.code in _NUMBERS:
            error["CodeN"] = _NUMBERS[refusal.code]
        metadata = self._metadata(request)
        body = to_json({"ResponseMetadata": metadata | {"Error": error}})
        return json_response(body, refusal.status, {"X-Tt-Logid": metadata["RequestId"]})


def _check_action(request: Request) -> None:
    for name, known in (("Action", ACTION), ("Version", VERSION)):
        value = request.query_params.get(name)
        if not value:
            raise RefusalError(400, "MissingParameter", f"The parameter {name} is missing.")
        if value != known:
            raise RefusalError(404, "InvalidActionOrVersion", "Unknown action or version.")


def _authorization(headers: dict[str, str]) -> Authorization:
    header = headers.get("authorization")
    if not header:
        raise RefusalError(
            401, "MissingAuthenticationToken", "The header Authorization is missing."
        )
    if "Signature=" not in header:
        raise RefusalError(401, "MissingSignature", "Authorization holds no signature.")
    try:
        return Authorization.parse(header)
    except ValueError as error:
        raise RefusalError(
            400, "InvalidAuthorization", f"Authorization cannot be read: {error}."
        ) from None


def _json_object(request: Request, body: bytes) -> dict[str, Any]:
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type != "application/json":
        raise RefusalError(400, "InvalidParameter", "Content-Type must be application/json.")
    try:
        value: object = json.loads(body or b"{}")
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise RefusalError(400, "InvalidParameter", "The body must be a JSON object.")
    return cast(dict[str, Any], value)
