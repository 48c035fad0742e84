"""Where keys stand in a TOML file, whatever way they are written."""

from __future__ import annotations

import tomllib

import pytest
from endpoint_roster.config.toml_lines import lines_of_keys

TEXT = '''# a comment with [[accounts]]
[defaults]
timeout = 5
note = """
[[accounts]]
timeout = 6
"""

[ defaults . "to gether" ]
api_key.env = "X"   # dotted

[[accounts]]
provider = "one"
models = [
  "a/b",
  # ]
  "c/d",
]
[accounts.api_key]
env = "Y"

[[accounts]]
'provider' = "two"
api_key = { env = "Z" }
'''
LINES = {
    ("defaults",): 2,
    ("defaults", "timeout"): 3,
    ("defaults", "note"): 4,
    ("defaults", "to gether"): 9,
    ("defaults", "to gether", "api_key"): 10,
    ("defaults", "to gether", "api_key", "env"): 10,
    ("accounts", 0): 12,
    ("accounts", 0, "provider"): 13,
    ("accounts", 0, "models"): 14,
    ("accounts", 0, "models", 0): 14,
    ("accounts", 0, "models", 1): 14,
    ("accounts", 0, "api_key"): 19,
    ("accounts", 0, "api_key", "env"): 20,
    ("accounts", 1): 22,
    ("accounts", 1, "provider"): 23,
    ("accounts", 1, "api_key"): 24,
    ("accounts", 1, "api_key", "env"): 24,
}


def test_every_key_of_every_kind_of_statement() -> None:
    assert tomllib.loads(TEXT)["accounts"][1]["provider"] == "two"
    assert lines_of_keys(TEXT) == LINES
    assert lines_of_keys(TEXT.replace("\n", "\r\n")) == LINES


def test_tables_in_one_line() -> None:
    lines = lines_of_keys(
        "\n # '''\naccounts = [\n  {provider = 'a'},\n  {provider = 'b'},\n]\nx = 1\n"
    )
    assert lines[("accounts", 1, "provider")] == 3
    assert lines[("x",)] == 7


@pytest.mark.parametrize(
    "statement",
    [
        *('a="x"', "  a = 'x'# c", 'a = ""', "a = ''", 'a = "#"', 'a = "x" # "y"', 'a = "\\""'),
        *('a = """x\ny"""', "a = '''\n'''", 'a = """"""', 'a = "é\t"', "a = 'x\\'", "a = '\"'"),
        *('a={env="X"}', "\ta = { env = 'X' } # }", 'a = { env = "}" }', "a = {}", "a = [\n'[']"),
        *("a.b = 'x'", '"a" = "="', "a = 1 # '''"),
    ],
)
def test_a_statement_ends_with_its_last_line(statement: str) -> None:
    for end in ("\n", "\r\n"):
        text = f"{statement}\nz = 1\n".replace("\n", end)
        assert set(tomllib.loads(text)) == {"a", "z"}
        lines = lines_of_keys(text)
        assert (lines["a",], lines["z",]) == (1, text.count("\n"))


@pytest.mark.parametrize("header", ["[[a]]", "  [[a]]\t# [[b]]", "[[ a ]]", "[['a']]"])
def test_each_header_opens_another_table_of_its_array(header: str) -> None:
    lines = lines_of_keys(f"{header}\nx = 1\n\n{header}\nx = 2\n")
    places = {("a", 0): 1, ("a", 0, "x"): 2, ("a", 1): 4, ("a", 1, "x"): 5}
    assert lines == places
