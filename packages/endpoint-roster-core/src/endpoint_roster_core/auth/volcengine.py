"""Volcengine's request signature, HMAC-SHA256, as a pure function.

A client signs with ``sign``; a server reads what was claimed with
``Authorization.parse``, signs the request that it received in the same way, and compares.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ._canonical import (
    Query,
    encode,
    header_lines,
    hmac_sha256,
    lower_names,
    parse_fields,
    sha256_hex,
    to_bytes,
)

ALGORITHM = "HMAC-SHA256"


@dataclass(frozen=True, slots=True)
class Authorization:
    """The parts of an ``Authorization`` header; ``str()`` gives the header's value."""

    access_key: str = field(repr=False)
    date: str
    region: str
    service: str
    signed_headers: tuple[str, ...]
    signature: str = field(repr=False)

    def __str__(self) -> str:
        scope = f"{self.date}/{self.region}/{self.service}/request"
        return (
            f"{ALGORITHM} Credential={self.access_key}/{scope}, "
            f"SignedHeaders={';'.join(self.signed_headers)}, Signature={self.signature}"
        )

    @classmethod
    def parse(cls, header: str) -> "Authorization":
        """Read a header's value.

        Raises:
            ValueError: it is not of this form. The message does not repeat it.
        """
        names = ("Credential", "SignedHeaders", "Signature")
        credential, signed_headers, signature = parse_fields(header, ALGORITHM, names)
        # From the right: an access key may hold a slash, the scope cannot.
        parts = credential.rsplit("/", 4)
        if len(parts) != 5 or parts[4] != "request":
            raise ValueError("Credential must be {access key}/{date}/{region}/{service}/request")
        access_key, date, region, service, _ = parts
        return cls(access_key, date, region, service, tuple(signed_headers.split(";")), signature)


def signable(headers: Iterable[str]) -> list[str]:
    """Return the names of the headers to sign: Host, Content-Type, Content-MD5 and every X- one."""
    plain = {"content-type", "content-md5", "host"}
    names = {name.lower() for name in headers}
    return sorted(name for name in names if name in plain or name.startswith("x-"))


def canonical_request(
    method: str,
    path: str,
    query: Query,
    headers: Mapping[str, str],
    body: bytes,
    signed_headers: Iterable[str],
) -> str:
    """Return the text whose hash is signed.

    Args:
        method: HTTP method, in upper case.
        path: the path as sent; an empty one counts as ``/``.
        query: decoded name and value of each parameter.
        headers: at least those to be signed; names in any case.
        body: the body's bytes.
        signed_headers: lower-case names of the headers that count.

    Raises:
        ValueError: a signed header is missing.
    """
    known = lower_names(headers)
    if "host" in known:
        # Clients differ in whether they send a default port, so it is never signed.
        known["host"] = known["host"].removesuffix(":80").removesuffix(":443")
    signed = list(signed_headers)
    pairs = sorted((encode(name), encode(value)) for name, value in query)
    return "\n".join(
        [
            method,
            path or "/",
            "&".join(f"{name}={value}" for name, value in pairs),
            header_lines(known, signed),
            ";".join(signed),
            sha256_hex(body),
        ]
    )


def sign(
    method: str,
    path: str,
    query: Query,
    headers: Mapping[str, str],
    body: bytes,
    *,
    access_key: str,
    secret_key: str,
    region: str,
    service: str,
    signed_headers: Iterable[str] | None = None,
) -> Authorization:
    """Sign a request.

    Args:
        method: HTTP method, in upper case.
        path: the path as sent; an empty one counts as ``/``.
        query: decoded name and value of each parameter.
        headers: the request's headers, names in any case; ``X-Date`` (``YYYYMMDDTHHMMSSZ``, UTC)
            and ``Host`` must be among them.
        body: the body's bytes.
        access_key: id of the key.
        secret_key: the key itself, as issued (not decoded from base64).
        region: such as ``cn-beijing``.
        service: such as ``ark``.
        signed_headers: lower-case names of the headers to sign, as a server reads them from the
            request; left out, those of ``signable``.

    Raises:
        ValueError: ``X-Date`` or a signed header is missing.
    """
    signed = tuple(signable(headers) if signed_headers is None else signed_headers)
    moment = lower_names(headers).get("x-date")
    if moment is None:
        raise ValueError("the header X-Date is missing")
    date = moment[:8]
    text = "\n".join(
        [
            ALGORITHM,
            moment,
            f"{date}/{region}/{service}/request",
            sha256_hex(to_bytes(canonical_request(method, path, query, headers, body, signed))),
        ]
    )
    key = to_bytes(secret_key)
    for part in (date, region, service, "request"):
        key = hmac_sha256(key, part)
    return Authorization(access_key, date, region, service, signed, hmac_sha256(key, text).hex())
