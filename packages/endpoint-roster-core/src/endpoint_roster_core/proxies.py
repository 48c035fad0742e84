"""Which proxy a client uses."""

from __future__ import annotations

import os
from typing import Final

from .addresses import address_problem
from .errors import ArgumentError

_SCHEMES: Final = ("socks5", "socks5h", "https", "http")


def environment_proxy(address: str) -> str | None:
    """Return the proxy that the environment names for an address.

    None where NO_PROXY exempts it, and for this machine's own addresses. NO_PROXY holds names,
    IP addresses, with or without brackets, and networks of them, such as ``10.0.0.0/8``, which
    count for hosts that are written as IP addresses. Other entries are passed over.

    Raises:
        ArgumentError: The proxy's address cannot be used; it names the variable.
    """
    from urllib.parse import urlsplit  # both are kept out of start-up
    from urllib.request import getproxies, proxy_bypass

    parts = urlsplit(address)
    host = parts.hostname or ""
    if host in ("localhost", "::1") or host.startswith("127."):
        return None
    proxies = getproxies()
    scheme = parts.scheme if proxies.get(parts.scheme) else "all"
    proxy = proxies.get(scheme, "").strip()
    if not proxy or proxy_bypass(parts.netloc.rpartition("@")[2]):
        return None
    if _is_in_networks(host, proxies.get("no", "")):
        return None
    proxy = proxy if "://" in proxy else f"http://{proxy}"
    if problem := proxy_problem(proxy):
        raise ArgumentError(f"{_variable(scheme)} {problem}")
    return proxy


def proxy_problem(proxy: object) -> str | None:
    """Return why a proxy's address cannot be used, as words to follow a name; None if it can."""
    problem = address_problem(proxy, *_SCHEMES)
    scheme = proxy.lower().partition("://")[0] if isinstance(proxy, str) else ""
    if problem and scheme.startswith("socks") and scheme not in _SCHEMES:
        return "must begin with socks5:// or socks5h://: other kinds of SOCKS are not supported"
    return problem


def _is_in_networks(host: str, no_proxy: str) -> bool:
    """Whether a host is an IP address that NO_PROXY lists, alone or within a network."""
    from ipaddress import ip_address, ip_network

    try:
        address = ip_address(host)
    except ValueError:
        return False
    for entry in no_proxy.split(","):
        try:
            if address in ip_network(entry.strip(" \t[").replace("]", ""), strict=False):
                return True
        except ValueError:  # a name, or nothing that means something here
            continue
    return False


def _variable(scheme: str) -> str:
    """The variable, as it is spelled here, that names the proxy of a scheme."""
    name = f"{scheme}_proxy"
    if os.environ.get(name):  # the one that wins
        return name
    found = (one for one, value in os.environ.items() if one.lower() == name and value)
    return next(found, "the proxy of the system's settings")
