"""Editors that speak with pyright's language server complete the words that arguments take."""

import json
import subprocess
from collections.abc import Iterator
from typing import Any

import pytest
from support.checkers import ENVIRONMENT, PROGRAMS

#: A program that stops within each of its literals, and a word that is offered there.
PROGRAM = """\
from endpoint_roster import Account, Roster

Account("")  # together
with Roster.from_env() as roster:
    roster.list(states=[""])  # running
    roster.list(states="")  # stopped
    roster.list(kinds=[""])  # dedicated
    roster.list(providers=[""])  # openrouter
    roster.wait("together/prod/1", state="")  # deleted
"""
CASES = [(n, line) for n, line in enumerate(PROGRAM.splitlines()) if '""' in line]


class Server:
    """A language server that answers one request at a time."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        assert process.stdin
        assert process.stdout
        self._into, self._out = process.stdin, process.stdout
        self._sent = 0

    def notify(self, method: str, **params: Any) -> None:
        self._send({"method": method, "params": params})

    def ask(self, method: str, **params: Any) -> Any:
        self._sent += 1
        self._send({"id": self._sent, "method": method, "params": params})
        while True:
            message = self._read()
            if message.get("id") == self._sent and "method" not in message:
                return message["result"]
            if "id" in message:  # a request of the server's own: it has no settings to ask for
                self._send({"id": message["id"], "result": None})

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._into.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self._into.flush()

    def _read(self) -> Any:
        length = 0
        while line := self._out.readline().strip():
            name, _, value = line.partition(b":")
            length = int(value) if name == b"Content-Length" else length
        return json.loads(self._out.read(length))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, str]]:
    """A server that has the program open, and the address of that."""
    folder = tmp_path_factory.mktemp("program")
    (folder / "pyrightconfig.json").write_text("{}")
    with subprocess.Popen(
        [PROGRAMS / "pyright-langserver", "--stdio"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=folder,
        env=ENVIRONMENT,
    ) as process:
        server = Server(process)
        root = {"uri": folder.as_uri(), "name": "program"}
        server.ask("initialize", processId=None, capabilities={}, workspaceFolders=[root])
        server.notify("initialized")
        address = (folder / "program.py").as_uri()
        document = {"uri": address, "languageId": "python", "version": 1, "text": PROGRAM}
        server.notify("textDocument/didOpen", textDocument=document)
        yield server, address
        server.ask("shutdown")
        server.notify("exit")


@pytest.mark.parametrize(("number", "line"), CASES, ids=[line.strip() for _, line in CASES])
def test_literals_are_completed(number: int, line: str, server: tuple[Server, str]) -> None:
    pyright, address = server
    found = pyright.ask(
        "textDocument/completion",
        textDocument={"uri": address},
        position={"line": number, "character": line.index('""') + 1},
    )
    wanted = line.rpartition("# ")[2]
    assert f'"{wanted}"' in {item["label"] for item in found["items"]}
