"""What to say when an executor or a worker fails."""

from __future__ import annotations

from concurrent.futures import BrokenExecutor
from pickle import PicklingError
from typing import Final

from ..engine.failures import described, text_of
from .task import ExecutorError

_SAME_PACKAGES = (
    "Install endpoint-roster and the packages of its providers in the same versions here and there."
)
#: Runtime errors that say nothing about whether an executor runs.
_NOT_OF_STATE = (NotImplementedError, RecursionError)

CANCELLED: Final = ExecutorError(
    "the executor cancelled the task", "Do not shut it down before the end, then list again."
)
WRONG_RESULTS: Final = ExecutorError(
    "the executor returned something other than the results of the task",
    f"{_SAME_PACKAGES} If it lasts, report it to the authors of the executor.",
)


def not_accepted(error: Exception) -> ExecutorError:
    """Return the fault of an executor that does not accept a task."""
    return _fault("the executor accepts no task", error, _advice(error))


def of_task(error: BaseException) -> ExecutorError:
    """Return the fault of a task that ended with an error."""
    if isinstance(error, BrokenExecutor):
        return _fault("a worker of the executor died", error, _advice(error))
    return _fault("the executor could not run the task", error, _advice(error))


def of_account(error: Exception) -> ExecutorError:
    """Return the fault of an account that cannot be pickled."""
    return _fault(
        "the account cannot be pickled",
        error,
        "Give its arguments as values that can be, or read it on one machine.",
    )


def of_result(error: Exception) -> ExecutorError:
    """Return the fault of results that cannot be read here."""
    return _fault("the worker's results cannot be read here", error, _SAME_PACKAGES)


def out_of_time(seconds: float) -> ExecutorError:
    """Return the fault of workers that did not come back in time."""
    return ExecutorError(
        f"no worker has read it within the timeout of {seconds:g} s",
        "Look whether the workers still run; raise timeout, or use more of them.",
    )


def _fault(what: str, error: BaseException, advice: str) -> ExecutorError:
    fault = ExecutorError(f"{what}: {described(error)}", advice)
    fault.__cause__ = error
    return fault


def _advice(error: BaseException) -> str:
    if isinstance(error, BrokenExecutor):
        return "Look for the reason in the worker's log, such as memory; use a new executor."
    # Python has no one type for it: "Can't pickle local object" is an AttributeError.
    if isinstance(error, PicklingError) or "pickle" in text_of(error):
        return "Use an executor that can send the functions and classes of packages."
    if isinstance(error, ImportError | AttributeError):
        return _SAME_PACKAGES
    if isinstance(error, RuntimeError) and not isinstance(error, _NOT_OF_STATE):
        return (
            "Use an executor that is running; make a pool of processes only"
            ' below if __name__ == "__main__".'
        )
    return "Look for the reason in the logs of the executor and its workers, then list again."
