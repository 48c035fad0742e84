"""Check the files under specs/: `python scripts/lint_specs.py [FOLDER [NAME]]`.

A name is that of one folder in it. Each finding is one line: file, line, JSON pointer, rule, and
what to do; exits 1 if there is one.
"""

import sys
from pathlib import Path

from linting.lint import report

SPECS = Path(__file__).resolve().parent.parent / "specs"

if __name__ == "__main__":
    folder = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else SPECS
    sys.exit(report(folder, *sys.argv[2:3]))
