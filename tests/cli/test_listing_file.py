"""Saved listings read back; a file that is not one is refused with its place."""

from __future__ import annotations

import io
import json
import sys
from typing import TYPE_CHECKING, Any

import pytest
from endpoint_roster import Endpoint, EndpointState, Listing, Price, RateLimit, to_dict
from endpoint_roster_cli.listing_file import ListingFileError, read_listing
from endpoint_roster_cli.output.text import to_json
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FORMATS = ("json", "jsonl")
#: What acts on terminals, spreadsheets, or readers.
TEXTS = st.text(st.characters(codec=None), max_size=12) | st.sampled_from(
    [
        *("\x1b[2J", "line\nbreak\r", "\u202egnp.exe", "lone \ud800 surrogate", "tag\U000e0041"),
        *("=1+2", "+1", "@x", "-", "'", "''x", "\\n", "a;=b", '"', "no", "1e3", "2026-01-01", "~"),
        *("null", "", " ", "* alias", "&a b", "# no comment", ": ", "\ufeff", "\x85", "\u2028"),
    ]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=4,
)
LISTINGS = st.lists(
    st.builds(
        Endpoint,
        st.just("ppio"),
        TEXTS,
        TEXTS,
        **dict.fromkeys(("name", "model", "owner", "description"), st.none() | TEXTS),
        state=st.sampled_from(EndpointState),
        rate_limit=st.none() | st.builds(RateLimit, st.integers(0, 2**63 - 1), st.none()),
        prices=st.lists(
            st.builds(Price, TEXTS, st.decimals(0, 1, places=30), TEXTS, TEXTS), max_size=1
        ),
        tags=st.dictionaries(TEXTS, TEXTS, max_size=2),
        raw=JSON,
    ),
    max_size=3,
).map(lambda endpoints: Listing(endpoints, [], complete=True))


def written(listing: Listing, form: str) -> str:
    data = to_dict(listing)
    if form == "json":
        return to_json(data, indent=2)
    return "".join(f"{to_json(one)}\n" for one in data["endpoints"])


@pytest.mark.parametrize("form", FORMATS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(LISTINGS)
def test_whatever_was_written_reads_back_equal(tmp_path: Path, form: str, saved: Listing) -> None:
    file = tmp_path / f"saved.{form}"
    file.write_bytes(written(saved, form).encode())
    assert read_listing(str(file)) == saved


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", ["saved", "saved.txt"])
def test_the_format_follows_from_the_content(
    roster: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str, name: str
) -> None:
    listed = roster("list", "--sim", "--sim-endpoints", "3", "-o", form)
    assert listed.code == 0
    file = tmp_path / name
    file.write_bytes(listed.out.encode())
    listing = read_listing(str(file))
    assert len(listing.endpoints) == 15
    assert listing.complete
    note = f"roster: {file}: jsonl has no failures, so it is taken as complete\n"
    assert capsys.readouterr().err == (note if form == "jsonl" else "")


def test_an_incomplete_listing_stays_so(roster: Any, tmp_path: Path) -> None:
    env = {"TOGETHER_API_KEY": "k", "TOGETHER_BASE_URL": "http://127.0.0.1:9/v1"}
    listed = roster("list", "-o", "json", env=env)
    assert listed.code == 3
    file = tmp_path / "broken.json"
    file.write_text(listed.out, encoding="utf-8")
    listing = read_listing(str(file))
    assert not listing.complete
    assert [failure.provider for failure in listing.failures] == ["together"]


@pytest.fixture
def save(tmp_path: Path) -> Callable[[str, bytes | str], str]:
    def save(name: str, content: bytes | str) -> str:
        file = tmp_path / name
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(file)

    return save


ONE = {"provider": "ppio", "account": "a", "id": "1"}
DOCUMENT = {"endpoints": [ONE], "failures": [], "complete": True}
LINE = json.dumps(ONE)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.json", json.dumps(DOCUMENT)),
        ("a.json", f"\n  {json.dumps(DOCUMENT, indent=1)}\n\n"),
        ("a.json", b"\xef\xbb\xbf" + json.dumps(DOCUMENT).encode()),
        ("a.json", json.dumps(DOCUMENT).encode("utf-16")),
        ("a.json", b"\xfe\xff" + json.dumps(DOCUMENT).encode("utf-16-be")),
        ("a.json", json.dumps(DOCUMENT, indent=1).replace("\n", "\r\n").encode("utf-32")),
        ("a.jsonl", f"{LINE}\r\n".encode("utf-8-sig")),
        ("a.jsonl", f"{LINE}\r\n".encode("utf-16")),
        ("a.json", LINE),
        ("a.json", f"{LINE}\n"),
        ("a.jsonl", f"\n{LINE}\r\n\r\n"),
    ],
)
def test_ways_to_write_the_same(save: Any, name: str, content: bytes | str) -> None:
    assert read_listing(save(name, content)).endpoints == [Endpoint("ppio", "a", "1")]


def test_no_line_is_no_endpoint(save: Any) -> None:
    assert read_listing(save("a.jsonl", "")).endpoints == []


def test_stdin_is_a_file_too(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.TextIOWrapper(io.BytesIO(json.dumps(DOCUMENT).encode()), "utf-8")
    monkeypatch.setattr(sys, "stdin", stream)
    assert len(read_listing("-").endpoints) == 1
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b" \n")))
    with pytest.raises(
        ListingFileError, match=r"^stdin: it is empty; expected what `roster list -o json`"
    ):
        read_listing("-")


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("a.json", "", "a.json: it is empty"),
        (
            "a",
            "hello",
            "a, line 1, column 1: this is not JSON: Expecting value; expected what"
            " `roster list -o json` or jsonl writes.",
        ),
        ("a.json", b"\xff\x00", "a.json: it is UTF-16 without a byte order mark, or no text"),
        ("a.json", b"\xff\xfe{\x00\x00", "a.json: it is not UTF-16 at byte 4"),
        ("a.json", '{"endpoints": [\n  {"id": 1,}', "a.json, line 2, column 12: this is not JSON"),
        ("a.json", '{"endpoints": NaN}', "line 1: this is not JSON: NaN is not a number in JSON"),
        ("a.json", "[" * 100_000, "line 1: this is not JSON"),
        ("a.json", '{"endpoints": 1' + "0" * 5000 + "}", "line 1: this is not JSON"),
        ("a.json", "[]", "the data must be an object, not a list"),
        ("a.json", '{"groups": []}', "endpoints is missing"),
        (
            "a.json",
            json.dumps(DOCUMENT | {"endpoints": [ONE, ONE | {"name": 5}]}),
            "a.json: endpoints[1].name must be a string, not a number",
        ),
        ("a.jsonl", f"{LINE}\n\n{LINE[:-1]}", "a.jsonl, line 3, column 47: this is not JSON"),
        ("a", f'{LINE}\n\n{{"provider": "p"}}', "a, line 3: account is missing"),
        ("a.jsonl", f"{LINE}\n5", "a.jsonl, line 2: must be an object, not a number"),
        ("a.csv", "provider,account,id\nppio,a,1\n", "a.csv, line 1, column 1: this is not JSON"),
        ("a.yaml", "endpoints: []\n", "a.yaml, line 1, column 1: this is not JSON"),
        ("\x1b[2J.json", "", "\\x1b[2J.json: it is empty"),
    ],
)
def test_what_is_no_listing_is_refused(save: Any, name: str, content: str, fault: str) -> None:
    with pytest.raises(ListingFileError) as caught:
        read_listing(save(name, content))
    assert caught.value.exit_code == 2
    assert fault in caught.value.message
    assert caught.value.message.isprintable()


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(ListingFileError, match=r"nowhere\.json: it cannot be read: No such file"):
        read_listing(str(tmp_path / "nowhere.json"))
    with pytest.raises(ListingFileError, match="cannot be read: Is a directory"):
        read_listing(str(tmp_path))
