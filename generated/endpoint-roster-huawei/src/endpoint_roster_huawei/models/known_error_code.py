# Written by `uv run nox -s regenerate` from specs/huawei; do not edit.
"""Known values; a server may send others, which arrive unchanged."""

from typing import Literal, TypeAlias

KnownErrorCode: TypeAlias = Literal[
    "APIG.0101",
    "APIG.0201",
    "APIG.0301",
    "APIG.0308",
    "APIG.1002",
    "APIG.1005",
    "APIGW.0301",
    "ModelArts.0104",
    "ModelArts.6271",
    "ModelArts.6274",
    "ModelArts.6291",
    "ModelArts.6297",
    "ModelArts.6299",
    "ModelArts.6613",
]
