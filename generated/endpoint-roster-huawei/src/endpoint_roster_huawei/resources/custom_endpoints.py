# Written by `uv run nox -s regenerate` from specs/huawei; do not edit.
"""Custom endpoints of MaaS, each a name with limits of its own in front of a model or a ModelArts service."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, overload

from endpoint_roster_core.resources import Resource, overloaded
from endpoint_roster_core.unset import UNSET, Unset

if TYPE_CHECKING:
    from endpoint_roster_core.paging import AsyncPager, Pager

    from ..models.control_custom_endpoint_request import ControlCustomEndpointRequest
    from ..models.create_custom_endpoint_request import CreateCustomEndpointRequest
    from ..models.create_custom_endpoint_response import CreateCustomEndpointResponse
    from ..models.custom_endpoint import CustomEndpoint
    from ..models.custom_endpoint_action import CustomEndpointAction
    from ..models.custom_endpoint_source import CustomEndpointSource
    from ..models.list_custom_endpoints_response import ListCustomEndpointsResponse
    from ..models.update_custom_endpoint_request import UpdateCustomEndpointRequest


class _CustomEndpoints(Resource):
    def list(
        self,
        *,
        project_id: str | None = None,
    ) -> Any:
        """List custom endpoints.

        Lists the custom endpoints of the account in the region of the address, in one answer: no parameter is
        documented, neither for filters nor for pages. If `total` is above the number of items, the answer is not
        the complete list. A single custom endpoint has no operation of its own; look for its `id` here.

        The words of `status` and `cbc_status` are not published, so treat an unknown one as unknown.

        Args:
            project_id: Project of the account in the region: 32 lower-case letters and digits. The console shows it under
                "My credentials". The client's own if left out.

        Raises:
            ArgumentError: An argument cannot be sent.
            ApiError: The server answered with an error.
            DecodeError: The answer is not what the API promises.
            TransportError: No usable answer arrived.

        """

        from ..operations.list_custom_endpoints import list_custom_endpoints

        return self._client.pager(
            list_custom_endpoints(
                project_id=self._client.default("project_id", project_id),
            ),
        )

    @overloaded
    def create(
        self,
        body: CreateCustomEndpointRequest | Mapping[str, Any] | None = None,
        *,
        project_id: str | None = None,
        source: CustomEndpointSource | Unset = UNSET,
        endpoint_name: str | Unset = UNSET,
        model_name: str | Unset = UNSET,
        region: str | Unset = UNSET,
        infer_service_id: str | Unset = UNSET,
        rpm: int | Unset = UNSET,
        tpm: int | Unset = UNSET,
        remark: str | Unset = UNSET,
        moderation: bool | Unset = UNSET,
        agreement_id: str | Unset = UNSET,
    ) -> Any:
        """Create a custom endpoint.

        Creates a custom endpoint and returns its `id`. With `source` custom_from_maas it stands in front of a
        built-in model, `model_name`; with custom_from_modelarts_v2 in front of a ModelArts service,
        `infer_service_id` in `region`. Which of the two can't be changed later. A custom endpoint itself is free;
        calls of what is behind it are billed. Whether it serves at once is not published: read the list until its
        `status` says so.

        A repeated call never makes a second one: a name can be used once, also after its endpoint was deleted, so
        that the second call answers 400 with `ModelArts.6271`. When no answer arrived, look for the name in the
        list.

        Args:
            project_id: Project of the account in the region: 32 lower-case letters and digits. The console shows it under
                "My credentials". The client's own if left out.
            body: The body, as a model or a mapping, in place of its fields.
            source: What it stands in front of, and who bills the calls.
            endpoint_name: Name, 1 to 64 characters, never used before in the account: a letter (in China also a Chinese one),
                then letters, digits, `.`, `-` and `_`.
            model_name: Name of a built-in model, case-sensitive. Needed with custom_from_maas.
            region: Region of the ModelArts service. Needed with custom_from_modelarts_v2.
            infer_service_id: The `id` of the ModelArts service. Needed with custom_from_modelarts_v2.
            rpm: Limit of requests per minute, at most that of the built-in model. That it is 0 or more is inferred.
            tpm: Limit of tokens per minute, at most that of the built-in model. That it is 0 or more is inferred.
            remark: Text of the user's own, at most 256 characters.
            moderation: Whether inputs and outputs are moderated, by default true. Only customers from level V2 on may
                choose.
            agreement_id: Identifier of the agreement to switch moderation off. Needed with `moderation` false.

        Raises:
            ArgumentError: An argument cannot be sent.
            ApiError: The server answered with an error.
            DecodeError: The answer is not what the API promises.
            TransportError: No usable answer arrived.

        """

        from ..operations.create_custom_endpoint import create_custom_endpoint

        return self._client.call(
            create_custom_endpoint(
                project_id=self._client.default("project_id", project_id),
                body=body,
                source=source,
                endpoint_name=endpoint_name,
                model_name=model_name,
                region=region,
                infer_service_id=infer_service_id,
                rpm=rpm,
                tpm=tpm,
                remark=remark,
                moderation=moderation,
                agreement_id=agreement_id,
            ),
        )

    def update(
        self,
        custom_endpoint_id: str,
        body: UpdateCustomEndpointRequest | Mapping[str, Any] | None = None,
        *,
        project_id: str | None = None,
        endpoint_name: str | Unset = UNSET,
        rpm: int | Unset = UNSET,
        tpm: int | Unset = UNSET,
        remark: str | Unset = UNSET,
        moderation: bool | Unset = UNSET,
        agreement_id: str | Unset = UNSET,
    ) -> Any:
        """Change a custom endpoint.

        Changes the given fields only: name, description, limits and content moderation. Works in every state
        (inferred: no page names one that forbids it). What is behind it can't be changed. Nothing is returned;
        whether calls follow the change at once is not published.

        Safe to repeat: the same change twice is the same as once. An id that does not exist is answered with 400
        and `ModelArts.6291`.

        Args:
            project_id: Project of the account in the region: 32 lower-case letters and digits. The console shows it under
                "My credentials". The client's own if left out.
            custom_endpoint_id: Identifier of a custom endpoint, a UUID by the examples of the documentation.
            body: The body, as a model or a mapping, in place of its fields.
            endpoint_name: Name, 1 to 64 characters, unique in the account: a letter (in China also a Chinese one), then
                letters, digits, `.`, `-` and `_`.
            rpm: Limit of requests per minute, at most that of the built-in model. That it is 0 or more is inferred.
            tpm: Limit of tokens per minute, at most that of the built-in model. That it is 0 or more is inferred.
            remark: Text of the user's own, at most 256 characters.
            moderation: Whether inputs and outputs are moderated. Only customers from level V2 on may choose.
            agreement_id: Identifier of the agreement to switch moderation off. Needed with `moderation` false.

        Raises:
            ArgumentError: An argument cannot be sent.
            ApiError: The server answered with an error.
            DecodeError: The answer is not what the API promises.
            TransportError: No usable answer arrived.

        """

        from ..operations.update_custom_endpoint import update_custom_endpoint

        return self._client.call(
            update_custom_endpoint(
                project_id=self._client.default("project_id", project_id),
                custom_endpoint_id=custom_endpoint_id,
                body=body,
                endpoint_name=endpoint_name,
                rpm=rpm,
                tpm=tpm,
                remark=remark,
                moderation=moderation,
                agreement_id=agreement_id,
            ),
        )

    def delete(
        self,
        custom_endpoint_id: str,
        *,
        project_id: str | None = None,
    ) -> Any:
        """Delete a custom endpoint.

        Deletes a custom endpoint for good, whatever its state (inferred: no page names one that forbids it). It is
        done when the answer arrives. Its name can never be used again. What is behind it stays.

        Safe to repeat: a second call answers 400 with `ModelArts.6291`, or 404, which means that the first one
        worked.

        Args:
            project_id: Project of the account in the region: 32 lower-case letters and digits. The console shows it under
                "My credentials". The client's own if left out.
            custom_endpoint_id: Identifier of a custom endpoint, a UUID by the examples of the documentation.

        Raises:
            ArgumentError: An argument cannot be sent.
            ApiError: The server answered with an error.
            DecodeError: The answer is not what the API promises.
            TransportError: No usable answer arrived.

        """

        from ..operations.delete_custom_endpoint import delete_custom_endpoint

        return self._client.call(
            delete_custom_endpoint(
                project_id=self._client.default("project_id", project_id),
                custom_endpoint_id=custom_endpoint_id,
            ),
        )

    @overloaded
    def control(
        self,
        custom_endpoint_id: str,
        body: ControlCustomEndpointRequest | Mapping[str, Any] | None = None,
        *,
        project_id: str | None = None,
        action: CustomEndpointAction | Unset = UNSET,
    ) -> Any:
        """Activate or deactivate a custom endpoint.

        `action` activate lets a custom endpoint be called again, deactivate ends that until it is activated. From
        which states it may be called is not published; to activate what is active or to deactivate what is not
        changes nothing (inferred). Nothing is returned, and whether the work is done by then is not published: read
        the list until `status` says so. What is behind it goes on, and so does its price.

        Safe to repeat: the same action twice is the same as once. An id that does not exist is answered with 404,
        or with 400 and `ModelArts.6291`.

        Args:
            project_id: Project of the account in the region: 32 lower-case letters and digits. The console shows it under
                "My credentials". The client's own if left out.
            custom_endpoint_id: Identifier of a custom endpoint, a UUID by the examples of the documentation.
            body: The body, as a model or a mapping, in place of its fields.
            action: Whether it can be called from now on.

        Raises:
            ArgumentError: An argument cannot be sent.
            ApiError: The server answered with an error.
            DecodeError: The answer is not what the API promises.
            TransportError: No usable answer arrived.

        """

        from ..operations.control_custom_endpoint import control_custom_endpoint

        return self._client.call(
            control_custom_endpoint(
                project_id=self._client.default("project_id", project_id),
                custom_endpoint_id=custom_endpoint_id,
                body=body,
                action=action,
            ),
        )


class CustomEndpoints(_CustomEndpoints):
    """Custom endpoints of MaaS, each a name with limits of its own in front of a model or a ModelArts service."""

    if TYPE_CHECKING:

        def list(
            self,
            *,
            project_id: str | None = None,
        ) -> Pager[CustomEndpoint, ListCustomEndpointsResponse]: ...
        @overload
        def create(
            self,
            body: CreateCustomEndpointRequest | Mapping[str, Any],
            *,
            project_id: str | None = None,
        ) -> CreateCustomEndpointResponse: ...
        @overload
        def create(
            self,
            *,
            project_id: str | None = None,
            source: CustomEndpointSource,
            endpoint_name: str,
            model_name: str | Unset = UNSET,
            region: str | Unset = UNSET,
            infer_service_id: str | Unset = UNSET,
            rpm: int | Unset = UNSET,
            tpm: int | Unset = UNSET,
            remark: str | Unset = UNSET,
            moderation: bool | Unset = UNSET,
            agreement_id: str | Unset = UNSET,
        ) -> CreateCustomEndpointResponse: ...
        def create(self, *args: Any, **fields: Any) -> Any: ...
        def update(
            self,
            custom_endpoint_id: str,
            body: UpdateCustomEndpointRequest | Mapping[str, Any] | None = None,
            *,
            project_id: str | None = None,
            endpoint_name: str | Unset = UNSET,
            rpm: int | Unset = UNSET,
            tpm: int | Unset = UNSET,
            remark: str | Unset = UNSET,
            moderation: bool | Unset = UNSET,
            agreement_id: str | Unset = UNSET,
        ) -> None: ...
        def delete(
            self,
            custom_endpoint_id: str,
            *,
            project_id: str | None = None,
        ) -> None: ...
        @overload
        def control(
            self,
            custom_endpoint_id: str,
            body: ControlCustomEndpointRequest | Mapping[str, Any],
            *,
            project_id: str | None = None,
        ) -> None: ...
        @overload
        def control(
            self,
            custom_endpoint_id: str,
            *,
            project_id: str | None = None,
            action: CustomEndpointAction,
        ) -> None: ...
        def control(self, *args: Any, **fields: Any) -> Any: ...


class AsyncCustomEndpoints(_CustomEndpoints):
    """Custom endpoints of MaaS, each a name with limits of its own in front of a model or a ModelArts service."""

    if TYPE_CHECKING:

        def list(
            self,
            *,
            project_id: str | None = None,
        ) -> AsyncPager[CustomEndpoint, ListCustomEndpointsResponse]: ...
        @overload
        async def create(
            self,
            body: CreateCustomEndpointRequest | Mapping[str, Any],
            *,
            project_id: str | None = None,
        ) -> CreateCustomEndpointResponse: ...
        @overload
        async def create(
            self,
            *,
            project_id: str | None = None,
            source: CustomEndpointSource,
            endpoint_name: str,
            model_name: str | Unset = UNSET,
            region: str | Unset = UNSET,
            infer_service_id: str | Unset = UNSET,
            rpm: int | Unset = UNSET,
            tpm: int | Unset = UNSET,
            remark: str | Unset = UNSET,
            moderation: bool | Unset = UNSET,
            agreement_id: str | Unset = UNSET,
        ) -> CreateCustomEndpointResponse: ...
        def create(self, *args: Any, **fields: Any) -> Any: ...
        async def update(
            self,
            custom_endpoint_id: str,
            body: UpdateCustomEndpointRequest | Mapping[str, Any] | None = None,
            *,
            project_id: str | None = None,
            endpoint_name: str | Unset = UNSET,
            rpm: int | Unset = UNSET,
            tpm: int | Unset = UNSET,
            remark: str | Unset = UNSET,
            moderation: bool | Unset = UNSET,
            agreement_id: str | Unset = UNSET,
        ) -> None: ...
        async def delete(
            self,
            custom_endpoint_id: str,
            *,
            project_id: str | None = None,
        ) -> None: ...
        @overload
        async def control(
            self,
            custom_endpoint_id: str,
            body: ControlCustomEndpointRequest | Mapping[str, Any],
            *,
            project_id: str | None = None,
        ) -> None: ...
        @overload
        async def control(
            self,
            custom_endpoint_id: str,
            *,
            project_id: str | None = None,
            action: CustomEndpointAction,
        ) -> None: ...
        def control(self, *args: Any, **fields: Any) -> Any: ...
