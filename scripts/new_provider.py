"""Begin a provider: `python scripts/new_provider.py NAME`, NAME in lower case as `acme`.

Writes specs/NAME/, an adapter that lists what that spec describes, and NAME where the workspace,
the extras, the entry points and the import contracts are listed. What is there already stays as it
is, so it can be run again. Exits 1, with nothing written, for a name that cannot be one.
"""

import argparse
import sys
from pathlib import Path

from scaffold.provider import RefusedError, begin

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Run the command; returns its exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("name", metavar="NAME")
    options = parser.parse_args()
    try:
        written = begin(options.name, ROOT)
    except RefusedError as error:
        print(f"{options.name}: {error}", file=sys.stderr)
        return 1
    for path in written:
        print(f"wrote {path.as_posix()}")
    if not written:
        print(f"{options.name}: nothing to do")
    return 0


if __name__ == "__main__":
    sys.exit(main())
