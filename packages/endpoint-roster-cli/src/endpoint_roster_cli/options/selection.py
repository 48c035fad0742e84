"""The options that select endpoints and accounts, which many commands share.

Imported for `--help`, so that nothing heavy is imported here before it is used.
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from ..clock import clock
from ..output.text import did_you_mean
from . import completion, types
from .accounts import AccountSource, select_accounts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from endpoint_roster import ProviderOptions, Roster
    from endpoint_roster.query import Filters

    from .accounts import Accounts

# What `--running-for` means by running, unless `--state` and `--kind` say otherwise: what somebody
# pays for, and may have forgotten.
_RUNNING = ("running", "degraded")
_PAID = ("dedicated",)


class Selection(NamedTuple):
    """Which endpoints of which accounts a command is about."""

    source: AccountSource
    options: Mapping[str, Any]  # by their parameters' names

    def filters(self) -> Filters:
        """Return the filters of ``Roster.list``; an age counts from now.

        Raises:
            click.BadParameter: An option of a provider does not exist, or does not fit.
        """
        filters: dict[str, Any] = {**self.options}
        if words := filters["provider_options"]:
            filters["provider_options"] = _parsed(words)
        filters["tags"] = _by_name(filters["tags"])
        running_for = filters.pop("running_for")
        if running_for is not None:
            since, before = clock().now() - running_for, filters["created_before"]
            filters["created_before"] = since if before is None else min(before, since)
            filters["states"] = filters["states"] or _RUNNING
            filters["kinds"] = filters["kinds"] or _PAID
            filters["mine"] = True
        return filters  # pyright: ignore[reportReturnType] - its keys are the parameters' names

    def accounts(self, roster: Roster) -> Accounts:
        """Return the selected accounts of a roster; see ``select_accounts``."""
        return select_accounts(roster, self.options["providers"], self.options["accounts"])

    def check(self) -> None:
        """Check all that can be known before the accounts are read.

        Raises:
            QueryError: A word is unknown, or the times contradict each other.
            click.BadParameter: A provider or one of its options does not exist.
        """
        from endpoint_roster import registry
        from endpoint_roster.query import Query

        filters: dict[str, Any] = {**self.filters()}
        del filters["provider_options"]
        Query.of(**filters)
        names = registry.names() if self.options["providers"] else ()
        for word in self.options["providers"]:
            if word not in names:
                from .near_misses import provider_of_cloud

                meant = did_you_mean(word.lower(), names) or provider_of_cloud(word)
                choice = f"unknown provider {word!r}.{meant} Choose from {', '.join(names)}."
                raise click.BadParameter(choice, param_hint="--provider")


def endpoint_options(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command the options that select endpoints; it receives a ``Selection``."""
    return _add(_selecting(command, Selection.check), (*_ACCOUNTS, *_ENDPOINTS, *_SOURCE))


def target_options(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command the options that select endpoints to act on; it receives a ``Selection``.

    They are those of a listing but for ``--timeout``, which is how long such a command waits.
    """
    options = (*_ACCOUNTS, *_ENDPOINTS, *_SOURCE_WITHOUT_TIMEOUT)
    return _add(_selecting(command, Selection.check), options)


def source_options(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command the options that say where accounts come from; it receives a ``Selection``."""
    return _add(_selecting(command), _SOURCE_WITHOUT_TIMEOUT)


def account_options(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command the options that select accounts alone; it receives a ``Selection``."""
    return _add(_selecting(command), (*_ACCOUNTS, *_SOURCE))


def comparison_options(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command the options that say which fields are compared."""
    return _add(command, _COMPARISON)


def _selecting(
    command: Callable[..., int], check: Callable[[Selection], None] = lambda _: None
) -> Callable[..., int]:
    @wraps(command)
    def select(**parameters: Any) -> int:
        selection = _take(parameters)
        check(selection)
        return command(selection, **parameters)

    return select


def _take(parameters: dict[str, Any]) -> Selection:
    """Take the options of this module out of a command's parameters.

    Raises:
        click.UsageError: Some cannot be combined.
    """
    names = [name for name in _SOURCE_NAMES if name in parameters]
    source = AccountSource(**{name: parameters.pop(name) for name in names})
    if source.sim and source.config:
        raise click.UsageError("--sim and --config cannot be combined.")
    if source.sim_endpoints is not None and not source.sim:
        raise click.UsageError("--sim-endpoints needs --sim.")
    names = [name for name in _SELECTION_NAMES if name in parameters]
    return Selection(source, {name: parameters.pop(name) for name in names})


def _parsed(words: Iterable[tuple[str, str, str]]) -> tuple[ProviderOptions, ...]:
    """Return the options of providers, or refuse them as words of the command line."""
    from endpoint_roster import RosterError

    from .provider_options import parse

    try:
        return parse(words)
    except (RosterError, ValueError) as error:
        raise click.BadParameter(str(error), param_hint="--provider-option") from None


def _by_name(tags: Sequence[tuple[str, str | None]]) -> dict[str, list[str] | None]:
    """Gather the values of each tag; None for any value, where one was given without."""
    gathered: dict[str, list[str] | None] = {}
    for name, value in tags:
        known = gathered.get(name, [])
        gathered[name] = None if value is None or known is None else [*known, value]
    return gathered


def _add(command: Callable[..., int], options: Sequence[Callable[[Any], Any]]) -> Any:
    for option in reversed(options):
        command = option(command)
    return command


def _one(
    name: str,
    metavar: str,
    text: str,
    type: Any = None,  # noqa: A002 - as click has it
    complete: Any = None,
) -> Any:
    """Return an option that is given once."""
    return click.option(name, metavar=metavar, help=text, type=type, shell_complete=complete)


def _several(name: str, parameter: str, metavar: str, text: str, type: Any) -> Any:  # noqa: A002 - as above
    """Return an option that can be repeated."""
    return click.option(name, parameter, multiple=True, metavar=metavar, help=text, type=type)


def _words(
    name: str, parameter: str, metavar: str, text: str, complete: Any = None, short: str = ""
) -> Any:
    """Return an option that can be repeated, and takes several words with commas between them."""

    def split(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> Any:  # noqa: ARG001 - click calls it so
        return tuple(word.strip() for value in values for word in value.split(","))

    names = (short, name) if short else (name,)
    return click.option(
        *names,
        parameter,
        multiple=True,
        metavar=f"{metavar},...",
        help=text,
        shell_complete=complete,
        callback=split,
    )


_ACCOUNTS = (
    _words("--provider", "providers", "NAME", "Only these providers.", completion.providers, "-p"),
    _words("--account", "accounts", "LABEL", "Only these accounts.", completion.accounts, "-a"),
)
_STATES = "pending, starting, running, degraded, stopping, stopped, failed, unknown"
_KINDS = "dedicated, serverless, or the provider's own word"
_ENDPOINTS = (
    _words("--state", "states", "STATE", f"Only these states: {_STATES}.", completion.states, "-s"),
    _words("--kind", "kinds", "KIND", f"Only these kinds: {_KINDS}.", completion.kinds),
    _one("--model", "TEXT", "Only models with this text in their name.", types.text),
    _one("--name", "TEXT", "Only endpoints with this text in their name.", types.text),
    _one(
        "--region",
        "NAME",
        "Only this region, by the provider's name.",
        types.text,
        completion.regions,
    ),
    _several(
        "--tag",
        "tags",
        "NAME[=VALUE]",
        "Only endpoints with this tag; of several names, all are required.",
        type=types.tag,
    ),
    click.option(
        "--mine",
        is_flag=True,
        help="Leave out what a provider offers to everybody: OpenRouter's catalogue, Together's"
        " serverless endpoints.",
    ),
    _one(
        "--created-before",
        "TIME",
        "Only endpoints created before: 2026-03-01, yesterday, 7d.",
        types.time,
    ),
    _one("--created-after", "TIME", "Only endpoints created then or later.", types.time),
    _one(
        "--running-for",
        "DURATION",
        "Only running, dedicated endpoints of your own that were created at least this long ago,"
        " such as 7d.",
        types.duration,
    ),
    _several(
        "--provider-option",
        "provider_options",
        "PROVIDER.OPTION=VALUE",
        "An option of one provider, such as together.mine=true; the error for an unknown one lists"
        " those that exist.",
        type=types.provider_option,
    ),
)
_SELECTION_NAMES = (
    *("providers", "accounts", "states", "kinds", "model", "name", "region", "tags", "mine"),
    *("created_before", "created_after", "running_for", "provider_options"),
)
_SOURCE_WITHOUT_TIMEOUT = (
    _one("--config", "FILE", "Accounts from a TOML file.", click.Path(exists=True, dir_okay=False)),
    click.option("--sim", is_flag=True, help="Use simulated clouds: no key and no network needed."),
    _one("--sim-endpoints", "N", "Endpoints of each simulated cloud.", click.IntRange(0)),
    _one("--deadline", "SECONDS", "Time limit for reading one account.", types.seconds),
    click.option("--debug", is_flag=True, help="Print requests and answers, without secrets."),
)
_SOURCE = (
    *_SOURCE_WITHOUT_TIMEOUT,
    click.option(
        "--timeout",
        "read_timeout",
        metavar="SECONDS",
        help="Read timeout of a request.",
        type=types.seconds,
    ),
)
# Other commands have a `timeout` of their own, which is not this one.
_SOURCE_NAMES = AccountSource._fields
_COMPARISON = (
    _words("--ignore", "ignored", "FIELD", "Do not compare this field, such as updated_at."),
    click.option("--all-fields", is_flag=True, help="Compare uptime, cost and raw, too."),
)
