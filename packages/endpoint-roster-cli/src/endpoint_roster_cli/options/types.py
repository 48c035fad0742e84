"""What options can be given as values; each function reads one and refuses what it cannot."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import click
from endpoint_roster_core.times import read_time

from ..clock import clock
from ..output.text import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_DAYS_AGO = {"today": timedelta(days=0), "yesterday": timedelta(days=1)}


def seconds(text: str) -> float:
    """Read a number of seconds that can be waited."""
    from endpoint_roster_core.settings import LONGEST_WAIT  # only now, for the sake of --help

    try:
        number = float(text)
    except ValueError:
        raise click.BadParameter(f"{text!r} is not a valid number of seconds.") from None
    if not 0 < number <= LONGEST_WAIT:  # also what is not a number
        raise click.BadParameter(f"{text} is not above 0 and at most {LONGEST_WAIT:,} seconds.")
    return number


def duration(text: str) -> timedelta:
    """Read a duration such as 45m, 36h, 7d or 2w."""
    from endpoint_roster.spans import EXAMPLES, read_span  # only now, for the sake of --help

    found = read_span(text)
    if found is None:
        raise click.BadParameter(f"{text!r} is not a valid duration such as {EXAMPLES}.")
    return found


def interval(text: str) -> timedelta:
    """Read a duration of a second or more; a number alone counts seconds."""
    number = text.replace(".", "", 1)
    found = duration(f"{text}s" if number.isascii() and number.isdigit() else text)
    if found < timedelta(seconds=1):
        raise click.BadParameter(f"{text} is too short: providers are read at most once a second.")
    return found


def time(text: str) -> datetime:
    """Read a date or time such as 2026-03-01 or 2026-03-01T12:00:00Z, or a time ago: 7d.

    ``today`` and ``yesterday`` are dates, which begin at midnight UTC as all others do.
    """
    from endpoint_roster.spans import read_span

    if text.lower() in _DAYS_AGO:
        midnight = clock().now().replace(hour=0, minute=0, second=0, microsecond=0)
        return midnight - _DAYS_AGO[text.lower()]
    ago = read_span(text)
    try:
        moment = date_or_time(text) if ago is None else clock().now() - ago
    except OverflowError:
        moment = None
    if moment is None:
        examples = "2026-03-01, yesterday or 2026-03-01T12:00:00Z, or a duration such as 7d"
        raise click.BadParameter(f"{text!r} is not a date or time such as {examples}.")
    return moment


def date_or_time(text: str) -> datetime | None:
    """Return a date, or a time as RFC 3339 writes it, in UTC; None for anything else."""
    is_date = re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text)
    found = read_time(f"{text}T00:00:00Z" if is_date else text)
    try:
        return found and found[0].astimezone(UTC)
    except OverflowError:  # before the year 1, after 9999
        return None


def text(word: str) -> str:
    """Read a text to look for; an empty one, as of a variable that is not set, is refused."""
    if not word.strip():
        raise click.BadParameter("it is empty.")
    return word


def fields(known: Sequence[str]) -> Callable[[str], tuple[str, ...]]:
    """Return what reads names of fields with commas between them; a tag is ``tag:NAME``."""

    def read(text: str) -> tuple[str, ...]:
        return tuple(_field(word.strip(), known) for word in text.split(","))

    return read


def _field(word: str, known: Sequence[str]) -> str:
    start, colon, name = word.partition(":")
    if start.lower() == "tag" and name:
        return f"tag:{name}"
    if colon or word.lower() not in known:
        meant = did_you_mean(word.lower(), known)
        choice = f"Choose from {', '.join(known)}, tag:NAME."
        raise click.BadParameter(f"unknown field {word!r}.{meant} {choice}")
    return word.lower()


def tag(text: str) -> tuple[str, str | None]:
    """Read a tag as NAME=VALUE, or NAME alone for any value."""
    name, equals, value = text.partition("=")
    if not name:
        raise click.BadParameter(f"{text!r} is not a tag such as team=search.")
    return name, value if equals else None


def provider_option(text: str) -> tuple[str, str, str]:
    """Read an option of one provider as PROVIDER.OPTION=VALUE."""
    name, equals, value = text.partition("=")
    provider, dot, option = name.partition(".")
    if not (provider and dot and option and equals):
        raise click.BadParameter(f"{text!r} is not like together.mine=true.")
    return provider.lower(), option.replace("-", "_"), value


def program(text: str) -> list[str]:
    """Return the words of a command; no shell reads it.

    Raises:
        click.BadParameter: There are none, quotes do not match, or there is no such program.
    """
    import shlex  # only now, as above
    import shutil

    try:
        words = shlex.split(text)
    except ValueError as error:
        raise click.BadParameter(f"{error}: {text}") from None
    if not words:
        raise click.BadParameter("it needs a command.")
    if shutil.which(words[0]) is None:
        raise click.BadParameter(f"there is no program {words[0]!r} that can be run.")
    return words
