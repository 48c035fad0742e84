"""Find the operation that a page is about: the strongest of what tells it apart, first.

A method and an address in one line; curl's method and address, wherever they stand; a method and
a path that are spread over lines; a name in a title, or echoed in an answer.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import parse_qsl

from documents.api import Api, NotReadableError, Operation, address

from .text import Block

METHODS = "GET|POST|PUT|PATCH|DELETE"
REQUEST = re.compile(rf"\b({METHODS})\s+(?:https?://[^/\s]+)?(/[^\s`\"'<>,。]*)")
CURL = re.compile(r"\bcurl\b")
CURL_METHOD = re.compile(rf"(?:-X|--request)[\s='\"]*({METHODS})\b", re.IGNORECASE)
CURL_DATA = re.compile(r"\s(?:-d|--data(?:-raw|-binary)?|-F|--form)\b")
CURL_WINDOW = 2_000  # characters of one command
ADDRESS = re.compile(r"https?://[^/\s'\"\\]+(/[^\s`'\"<>\\]*)?")
SPREAD = re.compile(rf"(?<![\w-])({METHODS})\s*(/[\w{{}}.:/\s-]*)")
LONGEST_SPREAD = 300
ECHO = r"[\"']?{key}[\"']?\s*[:=]\s*[\"']?{value}\b"


class Named(NamedTuple):
    """How a page names an operation."""

    operation: Operation
    by: str  # what it was taken by
    method: str  # that the page shows
    query: str = ""  # of the request's address, where the page shows one


def find_operation(found: list[Block], ours: Api, wanted: str = "") -> Named:
    """Find the one of our operations that a page is about.

    `wanted` is its operationId, if the maintainer says so.

    Raises NotReadableError, with what was looked for, where none or several fit.
    """
    if wanted:
        for operation in ours.operations:
            if operation.id == wanted:
                return Named(operation, f"--operation {wanted}", operation.method)
        known = ", ".join(operation.id for operation in ours.operations)
        raise NotReadableError(f"no operation of ours is called {wanted}: there are {known}")
    contradictions: dict[str, str] = {}
    by_path: Named | None = None  # one of several operations of an address
    for by, method, path, line in _requests(found):
        for operation in ours.operations:
            if operation.method == method and address(path) in operation.addresses:
                query = path.partition("?")[2]
                sent = dict(parse_qsl(query))
                constants = operation.constants
                wrong = [
                    key for key in constants if sent.get(key, constants[key]) != constants[key]
                ]
                if wrong:
                    shown = "; ".join(f"{key} is {sent[key]} in line {line}" for key in wrong)
                    contradictions[operation.name] = shown
                elif constants.keys() <= sent.keys() or _alone(ours, path):
                    return Named(operation, f"{by} in line {line}", method, query)
                elif not operation.fragment and operation.name not in contradictions:
                    by_path = by_path or Named(operation, f"{by} in line {line}", method, query)
    named = _by_name(found, ours, contradictions)
    named = named or [one for one in (by_path, _by_address(found, ours)) if one][:1]
    if len(named) == 1:
        return named[0]
    raise NotReadableError(_unnamed(found, ours, named, contradictions))


def _by_address(found: list[Block], ours: Api) -> Named | None:
    """The only operation of ours at an address that is shown with another method."""
    for by, method, path, line in _requests(found):
        fit = [one for one in ours.operations if address(path) in one.addresses]
        if by != "method and path" and len(fit) == 1 and not fit[0].constants:
            return Named(fit[0], f"the address in line {line}", method, path.partition("?")[2])
    return None


def _alone(ours: Api, path: str) -> bool:
    """Whether only one operation of ours has this address."""
    return sum(address(path) in operation.addresses for operation in ours.operations) == 1


def _requests(found: list[Block]) -> Iterator[tuple[str, str, str, int]]:
    """What is shown of requests: by what, method, path and line; the strongest first."""
    for block in found:
        for text in (block.text, *(" ".join(row) for row in block.rows)):
            for method, path in REQUEST.findall(text):
                yield "method and address", method, path, block.line
    lines = [(block.line, block.text) for block in found if block.kind != "table"]
    whole = "\n".join(text for _, text in lines)
    for start in CURL.finditer(whole):
        command = whole[start.start() : start.start() + CURL_WINDOW]
        method, target = CURL_METHOD.search(command), ADDRESS.search(command)
        if target:
            verb = "POST" if CURL_DATA.search(command) else "GET"
            verb = method.group(1).upper() if method else verb
            yield "curl", verb, target.group(1) or "/", _line(lines, start.start())
    for start in SPREAD.finditer(whole):
        # As far as it still reads as a path: it may end before each blank.
        words = start.group(2)[:LONGEST_SPREAD].split()
        for count in range(len(words), 0, -1):
            path = re.sub("/+", "/", "".join(words[:count]))
            yield "method and path", start.group(1), path, _line(lines, start.start())


def _line(lines: list[tuple[int, str]], at: int) -> int:
    """The line of a place in texts that were joined."""
    for line, text in lines:
        if at <= len(text):
            return line + text[:at].count("\n")
        at -= len(text) + 1
    return 0


def _by_name(found: list[Block], ours: Api, contradictions: dict[str, str]) -> list[Named]:
    """The operations that the title names, or else an answer; both, where they contradict.

    The name is the operationId, or a constant that only this operation sends.
    """
    candidates = [one for one in ours.operations if one.name not in contradictions]
    titles = [block for block in found if block.kind == "heading" and block.level <= 2]
    titles = titles or found[:1]
    in_title = [
        Named(operation, f"the title in line {block.line}", operation.method)
        for operation in candidates
        for block in titles[:1]
        if any(_is_word(name, block.text) for name in _names(operation, ours))
    ]
    echoed: list[Named] = []
    for operation in candidates:
        pairs = _telling(operation, ours)
        patterns = [ECHO.format(key=re.escape(k), value=re.escape(v)) for k, v in pairs.items()]
        for block in found:
            if patterns and all(re.search(p, block.text, re.IGNORECASE) for p in patterns):
                by = f"the name in line {block.line}"
                echoed.append(Named(operation, by, operation.method))
                break
    agree = [one for one in in_title if one.operation in [other.operation for other in echoed]]
    return agree or ([*in_title, *echoed] if in_title and echoed else in_title or echoed)


def _is_word(name: str, text: str) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text))


def _telling(operation: Operation, ours: Api) -> dict[str, str]:
    """The constants of an operation that no other has."""
    others = [one.constants for one in ours.operations if one is not operation]
    return {
        key: value
        for key, value in operation.constants.items()
        if not any(one.get(key) == value for one in others)
    }


def _names(operation: Operation, ours: Api) -> list[str]:
    return [name for name in (operation.id, *_telling(operation, ours).values()) if name]


def _unnamed(
    found: list[Block], ours: Api, named: list[Named], contradictions: dict[str, str]
) -> str:
    """Why a page is about none of ours, or about several."""
    if named:
        several = ", ".join(one.operation.name for one in named)
        return f"the page names several of our operations ({several}): say --operation"
    seen = dict.fromkeys(
        f"{method} {path}" for by, method, path, _ in _requests(found) if by != "method and path"
    )
    shown = f"it names {', '.join(seen)[:200]}" if seen else "it names none"
    wanted = ", ".join(operation.name for operation in ours.operations)
    methods = {
        one: f"its address is in line {line}, with {method}"
        for by, method, path, line in _requests(found)
        for one in ours.operations
        if by != "method and path" and address(path) in one.addresses and method != one.method
    }
    reasons = [
        f"  {one.name}: "
        + (
            contradictions.get(one.name)
            or methods.get(one)
            or f"neither {one.method} and its address, nor"
            f" {' or '.join(_names(one, ours)) or 'a name of its own'} in a title or an answer"
        )
        for one in ours.operations
    ]
    head = f"no page of our operations ({wanted}): {shown}. Save the page of the operation itself"
    return "\n".join([f"{head}, or say --operation. What was looked for:", *reasons])
