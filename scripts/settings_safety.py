"""What a codegen.yaml may say: nothing that runs a program, reads another file or adds code."""

import ast
import re
from collections.abc import Iterator
from typing import Any, cast

from spec_files import Place, mapping
from spec_safety import unseen

Findings = Iterator[tuple[str, str]]  # JSON pointer, what to do about it

CLIENT_SWITCHES = frozenset({"literal_enums", "docstrings_on_attributes"})
CLIENT_KEYS = CLIENT_SWITCHES | {"project_name_override", "package_name_override", "package"}
# Of what the README shows: calls of ours, in which nothing but names and values stands.
SHOWN = {"arguments": "f({})", "loop": "{}", "columns": "f({})"}
PACKAGE_TEXTS = frozenset({"authentication", "paging"})
PACKAGE_KEYS = {*SHOWN, *PACKAGE_TEXTS, "token_variable", "auth"}
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
    if set(mapping(package.value)) != PACKAGE_KEYS:
        yield package.pointer, f"give exactly {', '.join(sorted(PACKAGE_KEYS))}"
        return
    for key in sorted(PACKAGE_TEXTS):
        text: object = package.at(key).value
        if text is not None and (not isinstance(text, str) or unseen(text)):
            yield package.at(key).pointer, "write a text"
    for key, frame in SHOWN.items():
        if not is_harmless(package.at(key).value, frame):
            yield package.at(key).pointer, "write names and values only: the README shows it"
    variable: object = package.at("token_variable").value
    if variable is not None and not re.fullmatch(r"[A-Z][A-Z0-9_]*", str(variable)):
        yield package.at("token_variable").pointer, "name an environment variable"
    auth = package.at("auth")
    if auth.value is None:
        return
    if set(mapping(auth.value)) != {"class", "arguments"}:
        yield auth.pointer, "give class and arguments, or null"
        return
    if not re.fullmatch(r"[A-Z][A-Za-z0-9]*", str(auth.at("class").value)):
        yield auth.at("class").pointer, "name a class of endpoint_roster_auth"
    if not is_harmless(auth.at("arguments").value, "f({})"):
        yield auth.at("arguments").pointer, "write names and values only: the README shows it"


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
