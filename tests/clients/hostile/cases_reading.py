"""Answers in good HTTP whose JSON is not as the schema says, or that hold none at all."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from support.raw_server import encoded, http, say

from .cells import ABSENT, UNREADABLE, Case, Cell, Edit, Reads, always, clean, edited
from .samples import Path, Sample, dotted, put, value_at

Pick = Callable[[Sample], Path | None]

HTML = b"<!doctype html>\n<html><title>Maintenance</title><p>Back soon.</p></html>"


def items(sample: Sample) -> Path:
    return sample.items


def second(sample: Sample) -> Path:
    """One endpoint among good ones."""
    return (*sample.items, 1)


def word(sample: Sample) -> Path:
    return sample.word


def text(sample: Sample) -> Path:
    return sample.text


def time(sample: Sample) -> Path:
    return sample.time


def date(sample: Sample) -> Path | None:
    return sample.time if sample.has_dates() else None


def number(sample: Sample) -> Path | None:
    return sample.number


def fraction(sample: Sample) -> Path | None:
    return sample.fraction


def flag(sample: Sample) -> Path | None:
    return sample.flag


def array(sample: Sample) -> Path | None:
    return sample.array


def inner(sample: Sample) -> Path | None:
    return sample.inner


def required(sample: Sample) -> Path | None:
    return sample.required


def optional(sample: Sample) -> Path | None:
    return sample.optional


def replaced(name: str, pick: Pick, raw: Any, read: Any = ..., *, deviates: bool = True) -> Case:
    """A case whose answer has one value replaced."""

    def edit(sample: Sample) -> list[Edit] | None:
        path = pick(sample)
        return None if path is None else [Edit(path, raw, read, deviates)]

    return edited(name, edit)


def added(name: str, key: str, value: Any) -> Case:
    """A case with one more field: in the page, in its first endpoint, in an object inside one."""

    def edit(sample: Sample) -> list[Edit]:
        places: list[Path] = [(), (*sample.items, 0), *([sample.inner] if sample.inner else [])]
        return [Edit((*place, key), value, deviates=False) for place in places]

    return edited(name, edit)


def spelled(name: str, pick: Pick, literal: str, *, read: Any = ..., deviates: bool = True) -> Case:
    """A case with one value in JSON text that Python would write in another way."""

    def cell(sample: Sample) -> Cell | None:
        path = pick(sample)
        if path is None:
            return None
        raw = json.loads(literal)
        sent, data = sample.body, sample.body
        put(sent, path, "~here~")
        put(data, path, raw if read is ... else read)
        content = json.dumps(sent).replace('"~here~"', literal).encode()
        return Cell(say(http(content)), Reads(data, {dotted(path): raw} if deviates else {}))

    return Case(name, cell)


def in_bytes(name: str, encode: Callable[[str], bytes]) -> Case:
    """A case with the good answer in other bytes."""
    return Case(
        name, lambda sample: Cell(say(http(encode(json.dumps(sample.body)))), Reads(sample.body))
    )


def no_json(name: str, content: bytes, says: str = "", **headers: str) -> Case:
    """A case whose answer is not a JSON object."""
    answer = http(content, headers={k.replace("_", "-"): v for k, v in headers.items()})
    return always(name, say(answer), replace(UNREADABLE, says=says or "JSON object"))


def many_digits(sample: Sample) -> Cell:
    """A number that Python refuses to read stays text, and costs nothing else."""
    number = "9" * 5000
    sent = encoded(sample.body)[:-1] + f', "huge": {number}}}'.encode()
    return Cell(say(http(sent)), Reads({**sample.body, "huge": number}))


def spoiled(name: str, spoil: Callable[[bytes], bytes]) -> Case:
    """A case whose answer began as good JSON."""
    return Case(name, lambda sample: Cell(say(http(spoil(encoded(sample.body)))), UNREADABLE))


def only(sample: Sample) -> Cell:
    """Just the list of endpoints, without the object that holds it."""
    return Cell(say(http(value_at(sample.body, sample.items))), UNREADABLE)


def nothing_inside(sample: Sample) -> Cell:
    """An empty object: whatever had to be in it is missing."""
    schema = sample.client.spec["components"]["schemas"]["ListEndpointsResponse"]
    return Cell(say(http({})), Reads({}, dict.fromkeys(schema.get("required", []), ABSENT)))


def nulls_everywhere(sample: Sample) -> Cell:
    """Every field of one endpoint is null; which of them may be is the schema's business."""
    sent = sample.body
    endpoint = value_at(sent, second(sample))
    put(sent, second(sample), dict.fromkeys(endpoint))
    return Cell(say(http(sent)), Reads(sent, None))


def said_twice(sample: Sample) -> Cell:
    """Names that come twice in one object: the last one counts, as JSON readers do."""
    content = encoded(sample.body)
    *_, name = sample.text
    now = json.dumps(value_at(sample.body, sample.text)).encode()
    key = json.dumps(name).encode() + b": "
    assert content.count(key + now) == 1
    twice = content.replace(key + now, key + b"[1], " + key + now)
    return Cell(say(http(twice)), Reads(sample.body))


def many(sample: Sample) -> Cell:
    """So many endpoints that they come in many pieces."""
    sent = sample.body
    put(sent, sample.items, value_at(sent, sample.items)[:1] * 1000)
    return Cell(say(http(sent)), Reads(sent))


def nested(depth: int) -> Any:
    value: Any = []
    for _ in range(depth):
        value = [value]
    return value


READING = [
    Case("clean", clean),
    Case("a-thousand-items", many),
    # words
    replaced("unknown-word", word, "HIBERNATING-2031", deviates=False),
    replaced("empty-word", word, "", deviates=False),
    replaced("word-is-number", word, 7, "7"),
    replaced("word-is-true", word, True),
    replaced("word-is-object", word, {"value": "RUNNING"}),
    # absence
    replaced("missing-required", required, ABSENT),
    replaced("missing-optional", optional, ABSENT, deviates=False),
    replaced("null-in-required", required, None),
    replaced("null-in-optional", optional, None),
    replaced("null-text", text, None),
    replaced("null-number", number, None),
    replaced("null-flag", flag, None),
    replaced("null-array", array, None),
    replaced("null-inner", inner, None),
    Case("nulls-everywhere", nulls_everywhere),
    Case("empty-object", nothing_inside),
    # numbers and strings for each other
    replaced("number-as-string", number, "42", 42),
    replaced("negative-number-as-string", number, "-42", -42),
    replaced("number-as-padded-string", number, " 42"),
    replaced("number-as-grouped-string", number, "1_000"),
    replaced("number-as-word", number, "many"),
    replaced("number-as-whole-fraction", number, 3.0, 3),
    replaced("number-as-fraction", number, 3.5),
    replaced("number-as-true", number, True),
    replaced("number-as-list", number, [1]),
    replaced("fraction-as-string", fraction, "99.5", 99.5),
    replaced("fraction-as-whole-number", fraction, 99, deviates=False),
    replaced("string-as-number", text, 1234567, "1234567"),
    replaced("string-as-fraction", text, 0.5, "0.5"),
    replaced("string-as-list", text, ["a"]),
    replaced("flag-as-string", flag, "true"),
    replaced("flag-as-number", flag, 1),
    # moments
    replaced("unreadable-time", time, "yesterday"),
    replaced("empty-time", time, ""),
    replaced("impossible-date", date, "2026-02-30T00:00:00Z"),
    # A time that is not read exactly is written back as it came, and deviates.
    replaced("date-without-offset", date, "2026-02-03T04:05:06"),
    replaced("date-as-number", date, 1770091506),
    replaced("date-in-another-offset", date, "2026-02-03T04:05:06.5+08:00", deviates=False),
    replaced("date-with-microseconds", date, "2026-02-03T04:05:06.123456Z", deviates=False),
    replaced("date-with-nanoseconds", date, "2026-02-03T04:05:06.123456789Z"),
    replaced("date-with-zeros", date, "2026-02-03T04:05:06.000Z", deviates=False),
    replaced("date-in-small-letters", date, "2026-02-03t04:05:06z", deviates=False),
    replaced("date-with-zero-offset", date, "2026-02-03T04:05:06+00:00", deviates=False),
    replaced("date-without-seconds", date, "2026-02-03T04:05Z"),
    replaced("date-with-a-blank", date, "2026-02-03 04:05:06Z"),
    replaced("date-with-a-comma", date, "2026-02-03T04:05:06,5Z"),
    replaced("date-without-signs", date, "20260203T040506Z"),
    replaced("date-of-a-week", date, "2026-W06-2T04:05:06Z"),
    replaced("date-only", date, "2026-02-03"),
    replaced("date-with-a-leap-second", date, "2026-06-30T23:59:60Z"),
    replaced("date-before-all-others", date, "0001-01-01T00:00:00+14:00", deviates=False),
    # more than promised
    added("extra-field", "x_new", {"deep": [1, None, "two"]}),
    added("extra-field-without-name", "", 1),
    added("extra-field-named-as-ours", "additional_properties", {"a": 1}),
    added("extra-field-named-as-pythons", "__class__", "x"),
    added("extra-field-named-to_dict", "to_dict", None),
    added("extra-field-with-nul", "\x00\r\n", "\x00\x1b[31m"),
    added("extra-field-nested-100-deep", "x_new", nested(100)),
    added("extra-field-nested-500-deep", "x_new", nested(500)),
    # one bad item
    replaced("item-is-null", second, None),
    replaced("item-is-string", second, "endpoint"),
    replaced("item-is-number", second, 3),
    replaced("item-is-list", second, [1]),
    replaced("item-is-empty-list", second, []),
    replaced("item-is-empty-string", second, ""),
    replaced("item-is-zero", second, 0),
    replaced("item-is-false", second, False),
    # wrong containers
    replaced("items-are-object", items, {"0": {}}),
    replaced("items-are-string", items, "none"),
    replaced("items-are-number", items, 0),
    replaced("items-are-false", items, False),
    replaced("array-is-object", array, {}),
    replaced("array-is-string", array, "a,b"),
    replaced("inner-is-list", inner, [1]),
    replaced("inner-is-empty-list", inner, []),
    replaced("inner-is-false", inner, False),
    replaced("inner-is-string", inner, "x"),
    # JSON that is hard to read
    spelled("text-is-nan", text, "NaN", read="nan"),
    spelled("number-is-nan", number, "NaN"),
    spelled("number-is-infinity", number, "-Infinity"),
    spelled("number-is-1e999", number, "1e999"),
    spelled("fraction-is-1e999", fraction, "1e999", deviates=False),
    spelled("number-is-1e300", number, "1e300", read=int(1e300)),
    spelled("number-has-4000-digits", number, "9" * 4000, deviates=False),
    spelled("text-has-4000-digits", text, "9" * 4000),
    spelled("text-has-lone-surrogate", text, r'"a\ud800b"', deviates=False),
    spelled("word-is-lone-surrogate", word, r'"\udfff"', deviates=False),
    spelled("text-has-nul", text, r'"a\u0000b"', deviates=False),
    Case("duplicate-keys", said_twice),
    in_bytes("byte-order-mark", lambda text: b"\xef\xbb\xbf" + text.encode()),
    in_bytes("utf-16", lambda text: text.encode("utf-16")),
    in_bytes("blanks-around", lambda text: b"\r\n\t " + text.encode() + b"\n" * 5000),
    # no JSON object
    no_json("empty", b"", says="an empty body"),
    no_json("blank", b" \r\n"),
    no_json("null", b"null"),
    no_json("true", b"true"),
    no_json("string", b'"{}"'),
    no_json("number", b"0"),
    no_json("list", b"[]"),
    Case("list-of-good-items", only),
    no_json("html", HTML, says="HTML", Content_Type="text/html; charset=utf-8"),
    no_json("html-called-json", HTML, says="HTML"),
    no_json("plain-text", b"upstream connect error", says="text/plain", Content_Type="text/plain"),
    no_json("nested-100000-deep", b'{"data":' + b"[" * 100_000),
    no_json("objects-100000-deep", b'{"data":' * 100_000),
    Case("number-has-5000-digits", many_digits),
    spoiled("invalid-utf-8", lambda content: content.replace(b"a", b"\xff", 1)),
    spoiled("overlong-utf-8", lambda content: content.replace(b"a", b"\xc0\xaf", 1)),
    spoiled("raw-control-character", lambda content: content.replace(b"a", b"\x01", 1)),
    spoiled("cut-json", lambda content: content[:-1]),
    spoiled("json-with-a-tail", lambda content: content + b"}"),
    spoiled("json-twice", lambda content: content + content),
    spoiled("javascript", lambda content: b"callback(" + content + b");"),
    spoiled("zipped-without-a-word", lambda content: b"\x1f\x8b\x08\x00" + content),
]
