"""What a codegen.yaml may say: the schema in settings.schema.yaml, and what no schema can say."""

import ast
from collections.abc import Iterator
from keyword import iskeyword
from pathlib import Path
from typing import Any, cast

import yaml
from documents.spec import Place, mapping
from jsonschema import Draft202012Validator, FormatChecker

from .safety import unseen

Findings = Iterator[tuple[str, str]]  # JSON pointer, what to do about it

SCHEMA = yaml.safe_load(Path(__file__).with_name("settings.schema.yaml").read_text("utf-8"))
FORMATS = FormatChecker(())
# Arguments of every client; see endpoint_roster_core.settings.
OPTIONS = frozenset(
    {
        "base_url", "clock", "deadline", "headers", "http_client", "max_attempts",
        "max_response_bytes", "options", "proxy", "self", "strict", "timeout", "verify",
    }
)  # fmt: skip
HARMLESS = (
    ast.Expression, ast.Call, ast.Constant, ast.Name, ast.Attribute, ast.Subscript, ast.BoolOp,
    ast.And, ast.Or, ast.List, ast.Tuple, ast.keyword, ast.Load,
)  # fmt: skip


def client_settings(settings: Any, provider: str) -> Findings:
    """Find what the settings of a client may not say."""
    yield from _findings(settings, "client")
    root = Place("", settings)
    for key, name in (
        ("project_name_override", f"endpoint-roster-{provider}"),
        ("package_name_override", f"endpoint_roster_{provider}"),
    ):
        if root.at(key).value not in (name, None):
            yield root.at(key).pointer, f"write {name}"
    for argument in mapping(root.at("client", "arguments").value):
        if argument in OPTIONS or iskeyword(argument):
            advice = "every client has an argument of this name: choose another"
            yield root.at("client", "arguments", argument).pointer, advice


def model_settings(settings: Any) -> Findings:
    """Find what the settings of the facade's models may not say."""
    return _findings(settings, "models")


def _findings(settings: Any, kind: str) -> Findings:
    schema = {**SCHEMA, "$ref": f"#/$defs/{kind}"}
    # Their published types leave too much open for a strict check.
    validator = cast("Any", Draft202012Validator(schema, format_checker=FORMATS))
    for error in cast("Iterator[Any]", validator.iter_errors(settings)):
        place = Place("", settings).at(*error.absolute_path)
        advice = mapping(error.schema).get("advice")
        if error.validator == "required":
            for key in cast("list[str]", error.validator_value):
                if key not in mapping(place.value):
                    yield place.at(key).pointer, "write this setting"
        else:
            yield place.pointer, advice or error.message[:200]


@FORMATS.checks("seen")
def is_seen(text: object) -> bool:
    """Whether a text has no invisible characters."""
    return not isinstance(text, str) or not unseen(text)


@FORMATS.checks("harmless")
def is_harmless(text: object) -> bool:
    """Whether a text is arguments or items, names and plain values, and nothing is called in it."""
    if not isinstance(text, str) or len(text) > 300 or "\n" in text:
        return False
    try:
        tree = ast.parse(f"f({text})", mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    nodes = [*ast.walk(tree)]
    calls = sum(isinstance(node, ast.Call) for node in nodes)
    return calls == 1 and all(isinstance(node, HARMLESS) for node in nodes)
