"""What a provider says about settings: their schema, and whether given ones can work."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from endpoint_roster import Action, SettingsError, settings_schema
from endpoint_roster.providers import find
from endpoint_roster.providers.settings_reading import read

from .reading import read_settings, report

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .reading import Given
    from .schema import Schema


def schema_of(provider: str, action: str) -> Schema:
    """Return the JSON Schema of the settings of an action.

    Raises:
        click.ClickException: The provider takes none.
    """
    try:
        return settings_schema(provider, action)
    except SettingsError as error:
        raise click.ClickException(str(error)) from None


def checked(
    provider: str,
    action: str,
    file: str | None,
    words: Sequence[str],
    schema: Schema,
    endpoint_id: str | None = None,
) -> Given:
    """Return settings that the provider can take.

    Args:
        provider: Its name.
        action: What they are for.
        file: Path of a file of settings, if there is one.
        words: ``key=value``.
        schema: Their JSON Schema.
        endpoint_id: What is to be updated.

    Raises:
        SettingsFileError: They cannot be read.
        click.exceptions.Exit: They cannot work; what is wrong was printed.
    """
    given = read_settings(file, words, schema)
    try:
        read(find(provider), Action(action), given.values, {}, endpoint_id)
    except SettingsError as error:
        report(error, given)
    return given
