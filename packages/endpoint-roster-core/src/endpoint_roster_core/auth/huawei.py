"""Huawei Cloud's request signature, SDK-HMAC-SHA256, as a pure function.

A client signs with ``sign``; a server reads what was claimed with
``Authorization.parse``, signs the request that it received in the same way, and compares.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

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

ALGORITHM = "SDK-HMAC-SHA256"


@dataclass(frozen=True, slots=True)
class Authorization:
    """The parts of an ``Authorization`` header; ``str()`` gives the header's value."""

    access_key: str = field(repr=False)
    signed_headers: tuple[str, ...]
    signature: str = field(repr=False)

    def __str__(self) -> str:
        return (
            f"{ALGORITHM} Access={self.access_key}, "
            f"SignedHeaders={';'.join(self.signed_headers)}, Signature={self.signature}"
        )

    @classmethod
    def parse(cls, header: str) -> "Authorization":
        """Read a header's value.

        Raises:
            ValueError: it is not of this form. The message does not repeat it.
        """
        names = ("Access", "SignedHeaders", "Signature")
        access_key, signed_headers, signature = parse_fields(header, ALGORITHM, names)
        return cls(access_key, tuple(signed_headers.split(";")), signature)


def signable(headers: Iterable[str]) -> list[str]:
    """Return the names of the headers to sign: Host, Content-Type and every X- one.

    The rest (Accept-Encoding, Connection, User-Agent ...) is what proxies may rewrite.
    """
    names = {name.lower() for name in headers}
    return sorted(name for name in names if name in {"content-type", "host"} or name[:2] == "x-")


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
        path: the path as sent, percent-encoded. A slash is added at its end here, and only here.
        query: decoded name and value of each parameter.
        headers: at least those to be signed; names in any case.
        body: the body's bytes. A header ``X-Sdk-Content-Sha256`` replaces the hash of a
            body that is not empty, as in the official signer (``UNSIGNED-PAYLOAD``).
        signed_headers: lower-case names of the headers that count.

    Raises:
        ValueError: a signed header is missing.
    """
    known = lower_names(headers)
    signed = list(signed_headers)
    segments = unquote(path, errors="surrogateescape").split("/")
    uri = "/".join(encode(segment) for segment in segments)
    digest = known.get("x-sdk-content-sha256") if body else None
    return "\n".join(
        [
            method,
            uri if uri.endswith("/") else uri + "/",
            # Sorted before encoding, as the official signer does: "{" comes after "z".
            "&".join(f"{encode(name)}={encode(value)}" for name, value in sorted(query)),
            header_lines(known, signed),
            ";".join(signed),
            digest or sha256_hex(body),
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
    signed_headers: Iterable[str] | None = None,
) -> Authorization:
    """Sign a request.

    Args:
        method: HTTP method, in upper case.
        path: the path as sent, percent-encoded.
        query: decoded name and value of each parameter.
        headers: the request's headers, names in any case; ``X-Sdk-Date`` (``YYYYMMDDTHHMMSSZ``,
            UTC) and ``Host`` must be among them.
        body: the body's bytes.
        access_key: id of the key (AK).
        secret_key: the key itself (SK).
        signed_headers: lower-case names of the headers to sign, as a server reads them from the
            request; left out, those of ``signable``.

    Raises:
        ValueError: ``X-Sdk-Date`` or a signed header is missing.
    """
    signed = tuple(signable(headers) if signed_headers is None else signed_headers)
    moment = lower_names(headers).get("x-sdk-date")
    if moment is None:
        raise ValueError("the header X-Sdk-Date is missing")
    canonical = canonical_request(method, path, query, headers, body, signed)
    text = "\n".join([ALGORITHM, moment, sha256_hex(to_bytes(canonical))])
    return Authorization(access_key, signed, hmac_sha256(to_bytes(secret_key), text).hex())
