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
    from collections.abc import Callable, Mapping, Sequence

    from endpoint_roster import Roster
    from endpoint_roster.roster import Filters

    from .accounts import Accounts

# What `--running-for` means by running, unless `--state` says otherwise.
_RUNNING = ("running", "degraded")


class Selection(NamedTuple):
    """Which endpoints of which accounts a command is about.

    Attributes:
        source: Where the accounts come from.
        options: The values of the options that select, by their parameters' names.
    """

    source: AccountSource
    options: Mapping[str, Any]

    def filters(self) -> Filters:
        """Return the filters of ``Roster.list``; an age counts from now.

        Raises:
            click.BadParameter: An option of a provider does not exist, or does not fit.
        """
        from endpoint_roster import RosterError

        from .provider_options import parse

        filters: dict[str, Any] = {**self.options}
        try:
            filters["provider_options"] = parse(filters["provider_options"])
        except (RosterError, ValueError) as error:
            raise click.BadParameter(str(error), param_hint="--provider-option") from None
        filters["tags"] = _by_name(filters["tags"])
        running_for = filters.pop("running_for")
        if running_for is not None:
            since, before = clock().now() - running_for, filters["created_before"]
            filters["created_before"] = since if before is None else min(before, since)
            filters["states"] = filters["states"] or _RUNNING
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
                meant = did_you_mean(word.lower(), names)
                choice = f"there is no provider {word!r}.{meant} Choose from {', '.join(names)}."
                raise click.BadParameter(choice, param_hint="--provider")


def endpoint_options(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command the options that select endpoints; it receives a ``Selection``."""

    @wraps(command)
    def select(**parameters: Any) -> int:
        selection = _take(parameters)
        selection.check()
        return command(selection, **parameters)

    return _add(select, (*_ACCOUNTS, *_ENDPOINTS, *_SOURCE))


def account_options(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command the options that select accounts alone; it receives a ``Selection``."""

    @wraps(command)
    def select(**parameters: Any) -> int:
        return command(_take(parameters), **parameters)

    return _add(select, (*_SOURCE, *_ACCOUNTS))


def comparison_options(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command the options that say which fields are compared."""
    return _add(command, _COMPARISON)


def _take(parameters: dict[str, Any]) -> Selection:
    """Take the options of this module out of a command's parameters.

    Raises:
        click.UsageError: Some cannot be combined.
    """
    source = AccountSource(**{name: parameters.pop(name) for name in _SOURCE_NAMES})
    if source.sim and source.config:
        raise click.UsageError("--sim and --config cannot be combined.")
    if source.sim_endpoints is not None and not source.sim:
        raise click.UsageError("--sim-endpoints needs --sim.")
    names = [name for name in _SELECTION_NAMES if name in parameters]
    return Selection(source, {name: parameters.pop(name) for name in names})


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


_ACCOUNTS = (
    click.option(
        "--provider",
        "providers",
        multiple=True,
        metavar="NAME",
        help="Only this provider.",
        shell_complete=completion.providers,
    ),
    click.option(
        "--account",
        "accounts",
        multiple=True,
        metavar="LABEL",
        help="Only accounts of this label.",
        shell_complete=completion.accounts,
    ),
)
_ENDPOINTS = (
    click.option(
        "--state",
        "states",
        multiple=True,
        metavar="STATE",
        help="Only this state: pending, starting, running, degraded, stopping, stopped, failed,"
        " unknown.",
        shell_complete=completion.states,
    ),
    click.option(
        "--kind",
        "kinds",
        multiple=True,
        metavar="KIND",
        help="Only this kind: dedicated, serverless, or the provider's own word.",
        shell_complete=completion.kinds,
    ),
    click.option("--model", metavar="TEXT", help="Only models with this text in their name."),
    click.option("--name", metavar="TEXT", help="Only endpoints with this text in their name."),
    click.option("--region", metavar="NAME", help="Only this region, by the provider's name."),
    click.option(
        "--tag",
        "tags",
        multiple=True,
        type=types.tag,
        metavar="NAME[=VALUE]",
        help="Only endpoints with this tag; of several names, all are required.",
    ),
    click.option(
        "--created-before",
        type=types.time,
        metavar="TIME",
        help="Only endpoints created before: 2026-03-01, 7d.",
    ),
    click.option(
        "--created-after",
        type=types.time,
        metavar="TIME",
        help="Only endpoints created then or later.",
    ),
    click.option(
        "--running-for",
        type=types.duration,
        metavar="DURATION",
        help="Only running endpoints that were created at least this long ago, such as 7d."
        " (Providers do not report restarts.)",
    ),
    click.option(
        "--provider-option",
        "provider_options",
        multiple=True,
        type=types.provider_option,
        metavar="PROVIDER.OPTION=VALUE",
        help="An option of one provider, such as together.mine=true; the error for an unknown one"
        " lists those that exist.",
    ),
)
_SELECTION_NAMES = (
    *("providers", "accounts", "states", "kinds", "model", "name", "region", "tags"),
    *("created_before", "created_after", "running_for", "provider_options"),
)
_SOURCE_NAMES = ("config", "sim", "sim_endpoints", "timeout", "deadline")
_SOURCE = (
    click.option(
        "--config",
        type=click.Path(exists=True, dir_okay=False),
        metavar="FILE",
        help="Accounts from a TOML file.",
    ),
    click.option("--sim", is_flag=True, help="Use simulated clouds: no key and no network needed."),
    click.option(
        "--sim-endpoints",
        type=click.IntRange(0),
        metavar="N",
        help="Endpoints of each simulated cloud.",
    ),
    click.option(
        "--timeout", type=types.SECONDS, metavar="SECONDS", help="Read timeout of a request."
    ),
    click.option(
        "--deadline",
        type=types.SECONDS,
        metavar="SECONDS",
        help="Time limit for reading one account.",
    ),
)
_COMPARISON = (
    click.option(
        "--ignore",
        "ignored",
        multiple=True,
        metavar="FIELD",
        help="Do not compare this field, such as updated_at.",
    ),
    click.option("--all-fields", is_flag=True, help="Compare uptime and raw, too."),
)
