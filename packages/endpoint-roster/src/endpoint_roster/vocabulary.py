"""Words that arguments take, for editors to complete and type checkers to check."""

from __future__ import annotations

from typing import Literal, TypeAlias

StateName: TypeAlias = Literal[
    "pending", "starting", "running", "degraded", "stopping", "stopped", "failed", "unknown"
]
"""States, as `EndpointState` has them."""

TargetState: TypeAlias = StateName | Literal["deleted"]
"""What can be waited for."""

PlannedAction: TypeAlias = Literal["start", "stop", "update", "delete"]
"""What can be planned for endpoints that are there."""

KindName: TypeAlias = Literal["dedicated", "serverless"]
"""Kinds of all providers; each may have words of its own besides."""

ProviderName: TypeAlias = Literal["volcengine", "ppio", "together", "openrouter", "huawei"]
"""Providers of this package; plug-ins have others."""
