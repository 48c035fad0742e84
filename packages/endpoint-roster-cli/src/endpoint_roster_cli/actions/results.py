"""How actions ended: for people, for programs, and as an exit code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..endpoints.cells import STATE_COLOURS
from ..endpoints.columns import reference
from ..exit_codes import ERROR, INCOMPLETE, OK
from ..output.formats import emit
from ..output.messages import print_failures, warn
from ..output.stdout import print_json
from ..output.tables import Column, print_table
from .plans import print_refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from endpoint_roster import ActionResult, Endpoint, Failure

_COLOURS = {
    **dict.fromkeys(("done", "accepted", "already"), "green"),
    **dict.fromkeys(("failed", "refused"), "red"),
    "unknown": "yellow",
}


class Results:
    """The results of one command, printed as its format has it.

    Args:
        output: The format: table, json or jsonl.
        failures: What could not be read, where more may have been meant.
        order: References in the order in which table and json have them; else as they ended.
    """

    def __init__(
        self, output: str, failures: Sequence[Failure] = (), order: Iterable[str] = ()
    ) -> None:
        self._output = output
        self._failures = failures
        self._places = {reference: place for place, reference in enumerate(order)}
        self._results: list[ActionResult] = []
        self._not_begun: Sequence[Endpoint] = ()
        self._printed_failures = False

    def append(self, result: ActionResult) -> None:
        """Take a result; as jsonl, it is printed at once."""
        self._results.append(result)
        if self._output == "jsonl":
            print_json(record(result))

    def leave(self, not_begun: Sequence[Endpoint]) -> None:
        """Take the endpoints that nothing was done with, because the command was interrupted."""
        self._not_begun = not_begun

    def finish(self) -> int:
        """Print what is left to print, and return the exit code."""
        last = len(self._places)
        self._results.sort(key=lambda one: self._places.get(one.reference or "", last))
        emit(
            self._output,
            document=lambda: {
                "results": [*map(record, self._results)],
                "failures": [*self._failures],
                "complete": self.code == OK and not self._not_begun,
            },
            text=self._print,
        )
        if self._output == "table":
            _explain(self._results)
        for endpoint in self._not_begun:
            warn(f"not begun: {reference(endpoint)}")
        self.print_failures()
        return self.code

    def print_failures(self) -> None:
        """Print what could not be read, once."""
        if not self._printed_failures:
            print_failures(self._failures)
        self._printed_failures = True

    @property
    def code(self) -> int:
        """The exit code."""
        bad = sum(not is_good(result) for result in self._results)
        if bad and bad == len(self._results) and not self._failures:
            return ERROR
        return INCOMPLETE if bad or self._failures else OK

    def _print(self) -> None:
        if self._output == "table" and self._results:
            print_table(_table(self._results))


def is_good(result: ActionResult) -> bool:
    """Tell whether an action has ended as it should, or goes on by itself."""
    return result.outcome in ("done", "accepted", "already") and result.failure is None


def record(result: ActionResult) -> dict[str, Any]:
    """Return a result as data."""
    from endpoint_roster import to_dict

    return to_dict(result)


def _table(results: Sequence[ActionResult]) -> list[Column]:
    states = [(str(one.state_before or "-"), str(one.state_after or "-")) for one in results]
    return [
        Column("OUTCOME", [str(one.outcome) for one in results], uncut=True, colours=_COLOURS),
        Column("REFERENCE", [*map(_reference, results)], whole=True),
        Column("BEFORE", [before for before, _ in states], uncut=True),
        Column("AFTER", [after for _, after in states], uncut=True, colours=STATE_COLOURS),
        Column("NAME", [one.name or "-" for one in results]),
    ]


def _reference(result: ActionResult) -> str:
    return result.reference or f"{result.provider}/{result.account}"


def _explain(results: Iterable[ActionResult]) -> None:
    """Print why actions were refused, have failed, or are unknown."""
    refused: list[ActionResult] = []
    for result in results:
        failure = result.failure
        if failure is None:
            continue
        if result.outcome == "refused":
            refused.append(result)
            continue
        request = f" (request {result.request_id})" if result.request_id else ""
        warn(f"{result.outcome}: {result.action} {_reference(result)}: {failure.cause}{request}")
        if failure.advice:
            warn(f"  {failure.advice}")
    print_refused(refused)
