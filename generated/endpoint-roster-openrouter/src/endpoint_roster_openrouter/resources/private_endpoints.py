# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
"""Private endpoints, your own deployments behind OpenRouter. They need an Enterprise plan and a management key."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, overload

from endpoint_roster_core.resources import Resource, overloaded
from endpoint_roster_core.unset import UNSET, Unset

if TYPE_CHECKING:
    from endpoint_roster_core.paging import AsyncPager, Pager

    from ..models.create_private_endpoint_request import CreatePrivateEndpointRequest
    from ..models.delete_private_endpoint_response import DeletePrivateEndpointResponse
    from ..models.known_data_region import KnownDataRegion
    from ..models.list_private_endpoints_response import ListPrivateEndpointsResponse
    from ..models.managed_private_endpoint_response import ManagedPrivateEndpointResponse
    from ..models.private_endpoint_activation import PrivateEndpointActivation
    from ..models.private_endpoint_pricing import PrivateEndpointPricing
    from ..models.private_endpoint_response import PrivateEndpointResponse
    from ..models.private_endpoint_summary import PrivateEndpointSummary
    from ..models.private_endpoint_validation_response import PrivateEndpointValidationResponse
    from ..models.update_private_endpoint_pricing_request import UpdatePrivateEndpointPricingRequest
    from ..models.update_private_endpoint_request import UpdatePrivateEndpointRequest
    from ..models.validate_private_endpoint_request import ValidatePrivateEndpointRequest


class _PrivateEndpoints(Resource):
    def list(
        self,
    ) -> Any:
        """List the private endpoints.

        Lists the organization's private endpoints in every state, drafts too. Not paged. Without prices, which
        `get` has.

        Raises:
            ApiError: The server answered with an error.
            DecodeError: The answer is not what the API promises.
            TransportError: No usable answer arrived.

        """

        from ..operations.list_private_endpoints import list_private_endpoints

        return self._client.pager(
            list_private_endpoints(),
        )

    @overloaded
    def create(
        self,
        body: CreatePrivateEndpointRequest | Mapping[str, Any] | None = None,
        *,
        model_permaslug: str | Unset = UNSET,
        provider_slug: str | Unset = UNSET,
        upstream_model_id: str | Unset = UNSET,
        base_url: str | Unset = UNSET,
        declared_region: KnownDataRegion | str | None | Unset = UNSET,
        declared_zdr: bool | None | Unset = UNSET,
        pricing: PrivateEndpointPricing | Unset = UNSET,
        activate: PrivateEndpointActivation | Unset = UNSET,
        idempotency_key: str | None = None,
    ) -> Any:
        """Create a private endpoint.

        Creates a draft, to which nothing is routed: `validate` it, then `activate` it. With `activate`, all three
        happen in this call, and the endpoint is active when the answer arrives. If the validation then fails, the
        answer is 422 (or 404, 409, 500, 502) whose `data` has the draft, which is kept: correct it, validate and
        activate it, but do not create it again.

        Safe to repeat with the same idempotency key: the endpoint that the first call created is returned as it is
        now, and no second one is created. So the client repeats the call by itself after a failure. `activate` is
        not compared, and is not done again (inferred): look at `status`. Another body under the same key answers
        422. To go on after an error, repeat the call with a key of your own. What a key does after its endpoint was
        deleted is not published.

        Args:
            body: The body, as a model or a mapping, in place of its fields.
            idempotency_key: A text that no other creation of your organization has. Left out, the client makes one for this call
                and keeps it for its repetitions.
            model_permaslug: The version of the model that it serves.
            provider_slug: Short name of the provider.
            upstream_model_id: What the provider calls the model or the deployment.
            base_url: Address of the deployment, with https. It must be given, except for the providers that derive it
                from the key (Azure, Amazon Bedrock, Google Vertex).
            declared_region: Where the deployment processes data; you declare it. Null, or left out, for no declaration.
            declared_zdr: Whether the deployment retains no data; you declare it. Null, or left out, for no declaration.
            pricing: Your prices. What holds without them is not published.
            activate: Given, the endpoint is validated and activated in the same call.

        Raises:
            ArgumentError: An argument cannot be sent.
            ApiError: The server answered with an error.
            DecodeError: The answer is not what the API promises.
            TransportError: No usable answer arrived.

        """

        from ..operations.create_private_endpoint import create_private_endpoint

        return self._client.call(
            create_private_endpoint(
                body=body,
                model_permaslug=model_permaslug,
                provider_slug=provider_slug,
                upstream_model_id=upstream_model_id,
                base_url=base_url,
                declared_region=declared_region,
                declared_zdr=declared_zdr,
                pricing=pricing,
                activate=activate,
                idempotency_key=idempotency_key,
            ),
        )

    def get(
        self,
        id: str,
    ) -> Any:
        """Get a private endpoint.

        Returns a private endpoint with its deployment and its prices, which the list does not have. Works in every
        state.

        Args:
            id: Identifier of the private endpoint.

        Raises:
            ArgumentError: An argument cannot be sent.
            ApiError: The server answered with an error.
            DecodeError: The answer is not what the API promises.
            TransportError: No usable answer arrived.

        """

        from ..operations.get_private_endpoint import get_private_endpoint

        return self._client.call(
            get_private_endpoint(
                id=id,
            ),
        )

    def delete(
        self,
        id: str,
        *,
        draft_only: bool | None = None,
    ) -> Any:
        """Delete a private endpoint.

        Deletes an endpoint in any state, for good; nothing is routed to it any more. With `draft_only`, one that is
        not a draft answers 409 and stays. It is done when the answer arrives.

        Safe to repeat: a second call answers 404, which means that the first one worked.

        Args:
            id: Identifier of the private endpoint.
            draft_only: True to delete drafts only. Left out, an endpoint in any state is deleted.

        Raises:
            ArgumentError: An argument cannot be sent.
            ApiError: The server answered with an error.
            DecodeError: The answer is not what the API promises.
            TransportError: No usable answer arrived.

        """

        from ..operations.delete_private_endpoint import delete_private_endpoint

        return self._client.call(
            delete_private_endpoint(
                id=id,
                draft_only=draft_only,
            ),
        )

    @overloaded
    def update(
        self,
        id: str,
        body: UpdatePrivateEndpointRequest | Mapping[str, Any] | None = None,
        *,
        upstream_model_id: str | Unset = UNSET,
        base_url: str | Unset = UNSET,
        declared_region: KnownDataRegion | str | None | Unset = UNSET,
        declared_zdr: bool | None | Unset = UNSET,
    ) -> Any:
        """Change the deployment of a draft.

        Replaces the deployment that a draft leads to; an active or disabled endpoint answers 409: delete it and
        create another. `upstream_model_id` must be given. A `base_url` that is left out stays; declarations that
        are left out stay while the deployment is the same, and are cleared when it changes. A change makes an
        earlier validation void. It is done when the answer arrives.

        Safe to repeat (inferred): the same change twice is the same as once.

        Args:
            id: Identifier of the private endpoint.
            body: The body, as a model or a mapping, in place of its fields.
            upstream_model_id: What the provider calls the model or the deployment.
            base_url: Address of the deployment, with https. Left out, it stays.
            declared_region: Where the deployment processes data; you declare it. Null for no declaration.
            declared_zdr: Whether the deployment retains no data; you declare it. Null for no declaration.

        Raises:
            ArgumentError: An argument cannot be sent.
            ApiError: The server answered with an error.
            DecodeError: The answer is not what the API promises.
            TransportError: No usable answer arrived.

        """

        from ..operations.update_private_endpoint import update_private_endpoint

        return self._client.call(
            update_private_endpoint(
                id=id,
                body=body,
                upstream_model_id=upstream_model_id,
                base_url=base_url,
                declared_region=declared_region,
                declared_zdr=declared_zdr,
            ),
        )

    @overloaded
    def validate(
        self,
        id: str,
        body: ValidatePrivateEndpointRequest | Mapping[str, Any] | None = None,
        *,
        workspace_id: str | Unset = UNSET,
    ) -> Any:
        """Validate a draft.

        Sends a live request to the deployment of a draft, with the key that the workspace has for its provider, and
        returns the checks. Checks that failed are not an error: look at `passed`. Another state than draft answers
        409 (inferred).

        Safe to repeat; each call sends another live request.

        Args:
            id: Identifier of the private endpoint.
            body: The body, as a model or a mapping, in place of its fields.
            workspace_id: The workspace of your account whose key for the provider is used for the live request.

        Raises:
            ArgumentError: An argument cannot be sent.
            ApiError: The server answered with an error.
            DecodeError: The answer is not what the API promises.
            TransportError: No usable answer arrived.

        """

        from ..operations.validate_private_endpoint import validate_private_endpoint

        return self._client.call(
            validate_private_endpoint(
                id=id,
                body=body,
                workspace_id=workspace_id,
            ),
        )

    def activate(
        self,
        id: str,
    ) -> Any:
        """Activate a validated draft.

        Makes a draft that has passed its validation active: requests are routed to it from now on. An endpoint that
        was never validated, has changed since, or is already active answers 409. It is done when the answer
        arrives.

        Safe to repeat: a second call answers 409, and the endpoint stays active.

        Args:
            id: Identifier of the private endpoint.

        Raises:
            ArgumentError: An argument cannot be sent.
            ApiError: The server answered with an error.
            DecodeError: The answer is not what the API promises.
            TransportError: No usable answer arrived.

        """

        from ..operations.activate_private_endpoint import activate_private_endpoint

        return self._client.call(
            activate_private_endpoint(
                id=id,
            ),
        )

    def disable(
        self,
        id: str,
    ) -> Any:
        """Stop routing to an active endpoint.

        Disables an active endpoint: nothing is routed to it until it is enabled. It is kept. Another state answers
        409 (inferred). It is done when the answer arrives.

        Safe to repeat: whatever the second call answers (409 is inferred), the endpoint stays disabled.

        Args:
            id: Identifier of the private endpoint.

        Raises:
            ArgumentError: An argument cannot be sent.
            ApiError: The server answered with an error.
            DecodeError: The answer is not what the API promises.
            TransportError: No usable answer arrived.

        """

        from ..operations.disable_private_endpoint import disable_private_endpoint

        return self._client.call(
            disable_private_endpoint(
                id=id,
            ),
        )

    def enable(
        self,
        id: str,
    ) -> Any:
        """Route to a disabled endpoint again.

        Enables a disabled endpoint: it is active again. Another state answers 409 (inferred). It is done when the
        answer arrives.

        Safe to repeat: whatever the second call answers (409 is inferred), the endpoint stays active.

        Args:
            id: Identifier of the private endpoint.

        Raises:
            ArgumentError: An argument cannot be sent.
            ApiError: The server answered with an error.
            DecodeError: The answer is not what the API promises.
            TransportError: No usable answer arrived.

        """

        from ..operations.enable_private_endpoint import enable_private_endpoint

        return self._client.call(
            enable_private_endpoint(
                id=id,
            ),
        )

    @overloaded
    def update_pricing(
        self,
        id: str,
        body: UpdatePrivateEndpointPricingRequest | Mapping[str, Any] | None = None,
        *,
        pricing: PrivateEndpointPricing | Unset = UNSET,
    ) -> Any:
        """Set the prices of a private endpoint.

        Replaces all prices of a draft or an active endpoint; they hold for requests from now on. A cache price that
        is left out returns to the provider's usual one, even if it was set before. A disabled endpoint answers 409
        (inferred).

        Safe to repeat: the same prices twice are the same as once.

        Args:
            id: Identifier of the private endpoint.
            body: The body, as a model or a mapping, in place of its fields.
            pricing: Your prices.

        Raises:
            ArgumentError: An argument cannot be sent.
            ApiError: The server answered with an error.
            DecodeError: The answer is not what the API promises.
            TransportError: No usable answer arrived.

        """

        from ..operations.update_private_endpoint_pricing import update_private_endpoint_pricing

        return self._client.call(
            update_private_endpoint_pricing(
                id=id,
                body=body,
                pricing=pricing,
            ),
        )


class PrivateEndpoints(_PrivateEndpoints):
    """Private endpoints, your own deployments behind OpenRouter. They need an Enterprise plan and a management
    key."""

    if TYPE_CHECKING:

        def list(
            self,
        ) -> Pager[PrivateEndpointSummary, ListPrivateEndpointsResponse]: ...
        @overload
        def create(
            self,
            body: CreatePrivateEndpointRequest | Mapping[str, Any],
            *,
            idempotency_key: str | None = None,
        ) -> ManagedPrivateEndpointResponse: ...
        @overload
        def create(
            self,
            *,
            model_permaslug: str,
            provider_slug: str,
            upstream_model_id: str,
            base_url: str | Unset = UNSET,
            declared_region: KnownDataRegion | str | None | Unset = UNSET,
            declared_zdr: bool | None | Unset = UNSET,
            pricing: PrivateEndpointPricing | Unset = UNSET,
            activate: PrivateEndpointActivation | Unset = UNSET,
            idempotency_key: str | None = None,
        ) -> ManagedPrivateEndpointResponse: ...
        def create(self, *args: Any, **fields: Any) -> Any: ...
        def get(
            self,
            id: str,
        ) -> PrivateEndpointResponse: ...
        def delete(
            self,
            id: str,
            *,
            draft_only: bool | None = None,
        ) -> DeletePrivateEndpointResponse: ...
        @overload
        def update(
            self,
            id: str,
            body: UpdatePrivateEndpointRequest | Mapping[str, Any],
        ) -> PrivateEndpointResponse: ...
        @overload
        def update(
            self,
            id: str,
            *,
            upstream_model_id: str,
            base_url: str | Unset = UNSET,
            declared_region: KnownDataRegion | str | None | Unset = UNSET,
            declared_zdr: bool | None | Unset = UNSET,
        ) -> PrivateEndpointResponse: ...
        def update(self, *args: Any, **fields: Any) -> Any: ...
        @overload
        def validate(
            self,
            id: str,
            body: ValidatePrivateEndpointRequest | Mapping[str, Any],
        ) -> PrivateEndpointValidationResponse: ...
        @overload
        def validate(
            self,
            id: str,
            *,
            workspace_id: str,
        ) -> PrivateEndpointValidationResponse: ...
        def validate(self, *args: Any, **fields: Any) -> Any: ...
        def activate(
            self,
            id: str,
        ) -> ManagedPrivateEndpointResponse: ...
        def disable(
            self,
            id: str,
        ) -> ManagedPrivateEndpointResponse: ...
        def enable(
            self,
            id: str,
        ) -> ManagedPrivateEndpointResponse: ...
        @overload
        def update_pricing(
            self,
            id: str,
            body: UpdatePrivateEndpointPricingRequest | Mapping[str, Any],
        ) -> PrivateEndpointResponse: ...
        @overload
        def update_pricing(
            self,
            id: str,
            *,
            pricing: PrivateEndpointPricing,
        ) -> PrivateEndpointResponse: ...
        def update_pricing(self, *args: Any, **fields: Any) -> Any: ...


class AsyncPrivateEndpoints(_PrivateEndpoints):
    """Private endpoints, your own deployments behind OpenRouter. They need an Enterprise plan and a management
    key."""

    if TYPE_CHECKING:

        def list(
            self,
        ) -> AsyncPager[PrivateEndpointSummary, ListPrivateEndpointsResponse]: ...
        @overload
        async def create(
            self,
            body: CreatePrivateEndpointRequest | Mapping[str, Any],
            *,
            idempotency_key: str | None = None,
        ) -> ManagedPrivateEndpointResponse: ...
        @overload
        async def create(
            self,
            *,
            model_permaslug: str,
            provider_slug: str,
            upstream_model_id: str,
            base_url: str | Unset = UNSET,
            declared_region: KnownDataRegion | str | None | Unset = UNSET,
            declared_zdr: bool | None | Unset = UNSET,
            pricing: PrivateEndpointPricing | Unset = UNSET,
            activate: PrivateEndpointActivation | Unset = UNSET,
            idempotency_key: str | None = None,
        ) -> ManagedPrivateEndpointResponse: ...
        def create(self, *args: Any, **fields: Any) -> Any: ...
        async def get(
            self,
            id: str,
        ) -> PrivateEndpointResponse: ...
        async def delete(
            self,
            id: str,
            *,
            draft_only: bool | None = None,
        ) -> DeletePrivateEndpointResponse: ...
        @overload
        async def update(
            self,
            id: str,
            body: UpdatePrivateEndpointRequest | Mapping[str, Any],
        ) -> PrivateEndpointResponse: ...
        @overload
        async def update(
            self,
            id: str,
            *,
            upstream_model_id: str,
            base_url: str | Unset = UNSET,
            declared_region: KnownDataRegion | str | None | Unset = UNSET,
            declared_zdr: bool | None | Unset = UNSET,
        ) -> PrivateEndpointResponse: ...
        def update(self, *args: Any, **fields: Any) -> Any: ...
        @overload
        async def validate(
            self,
            id: str,
            body: ValidatePrivateEndpointRequest | Mapping[str, Any],
        ) -> PrivateEndpointValidationResponse: ...
        @overload
        async def validate(
            self,
            id: str,
            *,
            workspace_id: str,
        ) -> PrivateEndpointValidationResponse: ...
        def validate(self, *args: Any, **fields: Any) -> Any: ...
        async def activate(
            self,
            id: str,
        ) -> ManagedPrivateEndpointResponse: ...
        async def disable(
            self,
            id: str,
        ) -> ManagedPrivateEndpointResponse: ...
        async def enable(
            self,
            id: str,
        ) -> ManagedPrivateEndpointResponse: ...
        @overload
        async def update_pricing(
            self,
            id: str,
            body: UpdatePrivateEndpointPricingRequest | Mapping[str, Any],
        ) -> PrivateEndpointResponse: ...
        @overload
        async def update_pricing(
            self,
            id: str,
            *,
            pricing: PrivateEndpointPricing,
        ) -> PrivateEndpointResponse: ...
        def update_pricing(self, *args: Any, **fields: Any) -> Any: ...
