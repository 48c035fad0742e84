"""[list] and [views] of the configuration file: options of `roster list` that are often needed."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import click

from ..output.text import did_you_mean
from .sections import SectionedCommand

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

#: Options that say where the file is, or have nothing to do with a listing.
_NOT_IN_A_VIEW = ("--view", "--config", "--help")
#: What [list] can say; it holds wherever there is a table.
_ALWAYS = ("columns", "sort-by")
_TABLES = (None, "table", "wide", "tsv")


class _Stored(NamedTuple):
    """What the file says."""

    path: Path
    always: Mapping[str, Any]
    views: Mapping[str, Any]


class ViewCommand(SectionedCommand):
    """A command whose options can come from the configuration file.

    Options of the command line count before those of the view, and these before [list].
    """

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse arguments, with what the file says as defaults.

        Raises:
            click.UsageError: There is no such view, or an option in it makes no sense.
        """
        given, _, _ = self.make_parser(ctx).parse_args([*args])
        asks = self.get_help_option(ctx)
        if not ctx.resilient_parsing and not (asks and given.get(asks.name or "")):
            ctx.default_map = self._defaults(ctx, given)
        try:
            return super().parse_args(ctx, args)
        except click.BadParameter as error:
            stored = ctx.default_map or {}
            if error.param is not None and error.param.name in stored.keys() - given.keys():
                text = f"{error.message} It stands in the configuration file."
                raise click.BadParameter(text, error.ctx, error.param) from None
            raise

    def _defaults(self, ctx: click.Context, given: Mapping[str, Any]) -> dict[str, Any]:
        """Return the values of parameters, by their names, that the file has."""
        view = given.get("view")
        if given.get("sim") and view is None:
            return {}
        stored = _read(given.get("config"))
        values = self._values(ctx, f"{stored.path}, [list]", stored.always, _ALWAYS)
        if given.get("output") not in _TABLES or given.get("query") or given.get("group_by"):
            values = {}
        if view is None:
            return values
        table = stored.views.get(view)
        if not isinstance(table, dict):
            meant = did_you_mean(view, stored.views)
            advice = f"Choose from {', '.join(stored.views)}."
            if not stored.views:
                advice = f"There are no views; add one as a table [views.{view}]."
            raise click.UsageError(f"{stored.path}: unknown view {view!r}.{meant} {advice}", ctx)
        options = cast("dict[str, Any]", table)
        where = f"{stored.path}, [views.{view}]"
        return values | self._values(ctx, where, options, self._options())

    def _options(self) -> dict[str, click.Option]:
        """Return the options that can be in a view, by their long names without dashes."""
        return {
            name.removeprefix("--"): option
            for option in self.params
            if isinstance(option, click.Option)
            for name in option.opts
            if name.startswith("--") and name not in _NOT_IN_A_VIEW
        }

    def _values(
        self, ctx: click.Context, where: str, options: Mapping[str, Any], known: Iterable[str]
    ) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key, value in options.items():
            if key not in known:
                meant = did_you_mean(key, known)
                raise click.UsageError(f"{where}: unknown option {key!r}.{meant}", ctx)
            option = self._options()[key]
            values[option.name or key] = _as_given(option, value)
        return values


def _as_given(option: click.Option, value: object) -> object:
    """Return a value of the file as click takes it from a command line."""
    if option.is_flag:
        return value
    several = cast("list[Any]", value) if isinstance(value, list) else [value]
    if option.multiple:
        return [str(one) for one in several]
    return ",".join(map(str, several))


def _read(config: str | None) -> _Stored:
    """Return what the file says; nothing if it cannot be read, which the roster will report."""
    from endpoint_roster.config import default_file

    path = Path(config) if config else default_file()
    nothing = _Stored(path, {}, {})
    if not os.path.isfile(path):  # noqa: PTH113 - Path.is_file can raise
        return nothing
    import tomllib

    from endpoint_roster.config.text import EncodingError, decoded

    try:
        data = tomllib.loads(decoded(path.read_bytes()))
    except (EncodingError, OSError, RecursionError, ValueError):
        return nothing
    return _Stored(path, _table(data.get("list")), _table(data.get("views")))


def _table(value: object) -> dict[str, Any]:
    """Return a table; nothing for what is none, which the roster will report."""
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


def names(config: str | None) -> list[str]:
    """Return the names of the views."""
    return [*_read(config).views]
