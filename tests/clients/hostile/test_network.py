"""Certificates and connections over real sockets, from the environment and from arguments."""

import datetime as dt
import os
import socket
import ssl
import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest
import trustme
from support.certificates import identity
from support.raw_server import Server, Wire, encoded, http, say

from .calling import BRIEF, listed
from .cells import Fails
from .comparing import differences
from .connecting import (
    LATE,
    NO_CONNECTION,
    NO_TRUST,
    fails,
    given_transport,
    page_of,
    reads,
)
from .samples import SAMPLES, Sample

TESTS = Path(__file__).resolve().parents[2]

each_sample = pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.provider)
each_way = pytest.mark.parametrize("way", ["sync", "async"])


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
