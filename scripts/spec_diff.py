"""Say what changed in each spec and its client, and what that asks of users.

    python scripts/spec_diff.py [REV] [--provider NAME]...   compare, and propose versions
    python scripts/spec_diff.py --apply                      write version and changelog too
    python scripts/spec_diff.py --release                    fail if those do not follow
    python scripts/spec_diff.py --rules                      print the table of rules

Exits 1 if a breaking change is not declared in `specs/PROVIDER/waivers.yaml`, or if an entry there
is of no use.
"""

import argparse
import sys
from datetime import UTC, date, datetime
from pathlib import Path

from diffing import report, rules

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Run the command; returns its exit code: 0 fine, 1 something has to be done."""
    parser = argparse.ArgumentParser(description="Compare the specs with those of a revision.")
    parser.add_argument("rev", nargs="?", metavar="REV", help="default: each last release tag")
    parser.add_argument("--provider", action="append", metavar="NAME", help="only this one")
    parser.add_argument("--apply", action="store_true", help="write version and changelog")
    parser.add_argument("--release", action="store_true", help="fail if these do not follow")
    parser.add_argument("--rules", action="store_true", help="print the table of rules and end")
    parser.add_argument("--date", type=date.fromisoformat, metavar="YYYY-MM-DD", help="of --apply")
    options = parser.parse_args()
    if options.rules:
        for one in rules.RULES:
            print(f"{one.level!s:6}{one.direction:9}{one.id:32}{one.what}: {one.why}")
        return 0
    providers = sorted(path.parent.name for path in ROOT.glob("specs/*/openapi.yaml"))
    chosen: list[str] = options.provider or providers
    if unknown := {*chosen} - {*providers}:
        parser.error(f"no such provider: {', '.join(sorted(unknown))}")
    day: date | None = (options.date or datetime.now(UTC).date()) if options.apply else None
    return report.run(chosen, options.rev, day=day, release=options.release)


if __name__ == "__main__":
    sys.exit(main())
