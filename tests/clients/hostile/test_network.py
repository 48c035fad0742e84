"""Certificates and proxies over real sockets, from the environment and from arguments."""

import datetime as dt
import os
import socket
import ssl
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import trustme
from support.raw_server import Script, Server, Wire, encoded, http, say, say_and_close

from .calling import BRIEF, listed
from .cells import Fails
from .checks import check_error
from .comparing import differences
from .samples import SAMPLES, Sample

TESTS = Path(__file__).resolve().parents[2]

each_sample = pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.provider)
each_way = pytest.mark.parametrize("way", ["sync", "async"])

NO_TRUST = Fails("TransportError", "tls")
NO_CONNECTION = Fails("TransportError", "connect")
REFUSED_BY_PROXY = Fails("TransportError", "proxy")
LATE = Fails("ClientTimeoutError", "timeout")
#: A host that does not exist.
ELSEWHERE = "http://api.invalid"
PASSWORD = "fake-password-5c20e7"


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="module")
def authority_file(authority: trustme.CA, tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("authority") / "ca.pem"
    authority.cert_pem.write_to_path(str(path))
    return str(path)


def identity(authority: trustme.CA, name: str = "127.0.0.1", **options: Any) -> ssl.SSLContext:
    """A server's TLS context with a certificate for this name."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate: Any = authority.issue_cert(name, **options)
    certificate.configure_cert(context)
    return context


@pytest.fixture(scope="module")
def secure(authority: trustme.CA) -> Iterator[Server]:
    with Server(tls=identity(authority)) as server:
        yield server


def page_of(sample: Sample) -> Script:
    return say(http(sample.body))


def reads(way: str, sample: Sample, address: str, **options: Any) -> None:
    page = listed(way, sample, address, **options)
    assert list(differences(page.to_dict(), sample.body)) == []


def fails(way: str, sample: Sample, address: str, expected: Fails, **options: Any) -> Any:
    with pytest.raises(sample.client.package.ClientError) as caught:
        listed(way, sample, address, **options)
    check_error(caught.value, sample, expected)
    return caught.value


class TestAuthorities:
    @each_sample
    @each_way
    def test_as_a_path(self, way: str, sample: Sample, secure: Server, authority_file: str) -> None:
        reads(way, sample, secure.play(page_of(sample)), verify=authority_file)

    @each_sample
    @each_way
    def test_from_the_environment(
        self,
        way: str,
        sample: Sample,
        secure: Server,
        authority_file: str,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setenv("SSL_CERT_FILE", authority_file)
        reads(way, sample, secure.play(page_of(sample)))

    @each_sample
    @each_way
    def test_from_the_environment_for_a_given_transport(
        self,
        way: str,
        sample: Sample,
        secure: Server,
        authority_file: str,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setenv("SSL_CERT_FILE", authority_file)
        reads(way, sample, secure.play(page_of(sample)), given=given_transport)

    @each_sample
    @each_way
    def test_as_a_context(
        self, way: str, sample: Sample, secure: Server, authority_file: str
    ) -> None:
        context = ssl.create_default_context(cafile=authority_file)
        reads(way, sample, secure.play(page_of(sample)), verify=context)

    @each_sample
    @each_way
    def test_switched_off(self, way: str, sample: Sample, secure: Server) -> None:
        reads(way, sample, secure.play(page_of(sample)), verify=False)

    @each_sample
    @each_way
    def test_unknown(self, way: str, sample: Sample, secure: Server) -> None:
        before = len(secure.requests)
        fails(way, sample, secure.play(page_of(sample)), NO_TRUST)
        assert len(secure.requests) == before

    @each_sample
    @each_way
    def test_of_another_one(self, way: str, sample: Sample, secure: Server, tmp_path: Path) -> None:
        other = tmp_path / "other.pem"
        trustme.CA().cert_pem.write_to_path(str(other))
        fails(way, sample, secure.play(page_of(sample)), NO_TRUST, verify=str(other))

    @each_sample
    @each_way
    def test_for_another_host(
        self, way: str, sample: Sample, authority: trustme.CA, authority_file: str
    ) -> None:
        with Server(tls=identity(authority, "api.example.com")) as server:
            address = server.play(page_of(sample))
            fails(way, sample, address, NO_TRUST, verify=authority_file)

    @each_sample
    @each_way
    def test_out_of_date(
        self, way: str, sample: Sample, authority: trustme.CA, authority_file: str
    ) -> None:
        dates = dt.datetime(2020, 1, 1), dt.datetime(2020, 1, 2)
        past = identity(authority, not_before=dates[0], not_after=dates[1])
        with Server(tls=past) as server:
            address = server.play(page_of(sample))
            fails(way, sample, address, NO_TRUST, verify=authority_file)

    @each_sample
    @pytest.mark.parametrize(
        "content", [None, b"", b"no certificate"], ids=["missing", "empty", "text"]
    )
    @each_way
    def test_that_cannot_be_loaded(
        self, way: str, sample: Sample, secure: Server, tmp_path: Path, content: bytes | None
    ) -> None:
        """The caller's mistake: the argument is named, when the client is made or at a call."""
        path = tmp_path / "authorities.pem"
        if content is not None:
            path.write_bytes(content)
        with pytest.raises(sample.client.package.ArgumentError, match="verify"):
            listed(way, sample, secure.play(page_of(sample)), verify=str(path))


class TestAddresses:
    @each_sample
    @pytest.mark.parametrize(
        "address",
        ["http://", "http://[::1", "http://exa mple.com", "http://127.0.0.1:99999", "http://a:b:c"],
    )
    @each_way
    def test_that_cannot_be(self, way: str, sample: Sample, address: str) -> None:
        """The caller's mistake: said when the client is made."""
        with pytest.raises(sample.client.package.ArgumentError, match="base_url"):
            listed(way, sample, address)

    @each_sample
    @each_way
    def test_that_nobody_serves(self, way: str, sample: Sample) -> None:
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
        fails(way, sample, f"http://127.0.0.1:{port}", NO_CONNECTION)


class TestHandshakes:
    @each_sample
    @each_way
    def test_answered_in_plain_text(self, way: str, sample: Sample) -> None:
        def answer(wire: Wire) -> None:
            wire.listen()
            wire.send(http(b"", 400))
            wire.close()

        with Server(greeting=answer) as server:
            address = f"https://127.0.0.1:{server.port}"
            fails(way, sample, address, NO_TRUST)

    @each_sample
    @each_way
    def test_hung_up_on(self, way: str, sample: Sample) -> None:
        def answer(wire: Wire) -> None:
            wire.listen()
            wire.close()

        error = sample.client.package.TransportError
        with Server(greeting=answer) as server, pytest.raises(error) as caught:
            listed(way, sample, f"https://127.0.0.1:{server.port}")
        assert caught.value.kind in ("tls", "connect")

    @each_sample
    @each_way
    def test_never_answered(self, way: str, sample: Sample) -> None:
        with Server(greeting=Wire.hold) as server:
            fails(way, sample, f"https://127.0.0.1:{server.port}", LATE, **BRIEF)

    @each_sample
    @each_way
    def test_asked_for_in_plain_text(self, way: str, sample: Sample, secure: Server) -> None:
        """A client that speaks plainly to a server of TLS."""
        broken = Fails("TransportError", "transport")
        fails(way, sample, f"http://127.0.0.1:{secure.port}", broken)


PROGRAM = """
import asyncio, gc, ssl, sys
from clients.hostile.calling import async_client_of, client_of
from clients.hostile.samples import SAMPLES

clients = []
async def list_all():
    for sample, address in zip(SAMPLES, sys.argv[1:], strict=True):
        both = client_of(sample, address, {}), async_client_of(sample, address, {})
        clients.append(both)
        both[0].call(sample.client.request())
        await both[1].call(sample.client.request())
    contexts = [each for each in gc.get_objects() if isinstance(each, ssl.SSLContext)]
    print(sum(1 for each in contexts if each.cert_store_stats()["x509_ca"]))
    for one, other in clients:
        one.close()
        await other.aclose()
asyncio.run(list_all())
"""


class TestContexts:
    """How many times the certificates of the authorities are read, in a process of its own."""

    def count(self, server: Server, **variables: str) -> str:
        addresses = [server.play(page_of(sample)) for sample in SAMPLES]
        environment = {**os.environ, "PYTHONPATH": str(TESTS), **variables}
        command = [sys.executable, "-W", "error", "-c", PROGRAM, *addresses]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert done.stderr == ""
        return done.stdout.strip()

    def test_one_serves_all_clients_both_ways(self, secure: Server, authority_file: str) -> None:
        assert self.count(secure, SSL_CERT_FILE=authority_file) == "1"

    def test_none_is_made_for_plain_addresses(self, server: Server) -> None:
        assert self.count(server) == "0"


def given_client(way: str) -> Any:
    """An httpx client of one's own."""
    return httpx.Client() if way == "sync" else httpx.AsyncClient()


def given_transport(way: str) -> Any:
    """An httpx client of one's own with a transport of one's own."""
    if way == "sync":
        return httpx.Client(transport=httpx.HTTPTransport(retries=1))
    return httpx.AsyncClient(transport=httpx.AsyncHTTPTransport(retries=1))


class TestProxies:
    @each_sample
    @pytest.mark.parametrize("variable", ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"])
    @each_way
    def test_from_the_environment(
        self, way: str, sample: Sample, monkeypatch: pytest.MonkeyPatch, variable: str
    ) -> None:
        with Server(otherwise=page_of(sample)) as proxy:
            monkeypatch.setenv(variable, proxy.address)
            reads(way, sample, ELSEWHERE)
            assert proxy.requests[0].target.startswith(f"{ELSEWHERE}/")

    @each_sample
    @each_way
    def test_from_the_environment_for_a_given_client(
        self, way: str, sample: Sample, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """httpx asks the environment itself."""
        with Server(otherwise=page_of(sample)) as proxy:
            monkeypatch.setenv("HTTP_PROXY", proxy.address)
            reads(way, sample, ELSEWHERE, given=given_client)
            assert proxy.requests[0].target.startswith(f"{ELSEWHERE}/")

    @each_sample
    @each_way
    def test_from_the_environment_not_for_a_given_transport(
        self,
        way: str,
        sample: Sample,
        server: Server,
        trap: Server,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        """Who brings a transport decides; the environment does not."""
        monkeypatch.setenv("HTTP_PROXY", trap.address)
        reads(way, sample, server.play(page_of(sample)), given=given_transport)
        assert trap.accepted == 0

    @each_sample
    @pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
    @each_way
    def test_from_the_environment_not_for_this_machine(
        self,
        way: str,
        sample: Sample,
        server: Server,
        trap: Server,
        monkeypatch: pytest.MonkeyPatch,
        host: str,
    ) -> None:
        for name in ("HTTP_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(name, trap.address)
        reads(way, sample, server.play(page_of(sample)).replace("127.0.0.1", host))
        assert trap.accepted == 0

    @each_sample
    @each_way
    def test_as_an_argument(self, way: str, sample: Sample, trap: Server) -> None:
        with Server(otherwise=page_of(sample)) as proxy:
            reads(way, sample, trap.address, proxy=proxy.address)
            assert len(proxy.requests) == 1
        assert trap.accepted == 0

    @each_sample
    @pytest.mark.parametrize(
        "exempt",
        ["0.0.0.0", "*", "example.com, 0.0.0.0", "localhost,0.0.0.0,::1,.corp,10.0.0.0/8"],
    )
    @each_way
    def test_exempt_hosts(
        self,
        way: str,
        sample: Sample,
        server: Server,
        trap: Server,
        monkeypatch: pytest.MonkeyPatch,
        exempt: str,
    ) -> None:
        """The address that leads to this machine and yet is not known as one of it."""
        monkeypatch.setenv("HTTP_PROXY", trap.address)
        monkeypatch.setenv("NO_PROXY", exempt)
        reads(way, sample, server.play(page_of(sample)).replace("127.0.0.1", "0.0.0.0"))
        assert trap.accepted == 0

    @each_sample
    @each_way
    def test_that_nobody_serves(
        self, way: str, sample: Sample, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
        monkeypatch.setenv("HTTP_PROXY", f"http://user:{PASSWORD}@127.0.0.1:{port}")
        error = fails(way, sample, "http://api.example.com", NO_CONNECTION)
        assert PASSWORD not in f"{error!r}{vars(error)!r}"

    @each_sample
    @each_way
    def test_that_asks_for_a_password(
        self, way: str, sample: Sample, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with Server(otherwise=say(http(b"", 407))) as proxy:
            address = f"http://user:{PASSWORD}@127.0.0.1:{proxy.port}"
            monkeypatch.setenv("HTTP_PROXY", address)
            expected = Fails("ApiError", "status", 407)
            error = fails(way, sample, "http://api.example.com", expected)
            assert b"\r\nproxy-authorization: basic " in proxy.requests[0].head.lower()
        assert PASSWORD not in f"{error!r}{vars(error)!r}"

    @each_sample
    @each_way
    def test_that_refuses_to_connect(
        self, way: str, sample: Sample, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with Server(otherwise=say_and_close(http(b"", 403))) as proxy:
            monkeypatch.setenv("HTTPS_PROXY", proxy.address)
            fails(way, sample, "https://api.example.com", REFUSED_BY_PROXY)
            assert proxy.requests[0].target == "api.example.com:443"
            assert b"authorization" not in proxy.requests[0].head.lower()

    @each_sample
    @each_way
    def test_that_connects(
        self,
        way: str,
        sample: Sample,
        authority: trustme.CA,
        authority_file: str,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        """A tunnel: the host's certificate counts, and the proxy sees no credential."""
        context = identity(authority, "api.example.com")

        def answer(wire: Wire) -> None:
            if proxy.requests[-1].head.startswith(b"CONNECT"):
                wire.send(b"HTTP/1.1 200 Connected\r\n\r\n")
                wire.start_tls(context)
            else:
                wire.send(http(sample.body))

        with Server(otherwise=answer) as proxy:
            monkeypatch.setenv("HTTPS_PROXY", proxy.address)
            monkeypatch.setenv("SSL_CERT_FILE", authority_file)
            reads(way, sample, "https://api.example.com")
            connect, _ = proxy.requests
            assert b"authorization" not in connect.head.lower()

    @each_sample
    @each_way
    def test_that_is_silent(
        self, way: str, sample: Sample, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with Server(otherwise=Wire.hold) as proxy:
            monkeypatch.setenv("HTTPS_PROXY", proxy.address)
            fails(way, sample, "https://api.example.com", LATE, **BRIEF)

    @each_sample
    @pytest.mark.parametrize(
        ("variable", "value"),
        [
            ("NO_PROXY", "localhost,[::1]"),
            ("NO_PROXY", "exa mple.com"),
            ("HTTP_PROXY", "http://[::1"),
            ("HTTP_PROXY", "127.0.0.1:99999"),
            ("HTTP_PROXY", "ftp://127.0.0.1"),
        ],
    )
    @each_way
    def test_settings_that_make_no_sense(
        self,
        way: str,
        sample: Sample,
        server: Server,
        monkeypatch: pytest.MonkeyPatch,
        variable: str,
        value: str,
    ) -> None:
        """They may be passed over or refused, but not by an exception of httpx."""
        monkeypatch.setenv("ALL_PROXY", server.address)
        monkeypatch.setenv(variable, value)
        address = server.play(page_of(sample))
        try:
            page = listed(way, sample, address)
        except (sample.client.package.TransportError, sample.client.package.ArgumentError):
            return
        assert list(differences(page.to_dict(), sample.body)) == []


@each_way
def test_a_long_answer_whose_headers_end_unusually_is_kept_once(server: Server, way: str) -> None:
    (sample,) = (sample for sample in SAMPLES if sample.provider == "together")
    content = encoded(sample.body) + b" " * 2**23
    answer = b"HTTP/1.1 200 OK\nContent-Length: %d\n\n" % len(content) + content
    address = server.play(say(answer))
    listed(way, sample, address)  # what is loaded once does not count
    tracemalloc.start()
    try:
        page = listed(way, sample, address)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert list(differences(page.to_dict(), sample.body)) == []
    assert peak < 2.6 * len(content), "in pieces, whole, and nothing more"
