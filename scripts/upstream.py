"""Compare what a provider published with our spec: `python scripts/upstream.py PROVIDER FILE`.

FILE is a page or spec that you saved: OpenAPI 3 as YAML or JSON, a Markdown page with an OpenAPI
block, or a plain page (Markdown or HTML) with JSON examples and tables of parameters. Nothing is
fetched. Known differences stand in specs/PROVIDER/divergences.yaml; exits 1 on a new one and on an
entry that nothing needs, 2 if FILE cannot be read.
"""

import argparse
import sys
from pathlib import Path

from upstream_pages import report

SPECS = Path(__file__).resolve().parent.parent / "specs"


def main() -> int:
    """Run the command; returns its exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("provider", metavar="PROVIDER")
    parser.add_argument("file", metavar="FILE", type=Path)
    parser.add_argument(
        "--yaml", action="store_true", help="print new differences as an entry to complete"
    )
    options = parser.parse_args()
    providers = sorted(path.parent.name for path in SPECS.glob("*/openapi.yaml"))
    if options.provider not in providers:
        parser.error(f"no spec of {options.provider!r}; there are {', '.join(providers)}")
    return report.run(options.file, SPECS / options.provider, as_yaml=options.yaml)


if __name__ == "__main__":
    sys.exit(main())
