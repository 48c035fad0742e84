"""roster stop, start and delete: one command that is made for each of the three."""

from __future__ import annotations

from datetime import timedelta
from functools import wraps
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from ..clock import clock
from ..exit_codes import ERROR, INCOMPLETE, INTERRUPTED, OK, USAGE
from ..options import completion, types
from ..options.accounts import open_roster
from ..options.near_misses import warn_of_near_misses
from ..options.sections import SectionedCommand
from ..options.selection import target_options
from ..output.formats import emit, output_option
from ..output.messages import print_failures, warn
from ..output.text import counted
from . import targets
from .question import ask, can_ask

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from endpoint_roster import ActionResult, Failure, Plan, PlannedAction, Roster

    from ..options.selection import Selection
    from .execution import Record
    from .results import Results

#: How long `--wait` waits unless `--timeout` says otherwise.
PATIENCE = timedelta(minutes=30)


class Asked(NamedTuple):
    """What the options of a command that acts say.

    Attributes:
        dry_run: Only show the plan.
        yes: Do not ask.
        wait: Wait until each endpoint is in its new state.
        timeout: How long; None for the usual time.
        no_journal: Write nothing to the journal.
        output: The format of the results.
    """

    dry_run: bool
    yes: bool
    wait: bool
    timeout: timedelta | None
    no_journal: bool
    output: str

    def check(self) -> None:
        """Check that the options fit together.

        Raises:
            click.UsageError: They do not.
        """
        if self.timeout is not None and not self.wait:
            raise click.UsageError("--timeout is how long --wait waits. Give both.")

    @property
    def streams(self) -> bool:
        """Whether results are printed while others are still awaited."""
        return self.output == "jsonl"

    @property
    def seconds(self) -> float:
        """How long to wait."""
        return (self.timeout or PATIENCE).total_seconds()


def act_options(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command the options of all commands that act; it receives an ``Asked``."""
    options = (
        click.option("--dry-run", is_flag=True, help="Show the plan, and send nothing."),
        click.option("-y", "--yes", is_flag=True, help="Do not ask; needed without a terminal."),
        click.option("--wait", is_flag=True, help="Wait until the new state is reached."),
        click.option(
            "--timeout",
            type=types.duration,
            metavar="SPAN",
            help="How long --wait waits, such as 10m; 30m if left out.",
        ),
        click.option("--no-journal", is_flag=True, help="Do not write to the journal."),
        output_option("table", "json", "jsonl", default="table"),
    )

    @wraps(command)
    def act(selection: Selection, **parameters: Any) -> int:
        asked = Asked(**{name: parameters.pop(name) for name in Asked._fields})
        asked.check()
        return command(selection, asked, **parameters)

    for option in reversed(options):
        act = option(act)
    return act


def action_command(action: PlannedAction, *, summary: str, epilog: str) -> click.Command:
    """Return the command of an action on endpoints that are there.

    Args:
        action: Its verb: ``stop``, ``start`` or ``delete``.
        summary: The first sentence of its help.
        epilog: What else the help says, and examples.
    """

    def command(
        selection: Selection, asked: Asked, references: tuple[str, ...], *, everything: bool
    ) -> int:
        targets.check_words(selection, references, action, everything=everything)
        with open_roster(selection.source) as roster:
            return _act(roster, action, selection, references, asked)

    command.__doc__ = f"""{summary}

    REFERENCE is provider/account/id (as `roster list -o name` prints it), an id or a name; the
    other options choose endpoints as those of `roster list` do, or narrow the search. The plan is
    shown, and in a terminal you are asked.
    """
    decorated = act_options(command)
    decorated = click.option(
        "--all", "everything", is_flag=True, help=f"{action.capitalize()} every endpoint there is."
    )(decorated)
    decorated = target_options(decorated)
    decorated = click.argument(
        "references",
        metavar="[REFERENCE]...",
        nargs=-1,
        shell_complete=completion.references,
    )(decorated)
    return click.command(action, cls=SectionedCommand, epilog=epilog)(decorated)


def _act(
    roster: Roster, action: PlannedAction, selection: Selection, words: Sequence[str], asked: Asked
) -> int:
    from .plans import END_COSTS

    chosen = targets.find(roster, selection, words, costs=action in END_COSTS)
    plan = roster.plan(action, chosen.endpoints)
    if asked.dry_run:
        return show_plan(plan, chosen.failures, asked)
    if not chosen.endpoints:
        warn(f"nothing to {action}: no endpoint of {counted(chosen.accounts, 'account')} matches")
        warn_of_near_misses(selection.options, roster)
    return carry_out(roster, plan, chosen.failures, asked, sim=selection.source.sim)


def carry_out(
    roster: Roster,
    plan: Plan,
    failures: Sequence[Failure],
    asked: Asked,
    changes: Sequence[str] = (),
    *,
    sim: bool,
) -> int:
    """Show a plan, ask, do it, print the results, and return the exit code.

    Args:
        roster: The roster.
        plan: The plan.
        failures: What could not be read, where more may have been meant.
        asked: The options.
        changes: Lines that say what would change, for an update.
        sim: Whether the clouds are simulated, so that nothing belongs into the journal.
    """
    from .plans import print_left_out, print_plan
    from .results import Results

    results = Results(asked.output, failures, plan)
    if asked.yes or not plan.endpoints:
        print_left_out(plan)
    else:
        print_plan(plan, clock().now(), changes, err=True)
        results.print_failures()
        if not can_ask():
            warn("nothing was sent: without a terminal, --yes is required")
            return USAGE
    if not plan.endpoints:
        results.add_left_out()
        return results.finish()
    from .execution import recorded

    with recorded(wanted=not (asked.no_journal or sim)) as record:
        if not asked.yes and not ask(_question(plan)):
            warn("nothing was sent")
            return ERROR
        results.add_left_out()
        return _execute(roster, plan, asked, record, results)


def _question(plan: Plan) -> str:
    forever = " for good" if plan.action == "delete" else ""
    return f"{plan.action.capitalize()} {counted(len(plan.endpoints), 'endpoint')}{forever}?"


def _execute(roster: Roster, plan: Plan, asked: Asked, record: Record, results: Results) -> int:
    """Do what a plan says, wait if that was asked for, and return the exit code."""
    from .execution import execute

    accepted: list[ActionResult] = []

    def done(result: ActionResult) -> None:
        (accepted if asked.wait and result.outcome == "accepted" else results).append(result)

    complete = execute(plan, record, done, beside_lines=asked.streams)
    if complete and accepted:
        complete = _wait(roster, plan, accepted, asked, record, results)
    elif accepted:
        for result in accepted:
            results.append(result)
    if not complete:
        results.leave()
    code = results.finish()
    return code if complete else INTERRUPTED


def _wait(
    roster: Roster,
    plan: Plan,
    accepted: list[ActionResult],
    asked: Asked,
    record: Record,
    results: Results,
) -> bool:
    """Wait for what goes on by itself; tell whether Ctrl-C has not ended it."""
    from .waiting import settle

    left = dict(enumerate(accepted))
    try:
        settled = settle(
            roster, accepted, asked.seconds, known=plan.endpoints, beside_lines=asked.streams
        )
        for number in settled:
            result = left.pop(number)
            record.settle(result)
            results.append(result)
    except KeyboardInterrupt:
        for result in left.values():
            results.append(result)
        return False
    return True


def show_plan(
    plan: Plan, failures: Sequence[Failure], asked: Asked, changes: Sequence[str] = ()
) -> int:
    """Print a plan as what was asked for, and return the exit code."""
    from .plans import print_plan
    from .results import record

    emit(
        asked.output,
        document=lambda: {
            "action": plan.action,
            "endpoints": plan.endpoints,
            "refused": [*map(record, plan.refused)],
            "already": [*map(record, plan.already)],
            "failures": [*failures],
            "complete": not failures,
        },
        records=lambda: plan.endpoints,  # pyright: ignore[reportArgumentType] - print_json takes them
        text=lambda: print_plan(plan, clock().now(), changes, err=False),
    )
    print_failures(failures)
    return INCOMPLETE if failures else OK
