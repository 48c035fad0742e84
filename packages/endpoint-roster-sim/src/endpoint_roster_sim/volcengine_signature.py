"""Whether a request to Ark is signed as it has to be."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from endpoint_roster_core.auth import Clock
from endpoint_roster_core.auth.volcengine import Authorization, sign
from starlette.requests import Request

from .keys import AccessKeys, UnknownKeyError, WrongTokenError
from .wire import RefusalError, same, signed_parts

SERVICE = "ark"
WINDOW = 900
"""For how many seconds a signature is valid, unless X-Expires says otherwise."""


class Signatures:
    """Checks signatures.

    Args:
        keys: The access keys that are known.
        clock: Where time comes from.
    """

    def __init__(self, keys: AccessKeys, clock: Clock) -> None:
        self._keys = keys
        self._clock = clock

    def check(self, request: Request, body: bytes, region: str) -> None:
        """Sign a request again, with the secret that belongs to its access key, and compare.

        Raises:
            RefusalError: It is not signed, or not for this region, or in another way.
        """
        path, query, headers = signed_parts(request)
        authorization = _authorization(headers)
        if (authorization.region, authorization.service) != (region, SERVICE):
            raise RefusalError(
                400, "InvalidCredential", f"The credential is not for {region}/{SERVICE}."
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
        age = self._clock() - moment
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
