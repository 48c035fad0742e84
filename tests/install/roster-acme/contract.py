"""Acme's own test suite: the inherited contract, against a small server on loopback."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest
from endpoint_roster import Account, Roster
from endpoint_roster.testing import ProviderContract

if TYPE_CHECKING:
    from collections.abc import Iterator

KEY = "acme-key-0123456789"
ITEMS = [
    {"id": f"acme-{n}", "state": ["up", "down", "on fire"][n % 3], "created": "2026-01-02T03:04Z"}
    for n in range(5)
]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        query = parse_qs(urlsplit(self.path).query)
        begin = int(query["after"][0])
        end = begin + int(query["limit"][0])
        page: Any = {"items": ITEMS[begin:end], "next": end if end < len(ITEMS) else None}
        allowed = self.headers["Authorization"] == f"Bearer {KEY}"
        body = json.dumps(page if allowed else {"error": "who are you?"}).encode()
        self.send_response(200 if allowed else 401)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        pass


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


class TestAcme(ProviderContract):
    @pytest.fixture
    def account(self, address: str) -> Account:
        return Account("acme", "mine", api_key=KEY, base_url=address)

    @pytest.fixture
    def expected_ids(self) -> list[str]:
        return [item["id"] for item in ITEMS]


def test_it_is_listed_beside_the_others(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where providers are installed that are broken, each in its own way."""
    for name in ("ACME", "BAD_CONNECT", "BAD_STEPS"):
        monkeypatch.setenv(f"{name}_API_KEY", KEY)
    monkeypatch.setenv("ACME_BASE_URL", address)
    with Roster.from_env() as roster:
        listing = roster.list().collect()
    assert [endpoint.id for endpoint in listing.endpoints] == [item["id"] for item in ITEMS]
    by_provider = {failure.provider: failure for failure in listing.failures}
    assert sorted(by_provider) == ["bad_connect", "bad_steps"]
    for failure in by_provider.values():
        assert failure.kind == "internal"
        assert "RuntimeError: broken on purpose" in failure.cause


def test_what_cannot_be_loaded_is_logged(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("ACME_API_KEY", KEY)
    with Roster.from_env() as roster:
        assert [account.provider for account in roster.accounts] == ["acme"]
    assert "the provider bad_import cannot be loaded: ImportError" in caplog.text
    assert "the provider bad_class cannot be used: it is not a subclass" in caplog.text
    assert caplog.text.count("Update or remove roster-broken.") == 2
