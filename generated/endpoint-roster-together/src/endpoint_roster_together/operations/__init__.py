# Written by `uv run nox -s regenerate` from specs/together; do not edit.
"""Operations of the API, one module each."""
