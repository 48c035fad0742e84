"""What is written as YAML reads back equal in readers of version 1.1 and of version 1.2."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml
from endpoint_roster_cli.output import yaml_text
from hypothesis import example, given
from hypothesis import strategies as st
from ruamel.yaml import YAML

if TYPE_CHECKING:
    from collections.abc import Callable

    Reader = Callable[[str], Any]


def reader(version: tuple[int, int]) -> Reader:
    """A reader that keeps to one version, written without libyaml."""
    made: Any = YAML(typ="safe", pure=True)
    made.version = version
    return made.load


READERS: dict[str, Reader] = {
    "1.1, libyaml": lambda text: yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader)),
    "1.1, PyYAML": yaml.safe_load,
    "1.1, ruamel": reader((1, 1)),
    "1.2, ruamel": reader((1, 2)),
}
#: Text that one of the readers above takes for something else when it is not quoted.
SURPRISING = [
    *("1e3", "08", "0o17", "1e999", "-1e3", "0x1F", "0b11", "1_000", "._5", "-._", "._", ".5_"),
    *("1.", "+.5", "12e03", "685_230.15", "190:20:30.15", "08:30", "2001-12-14t21:59:43.10-05:00"),
    *("2026-1-1", "02472256", "0x_0A_74_AE", ".inf", "-.INF", ".NaN", "y", "N", "on", "NULL", "~"),
    *("<<", "=", "", "?", "-", ":", "- a", "a: b", "a #b", "!!int 1", "&a b", "*a", "%YAML 1.1"),
    *(
        "---",
        "...",
        "a\n\nb",
        " a ",
        "a\t",
        "\ufeffa",
        "a\x85b",
        "a\u2028b",
        "\U0001f680",
        "\uff11\uff12",
    ),
]
#: What numbers, times and words of any version are made of, and what means something in YAML.
NEARLY_NUMBERS = st.text("0123456789+-._:eExXoObB, TZ", max_size=9)
NEARLY_WORDS = st.text("aefFilLnNoOrsStTuUyY~.-<=", max_size=6)
MARKS = st.text("-+.:?!&*|>%@`'\"#{}[],\n\t 0a", max_size=6)
TEXTS = st.one_of(NEARLY_NUMBERS, NEARLY_WORDS, MARKS, st.text(max_size=8))


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("text", SURPRISING)
def test_a_text_stays_that_text(text: str, name: str) -> None:
    for value in ({text: text}, [text], [[text], {"name": {text: [text]}}], text):
        assert READERS[name](yaml_text.to_yaml(value)) == value


@given(st.lists(TEXTS, max_size=8))
@example(["._5"])
def test_all_readers_agree(texts: list[str]) -> None:
    value = [{text: text for text in texts}, texts, 1, 1.5, -0.25, True, None, {}, []]
    document = yaml_text.to_yaml(value)
    for name, read in READERS.items():
        assert read(document) == value, name
