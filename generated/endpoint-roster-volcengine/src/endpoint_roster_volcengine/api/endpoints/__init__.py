# Written by `uv run nox -s regenerate` from specs/volcengine; do not edit.
"""Contains endpoint functions for accessing the API"""
