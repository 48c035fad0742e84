"""Proxies over real sockets, from the environment and from arguments."""

import socket

import pytest
import trustme
from support.certificates import identity
from support.raw_server import Server, Wire, http, say, say_and_close

from .calling import BRIEF, listed
from .cells import Fails
from .comparing import differences
from .connecting import (
    ELSEWHERE,
    LATE,
    NO_CONNECTION,
    PASSWORD,
    REFUSED_BY_PROXY,
    fails,
    given_client,
    given_transport,
    page_of,
    reads,
)
from .samples import SAMPLES, Sample

each_sample = pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.provider)
each_way = pytest.mark.parametrize("way", ["sync", "async"])


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
