"""roster list: what it prints, and how it ends."""

from __future__ import annotations

import json
import re
import signal
import socket
import subprocess
import time
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from endpoint_roster import EndpointState
from endpoint_roster_sim import Simulator
from jsonschema import Draft202012Validator, FormatChecker
from support.specs import read_spec

if TYPE_CHECKING:
    from pathlib import Path

VALIDATOR: Any = Draft202012Validator(
    read_spec("roster", "endpoint.yaml"), format_checker=FormatChecker()
)
PROVIDERS = {"huawei", "openrouter", "ppio", "together", "volcengine"}


def test_simulated_clouds_need_no_key(process: Any) -> None:
    done = process("list", "--sim")
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    assert lines[0].split() == [
        *("PROVIDER", "ACCOUNT", "STATE", "AGE", "ID", "MODEL", "NAME"),
    ]
    assert Counter(line.split()[0] for line in lines[1:]) == dict.fromkeys(PROVIDERS, 36)
    assert "…" not in done.out, "nothing is cut where there is no terminal"


def test_json_is_one_valid_document(roster: Any) -> None:
    done = roster("list", "--sim", "-o", "json")
    assert (done.code, done.err) == (0, "")
    data = json.loads(done.out)
    assert list(data) == ["endpoints", "failures", "complete"]
    VALIDATOR.validate(data)
    assert (data["complete"], data["failures"]) == (True, [])
    assert {e["provider"] for e in data["endpoints"]} == PROVIDERS
    assert len({e["state"] for e in data["endpoints"]}) > 4
    assert all(e["provider_state"] for e in data["endpoints"] if e["provider"] != "openrouter")
    times = [e["created_at"] for e in data["endpoints"]]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", time) for time in times)


def test_jsonl_is_one_endpoint_a_line(roster: Any) -> None:
    lines = roster("list", "--sim", "-o", "jsonl").out.splitlines()
    whole = json.loads(roster("list", "--sim", "-o", "json").out)["endpoints"]
    assert sorted(map(json.loads, lines), key=key_of) == sorted(whole, key=key_of)


def key_of(endpoint: dict[str, Any]) -> tuple[str, str]:
    return endpoint["provider"], endpoint["id"]


def test_the_same_seed_gives_the_same_output(roster: Any) -> None:
    assert roster("list", "--sim").out == roster("list", "--sim").out


def test_the_number_of_simulated_endpoints(roster: Any) -> None:
    done = roster("list", "--sim", "--sim-endpoints", "3")
    assert len(done.out.splitlines()) == 16
    assert roster("list", "--sim", "--sim-endpoints", "0").out == ""


def test_accounts_of_the_environment(roster: Any, variables: dict[str, str]) -> None:
    done = roster("list", "-o", "json", env=variables)
    assert (done.code, done.err) == (0, "")
    found = Counter(e["provider"] for e in json.loads(done.out)["endpoints"])
    assert found == dict.fromkeys(PROVIDERS, 12)


@pytest.mark.filterwarnings("ignore::endpoint_roster.InsecureConfigurationWarning")
def test_accounts_of_a_file(roster: Any, variables: dict[str, str], tmp_path: Path) -> None:
    file = tmp_path / "roster.toml"
    file.write_text(
        f"""
        [[accounts]]
        provider = "ppio"
        label = "生产"
        api_key = "{variables["PPIO_API_KEY"]}"
        base_url = "{variables["PPIO_BASE_URL"]}"
        [[accounts]]
        provider = "together"
        """,
        encoding="utf-8",
    )
    done = roster("list", "--config", str(file), env=variables)
    assert done.code == 0
    assert done.out.splitlines()[0].split()[:2] == ["PROVIDER", "ACCOUNT"]
    assert Counter(line.split()[1] for line in done.out.splitlines()[1:]) == {
        "生产": 12,
        "together": 12,
    }


@pytest.mark.parametrize(
    ("words", "keep"),
    [
        (["--provider", "ppio", "--provider", "huawei"], {"provider": ("ppio", "huawei")}),
        (["--provider", "ppio,huawei"], {"provider": ("ppio", "huawei")}),
        (["--state", "running, failed"], {"state": ("running", "failed")}),
        (["--account", "together"], {"account": ("together",)}),
        (["-p", "ppio", "-s", "failed", "-a", "ppio"], {"state": ("failed",)}),
        (["--state", "running", "--state", "failed"], {"state": ("running", "failed")}),
        (["--provider", "together", "--state", "stopped"], {"state": ("stopped",)}),
    ],
)
def test_filters(roster: Any, words: list[str], keep: dict[str, tuple[str, ...]]) -> None:
    done = roster("list", "--sim", "-o", "jsonl", *words)
    found = [json.loads(line) for line in done.out.splitlines()]
    assert found
    for name, values in keep.items():
        assert {endpoint[name] for endpoint in found} == set(values)


def test_models(roster: Any) -> None:
    done = roster("list", "--sim", "--model", "LLaMA", "-o", "jsonl")
    models = {json.loads(line)["model"] for line in done.out.splitlines()}
    assert len(models) > 1
    assert all("llama" in model.lower() for model in models)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["list", "-o", "xml"], "'xml'"),
        (["list", "--nonsense"], "--nonsense"),
        (["list", "--state", "asleep"], "'asleep'. Choose from pending, starting, running"),
        (["list", "--state", "running,"], "unknown state ''"),
        (["list", "--kind", "dedicated,"], "a kind is empty"),
        (["list", "--name", " "], "invalid value for --name: it is empty"),
        (["list", "--model", ""], "invalid value for --model: it is empty"),
        (["list", "--region", ""], "invalid value for --region: it is empty"),
        (["list", "--provider", "togeter"], "'togeter'. Did you mean together? Choose from huawei"),
        (["list", "--provider", "Huawei"], "Did you mean huawei?"),
        (["list", "--created-after", "7d", "--created-before", "2020-01-01"], "before --created"),
        (["list", "--running-for", "a while"], "'a while'"),
        *(
            ([*words, text], f"{text!r} is not a valid duration such as 45m")
            for words in (["list", "--running-for"], ["watch", "--interval"])
            for text in ("6M", "1M", "2Mo", "3y", "5min", "6 M", "P6M", "\u0663d", "1h30m")
        ),
        (["list", "--created-after", "6M"], "'6M' is not a date or time"),
        (["list", "--running-for", "1e9d"], "'1e9d'"),
        (["list", "--created-after", "20260301120000Z"], "'20260301120000Z' is not a date or time"),
        (["list", "--created-after", "202603011234Z"], "not a date or time"),
        (["list", "--created-after", "20260301"], "not a date or time"),
        (["list", "--created-before", "2026-W10-1"], "not a date or time"),
        (["list", "--created-before", "2026/03/01"], "not a date or time"),
        (["list", "--created-before", "2026-03-01x12:00:00Z"], "not a date or time"),
        (["list", "--created-before", "2026-02-30"], "not a date or time"),
        (["list", "--created-before", "0001-01-01T00:00:00+23:59"], "not a date or time"),
        (["list", "--created-before", "1770000000000"], "not a date or time"),
        (["list", "--tag", "=x"], "'=x'"),
        (["list", "--timeout", "0"], "--timeout"),
        (["list", "--limit", "-1"], "--limit"),
        (["list", "-o", "name", "--columns", "id"], "--columns is for -o table, wide, csv"),
        (["list", "-o", "json", "--no-headers"], "--no-headers is for"),
        (["list", "-o", "table", "--bom"], "--bom is for -o csv; not for table"),
        (["list", "-o", "csv", "--query", "failures"], "--query is for -o json, yaml; not for csv"),
        (["list", "-o", "wide", "--group-by", "kind"], "--group-by is for"),
        (["list", "--group-by", "kind", "--columns", "id"], "cannot be combined"),
        (["list", "--group-by", "colour"], "'colour'"),
        (
            ["list", "--group-by", "kind", "--sort-by", "name"],
            "Choose from kind, count, replicas, gpus.",
        ),
        (["list", "--sort-by", "name,"], "unknown column ''"),
        (["list", "--columns", "stat"], "Did you mean state? Choose from provider, account"),
        (["list", "--sim", "--account", "missing"], "'missing'"),
        (["list", "--config", "nothing.toml"], "nothing.toml"),
        (["list", "--sim", "--config", __file__], "cannot be combined"),
        (["list", "--sim-endpoints", "3"], "--sim"),
        (["list", "--sim", "--sim-endpoints", "-1"], "-1"),
        (["accounts", "extra"], "extra"),
        (["nonsense"], "nonsense"),
        (["sim", "--endpoints", "many"], "many"),
    ],
)
def test_wrong_usage(roster: Any, words: list[str], reason: str) -> None:
    done = roster(*words)
    assert (done.code, done.out) == (2, "")
    assert reason in done.said
    lines = done.err.splitlines()
    assert all(line.startswith("roster: ") for line in lines), "one form for all of them"
    assert re.fullmatch(r"roster:   See roster[ \w]* --help\.", lines[-1])
    assert "Traceback" not in done.err


@pytest.mark.parametrize(("word", "date"), [("yesterday", "2026-02-28"), ("Today", "2026-03-01")])
def test_days_by_their_names_begin_at_midnight_utc(noon: Any, word: str, date: str) -> None:
    def listed(option: str, time: str) -> list[str]:
        done = noon("list", "--sim", "-p", "together", option, time, "-o", "name")
        return sorted(done.out.splitlines())

    before, after = listed("--created-before", word), listed("--created-after", word)
    assert before == listed("--created-before", date)
    assert after == listed("--created-after", date)
    assert before
    assert bool(after) == (word == "yesterday")


def test_no_account_says_what_to_do(process: Any) -> None:
    done = process("list")
    assert (done.code, done.out) == (4, "")
    for word in ("TOGETHER_API_KEY", "VOLCENGINE_ACCESS_KEY", "roster list --sim"):
        assert word in done.err


def test_no_account_of_this_provider_says_what_to_do(roster: Any) -> None:
    done = roster("list", "--provider", "ppio", env={"TOGETHER_API_KEY": "k"})
    assert (done.code, done.out) == (4, "")
    assert "PPIO_API_KEY" in done.err
    assert "TOGETHER_API_KEY" not in done.err


def test_a_closed_pipe_ends_quietly(clean_env: dict[str, str], command: tuple[str, ...]) -> None:
    with (
        Simulator(endpoints=1000, providers=["together"]) as simulator,
        subprocess.Popen(
            [*command, "list", "-o", "jsonl"],
            env=clean_env
            | {
                "TOGETHER_API_KEY": simulator["together"].api_key,
                "TOGETHER_BASE_URL": simulator["together"].base_url,
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as process,
    ):
        assert process.stdout
        assert process.stderr
        assert process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(30) == 141


def test_an_interrupt_ends_quietly(clean_env: dict[str, str], command: tuple[str, ...]) -> None:
    # A server that accepts connections and never answers.
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(30)
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        env = clean_env | {"TOGETHER_API_KEY": "k", "TOGETHER_BASE_URL": address}
        with subprocess.Popen(
            [*command, "list"],
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as process:
            connection, _ = listening.accept()
            with connection:
                connection.recv(1)  # it has asked and waits for the answer
                started = time.monotonic()
                process.send_signal(signal.SIGINT)
                out, err = process.communicate(timeout=60)
    assert time.monotonic() - started < 30
    assert (process.returncode, out, err.strip()) == (130, b"", b"")


def test_the_help_names_every_state(roster: Any) -> None:
    text = " ".join(roster("list", "--help").out.split())
    for state in EndpointState:
        assert state.value in text


# --- habits of other tools


@pytest.mark.parametrize("output", ["json", "jsonl", "yaml"])
def test_columns_choose_fields_of_data(roster: Any, output: str) -> None:
    words = ("--columns", "name,age,reference", "-o", output, "--sim-endpoints", "2")
    done = roster("list", "--sim", *words)
    data = [json.loads(one) for one in done.out.splitlines()] if output == "jsonl" else None
    found = data or yaml.safe_load(done.out)["endpoints"]
    assert len(found) == 10
    assert all([*one] == ["name", "age", "reference"] for one in found)
    assert all(re.fullmatch(r"(\d+[dhm])+", one["age"]) for one in found)


def test_text_is_looked_for_in_names_models_and_ids(roster: Any) -> None:
    listed = json.loads(roster("list", "--sim", "-o", "json").out)["endpoints"]

    def found(*words: str) -> set[str]:
        done = roster("list", "--sim", *words, "-o", "jsonl")
        return {json.loads(line)["id"] for line in done.out.splitlines()}

    assert found("LLAMA", "fp8") == {
        one["id"]
        for one in listed
        if all(
            any(word in (one[field] or "").lower() for field in ("name", "model", "id"))
            for word in ("llama", "fp8")
        )
    }
    assert found("LLAMA", "fp8")
    assert found(listed[0]["id"]) == {listed[0]["id"]}
    assert found("there is no such thing") == set()


def test_groups_with_commas_are_those_that_are_repeated(noon: Any) -> None:
    words = ("list", "--sim", "--group-by")
    assert noon(*words, "provider,state") == noon(*words, "provider", "--group-by", "state")
    done = noon(*words, "provider,stat")
    assert (done.code, done.out) == (2, "")
    assert "Did you mean state?" in done.err


def test_groups_by_the_value_of_a_tag(noon: Any) -> None:
    words = ("list", "--sim", "-p", "volcengine,huawei")
    listed = json.loads(noon(*words, "-o", "json").out)["endpoints"]
    expected = Counter(one["tags"].get("team") for one in listed)
    assert {one["provider"] for one in listed if "team" in one["tags"]} == {"volcengine", "huawei"}
    grouped = noon(*words, "--group-by", "TAG:Team", "--sort-by", "-tag:Team", "-o", "json")
    groups = json.loads(grouped.out)["groups"]
    assert {group["tag:Team"]: group["count"] for group in groups} == expected
    assert groups[-1]["tag:Team"] is None
    for word in ("tag", "tag:", "tags:team", "team"):
        assert f"unknown field '{word}'" in noon(*words, "--group-by", word).err


@pytest.mark.parametrize("field", ["owner", "project"])
def test_groups_by_who_has_it(noon: Any, field: str) -> None:
    listed = json.loads(noon("list", "--sim", "-o", "json").out)["endpoints"]
    groups = json.loads(noon("list", "--sim", "--group-by", field, "-o", "json").out)["groups"]
    assert {group[field]: group["count"] for group in groups} == Counter(e[field] for e in listed)


def test_n_is_how_many(noon: Any) -> None:
    words = ("list", "--sim", "-o", "name")
    assert noon(*words, "-n", "3").out.splitlines() == noon(*words).out.splitlines()[:3]


def test_running_for_means_what_is_dedicated_and_ones_own(noon: Any) -> None:
    words = ("list", "--sim", "--running-for", "7d", "-o", "json")
    alone = noon(*words)
    assert alone == noon(*words, "--mine", "--kind", "dedicated")
    found = json.loads(alone.out)["endpoints"]
    assert {one["kind"] for one in found} == {"dedicated"}
    kinds = {
        one["kind"] for one in json.loads(noon(*words, "--kind", "serverless").out)["endpoints"]
    }
    assert kinds == {"serverless"}
