"""Make one package ready for release: `python scripts/release.py NAME-vX.Y.Z [--out FOLDER]`.

Checks the tag against the package, builds its wheel and sdist, and writes its bill of materials
(CycloneDX). Their links lead to the repository: git's remote `origin`, or what --repository names.
Nothing is published. Exits 1 with one line if something is not right. With --epoch it
only prints the time of the last commit, which archives carry so that they are the same each time.
"""

import argparse
import sys
from pathlib import Path

from releasing import links
from releasing.package import NotReadyError, last_change, make

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Run the command; returns its exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("tag", nargs="?", metavar="NAME-vX.Y.Z")
    which.add_argument("--epoch", action="store_true", help="print the time of the last commit")
    parser.add_argument("--out", type=Path, default=ROOT / "dist" / "release", metavar="FOLDER")
    parser.add_argument("--repository", metavar="URL", help="where the package's links lead")
    options = parser.parse_args()
    if options.epoch:
        print(last_change(ROOT))
        return 0
    address = links.repository(ROOT)
    if options.repository and not (address := links.address_of(options.repository)):
        parser.error(f"{options.repository} is not the address of a repository")
    if not address:
        print("no links: git has no remote `origin`; name it with --repository", file=sys.stderr)
    try:
        make(options.tag, options.out, ROOT, address)
    except NotReadyError as error:
        print(f"{options.tag}: {error}", file=sys.stderr)
        return 1
    for path in sorted(options.out.iterdir()):
        print(path.relative_to(ROOT) if path.is_relative_to(ROOT) else path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
