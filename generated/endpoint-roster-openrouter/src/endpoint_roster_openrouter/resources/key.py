# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
"""The API key in use, with its limits and what it has spent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from endpoint_roster_core.resources import Resource

if TYPE_CHECKING:
    from ..models.get_key_response import GetKeyResponse


class _Key(Resource):
    def get(
        self,
    ) -> Any:
        """Get the API key in use.

        Returns what the key is, what it may spend and what it has spent. Works with every key. Not the key itself.

        Raises:
            ApiError: The server answered with an error.
            DecodeError: The answer is not what the API promises.
            TransportError: No usable answer arrived.

        """

        from ..operations.get_key import get_key

        return self._client.call(
            get_key(),
        )


class Key(_Key):
    """The API key in use, with its limits and what it has spent."""

    if TYPE_CHECKING:

        def get(
            self,
        ) -> GetKeyResponse: ...


class AsyncKey(_Key):
    """The API key in use, with its limits and what it has spent."""

    if TYPE_CHECKING:

        async def get(
            self,
        ) -> GetKeyResponse: ...
