"""What the maintainer sees of the lint: lines with file, place, rule, advice; an exit code."""

import shutil
from pathlib import Path

import pytest
from linting.lint import report

ACME = Path(__file__).parent / "acme"
SCHEMA = """\
$schema: https://json-schema.org/draft/2020-12/schema
type: object
properties:
  id: {type: string, description: Identifies it., examples: [a]}
"""


@pytest.fixture
def specs(tmp_path: Path) -> Path:
    """A folder of specs in which nothing is wrong."""
    folder = tmp_path / "specs"
    shutil.copytree(ACME, folder / "acme")
    (folder / "roster").mkdir()
    (folder / "roster" / "endpoint.yaml").write_text(SCHEMA)
    return folder


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def test_good_specs_pass(specs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert report(specs) == 0
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("2 files, ")


def test_a_finding_names_file_line_place_rule_and_advice(
    specs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(specs / "acme/openapi.yaml", "operationId: listEndpoints\n", "operationId: ''\n")
    assert report(specs) == 1
    assert capsys.readouterr().out == (
        "specs/acme/openapi.yaml:20: #/paths/~1endpoints/get/operationId"
        " [described-operations] give the operation its operationId\n"
    )


def test_an_unquoted_date_is_found(specs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(specs / "acme/openapi.yaml", 'const: "2024-01-01"', "const: 2024-01-01")
    assert report(specs) == 1
    assert "schema/const [plain-values] quote it" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("tags: [endpoints]", "tags: [endpoints", "specs/acme/openapi.yaml:22: [yaml]"),
        ("        next:", "        data:", "'data' stands here twice"),
    ],
)
def test_unreadable_yaml_is_one_finding(
    specs: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, line: str
) -> None:
    edit(specs / "acme/openapi.yaml", old, new)
    assert report(specs) == 1
    out = capsys.readouterr().out
    assert line in out
    assert out.count("\n") == 1


@pytest.mark.parametrize("content", [b"\xff\xfe", b"a: \x07"])
def test_a_file_that_is_no_text_is_refused(
    specs: Path, capsys: pytest.CaptureFixture[str], content: bytes
) -> None:
    (specs / "acme/openapi.yaml").write_bytes(content)
    assert report(specs) == 1
    assert "openapi.yaml:1: [yaml] not valid YAML" in capsys.readouterr().out


def test_unreadable_settings_are_named(specs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(specs / "acme/codegen.yaml", "literal_enums: true", "literal_enums: [true")
    assert report(specs) == 1
    assert capsys.readouterr().out.startswith("specs/acme/codegen.yaml:4: [yaml] ")


def test_a_refused_setting_has_its_file_and_line(
    specs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(specs / "acme/codegen.yaml", "literal_enums: true", "literal_enums: 5")
    assert report(specs) == 1
    place = "specs/acme/codegen.yaml:3: #/literal_enums [settings-match] "
    assert capsys.readouterr().out.startswith(place)


def test_a_file_without_a_mapping_is_refused(
    specs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (specs / "acme/openapi.yaml").write_text("- a list\n")
    assert report(specs) == 1
    assert "openapi.yaml:1: [yaml] the file has to hold a mapping" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["acme/openapi.yaml", "acme/notes.md", "acme/codegen.yaml"])
def test_a_missing_file_is_found(
    specs: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    (specs / name).unlink()
    assert report(specs) == 1
    assert f"specs/{name}: [files] write this file\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("type: object", "type: thing", "#/type [valid-schemas]"),
        ("description: Identifies it., ", "", "#/properties/id [described-parts]"),
        ("examples: [a]", "examples: [1]", "#/properties/id/examples/0 [true-examples]"),
        ("examples: [a]", "$ref: other.yaml", "#/properties/id [local-references]"),
    ],
)
def test_the_schema_of_our_own_models_keeps_the_rules_too(
    specs: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, place: str
) -> None:
    edit(specs / "roster/endpoint.yaml", old, new)
    assert report(specs) == 1
    assert place in capsys.readouterr().out


def test_no_specs_at_all_is_an_error(tmp_path: Path) -> None:
    assert report(tmp_path) == 1
