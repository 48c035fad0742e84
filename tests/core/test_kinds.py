"""The words for what values are."""

import pytest
from endpoint_roster_core.kinds import Kind, describe, models_in, parse

KINDS: dict[str, tuple[Kind, str]] = {
    "string": ("string", "string"),
    "integer?": (("nullable", "integer"), "integer or null"),
    "list[date-time]": (("list", "date-time"), "list of date-time"),
    "map[list[number?]]": (
        ("map", ("list", ("nullable", "number"))),
        "map of list of number or null",
    ),
    "list[Endpoint]?": (("nullable", ("list", "Endpoint")), "list of object (Endpoint) or null"),
}


@pytest.mark.parametrize("text", KINDS)
def test_a_kind_is_read_and_told_in_words(text: str) -> None:
    kind, words = KINDS[text]
    assert parse(text) == kind
    assert describe(kind) == words


def test_the_models_of_a_kind_are_found_however_deep() -> None:
    assert models_in(parse("map[list[Endpoint?]]")) == {"Endpoint"}
    assert models_in(parse("list[string]")) == set()


@pytest.mark.parametrize("text", ["", "?", "list[]", "list[string", "a b", "x()", "list [string]"])
def test_anything_else_is_no_kind(text: str) -> None:
    with pytest.raises(ValueError, match="is not a kind"):
        parse(text)
