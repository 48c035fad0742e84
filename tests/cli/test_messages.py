"""What goes wrong is said once: a line of cause, and below it what to do, as a shell has it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from endpoint_roster import Account, Failure, IncompleteError, Listing, Roster, to_dict
from endpoint_roster_cli.main import ALIASES, COMMANDS, HABITS
from endpoint_roster_cli.output.messages import in_the_shell

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("variables", "code", "said"),
    [
        (
            {"OPENROUTER_API_KEY": "k"},
            4,
            "roster: openrouter (openrouter): OPENROUTER_API_KEY is set, but OPENROUTER_MODELS is"
            " not\nroster:   Set OPENROUTER_MODELS to models, such as deepseek/deepseek-r1.\n",
        ),
        (
            {"VOLC_ACCESSKEY": "k"},
            4,
            "roster: volcengine (volcengine): VOLC_ACCESSKEY is set, but VOLC_SECRETKEY is not\n"
            "roster:   Set VOLC_SECRETKEY.\n",
        ),
        (
            {"HUAWEICLOUD_SDK_AK": "a", "HUAWEICLOUD_SDK_SK": "s"},
            4,
            "roster: huawei (huawei): HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK are set, but"
            " HUAWEICLOUD_SDK_PROJECT_ID is not\nroster:   Set HUAWEICLOUD_SDK_PROJECT_ID.\n",
        ),
        (
            {"ARK_API_KEY": "k"},
            4,
            "roster: no account is configured: the environment has no credentials\n"
            "roster:   ARK_API_KEY is set: such a key calls models and cannot list endpoints; set"
            " VOLCENGINE_ACCESS_KEY and VOLCENGINE_SECRET_KEY, an access key of your account.\n",
        ),
    ],
    ids=["openrouter", "volcengine", "huawei", "ark"],
)
def test_keys_that_do_not_suffice(
    roster: Any, variables: dict[str, str], code: int, said: str
) -> None:
    done = roster("list", env=variables)
    assert (done.code, done.out) == (code, "")
    assert done.err.startswith(said)
    assert "Pass" not in done.err


def test_no_account_is_a_short_line_for_each_provider(roster: Any) -> None:
    done = roster("list")
    lines = done.err.splitlines()
    assert lines[1] == "roster:   Set the variables of a provider:"
    assert "roster:     together: TOGETHER_API_KEY" in lines
    assert lines[-2:] == [
        "roster:   Or write a configuration file: roster init",
        "roster:   Without any key, try: roster list --sim",
    ]


def test_a_file_without_accounts_is_not_to_be_written_again(roster: Any, tmp_path: Path) -> None:
    file = tmp_path / "empty.toml"
    file.write_text("[defaults]\n")
    done = roster("list", env={"ENDPOINT_ROSTER_CONFIG": str(file)})
    assert done.err.splitlines() == [
        f"roster: {file} has no account",
        "roster:   Add one as a table [[accounts]].",
        "roster:   Without any key, try: roster list --sim",
    ]


def test_variables_that_a_file_replaces_are_named(roster: Any, tmp_path: Path) -> None:
    file = tmp_path / "of-init.toml"
    env = {"ENDPOINT_ROSTER_CONFIG": str(file)}
    assert roster("init", env=env).code == 0
    env |= {"TOGETHER_API_KEY": "k", "VOLCENGINE_ACCESS_KEY": "a", "VOLCENGINE_SECRET_KEY": "s"}
    together = (
        "roster:   TOGETHER_API_KEY is set, but ignored: accounts come from the file."
        ' To use it, add provider = "together".'
    )
    done = roster("list", env=env)
    assert done.code == 4
    assert done.err.splitlines() == [
        f"roster: {file} has no account",
        "roster:   Add one as a table [[accounts]].",
        together,
        "roster:   VOLCENGINE_ACCESS_KEY and VOLCENGINE_SECRET_KEY are set, but ignored: accounts"
        ' come from the file. To use them, add provider = "volcengine".',
        "roster:   Without any key, try: roster list --sim",
    ]
    file.write_text('[[accounts]]\nprovider = "ppio"\napi_key = { env = "PPIO_API_KEY" }\n')
    done = roster("list", "--provider", "together", env=env | {"PPIO_API_KEY": "k"})
    assert done.code == 4
    assert done.err.splitlines() == [
        "roster: no account matches the filters",
        f"roster:   Add one to {file} as a table [[accounts]].",
        together,
        "roster:   Without any key, try: roster list --sim",
    ]


def test_in_a_file_it_is_a_line_to_add(roster: Any, tmp_path: Path) -> None:
    file = tmp_path / "some.toml"
    file.write_text('[[accounts]]\nprovider = "ppio"\n')
    done = roster("list", "--config", str(file))
    assert done.err == (
        f"roster: ppio (ppio): {file}, line 1: an account of ppio needs api_key\n"
        "roster:   Add api_key=..., or set PPIO_API_KEY in the environment.\n"
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("list --sim --state runing", "unknown state 'runing'. Did you mean running? Choose from"),
        (
            "list --sim --account togther",
            "unknown account 'togther'. Did you mean together? Choose",
        ),
        ("list --sim --provider opnrouter", "'opnrouter'. Did you mean openrouter? Choose from"),
        ("list --sim --kind dedicatd", "kind 'dedicatd'. Did you mean dedicated?"),
        ("list --sim --region cn-bejing", "region 'cn-bejing'. Did you mean cn-beijing?"),
        ("list --sim Huawei", "and ids. Did you mean --provider huawei?"),
        ("list --sim -p ppio failed", "and ids. Did you mean --state failed?"),
        ("list --sim dedicated zzz", "and ids. Did you mean --kind dedicated?"),
        ("describe ep-1", "unknown command 'describe'. Did you mean show?"),
        ("logs ep-1", "unknown command 'logs'. Did you mean journal?"),
        ("whoami", "unknown command 'whoami'. Did you mean accounts?"),
        ("lst", "unknown command 'lst'. Did you mean list?"),
        ("list --colums id", "unknown option '--colums'. Did you mean --columns?"),
        ("exporter --listen :9759", "unknown option '--listen'. Did you mean --host?"),
        ("list --listen", "unknown option '--listen'. See roster list --help."),
        ("list --json", "unknown option '--json'. Did you mean -o json?"),
        ("list -l team=search", "unknown option '-l'. Did you mean --tag?"),
        ("list --watch", "unknown option '--watch'. Did you mean roster watch?"),
        ("delete ep-1 --force", "unknown option '--force'. Did you mean --yes?"),
        ("-v", "unknown option '-v'. Did you mean --version?"),
        ("list -o jsn", "value for --output: 'jsn'. Did you mean json? Choose from table, wide"),
        ("list --group-by stat", "unknown field 'stat'. Did you mean state? Choose from provider"),
        ("diff a b --ignore nmae", "unknown field 'nmae'. Did you mean name? Choose from name"),
        ("costs --group-by ownr", "unknown field 'ownr'. Did you mean owner? Choose from"),
    ],
)
def test_what_was_meant(roster: Any, words: str, said: str) -> None:
    done = roster(*words.split())
    assert said in done.said
    assert done.out == ""


def test_a_word_that_is_known_is_never_asked_for(roster: Any) -> None:
    done = roster("list", "--sim", "--kind", "dedicated", "--name", "no such name")
    assert (done.out, done.err) == ("", "")


def test_habits_lead_to_one_command_each() -> None:
    words = [word for several in HABITS.values() for word in several.split()]
    assert len(words) == len({*words})
    assert {*words}.isdisjoint({*COMMANDS, *ALIASES})
    assert {*HABITS} <= {*COMMANDS} | {"costs"}


@pytest.mark.parametrize(
    "words",
    [
        *("list --state nonsense", "list --provider x", "list --account x --sim", "x"),
        *("list --nonsense", "list --config nowhere", "list --limit x", "list -o x"),
        *("list --columns x", "list --group-by x", "list --columns", "list --view x"),
    ],
)
def test_usage_errors_have_one_form(roster: Any, words: str) -> None:
    done = roster(*words.split())
    assert (done.code, done.out) == (2, "")
    first, *rest = done.err.splitlines()
    assert first.startswith("roster: ")
    assert not first.endswith(".")
    assert re.fullmatch(r"roster: (\S+: )?(unknown|invalid value for|option) .*", first)
    assert all(line.startswith("roster:   ") for line in rest)
    assert rest[-1] == f"roster:   See roster{' list' * ('list' in words)} --help."


@pytest.mark.parametrize(
    ("advice", "shown"),
    [
        ("Try again; if it happens often, raise timeout.", "often, raise --timeout."),
        ("Raise deadline, or ask for less.", "Raise --deadline, or ask for less."),
        ("Give a later created_before.", "Give a later --created-before."),
        (
            "Raise max_pages or page_size, or ask for less.",
            "page_size under [defaults] in the configuration file, or ask for less.",
        ),
        ("Raise its timeout.", "Raise its timeout."),  # of a command in the file
        ("Check base_url.", "Check base_url."),  # a line of the file, too
    ],
)
def test_advice_names_options_of_the_command(advice: str, shown: str) -> None:
    assert in_the_shell(advice).endswith(shown)


def test_no_sentence_has_two_full_stops(
    roster: Any, variables: dict[str, str], tmp_path: Path
) -> None:
    wrong = variables | {"TOGETHER_API_KEY": "wrong", "PPIO_API_KEY": "wrong"}
    for words in (
        "list",
        "watch --rounds 1",
        f"report -o {tmp_path}/report.html",
        "accounts",
        "doctor",
    ):
        done = roster(*words.split(), env=wrong)
        assert ".." not in done.said + done.out.replace("...", "")
    account = Account("together", api_key="wrong", base_url=variables["TOGETHER_BASE_URL"])
    with Roster([account]) as python, pytest.raises(IncompleteError) as caught:
        list(python.list())
    assert "401" in str(caught.value)
    assert ".." not in str(caught.value)


def test_diff_prints_what_failed_in_both_once(roster: Any, tmp_path: Path) -> None:
    def failed(label: str, request_id: str) -> Failure:
        return Failure("ppio", label, "status", "list", "busy", "Wait.", request_id=request_id)

    for name in ("before", "after"):
        listing = Listing([], [failed("both", name), failed(name, "1")], complete=False)
        (tmp_path / name).write_text(json.dumps(to_dict(listing)))
    done = roster("diff", str(tmp_path / "before"), str(tmp_path / "after"))
    assert done.err.splitlines() == [
        "roster: the listing before is incomplete; what it lacks may still be there",
        "roster: ppio (before): list failed: busy",
        "roster:   Wait.",
        "roster: the listing after is incomplete; what it lacks may still be there",
        "roster: ppio (after): list failed: busy",
        "roster:   Wait.",
        "roster: in both listings:",
        "roster: ppio (both): list failed: busy",
        "roster:   Wait.",
        "roster: 0 added, 0 removed, 0 changed",
    ]
