from collections.abc import Iterator

import pytest
from support.raw_server import Server

pytest.register_assert_rewrite(f"{__package__}.checks")

# The machine's own settings are not what is tested.
PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY")
AUTHORITIES = ("SSL_CERT_FILE", "SSL_CERT_DIR")


@pytest.fixture(scope="package", autouse=True)
def environment() -> Iterator[None]:
    """No proxy and no authorities from outside."""
    with pytest.MonkeyPatch.context() as patch:
        for name in PROXIES:
            patch.delenv(name, raising=False)
            patch.delenv(name.lower(), raising=False)
        for name in AUTHORITIES:
            patch.delenv(name, raising=False)
        yield


@pytest.fixture(scope="package")
def trap() -> Iterator[Server]:
    """A server that must never be contacted."""
    with Server() as server:
        yield server


@pytest.fixture(scope="package")
def server(trap: Server) -> Iterator[Server]:
    with Server(trap=trap.port) as server:
        yield server
