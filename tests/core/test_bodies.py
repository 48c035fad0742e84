"""Bodies that others read are read, within the limit; what cannot be read says why."""

from __future__ import annotations

import gzip
import json
import zlib
from itertools import pairwise
from typing import Any

import httpx
import pytest
from endpoint_roster_core.bodies import Body, RefusedError
from hypothesis import given
from hypothesis import strategies as st
from support.clients import GeneratedClient

JSON = json.dumps({"object": "list", "data": []}).encode()
SIGNATURE = b"\x1f\x8b"
raw = zlib.compressobj(wbits=-15)
RAW = raw.compress(JSON) + raw.flush()


def gzipped(data: bytes) -> bytes:
    """Compress without the time, so that every process of a test run names its tests alike."""
    return gzip.compress(data, mtime=0)


READ: list[tuple[str, bytes, bool]] = [
    # Content-Encoding, body, whether the server should not have sent that
    ("UTF-8", JSON, True),
    ("utf-8", b"\xef\xbb\xbf" + JSON, True),
    ("none", JSON, True),
    ("binary, identity", b"\n " + JSON, True),
    ("aws-chunked", JSON, True),
    ("identity, identity", JSON, False),
    ("identity, gzip", gzipped(JSON), False),
    ("GZIP", gzipped(JSON), False),
    (" x-gzip ,", gzipped(JSON), False),
    ("gzip, UTF-8", gzipped(JSON), True),
    ("gzip, gzip", gzipped(gzipped(JSON)), False),
    ("deflate, gzip", gzipped(zlib.compress(JSON)), False),
    ("deflate", zlib.compress(JSON), False),
    ("deflate", RAW, False),
    ("gzip", gzipped(JSON[:5]) + gzipped(JSON[5:]), False),
    ("gzip", gzipped(b"") + gzipped(JSON) + gzipped(b""), False),
    ("gzip", gzipped(JSON) + b"\0" * 512, False),
    ("gzip", b"", False),
]


def send(encoding: str, content: bytes) -> Any:
    client = GeneratedClient("together")

    def answer(request: httpx.Request) -> httpx.Response:
        headers = {"Content-Encoding": encoding, "Content-Length": str(len(content))}
        return httpx.Response(200, headers=headers, stream=httpx.ByteStream(content))

    with client.connect(answer, max_attempts=1) as connection:
        return connection.send(client.request())


@pytest.mark.parametrize(("encoding", "content", "deviates"), READ)
def test_what_others_read_is_read(encoding: str, content: bytes, deviates: bool) -> None:
    if not content:  # nothing was compressed
        body = Body(100, float("inf"))
        body.expect(200, {"content-encoding": encoding})
        assert body.content() == b""
        return
    response = send(encoding, content)
    assert response.error is None
    assert response.json() == json.loads(JSON)
    found = [one for one in response.deviations() if "Encoding" in one.path]
    assert bool(found) is deviates


@pytest.mark.parametrize(
    ("encoding", "content", "words"),
    [
        ("br", b"\x0b\x02\x80{}\x03", "not asked for: br"),
        ("zstd", b"\x28\xb5\x2f\xfd\x04\x00", "not asked for: zstd"),
        ("gzip", JSON, "damaged"),
        ("gzip", gzipped(JSON)[:-1], "too early"),
        ("gzip", gzipped(JSON)[:1], "too early"),
        ("gzip", gzipped(JSON) + gzipped(JSON)[:-9], "too early"),
        ("gzip, gzip", gzipped(JSON), "damaged"),
        ("deflate", zlib.compress(JSON)[:-1], "too early"),
        ("deflate", b"\xff\xff\xff", "damaged"),
    ],
)
def test_what_cannot_be_read_says_why(encoding: str, content: bytes, words: str) -> None:
    body = Body(10_000, float("inf"))
    body.expect(200, {"content-encoding": encoding})
    with pytest.raises(RefusedError, match=words):
        read(body, [content])
    body = Body(10_000, float("inf"))
    body.expect(503, {"content-encoding": encoding})  # an error stays that error
    assert read(body, [content]) == b""


def read(body: Body, pieces: list[bytes]) -> bytes:
    for piece in pieces:
        body.add(piece)
    return body.content()


@given(
    members=st.lists(st.binary(max_size=200), min_size=1, max_size=4),
    surplus=st.sampled_from([b"", b"\0\0\0", b"more"]),
    cuts=st.lists(st.integers(0, 900), max_size=6),
    slack=st.integers(-1, 2),
)
def test_members_in_any_pieces_are_read_within_the_limit(
    members: list[bytes], surplus: bytes, cuts: list[int], slack: int
) -> None:
    expected = b"".join(members)
    sent = b"".join(map(gzipped, members)) + surplus
    body = Body(len(expected) + slack, float("inf"))
    body.expect(200, {"content-encoding": "gzip"})
    edges = [0, *sorted(min(cut, len(sent)) for cut in cuts), len(sent)]
    pieces = [sent[start:end] for start, end in pairwise(edges)]
    if slack < 0:
        with pytest.raises(RefusedError, match="larger"):
            read(body, pieces)
    else:
        assert read(body, pieces) == expected


@pytest.mark.parametrize("encoding", ["gzip", "gzip, gzip", "deflate"])
def test_a_bomb_is_refused_before_it_goes_off(encoding: str) -> None:
    content = b"0" * 50_000_000
    for name in encoding.split(", "):
        content = gzipped(content) if name == "gzip" else zlib.compress(content)
    body = Body(1000, float("inf"))
    body.expect(200, {"content-encoding": encoding})
    with pytest.raises(RefusedError, match="larger than 1,000 bytes"):
        body.add(content)


def test_a_limit_of_absurd_size_is_as_good_as_none() -> None:
    body = Body(10**400, float("inf"))
    body.expect(200, {"content-encoding": "gzip"})
    body.add(gzipped(JSON))
    assert body.content() == JSON
