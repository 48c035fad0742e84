"""JSON Schemas whose findings say where, by which rule, and what to write instead."""

import ast
import re
import unicodedata
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, cast

import yaml
from documents.spec import Place, mapping, steps_of
from jsonschema import Draft202012Validator, FormatChecker

Findings = Iterator[tuple[str, str]]  # JSON pointer, what to do about it

NOTHING: dict[str, Any] = {"rule": "", "advice": "", "schema": None}
FORMATS = FormatChecker(())
HARMLESS = (
    ast.Expression, ast.Call, ast.Constant, ast.Name, ast.Attribute, ast.Subscript, ast.BoolOp,
    ast.And, ast.Or, ast.List, ast.Tuple, ast.keyword, ast.Load,
)  # fmt: skip
TIME = re.compile(r"[0-9-]{10}[Tt][0-9:]{8}(\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})")
# A set of signs, repeated, and further ones of the same behind a separator each.
SEPARATED = re.compile(r"(\[[A-Za-z0-9_-]+\])\+\((?:\?:)?\\?([-._/:])\1\+\)\*")
GROUP_REPEATED = re.compile(r"\)[*+{]")
LOOKING_AROUND = re.compile(r"\(\?|\\[1-9]")
UNBOUNDED = re.compile(r"(?<!\\)(?:[*+]|\{\d*,\})")
# Invisible characters and those that turn the direction of reading.
INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def mistakes(file: Path, kind: str, value: Any) -> Iterator[tuple[str, str, str]]:
    """Yield rule, JSON pointer and advice where a value is not as `$defs/KIND` of a file says."""
    schema = read(file)
    start = {"$ref": f"#/$defs/{kind}"}
    # Their published types leave too much open for a strict check.
    validator = cast("Any", Draft202012Validator)({**schema, **start}, format_checker=FORMATS)
    for error in cast("Iterator[Any]", validator.iter_errors(value)):
        place = Place("", value).at(*error.absolute_path)
        *steps, keyword = error.absolute_schema_path
        found = next(one for one in ways(schema, start, steps) if one["schema"] == error.schema)
        if keyword != "required":
            yield found["rule"], place.pointer, found["advice"] or error.message[:200]
            continue
        for key in error.validator_value:
            if key not in mapping(place.value):
                missing = next(ways(schema, found["schema"], ["properties", key], found), found)
                advice = missing["advice"] or "write this setting"
                yield missing["rule"], place.at(key).pointer, advice


def ways(
    schema: dict[str, Any], at: Any, steps: list[Any], found: dict[str, Any] = NOTHING
) -> Iterator[dict[str, Any]]:
    """Go down a schema, through references too, which the validator leaves out of its steps.

    Yields each part that is found, with the rule and the advice that stand nearest to it.
    """
    if isinstance(at, list):
        yield from ways(schema, at[steps[0]], steps[1:], found)
        return
    found = {**found, **at, "schema": at}
    if not steps:
        yield found
    elif steps[0] in at:
        yield from ways(schema, at[steps[0]], steps[1:], found)
    if "$ref" in at:
        yield from ways(schema, Place("", schema).at(*steps_of(at["$ref"])).value, steps, found)


@cache
def read(file: Path) -> dict[str, Any]:
    """A schema of ours."""
    return yaml.safe_load(file.read_text("utf-8"))


def unseen(text: str, breaks: str = "\n\t") -> str:
    """Name the first invisible character that is not among `breaks`; empty if there is none."""
    if text.isascii() and text.isprintable():
        return ""
    found = (c for c in text if c not in breaks and unicodedata.category(c) in INVISIBLE)
    return next((f"U+{ord(c):04X}" for c in found), "")


@FORMATS.checks("seen")
def is_seen(text: object) -> bool:
    """Whether a text has no invisible characters."""
    return not isinstance(text, str) or not unseen(text)


@FORMATS.checks("time", ValueError)
def is_time(text: object) -> bool:
    """Whether a text is a time as RFC 3339 writes it; `datetime` alone takes other signs, too."""
    if not isinstance(text, str):
        return True
    return bool(TIME.fullmatch(text) and datetime.fromisoformat(text.upper()))


@FORMATS.checks("expression")
def is_expression(pattern: object) -> bool:
    """Whether a text is a regular expression."""
    if not isinstance(pattern, str):
        return True
    try:
        re.compile(pattern)
    except (re.error, RecursionError, OverflowError):
        return False
    return True


@FORMATS.checks("quick")
def is_quick(pattern: object) -> bool:
    """Whether an expression is matched quickly whatever the text: nothing repeated is repeated.

    Words between separators may be, as in `[a-z]+(-[a-z]+)*`: each can be matched in one way only.
    """
    if not isinstance(pattern, str):
        return True
    pattern = SEPARATED.sub(without_separators, pattern)
    return (
        len(pattern) <= 200
        and not GROUP_REPEATED.search(pattern)
        and not LOOKING_AROUND.search(pattern)
        and len(UNBOUNDED.findall(pattern)) <= 2
    )


def without_separators(found: re.Match[str]) -> str:
    """Words without what separates them, if the separator cannot stand in a word."""
    signs, separator = found[1], found[2]
    return found[0] if re.fullmatch(signs, separator) else f"{signs}+"


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
