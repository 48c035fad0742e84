# Written by `uv run nox -s regenerate` from specs/volcengine; do not edit.
"""Foundation models that an account may use, with the prices of their tokens."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from endpoint_roster_core.resources import Resource
from endpoint_roster_core.unset import UNSET, Unset

if TYPE_CHECKING:
    from endpoint_roster_core.paging import AsyncPager, Pager

    from ..models.list_model_activations_request import ListModelActivationsRequest
    from ..models.list_model_activations_response import ListModelActivationsResponse
    from ..models.model_activation import ModelActivation
    from ..models.model_activation_filter import ModelActivationFilter


class _ModelActivations(Resource):
    def list(
        self,
        body: ListModelActivationsRequest | Mapping[str, Any] | None = None,
        *,
        with_price: bool | Unset = UNSET,
        with_free_usage: bool | Unset = UNSET,
        page_number: int | Unset = UNSET,
        page_size: int | Unset = UNSET,
        filter_: ModelActivationFilter | Unset = UNSET,
        x_expires: int | None = None,
    ) -> Any:
        """List models with their prices

        Lists the foundation models that the account may use, one page at a time, with what a token costs:
        `WithPrice` has to be true for that. The models of endpoints are found by their names; a price holds for all
        versions of a model.

        `Price` is after the account's discount, `OriginalPrice` before it, both for one `UnitCode`: `千tokens` is
        1,000 tokens, at BytePlus `k tokens`; an hour of storage has a `/小时` behind it. The currency is not in the
        answer: CNY at Volcengine, USD at BytePlus (inferred). Models of your own are not listed: they cost the
        `FinetuneInference...` items of their foundation model (inferred).

        Ask for some 20 models a page: with 100, one reader met `InternalServiceTimeout`. Pages are counted from 1,
        as for endpoints.

        Args:
            body: The body, as a model or a mapping, in place of its fields.
            x_expires: Seconds for which the signature stays valid, counted from its time stamp. The server's default is
                900. It is part of what is signed.
            with_price: True adds the prices. Without it, none are sent (inferred).
            with_free_usage: True adds how much is free of charge.
            page_number: Number of the page, counted from 1.
            page_size: Models per page, 1 to 100.
            filter_: Conditions on the models; all that are given have to match (inferred).

        Raises:
            ApiError: The server answered with an error.
            DecodeError: The answer is not what the API promises.
            TransportError: No usable answer arrived.

        """

        from ..operations.list_model_activations import list_model_activations

        return self._client.pager(
            list_model_activations(
                body=body,
                with_price=with_price,
                with_free_usage=with_free_usage,
                page_number=page_number,
                page_size=page_size,
                filter_=filter_,
                x_expires=x_expires,
            ),
        )


class ModelActivations(_ModelActivations):
    """Foundation models that an account may use, with the prices of their tokens."""

    if TYPE_CHECKING:

        def list(
            self,
            body: ListModelActivationsRequest | Mapping[str, Any] | None = None,
            *,
            with_price: bool | Unset = UNSET,
            with_free_usage: bool | Unset = UNSET,
            page_number: int | Unset = UNSET,
            page_size: int | Unset = UNSET,
            filter_: ModelActivationFilter | Unset = UNSET,
            x_expires: int | None = None,
        ) -> Pager[ModelActivation, ListModelActivationsResponse]: ...


class AsyncModelActivations(_ModelActivations):
    """Foundation models that an account may use, with the prices of their tokens."""

    if TYPE_CHECKING:

        def list(
            self,
            body: ListModelActivationsRequest | Mapping[str, Any] | None = None,
            *,
            with_price: bool | Unset = UNSET,
            with_free_usage: bool | Unset = UNSET,
            page_number: int | Unset = UNSET,
            page_size: int | Unset = UNSET,
            filter_: ModelActivationFilter | Unset = UNSET,
            x_expires: int | None = None,
        ) -> AsyncPager[ModelActivation, ListModelActivationsResponse]: ...
