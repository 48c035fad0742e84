# Written by `uv run nox -s regenerate` from specs/together; do not edit.
"""Hardware for dedicated endpoints of version 1, with prices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from endpoint_roster_core.resources import Resource

if TYPE_CHECKING:
    from endpoint_roster_core.paging import AsyncPager, Pager

    from ..models.hardware_configuration import HardwareConfiguration
    from ..models.list_hardware_response import ListHardwareResponse


class _Hardware(Resource):
    def list(
        self,
        *,
        model: str | None = None,
    ) -> Any:
        """List the hardware of version 1 with its prices.

        Lists the hardware for dedicated endpoints of version 1, with prices. Not paged. With a model, only hardware
        for that model, with its availability.

        Args:
            model: Only hardware for this model. Left out, all hardware, without availability.

        Raises:
            ApiError: The server answered with an error.
            DecodeError: The answer is not what the API promises.
            TransportError: No usable answer arrived.

        """

        from ..operations.list_hardware import list_hardware

        return self._client.pager(
            list_hardware(
                model=model,
            ),
        )


class Hardware(_Hardware):
    """Hardware for dedicated endpoints of version 1, with prices."""

    if TYPE_CHECKING:

        def list(
            self,
            *,
            model: str | None = None,
        ) -> Pager[HardwareConfiguration, ListHardwareResponse]: ...


class AsyncHardware(_Hardware):
    """Hardware for dedicated endpoints of version 1, with prices."""

    if TYPE_CHECKING:

        def list(
            self,
            *,
            model: str | None = None,
        ) -> AsyncPager[HardwareConfiguration, ListHardwareResponse]: ...
