from collections.abc import Iterator

import pytest
import trustme
from support.certificates import identity
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


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="module")
def authority_file(authority: trustme.CA, tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("authority") / "ca.pem"
    authority.cert_pem.write_to_path(str(path))
    return str(path)


@pytest.fixture(scope="module")
def secure(authority: trustme.CA) -> Iterator[Server]:
    with Server(tls=identity(authority)) as server:
        yield server
