"""The help of commands with many options: what several commands share has its own sections."""

from __future__ import annotations

import click

from .accounts import AccountSource

#: The title of what is a command's own, which comes first.
_OWN = "Options"
_ACCOUNTS = "Accounts"
_ENDPOINTS = "Which endpoints"
#: Options that select accounts, and with them endpoints.
_BOTH = ("providers", "accounts")
_TITLES = {
    **dict.fromkeys(AccountSource._fields, _ACCOUNTS),
    **dict.fromkeys(("states", "kinds", "model", "name", "region", "tags", "mine"), _ENDPOINTS),
    **dict.fromkeys(("created_before", "created_after", "running_for"), _ENDPOINTS),
    "provider_options": _ENDPOINTS,
}


class SectionedCommand(click.Command):
    """A command whose help has a section of options for accounts, and one for endpoints."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, section by section."""
        sections: dict[str, list[tuple[str, str]]] = {_OWN: [], _ENDPOINTS: [], _ACCOUNTS: []}
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        found = {_TITLES.get(option.name or "", _OWN) for option in options}
        both = dict.fromkeys(_BOTH, _ENDPOINTS if _ENDPOINTS in found else _ACCOUNTS)
        for option in options:
            record = option.get_help_record(ctx)
            if record is not None:
                sections[(_TITLES | both).get(option.name or "", _OWN)].append(record)
        for title, records in sections.items():
            if records:
                with formatter.section(title):
                    formatter.write_dl(records)
