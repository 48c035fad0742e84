"""Write the generated client packages and the facade's models and schema from the specs.

    python scripts/regenerate.py [NAME...]    write what is not current; without a name, of all
    python scripts/regenerate.py --force      write all again
    python scripts/regenerate.py --check      compare with the tree; exit 1 on a difference

A name is a provider, or `roster` for the facade's models and their JSON Schema. Runs on bare
Python with uv at hand: the generators have an environment of their own, under .cache/.
"""

import argparse
import sys
from pathlib import Path

from generation import environment, run
from generation.record import FACADE

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Run the command; returns its exit code: 0 done, 1 differs or failed."""
    known = [*run.providers(ROOT / "specs"), FACADE]
    parser = argparse.ArgumentParser(description="Write the generated code from the specs.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(known))
    parser.add_argument("--force", action="store_true", help="write even what is current")
    parser.add_argument("--check", action="store_true", help="write nothing, only compare")
    parser.add_argument(
        "--python", action="store_true", help="print the path of the generators' Python"
    )
    options = parser.parse_args()
    if unknown := {*options.names} - {*known}:
        parser.error(f"unknown: {', '.join(sorted(unknown))}; choose from {', '.join(known)}")
    if options.python:
        print(environment.python(ROOT))
        return 0
    names: list[str] = list(dict.fromkeys(options.names))
    if options.check:
        return run.check(ROOT, names)
    return run.write(ROOT, names, force=options.force)


if __name__ == "__main__":
    sys.exit(main())
