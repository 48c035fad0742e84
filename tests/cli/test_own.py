"""What may be forgotten is one's own: in a report, by a rule and with --running-for."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from support.http_server import Answer, Request, ScriptedServer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from support.running import Run

OWN, OTHER = "endpoint-own", "endpoint-other"


def endpoint(identifier: str) -> dict[str, Any]:
    words = dict.fromkeys(("name", "model", "owner"), identifier)
    about = {"object": "endpoint", "id": identifier, "type": "dedicated", "state": "STARTED"}
    return {**about, **words, "created_at": "2026-01-01T00:00:00Z"}


class Cloud:
    """A cloud like Together's, that lists an endpoint of another owner, too."""

    def __init__(self) -> None:
        #: Status of answers to the question for one's own endpoints.
        self.status = 200

    def __call__(self, request: Request) -> Answer:
        if not request.path.startswith("/endpoints"):
            return Answer(b"{}", 404)
        own = "mine=true" in request.path
        data = [endpoint(one) for one in ((OWN,) if own else (OWN, OTHER))]
        body = json.dumps({"object": "list", "data": data}).encode()
        return Answer(body, self.status if own else 200)


@pytest.fixture
def cloud() -> Cloud:
    return Cloud()


@pytest.fixture
def env(cloud: Cloud) -> Iterator[dict[str, str]]:
    with ScriptedServer(cloud) as server:
        yield {"TOGETHER_API_KEY": "k", "TOGETHER_BASE_URL": server.url}


def forgotten(page: str) -> tuple[str, set[str]]:
    """The sentence about what may be forgotten, and the ids below it."""
    section = page.partition('<section aria-labelledby="forgotten-heading">')[2]
    section = section.partition("</section>")[0]
    sentence = re.search(r"<p>(.*?)</p>", section)
    return sentence[1] if sentence else "", {one for one in (OWN, OTHER) if f">{one}<" in section}


def test_what_belongs_to_others_is_not_forgotten(roster: Run, env: dict[str, str]) -> None:
    done = roster("report", "--provider", "together", env=env)
    words = "1 dedicated endpoint of your own created 30 d ago or earlier, active and so paid for."
    assert forgotten(done.out) == (words, {OWN})
    assert f">{OTHER}<" in done.out, "it is in the table of all"


def test_it_is_what_running_for_means(roster: Run, env: dict[str, str]) -> None:
    listed = roster("list", "--running-for", "30d", "-o", "name", env=env)
    assert listed.out == f"together/together/{OWN}\n"


def test_a_rule_means_the_same(roster: Run, env: dict[str, str]) -> None:
    words = ("check", "--rule", "running-for=30d,failed", "-o", "json")
    document = json.loads(roster(*words, env=env).out)
    assert [one["reference"] for one in document["findings"]] == [f"together/together/{OWN}"]
    done = roster("check", "--rule", "running-for=30d", env=env)
    assert done.code == 5
    assert "1 finding (1 running-for) in 2 endpoints of 1 account" in done.err


def test_where_the_provider_does_not_answer_nothing_is_left_out(
    roster: Run, env: dict[str, str], cloud: Cloud
) -> None:
    cloud.status = 403
    assert forgotten(roster("report", env=env).out)[1] == {OWN, OTHER}


def test_a_saved_listing_does_not_say_whose_it_is(
    roster: Run, env: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "saved.json"
    file.write_text(roster("list", "-o", "json", env=env).out)
    words = "2 dedicated endpoints created 30 d ago or earlier, active and so paid for."
    assert forgotten(roster("report", str(file)).out) == (words, {OWN, OTHER})
    file.write_text(roster("list", "--mine", "-o", "json", env=env).out)
    assert forgotten(roster("report", str(file)).out)[1] == {OWN}
