"""Checks of addresses that requests are sent to."""

from __future__ import annotations

from urllib.parse import urlsplit

from .errors import ConfigurationError

#: What to write, by whether a user name and a password may be in it.
_LIKE = {False: "Write it like https://host/path.", True: "Write it like http://host:port."}


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
    from endpoint_roster_core.addresses import address_problem  # kept out of start-up

    if problem := address_problem(value, *schemes):
        raise ConfigurationError(f"{name} {problem}", _LIKE[userinfo], argument)
    parts = urlsplit(value)
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
