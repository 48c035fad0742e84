# Written by `uv run nox -s regenerate` from specs/together; do not edit.
"""Contains methods for accessing the API"""
