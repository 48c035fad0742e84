"""roster start."""

from __future__ import annotations

from ..actions.command import action_command

command = action_command(
    "start",
    summary="Start endpoints that are stopped.",
    epilog="""\b
Examples:
  roster start together/prod/endpoint-4d7126d2 --wait
  roster start --tag team=search --state stopped --yes
\b
Exit codes: 0 all done, or accepted and under way; 1 refused or failed, no
reference found, or the answer was no; 2 wrong usage, or --yes is missing; 3
some are done and some not, or an account could not be read; 4 no usable
credentials.""",
)
