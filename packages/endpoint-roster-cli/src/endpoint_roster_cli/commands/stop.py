"""roster stop."""

from __future__ import annotations

from ..actions.acting import acting

command = acting(
    "stop",
    summary="Stop endpoints; while they are stopped, they cost nothing.",
    epilog="""\b
Some providers cannot stop: PPIO scales to zero instead, which has to be asked
for by name (roster update); serverless and public endpoints are refused.
\b
Examples:
  roster stop together/prod/endpoint-4d7126d2
  roster stop --running-for 30d
  roster stop --tag team=search --state running --yes --wait
  roster stop --account staging --dry-run -o json
\b
Exit codes: 0 all is done, or goes on by itself; 1 refused or failed, no
reference found, or the answer was no; 2 wrong usage, or --yes is missing; 3
some are done and some not, or an account could not be read; 4 no usable
credentials.""",
)
