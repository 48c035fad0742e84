"""What a check of an account finds on the way to the provider: connections, TLS, proxies."""

from __future__ import annotations

import socket
import sys
import threading
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest
import trustme
from endpoint_roster import Account, Clock, Diagnosis
from support.certificates import identity
from support.checkups import EMPTY, PASSWORD, SECRET, broken, check, step, together
from support.limits import with_a_limit
from support.raw_server import Script, Server, Wire, http, say, say_and_close

if TYPE_CHECKING:
    from pathlib import Path

    from endpoint_roster_sim import Simulator


@pytest.fixture
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def trusted(authority: trustme.CA, tmp_path: Path) -> str:
    path = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(str(path))
    return str(path)


def unused_port() -> int:
    """A port that nothing listens at."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return taken.getsockname()[1]


# --- connections


def test_a_port_that_nothing_listens_at() -> None:
    port = unused_port()
    failed = broken(check(together(f"http://127.0.0.1:{port}")))
    assert failed.name == "host"
    assert failed.detail == f"127.0.0.1:{port}: connection refused"
    assert "base_url" in failed.advice


def test_an_address_of_ipv6() -> None:
    failed = broken(check(together("http://[::1]:1")))
    assert failed.name == "host"
    assert failed.detail.startswith("[::1]:1: ")


@pytest.mark.skipif(sys.platform != "linux", reason="Linux never routes connections to everybody")
def test_a_network_that_cannot_be_reached() -> None:
    failed = broken(check(together("http://255.255.255.255:9")))
    assert failed.name == "host"
    assert failed.detail == "255.255.255.255:9: no route to the host"
    assert "VPN" in failed.advice


def test_a_host_that_does_not_exist() -> None:
    failed = broken(check(together("https://api.nowhere.invalid")))
    assert failed.name == "host"
    assert failed.detail.startswith("api.nowhere.invalid:443: ")
    # Where no name server can be asked, nothing shows that it does not exist.
    assert "host not found" in failed.detail or "resolved" in failed.detail


@pytest.mark.skipif(sys.platform != "linux", reason="Linux drops what its queue has no room for")
def test_a_host_that_swallows_what_is_sent() -> None:
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen(0)
        with socket.create_connection(deaf.getsockname()):  # takes the only place of the queue
            address = f"http://127.0.0.1:{deaf.getsockname()[1]}"
            failed = broken(check(together(address), timeout=0.3, max_attempts=1))
    assert failed.name == "host"
    assert "no answer within the timeout" in failed.detail
    assert "firewall" in failed.advice


def check_held(limit: str, **options: Any) -> Diagnosis:
    """Check an account of a server that never answers, until the time of an option runs out."""

    def attempt(seconds: float) -> tuple[Diagnosis, bool]:
        with Server(otherwise=Wire.hold) as server:
            diagnosis = check(together(server.address), **{limit: seconds}, **options)
            return diagnosis, bool(server.requests)

    diagnosis, _ = with_a_limit(attempt, lambda found: found[1])
    return diagnosis


def test_a_server_that_never_answers() -> None:
    diagnosis = check_held("timeout", max_attempts=1)
    failed = broken(diagnosis)
    assert failed.name == "endpoints"
    assert "timeout" in failed.detail
    assert step(diagnosis, "host").outcome == "ok"
    assert step(diagnosis, "authentication").detail == "no answer"


def test_a_deadline_that_is_too_short() -> None:
    failed = broken(check_held("deadline"))
    assert failed.name == "endpoints"
    assert "deadline" in failed.detail


def test_a_connection_that_is_made_at_the_second_try() -> None:
    """Nothing listens at the port before the first wait."""

    def serve() -> None:
        connection, _ = listener.accept()
        with connection:
            connection.recv(65_536)
            connection.sendall(EMPTY)

    async def open_up(_: float) -> None:
        listener.listen()
        server.start()

    server = threading.Thread(target=serve)
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        account = Account("ppio", api_key=SECRET, base_url=address)
        diagnosis = check(account, clock=Clock(sleep_async=open_up))
        server.join(30)
    assert diagnosis.works
    host = step(diagnosis, "host")
    assert host.outcome == "warning"
    assert host.detail.endswith(", after 1 failed try")
    assert "unsteady" in host.advice


def test_a_connection_that_breaks_at_the_first_try() -> None:
    breaks = iter([True])

    def greet(wire: Wire) -> None:
        if next(breaks, False):
            wire.reset()

    with Server(otherwise=say(EMPTY), greeting=greet) as server:
        diagnosis = check(together(server.address))
    assert diagnosis.works
    assert step(diagnosis, "host").outcome == "ok"
    assert step(diagnosis, "endpoints").outcome == "warning"


def test_the_identity_service_that_cannot_be_reached(simulator: Simulator) -> None:
    port = unused_port()
    account = Account(
        "huawei",
        base_url=simulator.describe()["huawei"]["base_url"],
        iam_url=f"http://127.0.0.1:{port}",
        username="u",
        password=SECRET,
        domain="d",
        project_id="p",
    )
    failed = broken(check(account))
    assert failed.name == "host"
    assert f"127.0.0.1:{port}" in failed.detail


def test_a_wrong_password(simulator: Simulator) -> None:
    about = simulator.describe()["huawei"]
    account = Account(
        "huawei",
        base_url=about["base_url"],
        iam_url=about["iam_url"],
        username="u",
        password=SECRET,
        domain="d",
        project_id=about["project_id"],
    )
    failed = broken(check(account))
    assert failed.name == "authentication"
    assert "password" in failed.detail


# --- TLS


def test_a_trusted_certificate(authority: trustme.CA, trusted: str) -> None:
    with Server(tls=identity(authority), otherwise=say(EMPTY)) as server:
        diagnosis = check(together(server.address), verify=trusted)
    assert diagnosis.works
    found = step(diagnosis, "tls")
    assert (found.outcome, found.detail) == ("ok", "TLSv1.3")
    assert found.seconds is not None
    assert found.seconds > 0


@pytest.mark.parametrize(
    ("name", "dates", "words", "advice"),
    [
        ("127.0.0.1", None, "certificate", "SSL_CERT_FILE"),
        ("api.example.com", None, "mismatch", "another host"),
        ("127.0.0.1", (2020, 2021), "expired", "date"),
        ("127.0.0.1", (2090, 2091), "not yet valid", "date"),
    ],
    ids=["unknown authority", "another host", "out of date", "of the future"],
)
def test_a_certificate_that_is_not_trusted(
    authority: trustme.CA,
    trusted: str,
    name: str,
    dates: tuple[int, int] | None,
    words: str,
    advice: str,
) -> None:
    valid = {}
    if dates:
        valid = {"not_before": datetime(dates[0], 1, 1), "not_after": datetime(dates[1], 1, 1)}
    verify = True if advice == "SSL_CERT_FILE" else trusted
    with Server(tls=identity(authority, name, **valid)) as server:
        failed = broken(check(together(server.address), verify=verify))
    assert failed.name == "tls"
    assert words in failed.detail
    assert advice in failed.advice


def test_certificates_that_are_not_looked_at(authority: trustme.CA) -> None:
    with Server(tls=identity(authority), otherwise=say(EMPTY)) as server:
        diagnosis = check(together(server.address), verify=False)
    assert diagnosis.works
    found = step(diagnosis, "tls")
    assert found.outcome == "warning"
    assert "verify" in found.detail
    assert "verify" in found.advice


def answers_in_plain_text(wire: Wire) -> None:
    wire.listen()
    wire.send(http(b"", 400))
    wire.close()


def hangs_up(wire: Wire) -> None:
    wire.listen()
    wire.close()


@pytest.mark.parametrize(
    ("greeting", "words"),
    [
        (answers_in_plain_text, ""),
        (hangs_up, ""),
        (Wire.hold, "not answered within the timeout"),
    ],
)
def test_a_server_that_speaks_no_tls(greeting: Script, words: str) -> None:
    def attempt(seconds: float) -> Diagnosis:
        with Server(greeting=greeting) as server:
            address = f"https://127.0.0.1:{server.port}"
            return check(together(address), timeout=seconds, max_attempts=1)

    diagnosis = with_a_limit(attempt, lambda found: step(found, "host").outcome == "ok")
    failed = broken(diagnosis)
    assert failed.name == "tls"
    assert words in failed.detail
    assert "scheme and port" in failed.advice
    assert step(diagnosis, "host").outcome == "ok"


# --- proxies


def test_a_proxy_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    with Server(otherwise=say(EMPTY)) as proxy:
        monkeypatch.setenv("HTTP_PROXY", f"http://user:{PASSWORD}@127.0.0.1:{proxy.port}")
        diagnosis = check(together("http://api.example.com"))
        assert diagnosis.works
        expected = f"the proxy 127.0.0.1:{proxy.port}, on the way to api.example.com:80"
        assert step(diagnosis, "host").detail == expected
    plain = step(diagnosis, "tls")
    assert plain.outcome == "warning"
    assert "can read the credentials" in plain.detail
    assert "https://" in plain.advice


def test_a_proxy_that_nobody_serves() -> None:
    port = unused_port()
    proxy = f"http://user:{PASSWORD}@127.0.0.1:{port}"
    failed = broken(check(together("https://api.example.com"), proxy=proxy))
    assert failed.name == "host"
    assert failed.detail.startswith(f"the proxy 127.0.0.1:{port} (on the way to api.example.com")
    assert "HTTPS_PROXY" in failed.advice


@pytest.mark.parametrize(
    ("status", "words"), [(403, "403 Forbidden"), (407, "407 Proxy Authentication"), (599, "599")]
)
def test_a_proxy_that_refuses(status: int, words: str) -> None:
    answer = http(b"", status).replace(b"\r\n", f" {PASSWORD}\r\n".encode(), 1)
    with Server(otherwise=say_and_close(answer)) as server:
        proxy = f"http://user:{PASSWORD}@127.0.0.1:{server.port}"
        failed = broken(check(together("https://api.example.com"), proxy=proxy, max_attempts=1))
    assert failed.name == "host"
    assert f"does not connect to api.example.com:443: {words}" in failed.detail
    assert "proxy" in failed.advice


def test_a_tunnel_through_a_proxy(authority: trustme.CA, trusted: str) -> None:
    context = identity(authority, "api.example.com")

    def answer(wire: Wire) -> None:
        if proxy.requests[-1].head.startswith(b"CONNECT"):
            # Its time is the proxy's own, and says nothing of the provider's.
            wire.send(b"HTTP/1.1 200 Connected\r\nDate: Thu, 01 Jan 2004 00:00:00 GMT\r\n\r\n")
            wire.start_tls(context)
        else:
            wire.send(EMPTY)

    with Server(otherwise=answer) as proxy:
        address = f"http://127.0.0.1:{proxy.port}"
        diagnosis = check(together("https://api.example.com"), proxy=address, verify=trusted)
    assert diagnosis.works
    assert "the proxy" in step(diagnosis, "host").detail
    assert step(diagnosis, "tls").detail == "TLSv1.3"
    assert diagnosis.clock_ahead is None


def test_a_proxy_whose_address_cannot_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", f"http://user:{PASSWORD}@127.0.0.1:99999")
    failed = broken(check(together("https://api.example.com")))
    assert failed.name == "client"
    assert "HTTPS_PROXY" in failed.advice
