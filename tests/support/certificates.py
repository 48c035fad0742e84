"""Certificates of an authority that only a test trusts."""

import ssl
from typing import Any

import trustme


def identity(authority: trustme.CA, name: str = "127.0.0.1", **options: Any) -> ssl.SSLContext:
    """Return a server's TLS context with a certificate for this name."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate: Any = authority.issue_cert(name, **options)
    certificate.configure_cert(context)
    return context
