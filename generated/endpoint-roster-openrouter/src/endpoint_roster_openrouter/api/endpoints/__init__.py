# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
"""Contains endpoint functions for accessing the API"""
