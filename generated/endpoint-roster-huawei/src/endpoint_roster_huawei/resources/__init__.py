# Written by `uv run nox -s regenerate` from specs/huawei; do not edit.
"""Resources of the API, one module each."""
