"""The help of commands with many options: what several commands share has its own sections."""

from __future__ import annotations

import click

from .accounts import AccountSource

#: The title of what is a command's own, which comes first.
_OWN = "Options"
_ACCOUNTS = "Accounts"
_ENDPOINTS = "Which endpoints"
_TITLES = {
    **dict.fromkeys(AccountSource._fields, _ACCOUNTS),
    **dict.fromkeys(("providers", "accounts", "states", "kinds", "model", "name"), _ENDPOINTS),
    **dict.fromkeys(("region", "tags", "mine", "provider_options"), _ENDPOINTS),
    **dict.fromkeys(("created_before", "created_after", "running_for"), _ENDPOINTS),
}


class SectionedCommand(click.Command):
    """A command whose help has a section of options for accounts, and one for endpoints."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, section by section."""
        sections: dict[str, list[tuple[str, str]]] = {_OWN: [], _ENDPOINTS: [], _ACCOUNTS: []}
        for param in self.get_params(ctx):
            record = param.get_help_record(ctx)
            if record is not None and isinstance(param, click.Option):
                sections[_TITLES.get(param.name or "", _OWN)].append(record)
        for title, records in sections.items():
            if records:
                with formatter.section(title):
                    formatter.write_dl(records)
