# Written by `uv run nox -s regenerate` from specs/volcengine; do not edit.
"""Inference endpoints, the addresses under which the models of an account answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, overload

from endpoint_roster_core.resources import Resource, overloaded
from endpoint_roster_core.unset import UNSET, Unset

if TYPE_CHECKING:
    import builtins

    from endpoint_roster_core.paging import AsyncPager, Pager

    from ..models.create_endpoint_request import CreateEndpointRequest
    from ..models.create_endpoint_response import CreateEndpointResponse
    from ..models.empty_response import EmptyResponse
    from ..models.endpoint import Endpoint
    from ..models.endpoint_filter import EndpointFilter
    from ..models.endpoint_id_request import EndpointIdRequest
    from ..models.get_endpoint_response import GetEndpointResponse
    from ..models.known_endpoint_domain import KnownEndpointDomain
    from ..models.known_sort_by import KnownSortBy
    from ..models.list_endpoints_request import ListEndpointsRequest
    from ..models.list_endpoints_response import ListEndpointsResponse
    from ..models.model_reference import ModelReference
    from ..models.moderation import Moderation
    from ..models.rate_limit import RateLimit
    from ..models.service_info import ServiceInfo
    from ..models.sort_order import SortOrder
    from ..models.tag import Tag
    from ..models.tag_filter import TagFilter
    from ..models.update_endpoint_request import UpdateEndpointRequest


class _Endpoints(Resource):
    def list(
        self,
        body: ListEndpointsRequest | Mapping[str, Any] | None = None,
        *,
        page_number: int | Unset = UNSET,
        page_size: int | Unset = UNSET,
        project_name: str | Unset = UNSET,
        tag_filters: builtins.list[TagFilter] | Unset = UNSET,
        filter_: EndpointFilter | Unset = UNSET,
        sort_by: KnownSortBy | str | Unset = UNSET,
        sort_order: SortOrder | Unset = UNSET,
        x_expires: int | None = None,
    ) -> Any:
        """List inference endpoints

        Lists the inference endpoints of the account in the region that the request is signed for, one page at a
        time.

        Pages are counted from 1. Go on while `PageNumber * PageSize` is below `TotalCount` and the page has items
        (inferred: the API has no cursor and states no end). Filters narrow the list on the server; all that are
        given have to match (inferred).

        Three surprises. An error can arrive with HTTP status 200: whenever `ResponseMetadata.Error` is there, the
        call failed. `Items` can be missing or null when there is nothing to list (inferred). And no field of an
        endpoint is promised: treat every one as optional.

        Args:
            body: The body, as a model or a mapping, in place of its fields.
            x_expires: Seconds for which the signature stays valid, counted from its time stamp. The server's default is
                900. It is part of what is signed.
            page_number: Number of the page, counted from 1. The server's default is `1`.
            page_size: Endpoints per page, 1 to 100. The server's default is `10`.
            project_name: Only endpoints of this project, for example `default`. Without it, those of every project that the
                user may see (inferred).
            tag_filters: Only endpoints with tags that match; each filter has to match (inferred).
            filter_: Conditions on the endpoints. Within a list, one match is enough; all the fields that are given have
                to match (inferred).
            sort_by: Order of the list. The one documented word is `CreateTime`. The order without it is not documented.
            sort_order: Direction of the order. Which one the server takes without it is not documented.

        Raises:
            ApiError: The server answered with an error.
            DecodeError: The answer is not what the API promises.
            TransportError: No usable answer arrived.

        """

        from ..operations.list_endpoints import list_endpoints

        return self._client.pager(
            list_endpoints(
                body=body,
                page_number=page_number,
                page_size=page_size,
                project_name=project_name,
                tag_filters=tag_filters,
                filter_=filter_,
                sort_by=sort_by,
                sort_order=sort_order,
                x_expires=x_expires,
            ),
        )

    @overloaded
    def get(
        self,
        body: EndpointIdRequest | Mapping[str, Any] | None = None,
        *,
        id: str | Unset = UNSET,
        x_expires: int | None = None,
    ) -> Any:
        """Get an inference endpoint

        Returns one endpoint with its moderation and its TPM package, which the list does not have. Works in every
        state.

        BytePlus's documentation puts the endpoint into a field `Endpoint` of the result, and then the other fields
        are missing; its SDK reads the fields of the result itself, as Volcengine sends them. Be ready for both:
        `answer.result.endpoint or answer.result`.

        Args:
            body: The body, as a model or a mapping, in place of its fields.
            x_expires: Seconds for which the signature stays valid, counted from its time stamp. The server's default is
                900. It is part of what is signed.
            id: Identifier of the endpoint, such as `ep-20260302081504-k7x2m`.

        Raises:
            ArgumentError: An argument cannot be sent.
            ApiError: The server answered with an error.
            DecodeError: The answer is not what the API promises.
            TransportError: No usable answer arrived.

        """

        from ..operations.get_endpoint import get_endpoint

        return self._client.call(
            get_endpoint(
                body=body,
                id=id,
                x_expires=x_expires,
            ),
        )

    @overloaded
    def create(
        self,
        body: CreateEndpointRequest | Mapping[str, Any] | None = None,
        *,
        name: str | Unset = UNSET,
        model_reference: ModelReference | Unset = UNSET,
        description: str | Unset = UNSET,
        project_name: str | Unset = UNSET,
        model_unit_id: str | Unset = UNSET,
        tags: builtins.list[Tag] | Unset = UNSET,
        rate_limit: RateLimit | Unset = UNSET,
        moderation: Moderation | Unset = UNSET,
        dry_run: bool | Unset = UNSET,
        domain: KnownEndpointDomain | str | Unset = UNSET,
        service_info: ServiceInfo | Unset = UNSET,
        x_expires: int | None = None,
    ) -> Any:
        """Create an inference endpoint

        Creates an endpoint for a model that the account has activated, and starts it. It returns the id before the
        endpoint can be used: read it until `Status` is `Running` or `Failed`. Without `ModelUnitId` it costs
        nothing but the tokens that are used; a model unit is paid for in advance.

        Not safe to repeat: two calls make two endpoints, even of the same name, and there is no key that prevents
        it. When no answer arrived, look for the name in the list before you ask again.

        With `DryRun` true, nothing is created. That it would succeed can be said by the error `DryRunOperation`
        (status 400), or by an ordinary answer: be ready for both. That this error comes here is inferred from a
        sibling of this action.

        Args:
            body: The body, as a model or a mapping, in place of its fields.
            x_expires: Seconds for which the signature stays valid, counted from its time stamp. The server's default is
                900. It is part of what is signed.
            name: Name of the endpoint. Two can have the same one (inferred).
            model_reference: The model, by name and version, or a model of one's own by its id.
            description: Text for people.
            project_name: Project that it will belong to. The server's default is `default`.
            model_unit_id: Prepaid model unit to run on. Left out or empty, the endpoint is paid by use.
            tags: Tags of your own, each key once.
            rate_limit: How much the endpoint may be asked; give both of its limits.
            moderation: How contents are checked.
            dry_run: True checks whether it could be created, and creates nothing. The server's default is ``.
            domain: Service that the endpoint is for; a page of June 2025 has it, the official SDK does not. The
                server's default is `Ark`.
            service_info: Service that an endpoint belongs to. Published in June 2025; its meaning is inferred from the names.

        Raises:
            ArgumentError: An argument cannot be sent.
            ApiError: The server answered with an error.
            DecodeError: The answer is not what the API promises.
            TransportError: No usable answer arrived.

        """

        from ..operations.create_endpoint import create_endpoint

        return self._client.call(
            create_endpoint(
                body=body,
                name=name,
                model_reference=model_reference,
                description=description,
                project_name=project_name,
                model_unit_id=model_unit_id,
                tags=tags,
                rate_limit=rate_limit,
                moderation=moderation,
                dry_run=dry_run,
                domain=domain,
                service_info=service_info,
                x_expires=x_expires,
            ),
        )

    @overloaded
    def update(
        self,
        body: UpdateEndpointRequest | Mapping[str, Any] | None = None,
        *,
        id: str | Unset = UNSET,
        name: str | Unset = UNSET,
        description: str | Unset = UNSET,
        rate_limit: RateLimit | Unset = UNSET,
        moderation: Moderation | Unset = UNSET,
        tags: builtins.list[Tag] | Unset = UNSET,
        service_info: ServiceInfo | Unset = UNSET,
        x_expires: int | None = None,
    ) -> Any:
        """Change an inference endpoint

        Changes the given fields only: name, description, limits, moderation, tags. The model cannot be changed
        here. Which states allow it is not published; that the change holds when the call returns is inferred. An
        answer has nothing but the id of the request.

        Safe to repeat: the same change twice is the same as once (inferred).

        Args:
            body: The body, as a model or a mapping, in place of its fields.
            x_expires: Seconds for which the signature stays valid, counted from its time stamp. The server's default is
                900. It is part of what is signed.
            id: Identifier of the endpoint, such as `ep-20260302081504-k7x2m`.
            name: New name.
            description: New text for people; an empty one removes it.
            rate_limit: New limits; give both.
            moderation: How contents are checked.
            tags: New tags. That they take the place of all the former ones is inferred.
            service_info: Service that an endpoint belongs to. Published in June 2025; its meaning is inferred from the names.

        Raises:
            ArgumentError: An argument cannot be sent.
            ApiError: The server answered with an error.
            DecodeError: The answer is not what the API promises.
            TransportError: No usable answer arrived.

        """

        from ..operations.update_endpoint import update_endpoint

        return self._client.call(
            update_endpoint(
                body=body,
                id=id,
                name=name,
                description=description,
                rate_limit=rate_limit,
                moderation=moderation,
                tags=tags,
                service_info=service_info,
                x_expires=x_expires,
            ),
        )

    @overloaded
    def start(
        self,
        body: EndpointIdRequest | Mapping[str, Any] | None = None,
        *,
        id: str | Unset = UNSET,
        x_expires: int | None = None,
    ) -> Any:
        """Start an inference endpoint

        Starts an endpoint that is stopped. It returns before the endpoint can be used: read it until `Status` is
        `Running` or `Failed`. What it answers for one that runs already is not published: nothing happens, or
        `OperationDenied` with a reason after a dot (inferred). Starting costs nothing by itself; the tokens that
        are used are paid for.

        Safe to repeat: the endpoint runs in the end, whatever the second call answers.

        Args:
            body: The body, as a model or a mapping, in place of its fields.
            x_expires: Seconds for which the signature stays valid, counted from its time stamp. The server's default is
                900. It is part of what is signed.
            id: Identifier of the endpoint, such as `ep-20260302081504-k7x2m`.

        Raises:
            ArgumentError: An argument cannot be sent.
            ApiError: The server answered with an error.
            DecodeError: The answer is not what the API promises.
            TransportError: No usable answer arrived.

        """

        from ..operations.start_endpoint import start_endpoint

        return self._client.call(
            start_endpoint(
                body=body,
                id=id,
                x_expires=x_expires,
            ),
        )

    @overloaded
    def stop(
        self,
        body: EndpointIdRequest | Mapping[str, Any] | None = None,
        *,
        id: str | Unset = UNSET,
        x_expires: int | None = None,
    ) -> Any:
        """Stop an inference endpoint

        Stops an endpoint that runs. It returns before the work is done: read the endpoint until `Status` is
        `Stopped`. What it answers for one that is stopped already is not published: nothing happens, or
        `OperationDenied` with a reason after a dot (inferred). Requests to the model end with
        `InvalidEndpoint.ClosedEndpoint` from then on. Nothing is billed by use any more; a model unit or a TPM
        package goes on until it is cancelled.

        Safe to repeat: the endpoint is stopped in the end, whatever the second call answers.

        Args:
            body: The body, as a model or a mapping, in place of its fields.
            x_expires: Seconds for which the signature stays valid, counted from its time stamp. The server's default is
                900. It is part of what is signed.
            id: Identifier of the endpoint, such as `ep-20260302081504-k7x2m`.

        Raises:
            ArgumentError: An argument cannot be sent.
            ApiError: The server answered with an error.
            DecodeError: The answer is not what the API promises.
            TransportError: No usable answer arrived.

        """

        from ..operations.stop_endpoint import stop_endpoint

        return self._client.call(
            stop_endpoint(
                body=body,
                id=id,
                x_expires=x_expires,
            ),
        )

    @overloaded
    def delete(
        self,
        body: EndpointIdRequest | Mapping[str, Any] | None = None,
        *,
        id: str | Unset = UNSET,
        x_expires: int | None = None,
    ) -> Any:
        """Delete an inference endpoint

        Deletes an endpoint that does not run, for good. One that runs gives `OperationDenied.EndpointStatus`: stop
        it first. That it is gone when the call returns is inferred. A TPM package that it had is not cancelled, and
        goes on being billed.

        Safe to repeat: a second call finds nothing and answers 404 (inferred).

        Args:
            body: The body, as a model or a mapping, in place of its fields.
            x_expires: Seconds for which the signature stays valid, counted from its time stamp. The server's default is
                900. It is part of what is signed.
            id: Identifier of the endpoint, such as `ep-20260302081504-k7x2m`.

        Raises:
            ArgumentError: An argument cannot be sent.
            ApiError: The server answered with an error.
            DecodeError: The answer is not what the API promises.
            TransportError: No usable answer arrived.

        """

        from ..operations.delete_endpoint import delete_endpoint

        return self._client.call(
            delete_endpoint(
                body=body,
                id=id,
                x_expires=x_expires,
            ),
        )


class Endpoints(_Endpoints):
    """Inference endpoints, the addresses under which the models of an account answer."""

    if TYPE_CHECKING:

        def list(
            self,
            body: ListEndpointsRequest | Mapping[str, Any] | None = None,
            *,
            page_number: int | Unset = UNSET,
            page_size: int | Unset = UNSET,
            project_name: str | Unset = UNSET,
            tag_filters: builtins.list[TagFilter] | Unset = UNSET,
            filter_: EndpointFilter | Unset = UNSET,
            sort_by: KnownSortBy | str | Unset = UNSET,
            sort_order: SortOrder | Unset = UNSET,
            x_expires: int | None = None,
        ) -> Pager[Endpoint, ListEndpointsResponse]: ...
        @overload
        def get(
            self,
            body: EndpointIdRequest | Mapping[str, Any],
            *,
            x_expires: int | None = None,
        ) -> GetEndpointResponse: ...
        @overload
        def get(
            self,
            *,
            id: str,
            x_expires: int | None = None,
        ) -> GetEndpointResponse: ...
        def get(self, *args: Any, **fields: Any) -> Any: ...
        @overload
        def create(
            self,
            body: CreateEndpointRequest | Mapping[str, Any],
            *,
            x_expires: int | None = None,
        ) -> CreateEndpointResponse: ...
        @overload
        def create(
            self,
            *,
            name: str,
            model_reference: ModelReference,
            description: str | Unset = UNSET,
            project_name: str | Unset = UNSET,
            model_unit_id: str | Unset = UNSET,
            tags: builtins.list[Tag] | Unset = UNSET,
            rate_limit: RateLimit | Unset = UNSET,
            moderation: Moderation | Unset = UNSET,
            dry_run: bool | Unset = UNSET,
            domain: KnownEndpointDomain | str | Unset = UNSET,
            service_info: ServiceInfo | Unset = UNSET,
            x_expires: int | None = None,
        ) -> CreateEndpointResponse: ...
        def create(self, *args: Any, **fields: Any) -> Any: ...
        @overload
        def update(
            self,
            body: UpdateEndpointRequest | Mapping[str, Any],
            *,
            x_expires: int | None = None,
        ) -> EmptyResponse: ...
        @overload
        def update(
            self,
            *,
            id: str,
            name: str | Unset = UNSET,
            description: str | Unset = UNSET,
            rate_limit: RateLimit | Unset = UNSET,
            moderation: Moderation | Unset = UNSET,
            tags: builtins.list[Tag] | Unset = UNSET,
            service_info: ServiceInfo | Unset = UNSET,
            x_expires: int | None = None,
        ) -> EmptyResponse: ...
        def update(self, *args: Any, **fields: Any) -> Any: ...
        @overload
        def start(
            self,
            body: EndpointIdRequest | Mapping[str, Any],
            *,
            x_expires: int | None = None,
        ) -> EmptyResponse: ...
        @overload
        def start(
            self,
            *,
            id: str,
            x_expires: int | None = None,
        ) -> EmptyResponse: ...
        def start(self, *args: Any, **fields: Any) -> Any: ...
        @overload
        def stop(
            self,
            body: EndpointIdRequest | Mapping[str, Any],
            *,
            x_expires: int | None = None,
        ) -> EmptyResponse: ...
        @overload
        def stop(
            self,
            *,
            id: str,
            x_expires: int | None = None,
        ) -> EmptyResponse: ...
        def stop(self, *args: Any, **fields: Any) -> Any: ...
        @overload
        def delete(
            self,
            body: EndpointIdRequest | Mapping[str, Any],
            *,
            x_expires: int | None = None,
        ) -> EmptyResponse: ...
        @overload
        def delete(
            self,
            *,
            id: str,
            x_expires: int | None = None,
        ) -> EmptyResponse: ...
        def delete(self, *args: Any, **fields: Any) -> Any: ...


class AsyncEndpoints(_Endpoints):
    """Inference endpoints, the addresses under which the models of an account answer."""

    if TYPE_CHECKING:

        def list(
            self,
            body: ListEndpointsRequest | Mapping[str, Any] | None = None,
            *,
            page_number: int | Unset = UNSET,
            page_size: int | Unset = UNSET,
            project_name: str | Unset = UNSET,
            tag_filters: builtins.list[TagFilter] | Unset = UNSET,
            filter_: EndpointFilter | Unset = UNSET,
            sort_by: KnownSortBy | str | Unset = UNSET,
            sort_order: SortOrder | Unset = UNSET,
            x_expires: int | None = None,
        ) -> AsyncPager[Endpoint, ListEndpointsResponse]: ...
        @overload
        async def get(
            self,
            body: EndpointIdRequest | Mapping[str, Any],
            *,
            x_expires: int | None = None,
        ) -> GetEndpointResponse: ...
        @overload
        async def get(
            self,
            *,
            id: str,
            x_expires: int | None = None,
        ) -> GetEndpointResponse: ...
        def get(self, *args: Any, **fields: Any) -> Any: ...
        @overload
        async def create(
            self,
            body: CreateEndpointRequest | Mapping[str, Any],
            *,
            x_expires: int | None = None,
        ) -> CreateEndpointResponse: ...
        @overload
        async def create(
            self,
            *,
            name: str,
            model_reference: ModelReference,
            description: str | Unset = UNSET,
            project_name: str | Unset = UNSET,
            model_unit_id: str | Unset = UNSET,
            tags: builtins.list[Tag] | Unset = UNSET,
            rate_limit: RateLimit | Unset = UNSET,
            moderation: Moderation | Unset = UNSET,
            dry_run: bool | Unset = UNSET,
            domain: KnownEndpointDomain | str | Unset = UNSET,
            service_info: ServiceInfo | Unset = UNSET,
            x_expires: int | None = None,
        ) -> CreateEndpointResponse: ...
        def create(self, *args: Any, **fields: Any) -> Any: ...
        @overload
        async def update(
            self,
            body: UpdateEndpointRequest | Mapping[str, Any],
            *,
            x_expires: int | None = None,
        ) -> EmptyResponse: ...
        @overload
        async def update(
            self,
            *,
            id: str,
            name: str | Unset = UNSET,
            description: str | Unset = UNSET,
            rate_limit: RateLimit | Unset = UNSET,
            moderation: Moderation | Unset = UNSET,
            tags: builtins.list[Tag] | Unset = UNSET,
            service_info: ServiceInfo | Unset = UNSET,
            x_expires: int | None = None,
        ) -> EmptyResponse: ...
        def update(self, *args: Any, **fields: Any) -> Any: ...
        @overload
        async def start(
            self,
            body: EndpointIdRequest | Mapping[str, Any],
            *,
            x_expires: int | None = None,
        ) -> EmptyResponse: ...
        @overload
        async def start(
            self,
            *,
            id: str,
            x_expires: int | None = None,
        ) -> EmptyResponse: ...
        def start(self, *args: Any, **fields: Any) -> Any: ...
        @overload
        async def stop(
            self,
            body: EndpointIdRequest | Mapping[str, Any],
            *,
            x_expires: int | None = None,
        ) -> EmptyResponse: ...
        @overload
        async def stop(
            self,
            *,
            id: str,
            x_expires: int | None = None,
        ) -> EmptyResponse: ...
        def stop(self, *args: Any, **fields: Any) -> Any: ...
        @overload
        async def delete(
            self,
            body: EndpointIdRequest | Mapping[str, Any],
            *,
            x_expires: int | None = None,
        ) -> EmptyResponse: ...
        @overload
        async def delete(
            self,
            *,
            id: str,
            x_expires: int | None = None,
        ) -> EmptyResponse: ...
        def delete(self, *args: Any, **fields: Any) -> Any: ...
