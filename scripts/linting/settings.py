"""What a codegen.yaml may say: nothing that runs a program, reads another file or adds code."""

import ast
import re
from collections.abc import Iterator
from keyword import iskeyword
from typing import Any, cast

from documents.spec import Place, mapping

from .safety import unseen

Findings = Iterator[tuple[str, str]]  # JSON pointer, what to do about it

CLIENT_SWITCHES = frozenset({"literal_enums"})
CLIENT_KEYS = CLIENT_SWITCHES | {
    "project_name_override", "package_name_override", "client", "operations", "package",
}  # fmt: skip
# What the client is made of, by pattern.
NAME = r"[A-Za-z][A-Za-z0-9_]*"
CLIENT_WORDS = {
    "name": r"[A-Z][A-Za-z0-9]*",
    "credentials": "bearer|huawei|volcengine",
    "region": r"[a-z0-9-]+",
    "base_url_variable": r"[A-Z][A-Z0-9_]*",
    "text": r"[^\n]{1,200}",
}
OPERATION_WORDS = {"method": r"[a-z][a-z_]*", "effect": "read|idempotent|change|create"}
PAGING_WORDS = {
    "items": NAME + rf"(\.{NAME})*", "style": "single|cursor|numbered", "more": NAME,
    "size": NAME + rf"(\.{NAME})*", "total": NAME + rf"(\.{NAME})*", "pages": NAME,
}  # fmt: skip
# Arguments of every client; see endpoint_roster_core.settings.
OPTIONS = frozenset(
    {
        "base_url", "clock", "deadline", "headers", "http_client", "max_attempts",
        "max_response_bytes", "options", "proxy", "self", "strict", "timeout", "verify",
    }
)  # fmt: skip
PAGING_PAIRS = ("cursor", "number")
# Of what the README shows: calls of ours, in which nothing but names and values stands.
SHOWN = {"arguments": "f({})", "columns": "f({})", "raw_arguments": "f({})"}
PACKAGE_TEXTS = frozenset({"authentication"})
PACKAGE_KEYS = {"arguments", "authentication", "columns"}
HARMLESS = (
    ast.Expression, ast.Constant, ast.Name, ast.Attribute, ast.Subscript, ast.BoolOp, ast.And,
    ast.Or, ast.List, ast.Tuple, ast.keyword, ast.Load,
)  # fmt: skip
# Options of datamodel-codegen. Not among them: those that name files, addresses, or code.
MODEL_SWITCHES = frozenset(
    {
        "capitalise-enum-members", "disable-timestamp", "ignore-pyproject",
        "no-allow-remote-refs", "strict-nullable", "strict-refs", "use-double-quotes",
        "use-inline-field-description", "use-schema-description", "use-single-line-docstring",
        "use-specialized-enum", "use-standard-primitive-types",
    }
)  # fmt: skip
MODEL_WORDS = {
    "output-model-type": r"dataclasses\.dataclass",
    "target-python-version": r"3\.\d\d",
    "input-file-type": "jsonschema",
    "schema-version": "2020-12",
    "output-datetime-class": "datetime",
    "deserialize-default-values": "enum",
    "field-extra-keys-without-x-prefix": r"x-(repr|compare)",
    "formatters": "builtin",
}
REQUIRED_SWITCHES = frozenset({"no-allow-remote-refs", "strict-refs", "ignore-pyproject"})


def client_settings(settings: Any, provider: str) -> Findings:
    """Find what the settings of a client may not say."""
    root = Place("", settings)
    for key in mapping(settings).keys() - CLIENT_KEYS:
        yield root.at(key).pointer, "this setting is not among those that a spec may choose"
    names = {"project_name_override": f"endpoint-roster-{provider}"}
    names["package_name_override"] = f"endpoint_roster_{provider}"
    for key, name in names.items():
        if root.at(key).value != name:
            yield root.at(key).pointer, f"write {name}"
    for key in sorted(CLIENT_SWITCHES & mapping(settings).keys()):
        if not isinstance(root.at(key).value, bool):
            yield root.at(key).pointer, "write true or false"
    package = root.at("package")
    for key in mapping(package.value).keys() - PACKAGE_KEYS - {"raw_arguments"}:
        yield package.at(key).pointer, "this setting is not among those that a spec may choose"
    if not mapping(package.value).keys() >= PACKAGE_KEYS:
        yield package.pointer, f"give {', '.join(sorted(PACKAGE_KEYS))}"
        return
    for key in sorted(PACKAGE_TEXTS):
        text: object = package.at(key).value
        if text is not None and (not isinstance(text, str) or unseen(text)):
            yield package.at(key).pointer, "write a text"
    for key, frame in SHOWN.items():
        shown: object = package.at(key).value
        if shown is None and key not in PACKAGE_KEYS:
            continue
        if not is_harmless(shown, frame):
            yield package.at(key).pointer, "write names and values only: the README shows it"
    yield from _client(root.at("client"))
    for operation in root.at("operations").children():
        yield from _operation(operation)


def _client(client: Place) -> Findings:
    """Find what the settings of a client's class may not say."""
    known = {*CLIENT_WORDS, "optional", "arguments", "regions"}
    for key in mapping(client.value).keys() - known:
        yield client.at(key).pointer, "this setting is not among those that a spec may choose"
    for key, pattern in CLIENT_WORDS.items():
        value: object = client.at(key).value
        if value is None and key == "region":
            continue
        if not isinstance(value, str) or not re.fullmatch(pattern, value):
            yield client.at(key).pointer, f"write a text like {pattern}"
    if not isinstance(client.at("optional").value, bool | None):
        yield client.at("optional").pointer, "write true or false"
    for argument in client.at("arguments").children():
        about = mapping(argument.value)
        variable: object = about.get("variable")
        text: object = about.get("text")
        if not re.fullmatch(r"[a-z][a-z_]*", argument.name) or about.keys() - {"variable", "text"}:
            yield argument.pointer, "give an argument's name with its variable and text"
        elif argument.name in OPTIONS or iskeyword(argument.name):
            yield argument.pointer, "every client has an argument of this name: choose another"
        elif variable is not None and not re.fullmatch(r"[A-Z][A-Z0-9_]*", str(variable)):
            yield argument.at("variable").pointer, "name an environment variable"
        elif not isinstance(text, str) or unseen(text) or "\n" in text:
            yield argument.at("text").pointer, "write a text of one line"
    regions = client.at("regions")
    if regions.value is not None:
        general: object = regions.at("general").value
        others: object = regions.at("others").value
        if not re.fullmatch(r"https://[a-z0-9.{}-]+", str(others)):
            yield regions.at("others").pointer, "write an address with {region} in it"
        words = cast("list[object]", general) if isinstance(general, list) else [None]
        if not all(re.fullmatch(r"[a-z0-9-]+", str(word)) for word in words):
            yield regions.at("general").pointer, "list names of regions"


def _operation(operation: Place) -> Findings:
    """Find what the settings of an operation may not say."""
    for key in mapping(operation.value).keys() - {*OPERATION_WORDS, "defaults", "paging"}:
        yield operation.at(key).pointer, "this setting is not among those that a spec may choose"
    yield from _words(operation, OPERATION_WORDS)
    for name, value in mapping(operation.at("defaults").value or {}).items():
        if not re.fullmatch(NAME, name) or not re.fullmatch(NAME, str(value)):
            yield operation.at("defaults", name).pointer, "name an argument and one of the client"
    paging = operation.at("paging")
    if paging.value is None:
        return
    for key in mapping(paging.value).keys() - {*PAGING_WORDS, *PAGING_PAIRS}:
        yield paging.at(key).pointer, "this setting is not among those that a spec may choose"
    yield from _words(paging, PAGING_WORDS)
    for key in PAGING_PAIRS:
        pair: object = paging.at(key).value
        words = cast("list[object]", pair) if isinstance(pair, list) else []
        fine = len(words) == 2 and all(re.fullmatch(NAME, str(word)) for word in words)
        if pair is not None and not fine:
            yield paging.at(key).pointer, "write two names"


def _words(place: Place, patterns: dict[str, str]) -> Findings:
    for key, pattern in patterns.items():
        value: object = place.at(key).value
        if value is not None and not (isinstance(value, str) and re.fullmatch(pattern, value)):
            yield place.at(key).pointer, f"write a text like {pattern}"


def is_harmless(text: Any, frame: str) -> bool:
    """Whether a text is names, fields and plain values, and nothing is called in it."""
    if not isinstance(text, str) or len(text) > 300 or "\n" in text:
        return False
    try:
        tree = ast.parse(frame.format(text), mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return len(calls) == ("(" in frame) and all(
        isinstance(node, (*HARMLESS, ast.Call)) for node in ast.walk(tree)
    )


def model_settings(settings: Any) -> Findings:
    """Find what the settings of the facade's models may not say."""
    root = Place("", settings)
    for key, value in mapping(settings).items():
        if key == "dataclass-arguments":
            flags = cast("dict[str, object]", mapping(value))
            fine = bool(flags) and all(
                re.fullmatch("[a-z_]+", name) and isinstance(flag, bool)
                for name, flag in flags.items()
            )
        elif key in MODEL_WORDS:
            words = cast("list[object]", value if isinstance(value, list) else [value])
            fine = bool(words) and all(
                isinstance(word, str) and re.fullmatch(MODEL_WORDS[key], word) for word in words
            )
        else:
            fine = key in MODEL_SWITCHES and isinstance(value, bool)
        if not fine:
            yield root.at(key).pointer, "this option, or this value, is not among those allowed"
    for key in sorted(REQUIRED_SWITCHES):
        if root.at(key).value is not True:
            yield root.at(key).pointer, "write true: nothing but this file may count"
