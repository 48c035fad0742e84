"""roster schema: complete documents that the machine outputs fit."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import endpoint_roster
import pytest
from endpoint_roster import Roster, to_dict
from endpoint_roster_cli.schemas import bundled, names, read
from generation import environment
from generation.record import FACADE, SCHEMA, is_current
from generation.record import places as written
from jsonschema import Draft202012Validator, ValidationError
from jsonschema.validators import validator_for
from referencing.exceptions import Unresolvable
from support.workspace import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

DRAFT_7 = "http://json-schema.org/draft-07/schema#"
DRAFT_2020_12 = "https://json-schema.org/draft/2020-12/schema"
#: What the facade's models are made of beside their fields.
RECORDS = Path("packages/endpoint-roster/src/endpoint_roster/records.py")
PUBLISHED = Path(endpoint_roster.__file__).with_name("listing.schema.json")


def places(value: Any, *keys: str) -> Iterator[tuple[tuple[str, ...], dict[str, Any]]]:
    """Yield every object of a document, and where it is."""
    if isinstance(value, dict):
        found = cast("dict[str, Any]", value)
        yield keys, found
        for key, item in found.items():
            yield from places(item, *keys, key)
    elif isinstance(value, list):
        for index, item in enumerate(cast("list[Any]", value)):
            yield from places(item, *keys, str(index))


def fits(document: Any, name: str) -> None:
    """Raise unless a document is as its schema says, formats of times included."""
    checker = Draft202012Validator.FORMAT_CHECKER
    validator: Any = Draft202012Validator(read(name), format_checker=checker)
    validator.validate(document)


def test_the_names_are_those_of_the_documents() -> None:
    assert {"listing", "endpoint", "providers", "config"} <= {*names()}
    assert names() == sorted(names())


@pytest.mark.parametrize("name", names())
def test_each_is_printed_and_is_a_schema(roster: Any, name: str) -> None:
    done = roster("schema", name)
    assert (done.code, done.err) == (0, "")
    schema = json.loads(done.out)
    assert schema["$schema"] == (DRAFT_7 if name == "config" else DRAFT_2020_12)
    kind: Any = validator_for(schema)
    kind.check_schema(schema)
    assert schema["title"]
    assert schema["description"]
    assert "$comment" not in schema


@pytest.mark.parametrize("name", names())
def test_each_is_complete_in_itself(name: str) -> None:
    schema = read(name)
    for _, found in places(schema):
        assert not any(key.startswith("x-") for key in found)
        reference = found.get("$ref")
        if not isinstance(reference, str):
            continue
        assert reference.startswith("#/")
        target: Any = schema
        for key in reference.removeprefix("#/").split("/"):
            target = target[key]
        assert target


@pytest.mark.parametrize("name", [name for name in names() if name != "config"])
def test_every_property_is_described_and_objects_are_closed(name: str) -> None:
    if name != "listing":
        assert read(name)["$id"] == f"urn:endpoint-roster:{name}"
    for keys, found in places(read(name)):
        # Conditions only look at what is described elsewhere.
        if not {"if", "then", "else", "not"}.isdisjoint(keys) or found.get("type") != "object":
            continue
        for key, about in found.get("properties", {}).items():
            assert about.get("description"), (*keys, key)
        closed = {"additionalProperties", "unevaluatedProperties", "oneOf", "anyOf"}
        assert not closed.isdisjoint(found), keys


def test_the_listing_is_meant_if_no_name_is_given(roster: Any) -> None:
    assert roster("schema").out == roster("schema", "listing").out


def test_all_are_listed(roster: Any) -> None:
    done = roster("schema", "--list")
    assert (done.code, done.err) == (0, "")
    head, *lines = done.out.splitlines()
    assert head.split() == ["NAME", "DESCRIBES"]
    assert [line.split()[0] for line in lines] == names()
    assert all(len(line.split()) > 3 for line in lines)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["listings"], "invalid value for NAME: 'listings'. Did you mean listing?"),
        (["listing", "--list"], "takes no name"),
    ],
)
def test_wrong_usage(roster: Any, words: list[str], reason: str) -> None:
    done = roster("schema", *words)
    assert (done.code, done.out) == (2, "")
    assert reason in done.said


def test_what_is_listed_fits(roster: Any, variables: dict[str, str]) -> None:
    broken = variables | {"TOGETHER_API_KEY": "wrong"}
    listing = json.loads(roster("list", "-o", "json", env=broken).out)
    assert listing["failures"]
    fits(listing, "listing")
    lines = roster("list", "-o", "jsonl", env=variables).out.splitlines()
    assert len(lines) == 60
    for line in lines:
        fits(json.loads(line), "endpoint")


def test_reports_of_accounts_fit(monkeypatch: Any, variables: dict[str, str]) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    with Roster.from_env() as roster:
        whole = to_dict(roster.list().collect())
    assert whole["accounts"]
    fits(whole, "listing")


@pytest.mark.parametrize(
    "change",
    [
        {"complete": "yes"},
        {"brand_new": 1},
        {"endpoints": [{"provider": "ppio", "account": "ppio"}]},
        {"endpoints": [{"provider": "p", "account": "a", "id": "i", "state": "asleep"}]},
        {"endpoints": [{"provider": "p", "account": "a", "id": "i", "brand_new": 1}]},
        {"endpoints": [{"provider": "p", "account": "a", "id": "i", "tags": {"a": 1}}]},
    ],
)
def test_what_is_no_listing_does_not_fit(change: dict[str, Any]) -> None:
    good: dict[str, Any] = {"endpoints": [], "failures": [], "complete": True}
    fits(good, "listing")
    with pytest.raises(ValidationError):
        fits(good | change, "listing")


LISTING: dict[str, Any] = {
    "$id": "urn:endpoint-roster:listing",
    "title": "Listing",
    "properties": {"all": {"items": {"$ref": "#/$defs/One"}}},
    "$defs": {
        "One": {"properties": {"more": {"$ref": "#/$defs/More"}, "$ref": {"const": "a field"}}},
        "More": {"anyOf": [{"$ref": "#/$defs/One"}, {"type": "null"}]},
        "Unused": {},
    },
}


def refer(place: str) -> dict[str, Any]:
    return {"items": {"$ref": f"urn:endpoint-roster:listing{place}"}}


def test_what_a_definition_needs_comes_along() -> None:
    made = bundled(refer("#/$defs/One"), LISTING)
    assert made == {
        "items": {"$ref": "#/$defs/One"},
        "$defs": {"More": LISTING["$defs"]["More"], "One": LISTING["$defs"]["One"]},
    }


@pytest.mark.parametrize(
    ("place", "moved"),
    [
        ("", "#/$defs/Listing"),
        ("#", "#/$defs/Listing"),
        ("#/properties/all", "#/$defs/Listing/properties/all"),
        ("#/$defs/One/properties/more", "#/$defs/One/properties/more"),
    ],
)
def test_references_of_any_depth_are_moved(place: str, moved: str) -> None:
    made = bundled(refer(place), LISTING)
    assert made["items"] == {"$ref": moved}
    validator: Any = Draft202012Validator(made)
    try:
        assert validator.is_valid([{"all": [{"more": {"more": None}}]}])
    except Unresolvable as error:  # pragma: no cover - what the test is there to find
        pytest.fail(str(error))
    assert "Unused" not in made["$defs"]
    assert ("Listing" in made["$defs"]) == ("Listing" in moved)


def test_own_definitions_and_other_references_stay() -> None:
    schema: dict[str, Any] = {"$ref": "#/$defs/Own", "$defs": {"Own": refer("#/$defs/More")}}
    made = bundled(schema, LISTING)
    assert made["$ref"] == "#/$defs/Own"
    assert [*made["$defs"]] == ["Own", "More", "One"]
    assert made["$defs"]["Own"] == {"items": {"$ref": "#/$defs/More"}}
    assert schema["$defs"]["Own"] == refer("#/$defs/More")


def test_one_name_for_two_things_is_refused() -> None:
    schema: dict[str, Any] = {**refer("#/$defs/One"), "$defs": {"One": {}}}
    with pytest.raises(ValueError, match="both define One"):
        bundled(schema, LISTING)


# How the listing's schema is made from the spec.


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of what the schema is made from; the generators' environment is shared."""
    environment.python(ROOT)
    ignored = shutil.ignore_patterns("__pycache__", "*.egg-info")
    for folder in ("specs", "scripts"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=ignored)
    (tmp_path / "generated").mkdir()
    for place in (*written(FACADE), RECORDS):
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / place, tmp_path / place)
    shutil.copyfile(ROOT / "LICENSE", tmp_path / "LICENSE")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".cache").symlink_to(ROOT / ".cache", target_is_directory=True)
    return tmp_path


def run(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(root / "scripts/regenerate.py"), *words, "roster"]
    return subprocess.run(command, check=False, capture_output=True, text=True, timeout=300)


@pytest.mark.slow
def test_the_schema_is_what_the_spec_gives(copy: Path) -> None:
    file = copy / SCHEMA
    before = file.read_bytes()
    assert run(copy).stdout == "Nothing to do: generated code is what the specs give.\n"
    assert run(copy, "--check").returncode == 0
    for damage in (before.replace(b"In UTC", b"by hand").replace(b"UTC", b"ETC"), b"{", None):
        file.unlink() if damage is None else file.write_bytes(damage)
        done = run(copy, "--check")
        assert done.returncode == 1
        what = "is missing" if damage is None else "differs"
        assert f"{SCHEMA.as_posix()}: {what}" in done.stderr
        assert f"wrote {SCHEMA.as_posix()}\n" in run(copy).stdout
        assert file.read_bytes() == before


@pytest.mark.slow
def test_a_changed_spec_changes_the_schema(copy: Path) -> None:
    spec = copy / "specs/roster/endpoint.yaml"
    spec.write_text(spec.read_text().replace("in one vocabulary", "in a vocabulary"))
    assert run(copy, "--check").returncode == 1
    assert f"wrote {SCHEMA.as_posix()}\n" in run(copy).stdout
    assert "in a vocabulary" in (copy / SCHEMA).read_text()
    assert "Nothing to do" in run(copy).stdout


def test_a_forged_record_is_noticed(copy: Path) -> None:
    file = copy / SCHEMA
    schema = json.loads(file.read_text())
    record = schema["$comment"]
    schema["$comment"] = f"{record[:-1]}{'0' if record[-1] != '0' else '1'}"
    file.write_text(json.dumps(schema))
    assert not is_current(FACADE, copy)
    file.write_text("[]")
    assert not is_current(FACADE, copy)
    assert is_current(FACADE, ROOT)


def test_the_library_publishes_what_the_spec_says() -> None:
    published = json.loads(PUBLISHED.read_text(encoding="utf-8"))
    assert published["$id"] == "urn:endpoint-roster:listing"
    assert "do not edit" in published["$comment"]
    assert all(about["title"] == name for name, about in published["$defs"].items())
