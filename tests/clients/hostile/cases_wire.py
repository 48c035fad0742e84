"""Answers that go wrong below their JSON: in status, headers, framing or connection."""

import gzip
import time
import zlib
from collections.abc import Callable, Iterable
from typing import Any

from support.raw_server import (
    Script,
    Wire,
    encoded,
    http,
    say,
    say_and_close,
    say_and_hold,
    say_and_reset,
)

from .cases_reading import HTML
from .cells import (
    BROKEN,
    LATE,
    TOO_LARGE,
    UNASKED,
    UNPACKABLE,
    UNREADABLE,
    Case,
    Cell,
    Fails,
    Reads,
    always,
)
from .samples import Sample, put

#: Seconds, for answers that stop, and for those that go on for too long. The good answer after
#: them has to be in time, on a busy machine too.
IMPATIENT = {"timeout": 4.0, "deadline": 20.0}
BRIEF = {"timeout": 20.0, "deadline": 1.5}
#: A host that must never be asked.
ELSEWHERE = "http://localhost:{trap}"


GZIP = {"Content-Encoding": "gzip"}


#: The class of error of each status that has one of its own.
CLASSES = {
    401: "AuthenticationError",
    403: "PermissionDeniedError",
    404: "NotFoundError",
    409: "ConflictError",
    429: "RateLimitError",
    **dict.fromkeys(range(500, 600), "ServerError"),
}


def refused(status: int, says: str = "") -> Fails:
    cls = CLASSES.get(status, "ApiError")
    return Fails(cls, "status", status, says or f"answered {status}")


def hollow(status: int) -> Fails:
    """A success without content, where a page has to be."""
    return Fails("DecodeError", "decode", status, f"answered {status} with an empty body")


def status(code: int, body: bytes = b"", says: str = "", **headers: str) -> Case:
    """A case with this status, in good HTTP."""
    fields = {name.replace("_", "-"): value for name, value in headers.items()}
    what = "html" if body == HTML else "text" if body else "empty"
    outcome = hollow(code) if 200 <= code < 300 else refused(code, says)
    return always(f"status-{code}-{what}", say(http(body, code, fields)), outcome)


def page_under(code: int) -> Case:
    """A case whose good page comes with another status of success."""
    return Case(f"status-{code}-page", lambda s: Cell(say(http(s.body, code)), Reads(s.body)))


def bodiless(code: int) -> Case:
    """A case with a status that has no body by its nature."""
    answer = f"HTTP/1.1 {code} Status\r\n\r\n".encode()
    outcome = hollow(code) if 200 <= code < 300 else refused(code)
    return always(f"status-{code}", say(answer), outcome)


def error_object(code: int) -> Case:
    """A case with the spec's example of an error, if the provider documents this status."""

    def cell(sample: Sample) -> Cell | None:
        body = sample.errors().get(code)
        if body is None:
            return None
        return Cell(say(http(body, code, {"Retry-After": "7"})), refused(code, ": "))

    return Case(f"error-object-{code}", cell)


def error_under_200(sample: Sample) -> Cell | None:
    if sample.failure is None:
        return None
    body: Any = {"Code": "Busy", "code": "Busy", "Message": "not now", "message": "not now"}
    for step in reversed(sample.failure):
        body = {step: body}
    return Cell(say(http(body)), refused(200, "Busy: not now"))


def error_beside_the_page(sample: Sample) -> Cell | None:
    """An error object counts although there are endpoints too."""
    if sample.failure is None:
        return None
    body = sample.body
    put(body, sample.failure, {"message": "half done", "Message": "half done"})
    return Cell(say(http(body)), refused(200, "half done"))


def redirect(code: int, name: str, location: str) -> Case:
    def script(wire: Wire) -> None:
        wire.send(http(b"", code, {"Location": location.format(trap=wire.trap)}))

    return always(f"redirect-{code}-to-{name}", script, refused(code, "redirects"))


def framed(name: str, frame: Callable[[bytes], bytes], *, close: bool = False) -> Case:
    """A case whose good JSON comes in unusual but valid HTTP."""
    send = say_and_close if close else say
    return Case(name, lambda s: Cell(send(frame(encoded(s.body))), Reads(s.body)))


def headed(name: str, *lines: bytes, outcome: Fails | None = None) -> Case:
    """A case with these header lines in an answer that is good otherwise."""

    def cell(sample: Sample) -> Cell:
        head, _, body = http(sample.body).partition(b"\r\n\r\n")
        script = say(b"\r\n".join([head, *lines]) + b"\r\n\r\n" + body)
        return Cell(script, outcome or Reads(sample.body))

    return Case(name, cell)


def misframed(
    name: str,
    frame: Callable[[bytes], bytes],
    outcome: Fails = BROKEN,
    send: Callable[[bytes], Script] = say_and_close,
    **options: Any,
) -> Case:
    """A case whose good JSON does not arrive whole."""
    return Case(name, lambda s: Cell(send(frame(encoded(s.body))), outcome, options))


def packed(
    name: str,
    pack: Callable[[bytes], bytes],
    outcome: Fails | None = None,
    encoding: str = "gzip",
    **options: Any,
) -> Case:
    """A case whose JSON is compressed, or said to be."""

    def cell(sample: Sample) -> Cell:
        content = encoded(sample.body)

        def script(wire: Wire) -> None:
            wire.send(http(pack(content), headers={"Content-Encoding": encoding}))

        return Cell(script, outcome or Reads(sample.body), options)

    return Case(name, cell)


def dripping(name: str, pieces: Callable[[bytes], Iterable[bytes]]) -> Case:
    """A case whose answer keeps moving, but takes longer than the whole call may."""

    def cell(sample: Sample) -> Cell:
        content = encoded(sample.body)
        return Cell(lambda wire: wire.drip(pieces(content)), LATE, BRIEF)

    return Case(name, cell)


def chunked(*chunks: bytes, end: bytes = b"0\r\n\r\n", headers: bytes = b"") -> bytes:
    framed = b"".join(b"%x\r\n%s\r\n" % (len(chunk), chunk) for chunk in chunks)
    return b"HTTP/1.1 200 OK\r\n" + headers + b"Transfer-Encoding: chunked\r\n\r\n" + framed + end


def bytewise(data: bytes) -> list[bytes]:
    return [data[i : i + 1] for i in range(len(data))]


def drip_gzip(content: bytes) -> list[bytes]:
    """Compressed data that gives nothing for long: it begins with a name of a file."""
    whole = gzip.compress(content)
    head, rest = whole[:3] + b"\x08" + whole[4:10], whole[10:]
    answer = http(head + b"n" * 80 + b"\0" + rest, headers=GZIP)
    start = len(answer) - len(rest) - 81
    return [answer[:start], *bytewise(answer[start : start + 80]), answer[start + 80 :]]


def drip_chunk_size(content: bytes) -> list[bytes]:
    answer = chunked(content)
    start = answer.index(b"\r\n\r\n") + 4
    size = answer.index(b"\r\n", start)
    return [answer[:size], *bytewise(b";padding=" + b"x" * 80), answer[size:]]


def damaged(content: bytes) -> bytes:
    """Compressed data with a bit turned over in its middle."""
    data = bytearray(gzip.compress(content))
    data[len(data) // 2] ^= 0x10
    return bytes(data)


def bad_checksum(content: bytes) -> bytes:
    whole = gzip.compress(content)
    return whole[:-8] + bytes(byte ^ 0xFF for byte in whole[-8:-4]) + whole[-4:]


def bomb(_: bytes) -> bytes:
    """20 MB of blanks in 20 kB."""
    return gzip.compress(b" " * 20_000_000)


def reset_while_sending(wire: Wire) -> None:
    wire.send(b"HTTP/1.1 200 OK\r\nContent-Le")
    wire.reset()


def late_rest(content: bytes) -> Script:
    """Half the body, then nothing more."""
    answer = http(content)
    return say_and_hold(answer[: -len(content) // 2])


def slow_but_fine(sample: Sample) -> Cell:
    """An answer in a few pieces is no reason to give up."""
    answer = http(sample.body)

    def script(wire: Wire) -> None:
        for start in range(0, len(answer), len(answer) // 4):
            wire.send(answer[start : start + len(answer) // 4])
            time.sleep(0.01)

    return Cell(script, Reads(sample.body))


STATUSES = [
    *(error_object(code) for code in (400, 401, 402, 403, 404, 408, 413, 429, 500, 502, 503, 504)),
    Case("error-object-under-200", error_under_200),
    Case("error-object-beside-the-page", error_beside_the_page),
    *(page_under(code) for code in (201, 202, 203, 206, 299)),
    *(status(code) for code in (201, 202, 299, 400, 401, 404, 409, 429, 451, 500, 503)),
    always(
        "status-202-html",
        say(http(HTML, 202, {"Content-Type": "text/html"})),
        Fails("DecodeError", "decode", 202, "HTML"),
    ),
    *(status(code) for code in (520, 524, 529, 599, 600, 999)),
    *(bodiless(code) for code in (204, 304)),
    status(502, HTML, "HTML", Content_Type="text/html"),
    status(520, HTML, "HTML", Content_Type="text/html; charset=big5"),
    status(500, b"\xff\xfe\x00", Content_Type="application/octet-stream"),
    always("status-401-list", say(http([1], 401)), refused(401)),
    always("status-429-nested", say(http(b"[" * 99_999, 429)), refused(429)),
    always("status-503-brotli", say(http(b"x", 503, {"Content-Encoding": "br"})), refused(503)),
    always("status-503-no-gzip", say(http(HTML, 503, GZIP)), refused(503)),
    always("status-000", say(http(b"{}", "000 None")), BROKEN),
    always("status-1000", say(http(b"{}", "1000 Many")), BROKEN),
    always("status-101", say_and_close(b"HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\n"), BROKEN),
    *(redirect(code, "elsewhere", ELSEWHERE) for code in (301, 302, 303, 307, 308)),
    redirect(302, "no-host", "mailto:someone@example.com"),
    redirect(302, "no-address", "http://[::1"),
    redirect(302, "itself", "/login?next=/"),
    always("redirect-302-without-location", say(http(b"", 302)), refused(302)),
]

HEADERS = [
    headed("header-of-200-kB", b"X-Long: " + b"x" * 200_000, outcome=BROKEN),
    headed("headers-500", *(b"X-%d: %d" % (i, i) for i in range(500))),
    headed("header-not-ascii", "X-Name: \u5ba2\u670d".encode(), b"X-Other: \xe9\xff"),
    headed("header-with-nul", b"X-Nul: a\0b", outcome=BROKEN),
    headed("header-without-colon", b"nonsense", outcome=BROKEN),
    headed("header-with-blank-name", b"X Name: a", outcome=BROKEN),
    headed(
        "cookies-damaged",
        b"Set-Cookie: a=b; expires=Wed, 99 Foo 99999 99:99:99; max-age=" + b"9" * 5000,
        b"Set-Cookie: ;;; =; \xff; domain=.com; version=x",
        b"Set-Cookie: " + b"c" * 5000,
    ),
    headed("content-type-damaged", b"X-A: b", b"Content-Type: ;;\xff/=\t;charset=none"),
    headed("content-length-twice", b"Content-Length: 1", outcome=BROKEN),
    always("content-length-word", say(http({}, length="all")), BROKEN),
    always("content-length-negative", say(http({}, length="-2")), BROKEN),
    always("content-length-huge", say(http({}, length="9" * 19)), TOO_LARGE),
    always("content-length-above-limit", say(http({}, length=str(2**30))), TOO_LARGE),
    framed("http-1.0-to-the-end", lambda body: b"HTTP/1.0 200 OK\r\n\r\n" + body, close=True),
    framed("http-9.9-to-the-end", lambda body: b"HTTP/9.9 200 OK\r\n\r\n" + body, close=True),
    framed("no-length-to-the-end", lambda body: http(body, length=None), close=True),
    framed("no-reason", lambda body: http(body, "200")),
    framed("reason-not-ascii", lambda body: http(body, "200 \xfcber")),
    framed(
        "bare-line-feeds",
        lambda body: b"HTTP/1.1 200 OK\nContent-Length: %d\n\n" % len(body) + body,
    ),
    framed("continue-first", lambda body: b"HTTP/1.1 100 Continue\r\n\r\n" + http(body)),
    framed("hints-first", lambda body: b"HTTP/1.1 103 Early\r\nLink: <x>\r\n\r\n" * 3 + http(body)),
]

FRAMES = [
    Case("in-a-few-pieces", slow_but_fine),
    # What comes too much must not answer the next request.
    framed("surplus-answer", lambda body: http(body) + http({"data": "surplus"}, 418)),
    framed("surplus-after-chunks", lambda body: chunked(body) + http({"data": "surplus"}, 418)),
    framed("surplus-begins", lambda body: http(body) + b"HTTP/1.1 418 Surplus\r\nX-Sur: "),
    framed("surplus-line", lambda body: http(body) + b"\r\n"),
    framed("chunked", lambda body: chunked(body[:7], body[7:9], body[9:])),
    framed("chunked-with-trailer", lambda body: chunked(body, end=b"0\r\nX-Sum: 1\r\n\r\n")),
    misframed("chunk-size-is-word", lambda body: chunked(body).replace(b"\r\n\r\n", b"\r\n\r\nzz")),
    misframed("chunk-size-is-huge", lambda body: chunked(end=b"f" * 30 + b"\r\n" + body)),
    misframed("chunk-too-short", lambda body: chunked(end=b"5\r\n" + body)),
    misframed("chunk-cut", lambda body: chunked(end=b"ffff\r\n" + body)),
    misframed("chunk-without-end", lambda body: chunked(body, end=b"")),
    misframed("cut-after-headers", lambda body: http(b"", length=str(len(body)))),
    misframed("cut-in-body", lambda body: http(body)[:-1]),
    misframed("cut-in-headers", lambda body: http(body)[:40]),
    misframed("cut-in-status-line", lambda _: b"HTTP/1.1 20"),
    misframed("cut-without-length", lambda body: http(body[:-9], length=None), UNREADABLE),
    misframed("length-too-long", lambda body: http(body, length=str(len(body) + 1))),
    misframed(
        "length-too-long-open",
        lambda body: http(body, length=str(len(body) + 1)),
        LATE,
        say_and_hold,
        **IMPATIENT,
    ),
    misframed(
        "length-too-short", lambda body: http(body, length=str(len(body) - 1)), UNREADABLE, say
    ),
    misframed("length-zero", lambda body: http(body, length="0"), UNREADABLE, say),
    packed("gzip", gzip.compress),
    packed("gzip-in-capitals", gzip.compress, encoding="GZIP"),
    packed("gzip-with-a-tail", lambda body: gzip.compress(body) + b"tail"),
    packed("deflate", zlib.compress, encoding="deflate"),
    packed("gzip-damaged", damaged, UNPACKABLE),
    packed("gzip-bad-checksum", bad_checksum, UNPACKABLE),
    packed("gzip-cut", lambda body: gzip.compress(body)[:-40], UNREADABLE),
    packed("gzip-said-only", lambda body: body, UNPACKABLE),
    packed("gzip-empty", lambda _: b"", UNREADABLE),
    packed("gzip-twice", lambda body: gzip.compress(gzip.compress(body)), UNREADABLE),
    packed("gzip-bomb", bomb, TOO_LARGE, max_response_bytes=1_000_000),
    *(packed(name, zlib.compress, UNASKED, encoding=name) for name in ("br", "zstd", "rot13")),
    *(packed(f"{name}-in-name-only", bytes, encoding=name) for name in ("br", "zstd", "rot13")),
]

CONNECTIONS = [
    always("garbage", say_and_close(bytes(range(256)) * 40), BROKEN),
    always("garbage-in-lines", say_and_close(b"SSH-2.0-OpenSSH_9.9\r\n\r\n"), BROKEN),
    always("other-protocol", say_and_close(b"ICY 200 OK\r\n\r\n{}"), BROKEN),
    always("http-2", say_and_close(b"\0\0\x12\x04\0\0\0\0\0" + bytes(18)), BROKEN),
    always("tls-alert", say_and_close(b"\x15\x03\x01\0\x02\x02\x28"), BROKEN),
    always("html-without-http", say_and_close(HTML), BROKEN),
    always("close-before-answer", Wire.close, BROKEN),
    always("reset-before-answer", Wire.reset, BROKEN),
    always("reset-in-headers", reset_while_sending, BROKEN),
    misframed("reset-in-body", lambda body: http(body)[:-9], BROKEN, say_and_reset),
    misframed("reset-in-chunks", lambda body: chunked(body, end=b""), BROKEN, say_and_reset),
    misframed(
        "reset-in-gzip",
        lambda body: http(gzip.compress(body)[:-9], headers=GZIP, length="9999"),
        BROKEN,
        say_and_reset,
    ),
    always("silence", Wire.hold, LATE, **IMPATIENT),
    always("silence-in-headers", say_and_hold(b"HTTP/1.1 200 OK\r\nX-A:"), LATE, **IMPATIENT),
    Case("silence-in-body", lambda s: Cell(late_rest(encoded(s.body)), LATE, IMPATIENT)),
    dripping("drip-body", lambda body: [http(body)[: -len(body)], *bytewise(body)]),
    dripping(
        "drip-body-without-end", lambda body: [http(b"", length="10000000"), *bytewise(b" " * 99)]
    ),
    dripping("drip-headers", lambda body: bytewise(http(body))),
    dripping("drip-chunk-size", drip_chunk_size),
    dripping("drip-gzip", drip_gzip),
    dripping("drip-continues", lambda body: [b"HTTP/1.1 100 Continue\r\n\r\n"] * 70 + [http(body)]),
]

WIRE = [*STATUSES, *HEADERS, *FRAMES, *CONNECTIONS]
