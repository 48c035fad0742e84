"""roster show: everything about one endpoint, and what is said where several or none match."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from endpoint_roster_sim import PROVIDERS, Simulator
from endpoint_roster_sim.faults import Status
from jsonschema import Draft202012Validator
from support.few_endpoints import Serve, at_usual_address, item, serving
from support.golden import check_golden

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from support.running import Run

SECRET = "s3cr3t-never-shown"


@pytest.fixture
def served() -> Iterator[Serve]:
    with serving() as serve:
        yield serve


@pytest.fixture
def two_labels(simulator: Simulator, file: Callable[[str], str]) -> str:
    """A file with the same cloud under two labels; the key is to be in ``GOOD``."""
    cloud = simulator["together"]
    return file(
        "".join(
            f'[[accounts]]\nprovider = "together"\nlabel = "{label}"\n'
            f'base_url = "{cloud.base_url}"\napi_key = {{ env = "GOOD" }}\n'
            for label in ("prod", "staging")
        )
    )


def without_times(sent: dict[str, Any]) -> dict[str, Any]:
    """An object as sent, but for times, which can be written in several ways."""
    return {name: value for name, value in sent.items() if not name.endswith("_at")}


def asked(simulator: Simulator) -> dict[str, int]:
    """How often each cloud was asked since the last time."""
    counts = {name: len(simulator[name].requests) for name in simulator.providers}
    for name in simulator.providers:
        simulator[name].forget_requests()
    return {name: count for name, count in counts.items() if count}


# --- what is printed


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("show-ppio.txt", "ep-49604f4fd4771ed55adf"),
        ("show-volcengine.txt", "volcengine/volcengine/ep-20260126104719-fnsyk"),
        ("show-openrouter.txt", "Novita | meta-llama/llama-3.3-70b-instruct"),
    ],
)
def test_everything_known_as_text(noon: Run, name: str, wanted: str) -> None:
    done = noon("show", wanted, "--sim", "--sim-endpoints", "3")
    assert (done.code, done.err) == (0, "")
    check_golden(name, done.out)


def test_the_console_is_printed_for_people(noon: Run, served: Serve) -> None:
    env = at_usual_address(served(item("endpoint-1", "dev/chat")))
    done = noon("show", "endpoint-1", env=env)
    console = "https://api.together.ai/endpoints/dev/chat"
    assert re.findall(r"^console +(.*)$", done.out, re.MULTILINE) == [console]


@pytest.mark.parametrize("provider", PROVIDERS)
def test_data_is_as_list_prints_it_or_has_more(
    roster: Run, variables: dict[str, str], simulator: Simulator, provider: str
) -> None:
    schema: Any = Draft202012Validator(
        json.loads(roster("schema", "endpoint").out),
        format_checker=Draft202012Validator.FORMAT_CHECKER,
    )
    listed = roster("list", "--costs", "--provider", provider, "-o", "json", env=variables).out
    sent = [without_times(one) for one in simulator.fleet(provider)]
    for endpoint in json.loads(listed)["endpoints"][:3]:
        reference = f"{provider}/{provider}/{endpoint['id']}"
        shown = roster("show", reference, "-o", "json", env=variables)
        assert (shown.code, shown.err) == (0, "")
        data = json.loads(shown.out)
        schema.validate(data)
        known = {name for name, value in endpoint.items() if value is not None} - {"raw"}
        assert {name: data[name] for name in known} == {name: endpoint[name] for name in known}
        # Of what is read by itself, a provider can send more than of what is listed.
        raw, all_of_it = without_times(endpoint["raw"]), without_times(data["raw"])
        assert raw in sent
        assert {name: all_of_it[name] for name in raw} == raw
        printed = roster("show", reference, "-o", "yaml", env=variables)
        assert (printed.code, printed.err) == (0, "")
        assert yaml.safe_load(printed.out) == data


def test_unknown_fields_are_shown_too(roster: Run, served: Serve) -> None:
    more: dict[str, Any] = {"spot": True, "autoscaling": {"min": 0, "gone": None, "zones": ["a"]}}
    env = served(item("e-1", "chat", note="", **more))
    done = roster("show", "e-1", env=env)
    assert (done.code, done.err) == (0, "")
    own = done.out.partition("\nAs together sent it:\n")[2].splitlines()
    assert [line.split() for line in own if line.startswith("  spot ")] == [["spot", "true"]]
    assert [line.split() for line in own if line.startswith("  note ")] == [["note", '""']]
    begin = own.index("  autoscaling") + 1
    assert own[begin : begin + 4] == [
        "    min    0",
        "    gone   null",
        "    zones",
        "      - a",
    ]
    assert json.loads(roster("show", "e-1", "-o", "json", env=env).out)["raw"] == item(
        "e-1", "chat", note="", **more
    )


def test_colours_are_for_the_state_and_the_heading(roster: Run, served: Serve) -> None:
    env = served(item("e-1", "chat", state="ERROR"))
    plain = roster("show", "e-1", env=env).out
    assert "\x1b" not in plain
    coloured = roster("show", "e-1", env=env | {"FORCE_COLOR": "1"}).out
    lines = [line for line in coloured.splitlines() if "\x1b" in line]
    assert lines[0].startswith("\x1b[31mstate ")
    assert lines[1:] == ["\x1b[1mAs together sent it:\x1b[0m"]
    assert re.sub(r"\x1b\[\d+m", "", coloured) == plain


# --- which one is meant


@pytest.mark.parametrize(
    "wanted", ["e-77", "together/together/e-77", "chat-prod", "e-7", "together/together/e-7", "ch"]
)
def test_by_id_by_reference_by_name_or_by_how_one_begins(
    roster: Run, served: Serve, wanted: str
) -> None:
    env = served(item("e-11", "rag"), item("e-77", "chat-prod"), item("e-88", "a-chat-prod"))
    done = roster("show", wanted, "-o", "json", env=env)
    assert (done.code, done.err) == (0, "")
    assert json.loads(done.out)["id"] == "e-77"


@pytest.mark.parametrize(
    ("wanted", "id_"),
    [("e-1", "e-1"), ("together/together/e-1", "e-1"), ("chat", "e-12"), ("e-13", "e-13")],
)
def test_the_exact_one_counts_before_others(
    roster: Run, served: Serve, wanted: str, id_: str
) -> None:
    env = served(
        item("e-14", "e-13"),  # a name is less than an id
        item("e-13", "chat-dev"),
        item("e-12", "chat"),
        item("e-1", "chat-prod"),
    )
    done = roster("show", wanted, "-o", "json", env=env)
    assert (done.code, done.err) == (0, "")
    assert json.loads(done.out)["id"] == id_


def test_if_several_match_they_are_listed_and_none_is_shown(roster: Run, served: Serve) -> None:
    env = served(
        item("e-3", "chat-b", state="ERROR"), item("e-1", "chat-a"), item("e-2", "rag"),
        item("e-4", "rag"),
    )  # fmt: skip
    done = roster("show", "chat", env=env)
    assert (done.code, done.out) == (1, "")
    title, *candidates, advice = done.err.splitlines()
    assert title == "roster: 'chat' is ambiguous: 2 endpoints begin like this:"
    assert candidates == [
        "roster:   together/together/e-1  chat-a  running",
        "roster:   together/together/e-3  chat-b  failed",
    ]
    assert "--provider" in advice
    done = roster("show", "rag", env=env)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("roster: 'rag' is ambiguous: 2 endpoints have this name:\n")


def test_of_many_that_match_some_are_listed(roster: Run, served: Serve) -> None:
    env = served(*(item(f"e-{number}", "chat") for number in range(10, 33)))
    done = roster("show", "e-", env=env)
    assert (done.code, done.out) == (1, "")
    lines = done.err.splitlines()
    assert lines[0] == "roster: 'e-' is ambiguous: 23 endpoints begin like this:"
    assert [line.split()[1] for line in lines[1:21]] == [
        f"together/together/e-{number}" for number in range(10, 30)
    ]
    assert lines[21] == "roster:   and 3 more"


def test_the_same_id_in_two_accounts(roster: Run, simulator: Simulator, two_labels: str) -> None:
    id_, env = simulator["together"].fleet[0]["id"], {"GOOD": simulator["together"].api_key}
    done = roster("show", id_, "--config", two_labels, env=env)
    assert (done.code, done.out) == (1, "")
    assert f"roster:   together/prod/{id_}  " in done.err
    assert f"roster:   together/staging/{id_}  " in done.err
    for words in ([id_, "--account", "staging"], [f"together/staging/{id_}"]):
        done = roster("show", *words, "--config", two_labels, "-o", "json", env=env)
        assert (done.code, done.err) == (0, "")
        assert json.loads(done.out)["account"] == "staging"


@pytest.mark.parametrize("narrow", [("--provider", "volcengine"), ("--state", "stopped")])
def test_the_other_options_narrow_the_search(noon: Run, narrow: tuple[str, str]) -> None:
    assert noon("show", "ads-e", "--sim").code == 1
    done = noon("show", "ads-e", "--sim", *narrow, "-o", "json")
    assert (done.code, done.err) == (0, "")
    assert json.loads(done.out)["name"] == "ads-embeddings"


def test_if_none_matches_it_says_what_is_near(roster: Run, served: Serve) -> None:
    env = served(item("e-1", "support-chat"), item("e-2", "support-chart"), item("e-3", "rag"))
    done = roster("show", "suport-chat", env=env)
    assert (done.code, done.out) == (1, "")
    assert done.err.splitlines() == [
        "roster: no endpoint has the id or name 'suport-chat' among 3 endpoints of 1 account",
        "roster:   did you mean together/together/e-1  support-chat?",
        "roster:   did you mean together/together/e-2  support-chart?",
    ]
    done = roster("show", "zzz", env=env)
    assert (done.code, done.out) == (1, "")
    assert "did you mean" not in done.err


@pytest.mark.parametrize("wanted", [[""], [" \t"], []])
def test_nothing_wanted_is_wrong_usage(roster: Run, wanted: list[str]) -> None:
    done = roster("show", *wanted, "--sim")
    assert (done.code, done.out) == (2, "")
    assert "REFERENCE" in done.err


# --- accounts


def test_a_reference_asks_only_its_account(
    roster: Run, variables: dict[str, str], simulator: Simulator, two_labels: str
) -> None:
    id_ = simulator["ppio"].fleet[0]["id"]
    asked(simulator)
    assert roster("show", f"ppio/ppio/{id_}", env=variables).code == 0
    assert asked(simulator) == {"ppio": 2}, "the endpoint, and its price"
    assert roster("show", f"ppio/ppio/{id_[:-3]}", env=variables).code == 0
    assert asked(simulator) == {"ppio": 4}, "read, listed, and what was found is read and priced"
    assert roster("show", "ppio/ppio/nothing", env=variables).code == 1
    assert asked(simulator) == {"ppio": 2}
    assert roster("show", id_, env=variables).code == 0
    assert asked(simulator).keys() == {*PROVIDERS}, "an id may be anywhere"

    id_, env = simulator["together"].fleet[0]["id"], {"GOOD": simulator["together"].api_key}
    words = (f"together/prod/{id_}", "--config", two_labels)
    assert roster("show", *words, env=env).code == 0
    paths = [request.path for request in simulator["together"].requests]
    assert paths.count("/v1/endpoints") == 1, "the other label is another account"
    assert asked(simulator).keys() == {"together"}


def test_what_comes_after_the_reference_is_not_read(roster: Run) -> None:
    with Simulator(endpoints=150, providers=["ppio"], faults=[Status(400, nth=2)]) as clouds:
        cloud = clouds["ppio"]
        env = {"PPIO_API_KEY": cloud.api_key, "PPIO_BASE_URL": cloud.base_url}
        done = roster("show", f"ppio/ppio/{cloud.fleet[0]['id']}", env=env)
    assert (done.code, done.err) == (0, ""), "the second page would have failed"


def test_an_account_that_failed(
    roster: Run, variables: dict[str, str], simulator: Simulator
) -> None:
    broken = variables | {"TOGETHER_API_KEY": SECRET}
    failure = "roster: together (together): list endpoints failed: "
    id_ = simulator["ppio"].fleet[0]["id"]

    found = roster("show", id_, "-o", "json", env=broken)
    assert found.code == 3, "another one of this id may be in the account that failed"
    assert json.loads(found.out)["id"] == id_
    assert found.err.startswith(failure)

    for wanted in ("nothing", f"together/together/{simulator['together'].fleet[0]['id']}"):
        missed = roster("show", wanted, env=broken)
        assert (missed.code, missed.out) == (3, "")
        assert "roster: it may be in an account that could not be read:\n" + failure in missed.err

    several = roster("show", "ep-", env=broken)
    assert (several.code, several.out) == (1, "")
    assert failure in several.err

    whole = roster("show", f"ppio/ppio/{id_}", env=broken)
    assert (whole.code, whole.err) == (0, ""), "the other account has nothing to do with it"
    for done in (found, missed, several):
        assert SECRET not in done.out + done.err


def test_no_account_that_can_be_used(roster: Run) -> None:
    done = roster("show", "chat")
    assert (done.code, done.out) == (4, "")
    assert "TOGETHER_API_KEY" in done.err
    done = roster("show", "chat", env={"VOLCENGINE_ACCESS_KEY": "k"})
    assert (done.code, done.out) == (4, "")
    assert "VOLCENGINE_SECRET_KEY" in done.err
