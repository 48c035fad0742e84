"""What is shown has no credential, no control character, and an end."""

import httpx
import pytest
from endpoint_roster_core.redaction import mask, one_line


@pytest.mark.parametrize(
    ("headers", "content", "shown"),
    [
        ({"Authorization": "Bearer s3cr3t"}, b'{"got": "Bearer s3cr3t"}', b'{"got": "***"}'),
        ({"Authorization": "Bearer s3cr3t"}, b"s3cr3t, s3cr3t", b"***, ***"),
        ({"X-Auth-Token": "token-1"}, b"the token-1 is old", b"the *** is old"),
        ({"X-Security-Token": "session"}, b"session", b"***"),
        ({"X-Auth-Token": "a+b/c=="}, rb'{"got": "a+b\/c\u003d=, 1"}', b'{"got": "***, 1"}'),
        (
            {"X-Auth-Token": "a+b/c=="},
            rb'"\u4e2d", "\x", "a\u002bb\/c==',
            rb'"\u4e2d", "\x", "a\u002bb\/c==',
        ),
        ({"Cookie": "a=1234"}, b"a=1234", b"***"),
        ({"Authorization": "Bearer abc"}, b"abc is in the alphabet", b"abc is in the alphabet"),
        ({"Accept": "application/json"}, b"application/json", b"application/json"),
    ],
)
def test_what_a_server_repeats_of_the_credentials_is_masked(
    headers: dict[str, str], content: bytes, shown: bytes
) -> None:
    assert mask(content, httpx.Headers(headers)) == shown


def test_a_message_is_one_short_line() -> None:
    assert one_line("a\r\nb\x1b[31mc\u202ed") == "a  b [31mc d"
    assert one_line("x" * 1000) == "x" * 500
