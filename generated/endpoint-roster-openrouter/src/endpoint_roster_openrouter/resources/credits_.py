# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
""""""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from endpoint_roster_core.resources import Resource

if TYPE_CHECKING:
    from ..models.get_credits_response import GetCreditsResponse


class _Credits(Resource):
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


class Credits(_Credits):
    """"""

    if TYPE_CHECKING:

        def get(
            self,
        ) -> GetCreditsResponse: ...


class AsyncCredits(_Credits):
    """"""

    if TYPE_CHECKING:

        async def get(
            self,
        ) -> GetCreditsResponse: ...
