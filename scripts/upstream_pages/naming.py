"""Find the operation that a page is about: the strongest of what tells it apart, first.

A method and an address in one line; curl's method and address, wherever they stand; those of a code
sample; a method and a path that are spread over lines; a name in a title, or echoed in an answer.
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
CODE_METHOD = re.compile(r"\.(get|post|put|patch|delete)\(|[\"'](GET|POST|PUT|PATCH|DELETE)[\"']")
CODE_WINDOW = 400  # characters before and behind an address
SPREAD_OUT, IN_CODE = "method and path", "a code sample"
GUESSED = {SPREAD_OUT, IN_CODE}  # what may belong to something else
LONGEST_SPREAD = 300
SAMPLE = re.compile(r"\d|xxx|your|[_-]id$", re.IGNORECASE)  # in a step that stands for an id
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
        for operation in at_address(path, ours, with_samples=by != SPREAD_OUT):
            if operation.method == method:
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
        fit = at_address(path, ours, with_samples=by != SPREAD_OUT)
        if by not in GUESSED and len(fit) == 1 and not fit[0].constants:
            return Named(fit[0], f"the address in line {line}", method, path.partition("?")[2])
    return None


def at_address(path: str, ours: Api, *, with_samples: bool = True) -> list[Operation]:
    """Our operations at an address, in which an id may stand in place of `{id}`."""
    exact = [one for one in ours.operations if address(path) in one.addresses]
    if exact or not with_samples:
        return exact
    steps = address(path).split("/")
    return [one for one in ours.operations if any(is_sample(steps, at) for at in one.addresses)]


def is_sample(steps: list[str], known: str) -> bool:
    """Whether the steps of an address are those of a known one, with samples of its ids."""
    wanted = known.split("/")
    return len(steps) == len(wanted) and all(
        step == want or (want == "{}" and SAMPLE.search(step))
        for step, want in zip(steps, wanted, strict=True)
    )


def other_requests(found: list[Block], named: Named, ours: Api) -> Iterator[tuple[str, int]]:
    """What a page shows as its request, in lines or by curl, where none of that is the operation's.

    With the line in which it stands.
    """
    shown: dict[str, list[tuple[str, int, bool]]] = {}
    for by, method, path, line in _requests(found):
        if path == "/":  # of a path that goes on after a blank
            continue
        is_ours = method == named.method and named.operation in at_address(path, ours)
        shown.setdefault(by, []).append((f"{method} {path.partition('?')[0]}", line, is_ours))
    for by, requests in shown.items():
        if by not in GUESSED and not any(is_ours for *_, is_ours in requests):
            yield requests[0][:2]


def other_names(
    found: list[Block], operation: Operation, ours: Api
) -> Iterator[tuple[str, str, int]]:
    """Where a page has other values for the constants of its operation: name, value and line.

    In examples, `"Action": "GetEndpoint"`; in the title, the name of another operation.
    """
    for name, constant in operation.constants.items():
        for block in (block for block in found if block.kind == "code"):
            for shown in re.finditer(rf'"{re.escape(name)}"\s*:\s*"([^"]*)"', block.text):
                if shown[1] != constant:
                    yield name, shown[1], block.line + block.text[: shown.start()].count("\n")
    title = next(iter(_titles(found)), None)
    if title and not any(_is_word(name, title.text) for name in _names(operation, ours)):
        for name, constant in _telling(operation, ours).items():
            noun = re.findall(r"[A-Z][a-z]+", constant)[-1:]
            for word in re.findall(r"\b(?:[A-Z][a-z0-9]+){2,}\b", title.text):
                if noun and word.endswith(noun[0]):
                    yield name, word, title.line


def _alone(ours: Api, path: str) -> bool:
    """Whether only one operation of ours with this method has this address."""
    return len(at_address(path, ours)) == 1


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
    for place in ADDRESS.finditer(whole):
        before = max(0, place.start() - CODE_WINDOW)
        near = CODE_METHOD.finditer(whole, before, place.end() + CODE_WINDOW)
        if call := min(near, key=lambda one: abs(one.start() - place.start()), default=None):
            yield (
                IN_CODE,
                call[call.lastindex or 0].upper(),
                place[1] or "/",
                _line(lines, place.start()),
            )
    for start in SPREAD.finditer(whole):
        # As far as it still reads as a path: it may end before each blank.
        words = start.group(2)[:LONGEST_SPREAD].split()
        for count in range(len(words), 0, -1):
            path = re.sub("/+", "/", "".join(words[:count]))
            yield SPREAD_OUT, start.group(1), path, _line(lines, start.start())


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
    titles = _titles(found)
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


def _titles(found: list[Block]) -> list[Block]:
    """The headings of the page as such, or else how it begins."""
    return [one for one in found if one.kind == "heading" and one.level <= 2] or found[:1]


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
        f"{method} {path}" for by, method, path, _ in _requests(found) if by not in GUESSED
    )
    shown = f"it names {', '.join(seen)[:200]}" if seen else "it names none"
    wanted = ", ".join(operation.name for operation in ours.operations)
    methods = {
        one: f"its address is in line {line}, with {method}"
        for by, method, path, line in _requests(found)
        for one in ours.operations
        if by not in GUESSED and address(path) in one.addresses and method != one.method
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
