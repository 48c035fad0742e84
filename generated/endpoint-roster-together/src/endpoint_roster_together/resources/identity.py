# Written by `uv run nox -s regenerate` from specs/together; do not edit.
"""The owner of the API key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from endpoint_roster_core.resources import Resource

if TYPE_CHECKING:
    from ..models.caller import Caller


class _Identity(Resource):
    def get(
        self,
    ) -> Any:
        """Say who the key belongs to.

        Returns what the key belongs to: its organization, and its project if it is the key of one. The project's
        `id` is what version 2 asks for, and its `slug` begins the names of its endpoints.

        Raises:
            ApiError: The server answered with an error.
            DecodeError: The answer is not what the API promises.
            TransportError: No usable answer arrived.

        """

        from ..operations.get_identity import get_identity

        return self._client.call(
            get_identity(),
        )


class Identity(_Identity):
    """The owner of the API key."""

    if TYPE_CHECKING:

        def get(
            self,
        ) -> Caller: ...


class AsyncIdentity(_Identity):
    """The owner of the API key."""

    if TYPE_CHECKING:

        async def get(
            self,
        ) -> Caller: ...
