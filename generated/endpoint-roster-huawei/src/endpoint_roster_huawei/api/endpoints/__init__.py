# Written by `uv run nox -s regenerate` from specs/huawei; do not edit.
"""Contains endpoint functions for accessing the API"""
