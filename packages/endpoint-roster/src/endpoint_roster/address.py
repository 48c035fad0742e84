"""Checks of addresses that requests are sent to."""

from __future__ import annotations

from urllib.parse import urlsplit

from .errors import ConfigurationError


def check_address(
    name: str, value: str, *, schemes: tuple[str, ...] = ("http", "https"), userinfo: bool = False
) -> None:
    """Check an address that requests are sent to.

    Args:
        name: Name of the argument, for the message; more words may follow. The value is never
            shown: it may hold a secret.
        value: The address.
        schemes: Those that are allowed.
        userinfo: Whether a user name and a password may be in it.

    Raises:
        ConfigurationError: It cannot work.
    """
    argument = name.partition(" ")[0]
    if not isinstance(value, str):  # pyright: ignore[reportUnnecessaryIsInstance] - files hold anything
        raise ConfigurationError(f"{name} must be a string", argument=argument)
    try:
        parts = urlsplit(value)
        host, _ = parts.hostname, parts.port
    except ValueError:
        host = parts = None
    if not parts or not host or parts.scheme not in schemes or not value.isprintable():
        raise ConfigurationError(
            f"{name} is not a valid address", "Write it like https://host/path.", argument
        )
    if parts.username is not None and not userinfo:
        raise ConfigurationError(
            f"{name} contains a user name or password",
            "Pass credentials as separate arguments.",
            argument,
        )
    if parts.query or parts.fragment:
        raise ConfigurationError(f"{name} has a query or a fragment", "Remove ? and #.", argument)


def is_loopback(host: str) -> bool:
    """Tell whether a host is this machine."""
    return host in ("localhost", "::1") or host.startswith("127.")
