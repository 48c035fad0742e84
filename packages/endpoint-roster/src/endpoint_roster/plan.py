"""Plans: what would be done with many endpoints, and doing it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .engine import ActionProgress, ActionRun, Actions, Conversation, new_result, refused
from .errors import PlanError
from .models import Action, Outcome

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Generator, Sequence

    from .engine import Clients, Target
    from .engine.loop_thread import LoopThread
    from .models import ActionResult, Endpoint, Failure
    from .providers import Settings


class Draft(NamedTuple):
    """What a plan is made of.

    Attributes:
        clients: The roster's clients.
        action: What is to be done.
        targets: With what, as it was read; and what is to change, for an update.
        failures: What could not be read.
    """

    clients: Clients
    action: Action
    targets: Sequence[tuple[Target, Settings | None]]
    failures: Sequence[Failure] = ()


class _BasePlan:
    """What both kinds of plans have.

    Attributes:
        action: What would be done.
        endpoints: What it would be done with.
        refused: Results for what it cannot be done with, and why.
        already: Results for what is as it should be.
        failures: What could not be read while planning.
    """

    def __init__(self, draft: Draft) -> None:
        self.action = draft.action
        self.endpoints: list[Endpoint] = []
        self.refused: list[ActionResult] = []
        self.already: list[ActionResult] = []
        self.failures = list(draft.failures)
        self._clients = draft.clients
        self._runs: list[ActionRun] = []
        for target, settings in draft.targets:
            self._add(target, settings)
        self._actions: Actions | None = None

    def __repr__(self) -> str:
        count = len(self.endpoints)
        return (
            f"<{type(self).__name__}: {self.action} {count} endpoint{'' if count == 1 else 's'},"
            f" {len(self.refused)} refused, {len(self.already)} already done>"
        )

    @property
    def results(self) -> list[ActionResult]:
        """What ended so far, in that order; also what ended after an iteration was left."""
        return list(self._actions.results) if self._actions else []

    @property
    def not_started(self) -> list[Endpoint]:
        """The endpoints with which nothing was done, because the iteration was left."""
        if self._actions is None:
            return list(self.endpoints)
        return [self.endpoints[number] for number in self._actions.not_started]

    def progress(self) -> ActionProgress:
        """Return how far it has come; may be called from any thread."""
        return self._actions.progress() if self._actions else ActionProgress(len(self.endpoints))

    def _add(self, target: Target, settings: Settings | None) -> None:
        endpoint = target.seen
        assert endpoint is not None  # noqa: S101 - a plan is made of what was read
        provider = self._clients.provider(target.account)
        try:
            reason = provider.refusal(target.account, self.action, endpoint)
            effect = None if reason else provider.effect(self.action, endpoint, settings)
        except Exception as error:  # noqa: BLE001 - one adapter must never cost the others
            talk = Conversation(target.account, self._clients.options)
            reason, effect = talk.failure(error).cause, None
        if reason:
            self.refused.append(refused(target, self.action, reason))
        elif effect in (Outcome.DONE, Outcome.ACCEPTED):
            self.already.append(_already(target, self.action))
        else:
            self.endpoints.append(endpoint)
            self._runs.append(ActionRun(self._clients, target, self.action, settings))

    def _start(self, begin: Callable[[Endpoint], object] | None) -> Actions:
        if self._actions is not None:
            raise PlanError("the plan was executed before", "Make a new one.")

        def announce(number: int) -> None:
            if begin is not None:
                begin(self.endpoints[number])

        self._actions = Actions(self._clients, self._runs, announce)
        return self._actions


class Plan(_BasePlan):
    """What would be done with endpoints; nothing is sent before it is executed.

    Attributes:
        action, endpoints, refused, already, failures, results, not_started: As in ``AsyncPlan``.
    """

    def __init__(self, roster: object, loop: LoopThread, draft: Draft) -> None:
        super().__init__(draft)
        self._roster = roster  # keeps it, and with it the thread, alive
        self._loop = loop

    def execute(self, begin: Callable[[Endpoint], object] | None = None) -> Generator[ActionResult]:
        """Do it, several endpoints at the same time, and yield each result when it is there.

        Each endpoint is read again before: one that is not the one of the plan any more is refused.
        Leaving the iteration early, also by Ctrl-C, waits for the end of what has started:
        ``results`` has it, and ``not_started`` the rest.

        Args:
            begin: Called with each endpoint just before anything is sent for it, in another thread,
                so that it can be written down what is done. What it raises is raised here, and
                nothing more begins.

        Raises:
            PlanError: It was executed before.
            ClosedError: The roster is closed.
        """
        actions = self._start(begin)
        try:
            while (result := self._loop.call(actions.next())) is not None:
                yield result
        finally:
            self._loop.finish(actions.finish())


class AsyncPlan(_BasePlan):
    """What would be done with endpoints; nothing is sent before it is executed.

    Attributes:
        action: What would be done.
        endpoints: What it would be done with.
        refused: Results for what it cannot be done with, and why.
        already: Results for what is as it should be.
        failures: What could not be read while planning.
        results: What ended so far, in that order.
        not_started: The endpoints with which nothing was done, because the iteration was left.
    """

    async def execute(
        self, begin: Callable[[Endpoint], object] | None = None
    ) -> AsyncGenerator[ActionResult]:
        """Do it, and yield each result when it is there; as ``Plan.execute``."""
        actions = self._start(begin)
        try:
            while (result := await actions.next()) is not None:
                yield result
        finally:
            await actions.finish()


def _already(target: Target, action: Action) -> ActionResult:
    result = new_result(target, action, Outcome.ALREADY)
    result.state_before = result.state_after = target.seen and target.seen.state
    return result
