"""Which proxy a client uses."""

from __future__ import annotations


def environment_proxy(address: str) -> str | None:
    """Return the proxy that the environment names for an address.

    None where NO_PROXY exempts it, and for this machine's own addresses.
    """
    from urllib.parse import urlsplit  # both are kept out of start-up
    from urllib.request import getproxies, proxy_bypass

    parts = urlsplit(address)
    host = parts.hostname or ""
    if host in ("localhost", "::1") or host.startswith("127."):
        return None
    proxies = getproxies()
    proxy = proxies.get(parts.scheme) or proxies.get("all")
    if not proxy or proxy_bypass(parts.netloc.rpartition("@")[2]):
        return None
    return proxy if "://" in proxy else f"http://{proxy}"


def usable(proxy: str) -> bool:
    """Whether a proxy's address can be used."""
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(proxy)
        port = parts.port
    except ValueError:
        return False
    known = parts.scheme in ("http", "https", "socks5", "socks5h")
    return known and bool(parts.hostname) and port != 0
