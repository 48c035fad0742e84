"""Stories of a fleet that changes and fails while it is watched, without waiting for any."""

from __future__ import annotations

import json
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Protocol

from endpoint_roster_sim import Cloud, Simulator
from support.raw_server import http
from support.surroundings import write_config

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Mapping, Sequence
    from pathlib import Path

    from endpoint_roster_sim import TogetherCloud
    from support.running import Done

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
# A test that fails must not go on for ever.
LONGEST = 3_600
HOSTILE = "\x1b]0;evil\x07\x1b[2J\u202e[red]x\r\n\x9b31m"
SECRET = "s3cr3t-never-shown"


class Story:
    """A clock whose waiting takes no time.

    Args:
        happens: What happens while the watch waits, by the seconds that it has waited so far.
        shift: Tells how many seconds the clock is ahead of that.
    """

    def __init__(self, happens: Mapping[int, Callable[[], object]], shift: Callable[[], float]):
        self._to_come = sorted(happens.items(), key=lambda one: one[0])
        self._shift = shift
        self._waited = 0.0

    def now(self) -> datetime:
        return NOON + timedelta(seconds=self._waited + self._shift())

    def sleep(self, seconds: float) -> None:
        self._waited += seconds
        assert self._waited < LONGEST
        while self._to_come and self._to_come[0][0] <= self._waited:
            self._to_come.pop(0)[1]()


class Watch(Protocol):
    def __call__(
        self,
        *words: str,
        env: Mapping[str, str],
        happens: Mapping[int, Callable[[], object]] = ...,
        shift: Callable[[], float] = ...,
    ) -> Done: ...


@contextmanager
def together(*faults: str, endpoints: int = 4) -> Generator[tuple[TogetherCloud, dict[str, str]]]:
    """A cloud whose endpoints all run, and its environment; ``nth`` of a fault counts rounds."""
    scheduled = _in_rounds(faults)
    with Simulator(endpoints, 7, providers=["together"], faults=scheduled) as simulator:
        cloud = simulator["together"]
        for one in cloud.fleet:
            cloud.set_state(one, "STARTED")
        yield cloud, env_of(cloud)


def _in_rounds(faults: Sequence[str]) -> list[str]:
    """Return the faults as the cloud counts: a round asks for version 1, then for the project.

    A round that is refused ends with its first request.
    """
    scheduled: list[str] = []
    refused = 0
    for fault in faults:
        kind, _, number = fault.partition(",nth=")
        scheduled.append(f"{kind},nth={2 * int(number) - 1 - refused}" if number else fault)
        refused += kind.isdigit()
    return scheduled


def env_of(cloud: TogetherCloud) -> dict[str, str]:
    return {
        "TOGETHER_API_KEY": cloud.api_key,
        "TOGETHER_PROJECT_ID": cloud.project_id,
        "TOGETHER_BASE_URL": cloud.base_url,
    }


def put(cloud: Cloud[Any], number: int, word: str) -> Callable[[], None]:
    """Something that may happen: the endpoint that is at this place now has another state."""
    name = "Id" if cloud.provider == "volcengine" else "id"
    identifier = cloud.fleet[number][name]

    def happen() -> None:
        cloud.set_state(next(one for one in cloud.fleet if one[name] == identifier), word)

    return happen


def ids(cloud: Cloud[Any]) -> list[str]:
    return [one["id"] for one in cloud.fleet]


def at(seconds: float) -> str:
    return (NOON + timedelta(seconds=seconds)).isoformat().replace("+00:00", "Z")


def kinds(found: Sequence[Any]) -> list[str]:
    return [event["event"] for event in found]


def summary(found: Sequence[Any]) -> set[tuple[str, str, str]]:
    """What happened to endpoints: when, what, and to which."""
    return {(event["at"], event["event"], event["id"]) for event in found if "id" in event}


def answer(*names: str, state: str = "STARTED") -> bytes:
    data = [
        {
            "object": "endpoint",
            "id": name,
            "name": name,
            "model": name,
            "type": name,
            "owner": name,
            "state": state,
            "created_at": "2026-02-01T00:00:00.000Z",
        }
        for name in names
    ]
    return http({"object": "list", "data": data})


def account_with(label: str, address: str, folder: Path) -> list[str]:
    """The words that name a configuration file with one account at Together."""
    file = write_config(
        folder,
        f'[[accounts]]\nprovider = "together"\nlabel = {json.dumps(label)}\n'
        f'base_url = "{address}"\napi_key = {{ env = "GOOD" }}\n',
    )
    return ["--config", str(file)]
