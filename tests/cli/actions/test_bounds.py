"""Many actions at once: several of each account, and never too many."""

from __future__ import annotations

import json
import threading
import time
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from support.http_server import Answer, Request, ScriptedServer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from support.running import Run

#: Actions of one account at the same time, and of one provider.
OF_ACCOUNT, OF_PROVIDER = 4, 8


class Busy:
    """Counts what is under way at the same time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._now = 0
        self.most = 0

    def __enter__(self) -> None:
        with self._lock:
            self._now += 1
            self.most = max(self.most, self._now)

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._now -= 1


class SlowCloud:
    """Endpoints like those of Together's version 1; a change takes a moment."""

    def __init__(self, everywhere: Busy) -> None:
        self.here, self._everywhere = Busy(), everywhere
        self.states = {f"e-{number}": "STARTED" for number in range(10)}

    def __call__(self, request: Request) -> Answer:
        path = request.path.partition("?")[0]
        id_ = path.rpartition("/")[2]
        if path.endswith("/v1/endpoints"):
            data = [self._item(one) for one in self.states]
            return Answer(json.dumps({"object": "list", "data": data}).encode())
        if id_ not in self.states:
            return Answer(b"{}", 404)
        if request.method == "PATCH":
            with self.here, self._everywhere:
                time.sleep(0.1)
                self.states[id_] = "STOPPED"
        return Answer(json.dumps(self._item(id_)).encode())

    def _item(self, id_: str) -> dict[str, Any]:
        about = {"object": "endpoint", "name": id_, "model": "m", "type": "dedicated", "owner": "o"}
        return {"id": id_, "state": self.states[id_], "created_at": "2026-01-01T00:00:00Z"} | about


def test_many_at_once_are_bounded(roster: Run, file: Callable[[str], str], tmp_path: Path) -> None:
    everywhere = Busy()
    clouds = [SlowCloud(everywhere) for _ in range(20)]
    with ExitStack() as stack:
        servers = [stack.enter_context(ScriptedServer(cloud)) for cloud in clouds]
        accounts = "".join(
            f'[[accounts]]\nprovider = "together"\nlabel = "a{number}"\n'
            f'base_url = "{server.url}/v1"\napi_key = {{ env = "KEY" }}\n'
            for number, server in enumerate(servers)
        )
        env = {"KEY": "k", "ENDPOINT_ROSTER_JOURNAL": str(tmp_path / "journal.jsonl")}
        words = ("stop", "--kind", "dedicated", "--config", file(accounts), "--yes", "-o", "json")
        done = roster(*words, env=env)
    assert (done.code, done.err) == (0, "")
    results = json.loads(done.out)["results"]
    assert len(results) == 200
    assert {one["outcome"] for one in results} == {"done"}
    assert {state for cloud in clouds for state in cloud.states.values()} == {"STOPPED"}
    assert 1 < max(cloud.here.most for cloud in clouds) <= OF_ACCOUNT
    assert OF_ACCOUNT < everywhere.most <= OF_PROVIDER
