"""roster delete."""

from __future__ import annotations

from ..actions.command import action_command

command = action_command(
    "delete",
    summary="Delete endpoints, which cannot be undone.",
    epilog="""\b
Examples:
  roster delete ppio/ppio/ep-46c9c5e94
  roster delete --state failed --created-before 30d --mine
  roster delete --account staging --dry-run
\b
Exit codes: 0 all done, or accepted and under way; 1 refused or failed, no
reference found, or the answer was no; 2 wrong usage, or --yes is missing; 3
some are done and some not, or an account could not be read; 4 no usable
credentials.""",
)
