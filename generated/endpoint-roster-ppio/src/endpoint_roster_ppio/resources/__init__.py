# Written by `uv run nox -s regenerate` from specs/ppio; do not edit.
"""Resources of the API, one module each."""
