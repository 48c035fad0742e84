"""An executor that fails or lies costs the accounts of the task concerned, never the others."""

from __future__ import annotations

import ssl
import sys
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from pickle import PicklingError
from typing import TYPE_CHECKING, Any

import pytest
import trustme
from endpoint_roster import Account, ConfigurationError, Listing, Roster
from endpoint_roster.executors.task import AccountResult, Results, pack, unpack

from .inline import Inline, done, failed, run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from .inline import Submit


class Twice(Future[Any]):
    """A future that says twice that it is done."""

    def add_done_callback(self, fn: Callable[[Future[Any]], object]) -> None:
        super().add_done_callback(fn)
        super().add_done_callback(fn)


class Early(Future[Any]):
    """A future that says at once that it is done, and never is."""

    def add_done_callback(self, fn: Callable[[Future[Any]], object]) -> None:
        fn(self)


class Raising(Future[Any]):
    """A future of which one method raises."""

    def __init__(self, method: str) -> None:
        super().__init__()
        setattr(self, method, self._fail)

    def _fail(self, *_: object) -> Any:
        raise OSError("the future fails")


class WordlessError(Exception):
    """An error whose text cannot be had."""

    def __str__(self) -> str:
        raise ValueError


class Remembering:
    """Returns the first future again."""

    def __init__(self) -> None:
        self._future: Future[Any] | None = None

    def __call__(self, function: Callable[[Any], Any], task: Any) -> Future[Any]:
        self._future = self._future or run(function, task)
        return self._future


def raising(error: BaseException) -> Submit:
    def submit(function: object, task: object) -> Future[Any]:
        raise error

    return submit


def failing(error: BaseException) -> Submit:
    return lambda function, task: failed(error)


def with_failing(method: str) -> Submit:
    """Return a future that is done, but of which one method raises."""

    def submit(function: Callable[[Any], Any], task: Any) -> Future[Any]:
        future = Raising(method)
        future.set_result(function(task))
        return future

    return submit


def returning(value: object) -> Submit:
    return lambda function, task: done(value)


def changed(change: Callable[[Results], object]) -> Submit:
    return lambda function, task: done(change(function(task)))


def cancelled(function: object, task: object) -> Future[Any]:
    future: Future[Any] = Future()
    future.cancel()
    return future


def each(change: Callable[[AccountResult], object]) -> Submit:
    """Change what is found of each account."""
    return changed(
        lambda results: replace(
            results, accounts=tuple(pack(change(unpack(one))) for one in results.accounts)
        )
    )


def repeating(function: Callable[[Any], Any], task: Any) -> Future[Any]:
    function(task)
    future = Twice()
    future.set_result(function(task))
    return future


def backwards(results: Results) -> Results:
    return replace(results, accounts=results.accounts[::-1])


#: What is done with the first task, and what its accounts' failures say.
FAULTS: dict[str, tuple[Submit, str]] = {
    "shut down": (
        raising(RuntimeError("cannot schedule new futures after shutdown")),
        "the executor accepts no task: RuntimeError: cannot schedule new futures after shutdown",
    ),
    "cannot pickle": (raising(PicklingError("no")), "the executor accepts no task: PicklingError"),
    "cannot pickle later": (failing(PicklingError("no")), "could not run the task: PicklingError"),
    "no submit": (
        raising(NotImplementedError()),
        "the executor accepts no task: NotImplementedError",
    ),
    "no future": (lambda function, task: 42, "submit returned int"),
    "a worker that died": (failing(BrokenProcessPool("gone")), "a worker of the executor died"),
    "broken": (failing(BrokenExecutor("gone")), "a worker of the executor died"),
    "without our package": (
        failing(ModuleNotFoundError("No module named 'endpoint_roster'")),
        "No module named 'endpoint_roster'",
    ),
    "cancelled": (cancelled, "the executor cancelled the task"),
    "exit": (failing(SystemExit(1)), "could not run the task: SystemExit: 1"),
    "interrupted": (failing(KeyboardInterrupt()), "could not run the task: KeyboardInterrupt"),
    "stop iteration": (failing(StopIteration()), "could not run the task: StopIteration"),
    "not to be asked": (with_failing("cancelled"), "could not run the task: OSError: the future"),
    "no error to be had": (
        with_failing("exception"),
        "could not run the task: OSError: the future fails",
    ),
    "no result to be had": (
        with_failing("result"),
        "could not run the task: OSError: the future fails",
    ),
    "not to be heard": (
        with_failing("add_done_callback"),
        "the executor accepts no task: OSError: the future fails",
    ),
    "wordless": (raising(WordlessError()), "no task: WordlessError: (no text: ValueError)"),
    "wordless later": (failing(WordlessError()), "task: WordlessError: (no text: ValueError)"),
    "not done": (lambda function, task: Early(), "something other than the results"),
    "nothing": (returning(None), "something other than the results"),
    "rubbish": (returning("results"), "something other than the results"),
    "another task's": (
        changed(lambda results: replace(results, key="another")),
        "something other than the results",
    ),
    "one account too few": (
        changed(lambda results: replace(results, accounts=results.accounts[1:])),
        "something other than the results",
    ),
    "no accounts": (
        changed(lambda results: replace(results, accounts=None)),
        "something other than the results",
    ),
    "other order": (changed(backwards), "something other than the results"),
    "unreadable": (
        changed(lambda results: replace(results, accounts=(b"?",) * len(results.accounts))),
        "the worker's results cannot be read here: UnpicklingError",
    ),
    "no result": (each(lambda result: result.report), "something other than the results"),
    "no report": (each(lambda result: result._replace(report=None)), "something other than"),  # type: ignore[arg-type]
    "no endpoints": (each(lambda result: result._replace(endpoints=5)), "something other than"),  # type: ignore[arg-type]
    "no failures": (each(lambda result: result._replace(failures=[1])), "something other than"),  # type: ignore[list-item]
}


def collect(accounts: list[Account], executor: Executor, **options: Any) -> Listing:
    with Roster(accounts, **options) as roster:
        pager = roster.list()
        listing = pager.collect(executor=executor, workers=1)
        assert pager.progress().done == len(accounts)
        assert pager.progress().failures == len(listing.failures)
        return listing


def check(listing: Listing, accounts: list[Account], lost: set[str], words: str) -> None:
    """Check that some accounts have one failure each, and that the others are listed."""
    assert {one.account for one in listing.failures} == lost
    assert len(listing.failures) == len(lost)
    for failure in listing.failures:
        assert failure.kind == "executor"
        assert words in failure.cause
        assert failure.advice
        assert "key-" not in repr(failure)
    assert [one.account for one in listing.accounts] == [one.label for one in accounts]
    for report in listing.accounts:
        assert (report.failure is not None) == (report.account in lost)
    read = [one.api_key for one in accounts if one.label not in lost]
    assert [one.id for one in listing.endpoints] == read
    assert listing.complete == (not lost)


@pytest.mark.parametrize("error", [KeyboardInterrupt(), SystemExit(3)], ids=["Ctrl-C", "exit"])
def test_what_ends_programs_reaches_the_caller_and_costs_no_other_listing(
    accounts: list[Account], error: BaseException
) -> None:
    with Roster(accounts) as roster:
        with pytest.raises(type(error)) as caught:
            roster.list().collect(executor=Inline(raising(error)))
        assert caught.value is error
        check(roster.list().collect(), accounts, set(), "")


@pytest.mark.parametrize(
    ("error", "cause", "advice"),
    [
        (RuntimeError("shut down"), "RuntimeError: shut down", "Use an executor that is running"),
        (RuntimeError("freeze_support"), "freeze_support", 'below if __name__ == "__main__".'),
        (NotImplementedError(), "NotImplementedError", "Look for the reason in the logs"),
        (PicklingError("no"), "PicklingError: no", "can send the functions and classes"),
        (TypeError("cannot pickle 'x'"), "cannot pickle 'x'", "can send the functions and classes"),
        (AttributeError("Can't pickle x"), "Can't pickle x", "can send the functions and classes"),
        (AttributeError("no read_group"), "no read_group", "in the same versions"),
    ],
)
def test_advice_on_a_task_that_is_not_accepted_fits_the_error(
    accounts: list[Account], error: Exception, cause: str, advice: str
) -> None:
    listing = collect(accounts, Inline(raising(error)))
    for failure in listing.failures:
        assert failure.cause.endswith(cause)
        assert advice in failure.advice


@pytest.mark.parametrize("fault", FAULTS)
def test_one_bad_task_costs_its_accounts_alone(accounts: list[Account], fault: str) -> None:
    submit, words = FAULTS[fault]
    executor = Inline(submit)
    listing = collect(accounts, executor)
    lost = {label for _, label in executor.tasks[0].names}
    assert 0 < len(lost) < len(accounts)
    check(listing, accounts, lost, words)


@pytest.mark.parametrize("fault", ["shut down", "a worker that died", "another task's"])
def test_an_executor_that_always_fails_costs_every_account_once(
    accounts: list[Account], fault: str
) -> None:
    submit, words = FAULTS[fault]
    every = {one.label for one in accounts}
    check(collect(accounts, Inline(*[submit] * 40)), accounts, every, words)


def test_an_account_twice_in_place_of_another(accounts: list[Account]) -> None:
    executor = Inline(
        changed(
            lambda results: replace(
                results, accounts=results.accounts[:1] * 2 + results.accounts[2:]
            )
        )
    )
    check(collect(accounts, executor), accounts, {"a1"}, "something other than the results")


def test_one_future_for_all_tasks_counts_once(accounts: list[Account]) -> None:
    remembering = Remembering()
    executor = Inline(*[remembering] * 40)
    listing = collect(accounts, executor)
    first = {label for _, label in executor.tasks[0].names}
    lost = {one.label for one in accounts} - first
    check(listing, accounts, lost, "something other than the results")


def test_a_task_that_is_repeated_counts_once(accounts: list[Account]) -> None:
    check(collect(accounts, Inline(*[repeating] * 40)), accounts, set(), "")


def test_a_pool_that_was_shut_down(accounts: list[Account]) -> None:
    pool = ThreadPoolExecutor(2)
    pool.shutdown()
    every = {one.label for one in accounts}
    check(collect(accounts, pool), accounts, every, "cannot schedule new futures after shutdown")


def test_a_worker_without_the_package_of_a_provider(
    accounts: list[Account], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("endpoint_roster_together", "endpoint_roster_together.client"):
        monkeypatch.setitem(sys.modules, name, None)
    lacking = [Account("together", f"t{n}", api_key="key-t") for n in range(3)]
    listing = collect([*lacking, *accounts], Inline())
    assert [(one.account, one.kind) for one in listing.failures] == [
        (one.label, "missing_extra") for one in lacking
    ]
    for failure in listing.failures:
        assert "on the worker " in failure.cause
        assert "endpoint-roster" in failure.advice
    assert [one.id for one in listing.endpoints] == [one.api_key for one in accounts]


def test_an_option_that_cannot_travel(accounts: list[Account]) -> None:
    every = {one.label for one in accounts}
    executor = Inline()
    listing = collect(accounts, executor, verify=ssl.create_default_context())
    check(listing, accounts, every, "verify cannot travel to a worker: TypeError")
    assert "the path of a PEM file" in listing.failures[0].advice
    assert executor.tasks == []


def test_an_option_that_cannot_work_on_the_worker(accounts: list[Account], tmp_path: Path) -> None:
    """A path is there when the roster is made, and not where the task is run."""
    bundle = tmp_path / "ca.pem"
    trustme.CA().cert_pem.write_to_path(bundle)

    def submit(function: Callable[[Any], Any], task: Any) -> Future[Any]:
        bundle.unlink()
        return run(function, task)

    listing = collect(accounts[:3], Inline(submit), verify=str(bundle))
    assert {one.kind for one in listing.failures} == {"configuration"}


@pytest.mark.parametrize("executor", [None.__class__, object(), "pool"])
def test_what_is_not_an_executor(accounts: list[Account], executor: Any) -> None:
    with Roster(accounts) as roster, pytest.raises(TypeError, match="get_executor"):
        roster.list().collect(executor=executor)


@pytest.mark.parametrize("workers", [0, -1, 1.5, True, "2"])
def test_a_number_of_workers_that_cannot_work(accounts: list[Account], workers: Any) -> None:
    with Roster(accounts) as roster, pytest.raises(ConfigurationError, match="workers"):
        roster.list().collect(executor=Inline(), workers=workers)


@pytest.mark.parametrize("timeout", [0, -1, float("nan"), True, "2"])
def test_a_timeout_that_cannot_work(accounts: list[Account], timeout: Any) -> None:
    with Roster(accounts) as roster, pytest.raises(ConfigurationError, match="timeout"):
        roster.list().collect(executor=Inline(), timeout=timeout)


def test_a_future_that_cannot_be_cancelled_costs_its_accounts(accounts: list[Account]) -> None:
    with Roster(accounts) as roster:
        executor = Inline(lambda function, task: Raising("cancel"))
        listing = roster.list().collect(executor=executor, workers=2, timeout=2)
    lost = {label for _, label in executor.tasks[0].names}
    assert 0 < len(lost) < len(accounts)
    check(listing, accounts, lost, "no worker has read it within the timeout of 2 s")


def test_a_worker_that_never_comes_back(accounts: list[Account]) -> None:
    """The pool of the standard library is such if a process dies while it sends its results."""
    kept: list[Future[Any]] = []

    def submit(function: object, task: object) -> Future[Any]:
        kept.append(Future())
        return kept[-1]

    executor = Inline(submit)
    with Roster(accounts) as roster:
        listing = roster.list().collect(executor=executor, workers=2, timeout=3.0)
    lost = {label for _, label in executor.tasks[0].names}
    assert 0 < len(lost) < len(accounts)
    check(listing, accounts, lost, "no worker has read it within the timeout of 3 s")
    assert kept[0].cancelled()


@pytest.mark.parametrize(
    "given", [{"workers": 2}, {"config_file": "roster.toml"}, {"timeout": 1.0}]
)
def test_what_only_an_executor_has_without_one(accounts: list[Account], given: Any) -> None:
    with Roster(accounts) as roster, pytest.raises(TypeError, match="executor"):
        roster.list().collect(**given)
