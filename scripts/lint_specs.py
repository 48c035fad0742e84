"""Check the files under specs/: `python scripts/lint_specs.py [FOLDER]`; exits 1 on a finding.

Each finding is one line: file, line, JSON pointer, rule, and what to do.
"""

import sys
from pathlib import Path

from linting.lint import report

SPECS = Path(__file__).resolve().parent.parent / "specs"

if __name__ == "__main__":
    sys.exit(report(Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else SPECS))
