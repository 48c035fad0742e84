# Written by `uv run nox -s regenerate` from specs/huawei; do not edit.
"""Contains methods for accessing the API"""
