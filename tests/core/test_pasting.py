"""Credentials as people paste them: what is odd is said, and no part of it is shown."""

from __future__ import annotations

from typing import Any

import pytest
from endpoint_roster_core import ArgumentError
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
