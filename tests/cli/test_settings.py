"""Settings from a file and from --set: what is read, and how each fault is named."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from endpoint_roster.errors import SettingProblem
from endpoint_roster_cli.settings.files import SettingsFileError
from endpoint_roster_cli.settings.reading import read_settings

if TYPE_CHECKING:
    from pathlib import Path

    from support.running import Run

SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["model", "autoscaling"],
    "properties": {
        "model": {"type": "string", "minLength": 1},
        "visibility": {"anyOf": [{"$ref": "#/$defs/Visibility"}, {"type": "null"}]},
        "autoscaling": {"$ref": "#/$defs/Autoscaling"},
        "timeout": {"type": ["integer", "null"], "minimum": 0, "maximum": 1440},
        "cache": {"type": "boolean"},
        "share": {"type": "number"},
        "ports": {"type": "array", "items": {"type": "integer"}},
        "zones": {"type": "array", "items": {"type": "string", "maxLength": 5}},
        "envs": {"type": "array", "items": {"$ref": "#/$defs/Variable"}},
        "labels": {"type": "object", "additionalProperties": {"type": "string"}},
        "source": {"oneOf": [{"$ref": "#/$defs/Image"}, {"$ref": "#/$defs/Adapter"}]},
    },
    "$defs": {
        "Visibility": {"type": "string", "enum": ["private", "internal"]},
        "Autoscaling": {
            "type": "object",
            "required": ["max"],
            "properties": {"min": {"type": "integer"}, "max": {"type": "integer"}},
        },
        "Variable": {"type": "object", "properties": {"key": {}, "value": {"type": "string"}}},
        "Image": {
            "type": "object",
            "required": ["image"],
            "properties": {"image": {"type": "string"}, "tag": {"type": "string"}},
        },
        "Adapter": {
            "type": "object",
            "required": ["adapter"],
            "properties": {"adapter": {"type": "string"}},
        },
    },
}
ENOUGH = ("model=m", "autoscaling.max=2")
FILES = {
    "toml": 'model = "m"\ntimeout = 5\n[autoscaling]\nmin = 1\nmax = 2\n[[envs]]\nkey = "A"\n',
    "json": '{\n\t"model": "m",\n\t"timeout": 5,\n\t"autoscaling": {\n\t\t"min": 1, "max": 2\n\t},'
    "\n"
    '\t"envs": [{\n\t\t"key": "A"\n\t}]\n}\n',
    "yaml": "model: m\ntimeout: 5\nautoscaling:\n  min: 1\n  max: 2\nenvs:\n- key: A\n",
}


def fault(capsys: pytest.CaptureFixture[str], *words: str, file: Path | None = None) -> str:
    """What is printed and raised, without the folder."""
    with pytest.raises(SettingsFileError) as raised:
        read_settings(str(file) if file else None, words, SCHEMA)
    printed = capsys.readouterr().err.replace("roster: ", "")
    text = f"{printed}{raised.value.message}"
    return text.replace(f"{file.parent}/", "") if file else text


@pytest.mark.parametrize("ending", FILES)
def test_a_file_of_any_kind_and_words_that_count_before_it(tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"settings.{ending}"
    file.write_text(FILES[ending], encoding="utf-8")
    read = read_settings(str(file), ["autoscaling.max=7", "cache=TRUE"], SCHEMA).values
    assert read == {
        "model": "m",
        "timeout": 5,
        "autoscaling": {"min": 1, "max": 7},
        "envs": [{"key": "A"}],
        "cache": True,
    }


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("model=7", "7"),
        ("model=a=b", "a=b"),
        ("visibility=private", "private"),
        ("timeout=10", 10),
        ("timeout=null", None),
        ("cache=false", False),
        ("share=0.5", 0.5),
        ("ports=80,443", [80, 443]),
        ("ports=[80]", [80]),
        ("zones=a, b", ["a", "b"]),
        ('envs=[{"key": "A", "value": "1"}]', [{"key": "A", "value": "1"}]),
        ('labels={"a": "b"}', {"a": "b"}),
        ("source.image=i", {"image": "i"}),
        ("labels.team=7", {"team": "7"}),
        # What is of another type is left as it is, to be refused with all the rest.
        ("timeout=soon", "soon"),
        ("share=1e999", "1e999"),
        ("share=NaN", "NaN"),
        ("ports=80,x", [80, "x"]),
    ],
)
def test_a_word_has_the_type_that_the_schema_says(word: str, value: Any) -> None:
    words = [one for one in ENOUGH if one.split("=")[0] != word.split("=")[0]]
    name = word.partition("=")[0].partition(".")[0]
    assert read_settings(None, [*words, word], SCHEMA).values[name] == value


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("modle=x", "--set modle: unknown key. Did you mean model?"),
        ("autoscaling.mxa=1", "--set autoscaling.mxa: unknown key. Did you mean max?"),
        ("autoscaling.zzz=1", "--set autoscaling.zzz: unknown key. Choose from min, max."),
        ("model.name=x", "--set model.name: model has no keys of its own"),
        ("autoscaling=2", "--set autoscaling has keys of its own: --set autoscaling.KEY=VALUE,"),
        (
            "envs=a",
            "--set envs: its items are tables or lists. Write it as JSON, or use a file.",
        ),
        ("envs=[a", "--set envs, line 1: it is not JSON: "),
        ("envs=[NaN]", "--set envs: it is not JSON: NaN is not a number in JSON"),
        ('envs=[{"key": "a", "key": "b"}]', "--set envs, line 1: the key key is there twice"),
        (f"envs={'[' * 60}{']' * 60}", "--set envs: it is nested too deeply"),
        ("model", "--set model is not like name=chat or"),
        ("=x", "--set  is not like name=chat or"),
        ("a..b=x", "--set a..b is not like name=chat or"),
    ],
)
def test_a_wrong_word_is_named_by_its_key(
    capsys: pytest.CaptureFixture[str], word: str, text: str
) -> None:
    assert fault(capsys, *ENOUGH, word).startswith(text)


def test_a_word_given_twice(capsys: pytest.CaptureFixture[str]) -> None:
    assert fault(capsys, "model=a", "model=b") == "--set model is given twice"


@pytest.mark.parametrize("ending", FILES)
def test_each_place_is_named_by_file_and_line_or_by_the_option(tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"s.{ending}"
    file.write_text(FILES[ending], encoding="utf-8")
    given = read_settings(str(file), ["autoscaling.max=7"], SCHEMA)
    first = 2 if ending == "json" else 1

    def said(*path: str | int) -> str:
        name = ".".join(map(str, path))
        return given.said(SettingProblem(path, f"{name} is wrong", ""))

    assert said("timeout") == f"{file}, line {first + 1}: timeout is wrong"
    assert said("autoscaling", "gone") == f"{file}, line {first + 2}: autoscaling.gone is wrong"
    assert said("autoscaling", "max") == "--set autoscaling.max is wrong"
    assert said("envs", 0, "key").startswith(f"{file}, line ")
    assert said("gone") == f"{file}: gone is wrong"


def test_the_same_advice_is_given_once(roster: Run, tmp_path: Path) -> None:
    file = tmp_path / "s.toml"
    file.write_text('a = 1\nname = 5\nb = 2\n[worker_config]\nmax_replicas = "x"\n')
    done = roster("create", "ppio", "--sim", "-f", str(file))
    assert (done.code, done.out) == (2, "")
    printed = done.err.replace(str(file), "s.toml").splitlines()
    lines = [line.removeprefix("roster: ") for line in printed]
    assert lines[:2] == [
        "s.toml, line 1: a is not a setting",
        "s.toml, line 3: b is not a setting",
    ]
    assert lines[2].startswith("  Choose from type, name, ")
    advice = [line for line in lines if line.startswith("  ")]
    assert advice[1:] == ["  Add what is missing.", "  Correct the value."]
    assert lines[-3:-1] == [
        "s.toml, line 2: name must be text, not a number",
        "s.toml, line 5: worker_config.max_replicas must be an integer, not text",
    ]


@pytest.mark.parametrize(
    ("name", "text", "begins"),
    [
        ("s.toml", "model = \nx", "s.toml: it is not TOML: Invalid value (at line 1"),
        ("s.json", '{"a": 1\n x}', "s.json, line 2: it is not JSON: "),
        ("s.json", '{"a": NaN}', "s.json: it is not JSON: NaN is not a number in JSON"),
        ("s.json", '{"a": 1,\n"a": 2}', "s.json, line 2: the key a is there twice"),
        ("s.yaml", "a: 1\nb: [", "s.yaml, line 2: it is not YAML: "),
        ("s.yaml", "a: 1\na: 2\n", "s.yaml, line 2: the key a is there twice"),
        ("s.yaml", "a: !!python/object:os.system x", "s.yaml, line 1: it is not YAML: "),
        ("s.yaml", "- a", "s.yaml has no keys. Write settings such as name: chat."),
        ("s.yaml", "", "s.yaml has no keys. Write settings such as name: chat."),
        ("s.txt", "a: 1", "s.txt: unknown ending. Use one of .toml, .json, .yaml, .yml."),
        ("s.toml", "\udcff", "s.toml: it is not UTF-8 at byte 0"),
    ],
)
def test_a_file_that_cannot_be_read(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str, text: str, begins: str
) -> None:
    file = tmp_path / name
    file.write_bytes(text.encode("utf-8", "surrogateescape"))
    assert fault(capsys, file=file).startswith(begins)


DEEP = f"{'[' * 900}{']' * 900}"
LONG = "9" * 5000
#: Each list has the one before it ten times: short to write, and endless to read.
TENFOLD = "".join(f"a{one}: &a{one} [{f'*a{one - 1},' * 10}]\n" for one in range(1, 10))
TOO_MUCH = {
    "deep.toml": (f"a = {DEEP}", "it is nested too deeply"),
    "deep.json": (f'{{"a": {DEEP}}}', "it is nested too deeply"),
    "deep.yaml": (f"a: {DEEP}", "it is nested too deeply"),
    "long.toml": (f"a = {LONG}", "it is not TOML: Exceeds the limit"),
    "long.json": (f'{{"a": {LONG}}}', "it is not JSON: Exceeds the limit"),
    "long.yaml": (f"a: {LONG}", "it is not YAML: Exceeds the limit"),
    "itself.yaml": ("a: &a [*a]", "it is nested too deeply"),
    "round.yaml": ("&a\nb: *a", "it is nested too deeply"),
    "tenfold.yaml": (f"a0: &a0 [x]\n{TENFOLD}", "it has more than 100,000 values"),
}


@pytest.mark.parametrize("name", TOO_MUCH)
def test_a_file_without_end_is_refused_at_once(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str
) -> None:
    text, cause = TOO_MUCH[name]
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    message = fault(capsys, file=file)
    assert message.startswith(f"{name}: ")
    assert cause in message
    assert "set_int_max_str_digits" not in message


def test_an_alias_of_yaml_is_what_it_stands_for(tmp_path: Path) -> None:
    file = tmp_path / "s.yaml"
    file.write_text("zones: &some [a, b]\nautoscaling: {min: 0}\nmodel: m\nports: *some\n")
    assert read_settings(str(file), [], SCHEMA).values["ports"] == ["a", "b"]


def test_no_file_there(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "none.toml"
    assert fault(capsys, file=file) == "none.toml cannot be read: No such file or directory"
