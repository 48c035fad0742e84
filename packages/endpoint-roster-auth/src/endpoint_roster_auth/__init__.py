"""Authentication for signed clouds: Volcengine signatures, Huawei Cloud signatures and tokens.

The classes are ``httpx.Auth`` objects: give one to any ``httpx.Client`` or ``httpx.AsyncClient``,
or to a generated client as ``auth=``. The signatures themselves are pure functions in
:mod:`endpoint_roster_auth.volcengine` and :mod:`endpoint_roster_auth.huawei`; importing those
does not import httpx.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from ._clock import Clock, utc_now
from .errors import AuthError

if TYPE_CHECKING:
    from ._password import HuaweiPasswordAuth
    from ._signed import HuaweiAkSkAuth, VolcengineAuth

__all__ = [
    "AuthError",
    "Clock",
    "HuaweiAkSkAuth",
    "HuaweiPasswordAuth",
    "VolcengineAuth",
    "utc_now",
]

_LAZY = {
    "HuaweiAkSkAuth": "._signed",
    "HuaweiPasswordAuth": "._password",
    "VolcengineAuth": "._signed",
}


def __getattr__(name: str) -> Any:
    # The simulator and other servers need the signatures only, so httpx waits until it is wanted.
    if name not in _LAZY:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_LAZY[name], __name__), name)
    globals()[name] = value
    return value
