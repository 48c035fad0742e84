"""Authentication for signed clouds: Volcengine signatures, Huawei Cloud signatures and tokens.

The classes are ``httpx.Auth`` objects: give one to any ``httpx.Client`` or ``httpx.AsyncClient``.
(The generated clients make theirs from the credentials that they are given.) The signatures
themselves are pure functions in ``endpoint_roster_core.auth.volcengine`` and
``endpoint_roster_core.auth.huawei``; importing those does not import httpx.
"""

from typing import TYPE_CHECKING

from ..errors import AuthError

if TYPE_CHECKING:
    from ._clock import Clock, utc_now
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

if not TYPE_CHECKING:  # so that a wrong name is an error in editors and type checkers
    # The simulator and other servers need the signatures only, so httpx waits until it is wanted.
    _MODULES = {
        "Clock": "_clock",
        "HuaweiAkSkAuth": "_signed",
        "HuaweiPasswordAuth": "_password",
        "VolcengineAuth": "_signed",
        "utc_now": "_clock",
    }

    def __getattr__(name: str) -> object:
        from ..lazy import load

        return load(__name__, name, _MODULES)
