"""Render what is named into a folder: `python -m rendering --root ROOT --out FOLDER NAME...`."""

import argparse
import sys
from pathlib import Path

from .packages import render

if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--root", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("names", nargs="+")
    options = parser.parse_args()
    sys.exit(render(options.names, options.root, options.out))
