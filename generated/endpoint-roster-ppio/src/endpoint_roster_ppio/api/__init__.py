# Written by `uv run nox -s regenerate` from specs/ppio; do not edit.
"""Contains methods for accessing the API"""
