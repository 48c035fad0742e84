# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
"""Contains methods for accessing the API"""
