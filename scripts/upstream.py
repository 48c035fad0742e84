"""Compare what providers published with our specs: `python scripts/upstream.py PROVIDER FILE`.

FILE is a page or spec that you saved: OpenAPI 3 as YAML or JSON, a Markdown page with an OpenAPI
block, or a plain page (Markdown, HTML or copied text) with JSON examples and tables of parameters.
`--operation` says which operation a plain page is about, where it does not say so itself. `--all
FOLDER` compares everything in FOLDER/PROVIDER, for each provider, and ends in one summary. Nothing
is fetched. Known differences stand in specs/PROVIDER/divergences.yaml; exits 1 on a new one and on
an entry that nothing needs, 2 if a file cannot be read.
"""

import argparse
import sys
from pathlib import Path

from upstream_pages import report, watch

SPECS = Path(__file__).resolve().parent.parent / "specs"


def main() -> int:
    """Run the command; returns its exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("provider", metavar="PROVIDER", nargs="?")
    parser.add_argument("file", metavar="FILE", type=Path, nargs="?")
    parser.add_argument("--operation", metavar="ID", default="", help="what a plain page is about")
    parser.add_argument(
        "--all", metavar="FOLDER", type=Path, help="compare all that is saved there"
    )
    parser.add_argument(
        "--yaml", action="store_true", help="print new differences as an entry to complete"
    )
    options = parser.parse_args()
    if (options.all is None) == (options.file is None):
        parser.error("give PROVIDER and FILE, or --all FOLDER")
    if options.all is not None:
        return watch.run(options.all, SPECS)
    providers = sorted(path.parent.name for path in SPECS.glob("*/openapi.yaml"))
    if options.provider not in providers:
        parser.error(f"no spec of {options.provider!r}; there are {', '.join(providers)}")
    return report.run(
        options.file,
        SPECS / options.provider,
        as_yaml=options.yaml,
        operation=options.operation,
    )


if __name__ == "__main__":
    sys.exit(main())
