"""The marker for a field that a request leaves out."""

from __future__ import annotations

from typing import Any, Final, Literal


class Unset:
    """The type of ``UNSET``. It is false, and copies and pickles stay the same object."""

    __slots__ = ()

    def __bool__(self) -> Literal[False]:
        return False

    def __repr__(self) -> str:
        return "UNSET"

    def __copy__(self) -> Unset:
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> Unset:
        return self

    def __reduce__(self) -> str:
        return "UNSET"


UNSET: Final = Unset()
"""Leave this field out of the request; ``None`` sends null."""
