"""How actions ended: for people, for programs, and as an exit code."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from ..endpoints.cells import STATE_COLOURS
from ..endpoints.columns import reference
from ..exit_codes import ERROR, INCOMPLETE, OK
from ..output.formats import emit
from ..output.messages import fail, in_the_shell, print_failures, warn
from ..output.stdout import print_json
from ..output.tables import Column, print_table
from .plans import print_refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from endpoint_roster import ActionResult, Failure, Plan

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
        plan: The plan, in whose order table and json have the results; else they are as they ended.
    """

    def __init__(
        self, output: str, failures: Sequence[Failure] = (), plan: Plan | None = None
    ) -> None:
        self._output = output
        self._failures = failures
        self._plan = plan
        self._results: list[ActionResult] = []
        self._left_out: list[ActionResult] = []
        self._was_left = False
        self._printed_failures = False

    def append(self, result: ActionResult) -> None:
        """Take a result; as jsonl, it is printed at once."""
        self._results.append(result)
        if self._output == "jsonl":
            print_json(record(result))
            sys.stdout.flush()

    def add_left_out(self) -> None:
        """Take the results of the plan for what is not to be done, which no table has."""
        if self._plan is not None:
            self._left_out = [*self._plan.already, *self._plan.refused]
        if self._output == "jsonl":
            for result in self._left_out:
                print_json(record(result))

    def leave(self) -> None:
        """Take note that the command was interrupted."""
        self._was_left = True

    def finish(self) -> int:
        """Print what is left to print, and return the exit code."""
        planned = [reference(endpoint) for endpoint in self._plan.endpoints] if self._plan else []
        places = {name: place for place, name in enumerate(planned)}
        self._results.sort(key=lambda one: places.get(one.reference or "", len(places)))
        emit(
            self._output,
            document=lambda: {
                "results": [*map(record, (*self._results, *self._left_out))],
                "failures": [*self._failures],
                "complete": self.code == OK and not self._was_left,
            },
            text=self._print,
        )
        if self._output == "table":
            _explain(self._results)
        if self._was_left:
            self._print_what_was_left()
        self.print_failures()
        return self.code

    def _print_what_was_left(self) -> None:
        """Print what was not started, and what was under way when the command was ended at once."""
        if self._plan is None:
            return
        not_started = [*map(reference, self._plan.not_started)]
        ended = {result.reference for result in self._results}
        for name in map(reference, self._plan.endpoints):
            if name not in ended and name not in not_started:
                fail(f"started, outcome unknown: {name}", f"Look at it: roster show {name}")
        for name in not_started:
            warn(f"not started: {name}")

    def print_failures(self) -> None:
        """Print what could not be read, once."""
        if not self._printed_failures:
            print_failures(self._failures)
        self._printed_failures = True

    @property
    def code(self) -> int:
        """The exit code."""
        results = (*self._results, *self._left_out)
        bad = sum(not is_good(result) for result in results)
        if bad and bad == len(results) and not self._failures:
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
        Column("REFERENCE", [*map(_reference, results)], full=True),
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
        what = f"{result.outcome}: {result.action} {_reference(result)}"
        fail(f"{what}: {failure.cause}{request}", in_the_shell(failure.advice))
    print_refused(refused)
