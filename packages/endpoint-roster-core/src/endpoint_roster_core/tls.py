"""TLS contexts, shared by all clients of the process."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING, Final

from .errors import ArgumentError

if TYPE_CHECKING:
    import ssl

_contexts: Final[dict[object, ssl.SSLContext]] = {}
_lock = threading.Lock()


def _after_fork() -> None:
    """Give the child process a lock and contexts of its own: the parent's may be in use."""
    global _lock
    _lock = threading.Lock()
    _contexts.clear()


if hasattr(os, "register_at_fork"):  # not on Windows, which does not fork
    os.register_at_fork(after_in_child=_after_fork)


def tls_context(verify: bool | str | ssl.SSLContext, *, encrypted: bool) -> ssl.SSLContext:
    """Return the context for a client.

    Making one reads the CA bundle, tens of milliseconds each time, so clients share it. Where
    nothing is encrypted, a context that trusts nothing does, at almost no cost.

    Args:
        verify: True for the usual authorities, the path of a CA file or folder, a context, or
            False to accept any certificate.
        encrypted: Whether any connection may be encrypted.

    Raises:
        ArgumentError: No certificates can be read; it names the argument or variables.
    """
    import ssl

    if isinstance(verify, ssl.SSLContext):
        return verify
    variables = map(os.environ.get, ("SSL_CERT_FILE", "SSL_CERT_DIR", "SSLKEYLOGFILE"))
    key = (verify, *variables) if encrypted else None
    with _lock:
        if key not in _contexts:
            _contexts[key] = _make(verify) if encrypted else _trusting_nothing()
        return _contexts[key]


def _trusting_nothing() -> ssl.SSLContext:
    import ssl

    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def _make(verify: bool | str) -> ssl.SSLContext:
    import ssl

    import httpx

    keys = os.environ.get("SSLKEYLOGFILE")
    if keys:
        _check_key_log(keys)
    source = "verify"
    if verify is True and (source := _variable()) == "SSL_CERT_DIR":
        folders = os.environ[source].split(os.pathsep)
        if not any(map(os.path.isdir, folders)):
            raise ArgumentError(f"{source} must name a folder of certificates")
    try:
        if not isinstance(verify, str):
            return httpx.create_ssl_context(verify)
        folder = os.path.isdir(verify)  # noqa: PTH112 - pathlib is slow to load
        cafile, capath = (None, verify) if folder else (verify, None)
        return ssl.create_default_context(cafile=cafile, capath=capath)
    except OSError as error:  # ssl.SSLError is one too
        file = verify if isinstance(verify, str) else os.environ.get("SSL_CERT_FILE", "")
        reason = _encoding_fault(file) or error.strerror or error
        raise ArgumentError(f"{source}: no certificates can be read ({reason})") from None


def _variable() -> str:
    """The variable that the usual authorities come from; the first wins."""
    names = ("SSL_CERT_FILE", "SSL_CERT_DIR")
    return next((name for name in names if os.environ.get(name)), "the certificates of certifi")


def _encoding_fault(file: str) -> str:
    """Say that a file is in UTF-16, as some shells of Windows save what is printed."""
    if not os.path.isfile(file):  # noqa: PTH113 - pathlib is slow to load
        return ""
    with open(file, "rb") as opened:  # noqa: PTH123
        is_utf_16 = opened.read(2) in (b"\xff\xfe", b"\xfe\xff")
    return "it is UTF-16: save it as UTF-8" if is_utf_16 else ""


def _check_key_log(path: str) -> None:
    """Refuse a key log that cannot be written; ssl does too, in words that name no variable."""
    import ssl

    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).keylog_filename = path
    except OSError as error:
        raise ArgumentError(
            f"SSLKEYLOGFILE must be a file that can be written ({error.strerror}), or not be set"
        ) from None


def tls_failure(error: BaseException | None) -> str | None:
    """Return why a TLS handshake failed, if that is what an error comes from."""
    import ssl

    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            # Only OpenSSL's own errors have these attributes.
            return getattr(error, "verify_message", "") or "the certificate is not trusted"
        if isinstance(error, ssl.SSLError):
            return getattr(error, "reason", None) or "the TLS handshake failed"
        error = error.__cause__ or error.__context__
    return None
