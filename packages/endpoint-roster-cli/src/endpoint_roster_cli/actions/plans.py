"""A plan for people: what would be done with which endpoints, and what these cost."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from ..endpoints import columns
from ..endpoints.cells import money
from ..endpoints.columns import reference
from ..output.messages import fail, in_the_shell, print_messages, warn
from ..output.tables import Column, print_table
from ..output.text import counted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from endpoint_roster import ActionResult, Endpoint, Plan

#: What ends the costs that an endpoint has now.
END_COSTS = ("stop", "delete")
#: More references than these are counted.
_MOST_NAMED = 3
#: What an endpoint is when there is nothing to do.
_AS_IT_SHOULD_BE = {"stop": "stopped or stopping", "start": "running or starting"}


def print_plan(plan: Plan, now: datetime, changes: Sequence[str] = (), *, err: bool) -> None:
    """Print what a plan would do as a table, what it costs, and what is left out and why.

    Args:
        plan: The plan.
        now: The time until which ages count.
        changes: Lines that say what would change, for an update.
        err: Whether the table goes to stderr, with a question; else it is what was asked for.
    """
    if plan.endpoints:
        first = Column("REFERENCE", [*map(reference, plan.endpoints)], full=True)
        costs = ("cost",) if plan.action in END_COSTS else ()
        about = ("state", "age", *costs, "name", "model")
        print_table([first, *columns.table(about, plan.endpoints, now)], err=err)
        total = counted(len(plan.endpoints), "endpoint")
        total += "".join(f", {part}" for part in _costs(plan.endpoints, now)) if costs else ""
        warn(f"to {plan.action}: {total}")
        print_messages(changes)
    print_left_out(plan)


def print_left_out(plan: Plan) -> None:
    """Print what is as it should be, and what cannot be done and why."""
    if plan.already:
        state = _AS_IT_SHOULD_BE.get(plan.action, "so")
        verb = "is" if len(plan.already) == 1 else "are"
        warn(f"nothing to do: {counted(len(plan.already), 'endpoint')} {verb} {state} already")
    print_refused(plan.refused)


def print_refused(refused: Sequence[ActionResult]) -> None:
    """Print what cannot be done and why, those with the same reason together."""
    by_reason: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for result in refused:
        failure = result.failure
        why = (failure.cause, failure.advice) if failure else ("", "")
        by_reason[result.provider, *why].append(result.reference or result.account)
    for (provider, cause, advice), names in by_reason.items():
        more = len(names) - _MOST_NAMED
        shown = ", ".join(names[:_MOST_NAMED]) + (f" and {more:,} more" if more > 0 else "")
        what = f"{counted(len(names), 'endpoint')} of {provider}" if len(names) > 1 else shown
        lines = [in_the_shell(advice), shown if len(names) > 1 else ""]
        fail(f"refused: {what}: {cause}", "\n".join(filter(None, lines)))


def _costs(endpoints: Sequence[Endpoint], now: datetime) -> list[str]:
    """Return what endpoints cost together, by currency, and how much of it is not certain."""
    from endpoint_roster import summarize

    (total,) = summarize(endpoints, now=now)
    parts = [f"{money(one.per_hour)} {one.currency} per hour" for one in total.costs]
    if total.estimates:
        parts.append(f"{total.estimates:,} estimated (~)")
    if total.by_use:
        parts.append(f"{total.by_use:,} paid by use")
    if total.unknown:
        parts.append(f"cost of {total.unknown:,} unknown")
    return parts
