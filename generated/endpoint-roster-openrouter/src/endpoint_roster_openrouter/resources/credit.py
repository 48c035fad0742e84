# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
"""Credits of the account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from endpoint_roster_core.resources import Resource

if TYPE_CHECKING:
    from ..models.get_credits_response import GetCreditsResponse


class _Credit(Resource):
    def get(
        self,
    ) -> Any:
        """Get the credits of the account.

        Returns what was bought and what was used; the difference is left. Takes a management key.

        Raises:
            ApiError: The server answered with an error.
            DecodeError: The answer is not what the API promises.
            TransportError: No usable answer arrived.

        """

        from ..operations.get_credits import get_credits

        return self._client.call(
            get_credits(),
        )


class Credit(_Credit):
    """Credits of the account."""

    if TYPE_CHECKING:

        def get(
            self,
        ) -> GetCreditsResponse: ...


class AsyncCredit(_Credit):
    """Credits of the account."""

    if TYPE_CHECKING:

        async def get(
            self,
        ) -> GetCreditsResponse: ...
