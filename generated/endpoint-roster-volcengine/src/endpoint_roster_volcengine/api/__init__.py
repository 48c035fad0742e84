# Written by `uv run nox -s regenerate` from specs/volcengine; do not edit.
"""Contains methods for accessing the API"""
