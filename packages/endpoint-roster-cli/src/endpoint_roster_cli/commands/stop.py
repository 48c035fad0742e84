"""roster stop."""

from __future__ import annotations

from ..actions.command import action_command

command = action_command(
    "stop",
    summary="Stop endpoints; while they are stopped, they cost nothing.",
    epilog="""\b
PPIO has no stop: scale to zero with `roster update`. Serverless and public
endpoints are refused.
\b
Examples:
  roster stop together/prod/endpoint-4d7126d2
  roster stop --running-for 30d
  roster stop --tag team=search --state running --yes --wait
  roster stop --account staging --dry-run -o json
\b
Exit codes: 0 all done, or accepted and under way; 1 refused or failed, no
reference found, or the answer was no; 2 wrong usage, or --yes is missing; 3
some are done and some not, or an account could not be read; 4 no usable
credentials.""",
)
