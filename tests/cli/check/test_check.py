"""roster check: what it prints, and how it ends."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from endpoint_roster.checks import RULES, Rules
from endpoint_roster_cli import schemas
from endpoint_roster_sim import Simulator
from jsonschema import Draft202012Validator, FormatChecker
from support.fixed_time import command_at
from support.golden import check_golden
from support.raw_server import http
from support.terminal import Terminal

from ..watch.stories import env_of
from .conftest import HOSTILE, SECRET, Check, answer

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.raw_server import Server
    from support.running import Run

ROOT = Path(__file__).resolve().parents[3]
REFUSED = http({"error": {"message": "no", "type": "no", "code": "no"}}, 401)
WELL = answer({"e1": "STARTED", "e2": "STOPPED"})
BROKEN = answer({"e1": "STARTED", "e2": "ERROR"})


def documented(text: str) -> Any:
    """The document of -o json, which is as its schema says."""
    document = json.loads(text)
    validator: Any = Draft202012Validator(schemas.read("check"), format_checker=FormatChecker())
    validator.validate(document)
    return document


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("check.txt", ()),
        ("check.json", ("-o", "json")),
        ("check-some.txt", ("--rule", "failed,running-for=90d", "--provider", "ppio")),
    ],
)
def test_golden_output(noon: Run, name: str, words: tuple[str, ...]) -> None:
    done = noon("check", "--sim", "--sim-endpoints", "12", *words)
    assert done.code == 5
    check_golden(name, done.out)
    assert done.err.count("\n") == 1
    if "json" in words:
        documented(done.out)


def test_the_schema_has_every_rule() -> None:
    assert schemas.read("check")["$defs"]["RuleName"]["enum"] == [*RULES]


def test_the_help_and_the_page_have_every_rule_and_its_default(noon: Run) -> None:
    defaults = Rules()
    help_ = re.findall(r"^    ([a-z-]+)\S* +(on|off) ", noon("check", "--help").out, re.MULTILINE)
    page = (ROOT / "docs/command.md").read_text("utf-8").partition("\n## check\n")[2]
    rows = re.findall(r"^\| `([a-z-]+)\S* \| (on|off|`30m`)", page, re.MULTILINE)
    assert help_ == [(rule, "on" if defaults.threshold(rule) else "off") for rule in RULES]
    assert [(rule, "on" if default == "`30m`" else default) for rule, default in rows] == help_


def test_one_line_where_nothing_is_found(check_of: Callable[..., Check]) -> None:
    done = check_of(WELL)("--rule", "failed,stuck,unread")
    assert (done.code, done.out) == (0, "")
    assert done.err == (
        "roster: nothing found in 2 endpoints of 1 account (failed, stuck=30m, unread)\n"
    )


def test_what_is_not_reported_is_said_and_no_finding(check_of: Callable[..., Check]) -> None:
    check = check_of(answer({"e1": "STARTING", "e2": "STARTED"}))
    done = check()
    assert (done.code, done.out) == (0, "")
    assert done.err.endswith("; not known: stuck of 1 endpoint, replicas of 1 endpoint\n")
    assert documented(check("-o", "json").out)["unknown"] == [
        {
            "rule": "stuck",
            "provider": "together",
            "account": "prod",
            "message": "starting, but no time of the last change is reported",
            "count": 1,
        },
        {
            "rule": "replicas",
            "provider": "together",
            "account": "prod",
            "message": "ready replicas or their minimum are not reported",
            "count": 1,
        },
    ]


@pytest.mark.parametrize(
    ("answered", "words", "code"),
    [
        (WELL, (), 0),
        (BROKEN, (), 5),
        (BROKEN, ("--state", "running"), 0),
        (BROKEN, ("--rule", "stuck"), 0),
        (WELL, ("--rule", "running-for=28d"), 5),
        (WELL, ("--rule", "running-for=29d"), 0),
        (REFUSED, (), 3),
        (REFUSED, ("--rule", "failed"), 3),
    ],
)
def test_the_exit_code(
    check_of: Callable[..., Check], answered: bytes, words: tuple[str, ...], code: int
) -> None:
    assert check_of(answered)(*words).code == code


def test_what_was_found_counts_before_what_could_not_be_read(
    roster: Run, variables: dict[str, str]
) -> None:
    done = roster("check", "-o", "json", env=variables | {"PPIO_API_KEY": SECRET})
    document = documented(done.out)
    rules = {(one["rule"], one["provider"]) for one in document["findings"]}
    assert {("unread", "ppio"), ("failed", "huawei")} <= rules
    assert (done.code, document["complete"]) == (5, False)
    assert [failure["provider"] for failure in document["failures"]] == ["ppio"]
    assert SECRET not in done.out + done.err


def test_an_account_that_could_not_be_read_is_said_once(check_of: Callable[..., Check]) -> None:
    check = check_of(REFUSED)
    done = check()
    assert (done.code, done.out.count("\n")) == (3, 2)
    _, row = done.out.splitlines()
    assert row.split()[0] == "unread"
    assert row.split()[-2:] == ["together/prod", "-"]
    advice, summary = done.err.splitlines()
    assert advice.startswith("roster: together (prod): ")
    assert summary == "roster: 1 finding (1 unread) in 0 endpoints of 1 account"
    done = check("--rule", "failed")
    assert (done.code, done.out) == (3, "")
    assert "list endpoints failed" in done.err


def test_without_any_account_it_says_what_to_do(noon: Run) -> None:
    done = noon("check")
    assert (done.code, done.out) == (4, "")
    assert "TOGETHER_API_KEY" in done.err
    done = noon("check", env={"VOLCENGINE_ACCESS_KEY": SECRET})
    assert done.code == 4
    assert "VOLCENGINE_SECRET_KEY" in done.out + done.err
    assert SECRET not in done.out + done.err


@pytest.mark.parametrize(
    ("rule", "says"),
    [
        ("stuk", "unknown rule 'stuk'. Did you mean stuck?"),
        ("failed,stuck=soon", "'soon' is not a valid duration. Write it like 45m"),
        ("cost", "the rule cost needs an amount. Write an amount of 0 or more"),
        ("cost=-5 USD", "'-5 USD' is not an amount"),
        ("replicas=2", "the rule replicas takes no threshold"),
        ("stuck,stuck=1h", "the rule stuck is given twice"),
    ],
)
def test_a_wrong_rule_sends_nothing(
    check_of: Callable[..., Check], server: Server, rule: str, says: str
) -> None:
    done = check_of(WELL)("--rule", rule)
    assert (done.code, done.out, server.requests) == (2, "", [])
    assert says in done.said
    assert "rule" in done.err


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ('[check]\nstuck = "soon"', ".toml, line 7, stuck: 'soon' is not a valid duration."),
        ("[check]\nfaild = true", ".toml, line 7, faild: unknown key 'faild'. Did you mean"),
        (
            '[[check.exceptions]]\nrule = "failed"\nreason = "x"\nuntil = 2026-03-31',
            ".toml, line 6: the exception has no reference.",
        ),
    ],
)
def test_a_wrong_table_sends_nothing(
    check_of: Callable[..., Check], server: Server, table: str, says: str
) -> None:
    done = check_of(WELL)(table=table)
    assert (done.code, done.out, server.requests) == (1, "", [])
    assert says in done.said


def test_the_file_has_rules_and_options_choose_among_them(check_of: Callable[..., Check]) -> None:
    check, table = check_of(WELL), '[check]\nreplicas = false\nrunning-for = "20d"\n'
    done = check("-o", "json", table=table)
    document = documented(done.out)
    assert document["rules"] == ["failed", "stuck=30m", "running-for=20d", "unread"]
    assert (done.code, [one["id"] for one in document["findings"]]) == (5, ["e1"])
    document = documented(check("-o", "json", "--rule", "running-for", table=table).out)
    assert document["rules"] == ["running-for=20d"]


# --- exceptions


def accepted(until: str, reference: str = "together/prod/*", rule: str = "failed") -> str:
    return (
        f'[[check.exceptions]]\nreference = "{reference}"\nrule = "{rule}"\n'
        f'reason = "being repaired"\nuntil = {until}\n'
    )


@pytest.mark.parametrize(("until", "code"), [("2026-03-01", 0), ("2027-01-01", 0)])
def test_an_exception_holds_until_its_day(
    check_of: Callable[..., Check], until: str, code: int
) -> None:
    check = check_of(answer({"e1": "ERROR", "e2": "ERROR"}))
    done = check("--rule", "failed", table=accepted(until))
    assert (done.code, done.out) == (0, "")
    assert done.err == ("roster: nothing found in 2 endpoints of 1 account (failed); 2 excepted\n")
    document = documented(check("-o", "json", table=accepted(until)).out)
    assert document["findings"] == document["expired"] == []
    assert [one["exception"] for one in document["excepted"]] == [
        {
            "reference": "together/prod/*",
            "rule": "failed",
            "reason": "being repaired",
            "until": until,
        }
    ] * 2


def test_an_exception_whose_day_is_past_is_said_once(check_of: Callable[..., Check]) -> None:
    check = check_of(answer({"e1": "ERROR", "e2": "ERROR"}))
    done = check("--rule", "failed", table=accepted("2026-02-28"))
    assert (done.code, done.out.count("\n")) == (5, 3)
    assert done.err == (
        "roster: the exception from failed for together/prod/* ended on 2026-02-28"
        " (being repaired)\n"
        "roster: 2 findings (2 failed) in 2 endpoints of 1 account\n"
    )
    document = documented(check("-o", "json", table=accepted("2026-02-28")).out)
    assert (len(document["findings"]), len(document["expired"])) == (2, 1)


def test_an_account_can_be_excepted(check_of: Callable[..., Check]) -> None:
    done = check_of(REFUSED)(table=accepted("2026-03-31", "together/prod", "unread"))
    assert (done.code, done.out) == (0, "")
    assert done.err.splitlines()[-1].endswith("; 1 excepted")
    done = check_of(REFUSED)(table=accepted("2026-03-31", "together/other", "unread"))
    assert done.code == 3


# --- texts that providers send


def test_nothing_that_a_provider_sent_acts(check_of: Callable[..., Check]) -> None:
    check = check_of(answer({HOSTILE: "ERROR", "\ud800": HOSTILE}), label="two 'words'")
    for words in ((), ("-o", "yaml"), ("-o", "json"), ("-o", "junit")):
        done = check(*words)
        assert done.code == 5
        assert all(character.isprintable() or character in "\t\n" for character in done.out)
        assert done.err.count("\n") == 1
    [finding] = documented(check("-o", "json").out)["findings"]
    assert (finding["id"], finding["account"]) == (HOSTILE, "two 'words'")


@pytest.mark.parametrize("columns", [60, 80, 130])
def test_a_terminal_never_cuts_a_row_without_saying_so(
    env_at_noon: dict[str, str], columns: int
) -> None:
    words = [*command_at(), "check", "--sim", "--sim-endpoints", "6"]
    with Terminal(words, env_at_noon, columns=columns) as terminal:
        assert terminal.wait() == 5
        check_golden(f"terminal-check-{columns}.txt", terminal.text())


def test_a_terminal_never_cuts_a_reference(env_at_noon: dict[str, str], noon: Run) -> None:
    words = ("check", "--sim", "--provider", "together")
    with Terminal([*command_at(), *words], env_at_noon, columns=50) as terminal:
        assert terminal.wait() == 5
        shown = terminal.raw.decode()
    found = documented(noon(*words, "-o", "json").out)["findings"]
    assert found
    assert all(f"{one['provider']}/{one['account']}/{one['id']}" in shown for one in found)


# --- costs


def test_prices_are_asked_for_only_if_a_rule_needs_them(noon: Run) -> None:
    with Simulator(endpoints=8, providers=["together"]) as simulator:
        env = env_of(simulator["together"])
        assert noon("check", env=env).code == 5
        usual = len(simulator["together"].requests)
        done = noon("check", "--rule", "cost=5 USD,cost=30 CNY", env=env)
        assert len(simulator["together"].requests) > 2 * usual
    assert done.code == 5
    assert "more than 5 USD" in done.out
