"""Executors that run tasks at once, in the thread that submits, and some that do wrong."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import Any

#: Returns the future of a task, which it may run or not.
Submit = Callable[[Callable[[Any], Any], Any], Any]


def done(result: object) -> Future[Any]:
    future: Future[Any] = Future()
    future.set_result(result)
    return future


def failed(error: BaseException) -> Future[Any]:
    future: Future[Any] = Future()
    future.set_exception(error)
    return future


def run(function: Callable[[Any], Any], task: Any) -> Future[Any]:
    return done(function(task))


class Inline(Executor):
    """Runs tasks at once, but those that ``first`` are given to something else.

    Attributes:
        tasks: Those that were submitted.
    """

    def __init__(self, *first: Submit) -> None:
        self.tasks: list[Any] = []
        self._first = list(first)

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        [task] = args
        self.tasks.append(task)
        submit = self._first.pop(0) if self._first else run
        return submit(fn, task)
