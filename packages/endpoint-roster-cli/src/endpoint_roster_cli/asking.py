"""The options by which a command is told which endpoints it is about.

Imported for `--help`, so nothing heavy is imported here before it is used.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from difflib import get_close_matches
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from . import completing
from .world import world

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from endpoint_roster.roster import Filters

    from .sources import Source

_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_SPAN = re.compile(r"(\d+(?:\.\d+)?)([smhdw])", re.ASCII)
# Older than this counts as forgotten only while it still costs: what is up, well or not.
_UP = ("running", "degraded")


class Span(click.ParamType["timedelta"]):
    """A length of time such as 45m, 36h, 7d or 2w."""

    name = "span"

    def convert(self, value: Any, param: click.Parameter | None, ctx: Any) -> timedelta:
        """Return the length of time; see :meth:`click.ParamType.convert`."""
        if isinstance(value, timedelta):
            return value
        span = _span(value)
        if span is None:
            self.fail(f"{value!r} is no length of time such as 45m, 36h, 7d or 2w.", param, ctx)
        return span


class Moment(click.ParamType["datetime"]):
    """A date or time such as 2026-03-01 or 2026-03-01T12:00:00Z, or how long ago: 7d."""

    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: Any) -> datetime:
        """Return the aware datetime; see :meth:`click.ParamType.convert`."""
        if isinstance(value, datetime):
            return value
        try:
            if (span := _span(value)) is not None:
                return world().now() - span
            moment = datetime.fromisoformat(value)
            return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
        except (ValueError, OverflowError):
            choice = "2026-03-01 or 2026-03-01T12:00:00Z, or a length of time such as 7d"
            self.fail(f"{value!r} is no date or time such as {choice}.", param, ctx)


class Tag(click.ParamType["tuple[str, str | None]"]):
    """A tag as NAME=VALUE, or NAME alone for any value."""

    name = "tag"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: Any
    ) -> tuple[str, str | None]:
        """Return name and value; see :meth:`click.ParamType.convert`."""
        if not isinstance(value, str):
            return value
        name, equals, word = value.partition("=")
        if not name:
            self.fail(f"{value!r} is no tag such as team=search.", param, ctx)
        return name, word if equals else None


class ProviderQuestion(click.ParamType["tuple[str, str, str]"]):
    """What only one provider can be asked, as PROVIDER.OPTION=VALUE."""

    name = "question"

    def convert(self, value: Any, param: click.Parameter | None, ctx: Any) -> tuple[str, str, str]:
        """Return provider, option and value; see :meth:`click.ParamType.convert`."""
        if not isinstance(value, str):
            return value
        what, equals, word = value.partition("=")
        provider, dot, option = what.partition(".")
        if not (provider and dot and option and equals):
            self.fail(f"{value!r} is not like together.mine=true.", param, ctx)
        return provider.lower(), option.replace("-", "_"), word


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which endpoints a command is about, as the user wrote it.

    Attributes:
        source: Where the accounts come from.
        providers: Names of providers.
        accounts: Labels of accounts.
        states: States.
        kinds: Kinds, in our words or the provider's.
        model: Part of the model's name.
        name: Part of the endpoint's name.
        region: The provider's name of a region.
        tags: Names and values of tags; None for any value.
        created_before: Only what is older.
        created_after: Only what was created then or later.
        running_for: Only what is up and was created at least so long ago.
        options: What only one provider can be asked: provider, option and value of each.
    """

    source: Source
    providers: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    model: str | None = None
    name: str | None = None
    region: str | None = None
    tags: tuple[tuple[str, str | None], ...] = ()
    created_before: datetime | None = None
    created_after: datetime | None = None
    running_for: timedelta | None = None
    options: tuple[tuple[str, str, str], ...] = ()

    def filters(self) -> Filters:
        """Return the filters of ``Roster.list``.

        Raises:
            click.BadParameter: A provider cannot be asked so.
        """
        from .provider_options import read

        try:
            options = read(self.options)
        except ValueError as error:
            raise click.BadParameter(str(error), param_hint="--ask") from None
        states, before = self.states, self.created_before
        if self.running_for is not None:
            since = world().now() - self.running_for
            before = since if before is None else min(before, since)
            states = states or _UP
        return {
            "providers": self.providers,
            "accounts": self.accounts,
            "states": states,
            "kinds": self.kinds,
            "model": self.model,
            "name": self.name,
            "region": self.region,
            "tags": _by_name(self.tags),
            "created_before": before,
            "created_after": self.created_after,
            "provider_options": options,
        }

    def check(self) -> None:
        """Check all that can be known before any account is looked for.

        Raises:
            QueryError: A word is none of those that there are, or the times exclude each other.
            click.BadParameter: A provider cannot be asked so.
        """
        from endpoint_roster.query import Query

        filters: dict[str, Any] = {**self.filters()}
        del filters["provider_options"]
        Query.of(**filters)
        if self.providers:
            _check_providers(self.providers)


def asking(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command the options of accounts and questions; it receives them as ``Asked``."""

    @wraps(command)
    def ask(**parameters: Any) -> int:
        names = [field for field in Asked.__dataclass_fields__ if field != "source"]
        question = {name: parameters.pop(name) for name in names}
        asked = Asked(source=take_source(parameters), **question)
        asked.check()
        return command(asked, **parameters)

    return _with_options(ask, (*_QUESTION, *_SOURCE))


def with_accounts(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command the options of accounts alone.

    It receives where they come from as ``Source``, and which are meant as ``providers`` and
    ``accounts``.
    """

    @wraps(command)
    def ask(**parameters: Any) -> int:
        return command(take_source(parameters), **parameters)

    return _with_options(ask, (*_SOURCE, *_WHOSE))


def comparing(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command that compares endpoints the options of what counts."""
    return _with_options(command, _COMPARING)


def take_source(parameters: dict[str, Any]) -> Source:
    """Take the options of accounts out of a command's parameters.

    Raises:
        click.UsageError: They exclude each other.
    """
    from .sources import Source

    names = ("config", "sim", "sim_endpoints", "timeout", "deadline")
    source = Source(**{name: parameters.pop(name) for name in names})
    if source.sim and source.config:
        raise click.UsageError("--sim and --config exclude each other.")
    if source.sim_endpoints is not None and not source.sim:
        raise click.UsageError("--sim-endpoints needs --sim.")
    return source


def _check_providers(words: tuple[str, ...]) -> None:
    from endpoint_roster import registry

    names = registry.names()
    for word in words:
        if word not in names:
            near = get_close_matches(word.lower(), names, 1)
            meant = f" Did you mean {near[0]}?" if near else ""
            choice = f"there is no provider {word!r}.{meant} Choose from {', '.join(names)}."
            raise click.BadParameter(choice, param_hint="--provider")


def _span(text: str) -> timedelta | None:
    """Read a length of time; None if it is none."""
    found = _SPAN.fullmatch(text.strip().lower())
    try:
        return timedelta(**{_UNITS[found[2]]: float(found[1])}) if found else None
    except OverflowError:  # longer than any calendar: nothing is that old
        return None


def _by_name(tags: tuple[tuple[str, str | None], ...]) -> dict[str, list[str] | None]:
    """Gather the values asked for by tag; any value, where one is asked for without."""
    gathered: dict[str, list[str] | None] = {}
    for name, value in tags:
        known = gathered.get(name, [])
        gathered[name] = None if value is None or known is None else [*known, value]
    return gathered


def _with_options(
    command: Callable[..., int], options: Sequence[Callable[[Any], Any]]
) -> Callable[..., int]:
    for option in reversed(options):
        command = option(command)
    return command


_SECONDS = click.FloatRange(min=0, min_open=True)
_WHOSE = (
    click.option(
        "--provider",
        "providers",
        multiple=True,
        metavar="NAME",
        help="Only this provider.",
        shell_complete=completing.providers,
    ),
    click.option(
        "--account",
        "accounts",
        multiple=True,
        metavar="LABEL",
        help="Only accounts of this label.",
        shell_complete=completing.accounts,
    ),
)
_QUESTION = (
    *_WHOSE,
    click.option(
        "--state",
        "states",
        multiple=True,
        metavar="STATE",
        help="Only this state: pending, starting, running, degraded, stopping, stopped, failed,"
        " unknown.",
        shell_complete=completing.states,
    ),
    click.option(
        "--kind",
        "kinds",
        multiple=True,
        metavar="KIND",
        help="Only this kind: dedicated, serverless, or the provider's own word.",
        shell_complete=completing.kinds,
    ),
    click.option("--model", metavar="TEXT", help="Only models with this text in their name."),
    click.option("--name", metavar="TEXT", help="Only endpoints with this text in their name."),
    click.option("--region", metavar="NAME", help="Only this region, in the provider's words."),
    click.option(
        "--tag",
        "tags",
        multiple=True,
        type=Tag(),
        metavar="NAME[=VALUE]",
        help="Only endpoints with this tag; several names must all be there.",
    ),
    click.option(
        "--created-before",
        type=Moment(),
        metavar="TIME",
        help="Only what is older: 2026-03-01, 7d.",
    ),
    click.option(
        "--created-after", type=Moment(), metavar="TIME", help="Only what is as new or newer."
    ),
    click.option(
        "--running-for",
        type=Span(),
        metavar="SPAN",
        help="Only what is up and was created so long ago or longer, such as 7d."
        " (Providers do not tell restarts.)",
    ),
    click.option(
        "--ask",
        "options",
        multiple=True,
        type=ProviderQuestion(),
        metavar="PROVIDER.OPTION=VALUE",
        help="What only one provider can be asked, such as together.mine=true; an option that"
        " does not exist lists those that do.",
    ),
)
_SOURCE = (
    click.option(
        "--config",
        type=click.Path(exists=True, dir_okay=False),
        metavar="FILE",
        help="Accounts from a TOML file.",
    ),
    click.option("--sim", is_flag=True, help="Ask simulated clouds: no key and no network needed."),
    click.option(
        "--sim-endpoints",
        type=click.IntRange(0),
        metavar="N",
        help="Endpoints of each simulated cloud.",
    ),
    click.option(
        "--timeout", type=_SECONDS, metavar="SECONDS", help="Longest silence within one request."
    ),
    click.option(
        "--deadline", type=_SECONDS, metavar="SECONDS", help="Longest time for reading one account."
    ),
)
_COMPARING = (
    click.option(
        "--ignore",
        "ignored",
        multiple=True,
        metavar="FIELD",
        help="Do not compare this field, such as updated_at.",
    ),
    click.option("--all-fields", is_flag=True, help="Compare uptime and raw, too."),
)
