"""What goes wrong before or between requests, as one family of exceptions.

What a provider answers, or fails to answer, is not an exception here: it becomes a
``Failure`` in the listing, so that the other accounts are still read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .models import Endpoint, Failure


class RosterError(Exception):
    """Root of all exceptions of this package. They can be pickled and hold no secret.

    Attributes:
        cause: What happened, in one line.
        advice: What to do about it; may be empty.
        kind: One word for what it is, as in ``Failure.kind``.
    """

    kind: str = "internal"

    def __init__(self, cause: str, advice: str = "") -> None:
        super().__init__(cause, advice)
        self.cause = cause
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.cause}. {self.advice}" if self.advice else self.cause


class ConfigurationError(RosterError):
    """An account, a file or an option that cannot work; the text names what to change.

    Attributes:
        argument: Name of the argument that cannot work, where it is one.
    """

    kind = "configuration"

    def __init__(self, cause: str, advice: str = "", argument: str | None = None) -> None:
        super().__init__(cause, advice)
        self.args = (cause, advice, argument)
        self.argument = argument


class InsecureConfigurationWarning(UserWarning):
    """A configuration file holds a secret as plain text."""


class MissingCredentialError(ConfigurationError):
    """An account lacks a credential; the text names the argument and the environment variable.

    Attributes:
        present: Arguments that belong to what is missing, and are there.
        missing: Sets of arguments of which one has to be given.
    """

    def __init__(
        self,
        cause: str,
        advice: str = "",
        argument: str | None = None,
        present: Sequence[str] = (),
        missing: Sequence[tuple[str, ...]] = (),
    ) -> None:
        super().__init__(cause, advice, argument)
        self.present, self.missing = tuple(present), tuple(missing)
        self.args = (*self.args, self.present, self.missing)


class UnknownProviderError(ConfigurationError):
    """No provider has this name; the text lists those that there are."""


class NoAccountsError(ConfigurationError):
    """No account is configured, or none of those that were asked for."""


class QueryError(RosterError):
    """A filter that cannot match anything, such as a state that does not exist."""

    kind = "query"


class MissingExtraError(RosterError):
    """A provider's client is not installed; the text says which extra brings it."""

    kind = "missing_extra"


class PluginError(RosterError):
    """A provider from another package cannot be loaded."""

    kind = "plugin"


class ClosedError(RosterError):
    """The roster was closed before or while it was asked."""

    kind = "closed"


class AnswerError(RosterError):
    """Answers that are well formed one by one and make no sense together.

    Args:
        cause: What happened, in one line.
        advice: What to do about it.
        kind: ``missing_items`` (fewer came than were announced, or some that are not objects), or
            ``decode`` (the list of endpoints is missing).
    """

    def __init__(self, cause: str, advice: str, kind: str) -> None:
        super().__init__(cause, advice)
        self.args = (cause, advice, kind)
        self.kind = kind


class DeadlineError(RosterError):
    """An account was not read within the deadline."""

    kind = "deadline"


class IncompleteError(RosterError):
    """Raised after everything that could be reached was delivered, when something could not.

    Attributes:
        failures: What could not be reached, and why.
    """

    kind = "incomplete"

    def __init__(self, failures: Sequence[Failure]) -> None:
        self.failures = tuple(failures)
        lines = [f"  {f.provider} ({f.account}): {f.cause}. {f.advice}" for f in self.failures]
        super().__init__("\n".join(["the listing is incomplete:", *lines]))
        self.args = (self.failures,)


class EndpointNotFoundError(RosterError):
    """A reference names no endpoint: none of this id, or none of the roster's accounts."""

    kind = "not_found"


class AmbiguousReferenceError(RosterError):
    """A reference can be endpoints of several accounts; the text names these."""

    kind = "query"


class ReadError(RosterError):
    """An endpoint could not be read.

    Attributes:
        failure: Why, and what to do about it.
    """

    def __init__(self, failure: Failure) -> None:
        where = f"{failure.provider} ({failure.account})"
        super().__init__(f"{where}: {failure.attempted}: {failure.cause}", failure.advice)
        self.args = (failure,)
        self.failure = failure
        self.kind = failure.kind


class SettingProblem(NamedTuple):
    """What is wrong with one setting.

    Attributes:
        path: Where it is: names of fields, and positions in lists.
        cause: What is wrong, in one line.
        advice: What to write.
    """

    path: tuple[str | int, ...]
    cause: str
    advice: str


class SettingsError(RosterError):
    """Settings of an action that cannot work. Nothing was sent.

    Attributes:
        problems: All that is wrong with them; empty where it is not one setting that is wrong.
    """

    kind = "configuration"

    def __init__(
        self, cause: str, advice: str = "", problems: Sequence[SettingProblem] = ()
    ) -> None:
        super().__init__(cause, advice)
        self.args = (cause, advice, problems)
        self.problems = tuple(problems)


class WaitError(RosterError):
    """An endpoint will not reach the state that was waited for.

    Attributes:
        endpoint: The endpoint as it was last read; None if it does not exist.
    """

    kind = "wait"

    def __init__(self, cause: str, advice: str = "", endpoint: Endpoint | None = None) -> None:
        super().__init__(cause, advice)
        self.args = (cause, advice, endpoint)
        self.endpoint = endpoint


class WaitTimeoutError(WaitError, TimeoutError):
    """An endpoint did not reach the state that was waited for in time."""


class PlanError(RosterError):
    """A plan cannot be executed, or cannot be made of what was given."""

    kind = "query"
