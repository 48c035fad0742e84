from collections.abc import Iterator

import pytest
from endpoint_roster_core.auth import HuaweiPasswordAuth

from .cloud import PASSWORD, Cloud


@pytest.fixture(autouse=True)
def direct(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reach loopback without the proxy that this machine may be set up with."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


@pytest.fixture
def cloud() -> Iterator[Cloud]:
    with Cloud().running() as running:
        yield running


@pytest.fixture
def auth(cloud: Cloud) -> HuaweiPasswordAuth:
    return HuaweiPasswordAuth(
        "reader",
        PASSWORD,
        "acme",
        project="cn-southwest-2",
        iam_url=cloud.iam_url,
        clock=cloud.clock,
    )
