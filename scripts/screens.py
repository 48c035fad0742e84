"""Write the outputs and pictures in the docs again: `python scripts/screens.py [--check]`.

With --check nothing is written, no browser is needed, and the exit code is 1 if one is stale.
"""

import sys

from screenshots.pages import stale

if __name__ == "__main__":
    check = "--check" in sys.argv[1:]
    names = [*stale(check=check)]
    for name in names:
        print(f"{name} is stale: uv run nox -s screens" if check else f"wrote {name}")
    sys.exit(1 if check and names else 0)
