"""What is wrong with an address, before a resolver or a library says it in its own words."""

from __future__ import annotations

from typing import Final

from .errors import ArgumentError

_LONGEST_HOST: Final = 253
_LONGEST_LABEL: Final = 63
#: Addresses that passed; clients of many accounts are made with the same one.
_passed: Final[set[str]] = set()
_KEPT: Final = 256


def check_address(name: str, address: object) -> None:
    """Check that a value is an address of HTTP.

    Raises:
        ArgumentError: It is not.
    """
    if isinstance(address, str) and address in _passed:
        return
    if problem := address_problem(address, "http", "https"):
        raise ArgumentError(f"{name} {problem}")
    text = str(address)
    if "?" in text or "#" in text:
        raise ArgumentError(f"{name} must not have a query or a fragment")
    if "@" in text.split("/")[2]:
        raise ArgumentError(f"{name} must not have a user name or password")
    if len(_passed) >= _KEPT:
        _passed.clear()
    _passed.add(text)


def address_problem(address: object, *schemes: str) -> str | None:
    """Return why nothing can be asked under an address, as words to follow a name; None if it can.

    The words never repeat the address, which may hold a password.
    """
    if not isinstance(address, str):
        return f"must be a string, not {type(address).__name__}"
    if address != address.strip():
        return "must not begin or end with a blank or a line break"
    if not address.lower().startswith(tuple(f"{scheme}://" for scheme in schemes)):
        return f"must begin with {' or '.join(f'{scheme}://' for scheme in schemes)}"
    if not address.isprintable() or " " in address:
        return "must not hold blanks or invisible characters"
    from urllib.parse import urlsplit  # kept out of start-up

    example = f"must be an address like {schemes[-1]}://host:port"
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return f"{example}; its host or port cannot be read"
    if port == 0:
        return f"{example}; port 0 cannot be asked"
    if not host:
        return f"{example}; it has no host"
    is_host = _is_host(host, bracketed="[" in parts.netloc)
    return None if is_host else f"{example}; its host is not a name or an IP address"


def _is_host(host: str, *, bracketed: bool) -> bool:
    """Whether this is the name or the IP address of a machine."""
    from ipaddress import IPv4Address, IPv6Address

    try:
        if bracketed:
            IPv6Address(host)
            return True
        # The codec, slow to load, would only check the labels of a name in ASCII.
        name = host if host.isascii() else host.encode("idna").decode()
        labels = name.split(".")
        if len(labels) == 4 and all(map(str.isdecimal, labels)):
            IPv4Address(name)
    except ValueError:  # UnicodeError is one too
        return False
    if not labels[-1]:  # a dot at the end is that of the root
        labels.pop()
    fits = len(name) <= _LONGEST_HOST and all(0 < len(one) <= _LONGEST_LABEL for one in labels)
    return fits and all(one.isalnum() or one in "._-" for one in name)
