"""Credentials as people paste them: what is odd is said, and no part of it is shown."""

from __future__ import annotations

import pickle
from typing import Any

import httpx
import pytest
from endpoint_roster_core import ArgumentError, AuthError, ClientError
from endpoint_roster_core.pasting import oddity
from endpoint_roster_huawei import Huawei
from endpoint_roster_together import Together
from endpoint_roster_volcengine import Volcengine

KEY = "tgp_v1_Hd73nUx"
ODD = {
    f'"{KEY}"': "quotes",
    f"'{KEY}'": "quotes",
    f"`{KEY}`": "quotes",
    f"“{KEY}”": "QUOTATION MARK (U+201C)",
    "${TOGETHER_API_KEY}": "variable that was not expanded",
    "$TOGETHER_API_KEY": "variable that was not expanded",
    "$(pass show key)": "variable that was not expanded",
    "%TOGETHER_API_KEY%": "variable that was not expanded",
    "{{ secrets.KEY }}": "variable that was not expanded",
    f"Bearer {KEY}": "begins with 'Bearer'",
    f"bearer {KEY}": "begins with 'Bearer'",
    f"Authorization: Bearer {KEY}": "begins with 'Authorization'",
    f"TOGETHER_API_KEY={KEY}": "name of its variable",
    f"export TOGETHER_API_KEY={KEY}": "name of its variable",
    f"{KEY}\n": "ends with a line break",
    f"{KEY}\r\n": "ends with a line break",
    f"{KEY}\r": "ends with a line break",
    f"{KEY}\n{KEY}": "a line break",
    f" {KEY}": "begins or ends with a space",
    f"{KEY} # mine": "contains a space",
    f"{KEY}\u200b": "ZERO WIDTH SPACE (U+200B)",
    f"\ufeff{KEY}": "ZERO WIDTH NO-BREAK SPACE (U+FEFF)",
    f"{KEY}\u00a0": "NO-BREAK SPACE (U+00A0)",
    f"{KEY[:4]}\u00ad{KEY[4:]}": "SOFT HYPHEN (U+00AD)",
    "tgp_v1…": "ellipsis",
    f"{KEY}ü": "characters beyond ASCII",
    "sk-...": "placeholder",
    "<your key>": "placeholder",
    "your-api-key": "placeholder",
    "YOUR_API_KEY": "placeholder",
    "************": "placeholder",
}


@pytest.mark.parametrize(("value", "words"), ODD.items())
@pytest.mark.parametrize("source", ["argument", "variable"])
def test_what_is_odd_is_said_and_not_shown(
    value: str, words: str, source: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("TOGETHER_API_KEY", "VOLCENGINE_SECRET_KEY", "HUAWEICLOUD_X_AUTH_TOKEN"):
        if source == "variable":
            monkeypatch.setenv(variable, value)
    given = source == "argument"
    with pytest.raises(ArgumentError) as caught:
        Together(api_key=value if given else None)
    assert words in str(caught.value)
    assert str(caught.value).startswith("api_key (TOGETHER_API_KEY) ")
    assert KEY not in str(caught.value)
    if "name of its" in words:
        return
    if not given:
        monkeypatch.setenv("VOLCENGINE_ACCESS_KEY", "AKLTgood")
    keys: dict[str, Any] = {"access_key": "AKLTgood", "secret_key": value} if given else {}
    with pytest.raises(ArgumentError) as caught:
        Volcengine(**keys)
    assert words in str(caught.value)
    with pytest.raises(ArgumentError) as caught:
        Huawei(project_id="p", token=value if given else None)
    assert words in str(caught.value)
    assert KEY not in str(caught.value)


@pytest.mark.parametrize(
    "value",
    [
        "k",
        KEY,
        "a/b+c==",
        "TmpReE1q==",
        "sk-or-v1-0a",
        "a.b.c",
        "key=1",
        "50%",
        "$a;b",
        "%",
        "a$b",
        "yours",
    ],
)
def test_a_key_that_may_be_one_is_taken(value: str) -> None:
    assert oddity(value, "TOGETHER_API_KEY") is None
    Together(api_key=value).close()


#: Keys that may be right, and so are sent; what is said once a provider refused them.
DOUBTFUL = {
    "TOGETHER_API_KEY": "is the name of its variable",
    "None": "is how a program writes a missing value",
    "undefined": "is how a program writes a missing value",
    "/run/secrets/together": "looks like the path of a file",
    "./together.key": "looks like the path of a file",
    "op://vault/together/key": "looks like a reference to a secret",
    "arn:aws:secretsmanager:eu:1:secret:k": "looks like a reference to a secret",
    f"{KEY},": "ends with a punctuation mark",
    f"{KEY}\\n": "contains an escaped character",
    f"%22{KEY}%22": "contains an escaped character",
    f'{{"key":"{KEY}"}}': "looks like JSON",
    KEY * 2: "is the same text twice",
    "sk-xxxxxxxxxxxx": "looks like a placeholder",
    "EXAMPLEKEY": "looks like a placeholder",
    "replace-me": "looks like a placeholder",
}


def refusing(status: int) -> httpx.Client:
    answer = {"error": {"message": "Invalid API key", "type": "invalid_request_error"}}
    return httpx.Client(
        transport=httpx.MockTransport(lambda _: httpx.Response(status, json=answer))
    )


def refusal(client: Any) -> ClientError:
    with client, pytest.raises(ClientError) as caught:
        list(client.endpoints.list())
    return caught.value


@pytest.mark.parametrize(("value", "words"), DOUBTFUL.items())
@pytest.mark.parametrize("status", [401, 403])
def test_a_refusal_says_what_seems_to_be_wrong(value: str, words: str, status: int) -> None:
    assert oddity(value) is None
    error = refusal(Together(api_key=value, http_client=refusing(status), max_attempts=1))
    assert "Invalid API key; api_key (TOGETHER_API_KEY) " in str(error)
    assert words in error.hint
    assert error.hint in str(error)
    assert KEY not in str(error) + repr(error)
    assert str(pickle.loads(pickle.dumps(error))) == str(error)


@pytest.mark.parametrize("value", [KEY, "k", "tgp_v1_9fT/x+w==", "a.b.c"])
def test_a_refusal_says_nothing_of_a_key_that_looks_right(value: str) -> None:
    error = refusal(Together(api_key=value, http_client=refusing(401), max_attempts=1))
    assert error.hint == ""
    assert str(error).endswith("Invalid API key")


def test_other_errors_say_nothing_of_the_key() -> None:
    error = refusal(Together(api_key="EXAMPLEKEY", http_client=refusing(404), max_attempts=1))
    assert error.hint == ""


def test_a_refusal_names_each_of_several_credentials() -> None:
    keys: dict[str, Any] = {
        "access_key": "EXAMPLE",
        "secret_key": "AKLTgood",
        "session_token": "null",
    }
    error = refusal(Volcengine(**keys, http_client=refusing(401), max_attempts=1))
    assert error.hint == (
        "access_key (VOLCENGINE_ACCESS_KEY) looks like a placeholder from an example;"
        " session_token (VOLCENGINE_SESSION_TOKEN) is how a program writes a missing value"
    )


@pytest.mark.parametrize(
    ("password", "hint"),
    [
        (f'"{KEY}"', "password is in quotes, which are not part of it"),
        ("${PASSWORD}", "password looks like a variable that was not expanded"),
        (f"{KEY}\n", "password ends with a line break"),
        (f"{KEY}\u200b", "password contains ZERO WIDTH SPACE (U+200B)"),
        ("<your password>", "password looks like a placeholder from an example"),
        (KEY, ""),
        ("None", ""),
    ],
)
def test_a_refused_password_says_what_is_odd_about_it(password: str, hint: str) -> None:
    """It may hold anything, so it is sent; what a password looks like is said only if it is odd."""
    login: dict[str, Any] = {"username": "me", "password": password, "domain": "acme"}
    error = refusal(Huawei(project_id="p", **login, http_client=refusing(401), max_attempts=1))
    assert isinstance(error, AuthError)
    assert error.hint == hint
    assert str(error).endswith(f"; {hint}" if hint else "domain and project")
    assert KEY not in str(error)
