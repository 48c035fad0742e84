# Written by `uv run nox -s regenerate` from specs/volcengine; do not edit.
"""Resources of the API, one module each."""
