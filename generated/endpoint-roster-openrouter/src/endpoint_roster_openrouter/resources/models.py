# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
"""The models of the catalogue, with their prices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from endpoint_roster_core.resources import Resource

if TYPE_CHECKING:
    from endpoint_roster_core.paging import AsyncPager, Pager

    from ..models.known_model_category import KnownModelCategory
    from ..models.known_model_sort import KnownModelSort
    from ..models.list_models_response import ListModelsResponse
    from ..models.model_region import ModelRegion
    from ..models.only_true import OnlyTrue
    from ..models.public_model import PublicModel


class _Models(Resource):
    def list(
        self,
        *,
        q: str | None = None,
        category: KnownModelCategory | str | None = None,
        supported_parameters: str | None = None,
        input_modalities: str | None = None,
        output_modalities: str | None = None,
        sort: KnownModelSort | str | None = None,
        context: int | None = None,
        min_price: float | None = None,
        max_price: float | None = None,
        min_output_price: float | None = None,
        max_output_price: float | None = None,
        arch: str | None = None,
        model_authors: str | None = None,
        providers: str | None = None,
        distillable: bool | None = None,
        zdr: OnlyTrue | None = None,
        region: ModelRegion | None = None,
        min_age_days: int | None = None,
        max_age_days: int | None = None,
        min_intelligence_index: float | None = None,
        max_intelligence_index: float | None = None,
        min_coding_index: float | None = None,
        max_coding_index: float | None = None,
        min_agentic_index: float | None = None,
        max_agentic_index: float | None = None,
        min_tool_success_rate: float | None = None,
        max_tool_success_rate: float | None = None,
    ) -> Any:
        """List the models of the catalogue.

        Lists models, with the prices of their cheapest or usual endpoint (which of the two is inferred). All
        filters must match. The answer is complete: `offset` and `limit`, with which the server would answer in
        pages, are left out. Works without an API key too (inferred).

        Prices in the answer are in USD per token or unit, those of the filters in USD per million tokens.

        Args:
            q: Text to look for in names and slugs.
            category: Only models that are used for this.
            supported_parameters: Only models that support these request parameters, with commas between them.
            input_modalities: Only models that accept these, with commas between them, such as `text,image`.
            output_modalities: Only models that produce these, with commas between them; `all` for any. Left out, `text`.
            sort: Order of the models. Those without a value for it come last. Left out, an order of the server's own
                that is not published.
            context: Only models with at least this context length, in tokens.
            min_price: At least this price of the prompt, in USD per million tokens.
            max_price: At most this price of the prompt, in USD per million tokens.
            min_output_price: At least this price of the completion, in USD per million tokens.
            max_output_price: At most this price of the completion, in USD per million tokens.
            arch: Only models of this family, such as GPT, Claude, Gemini or Llama.
            model_authors: Only models of these authors, with commas between them.
            providers: Only models that these providers serve, by name, with commas between them.
            distillable: True for models whose output may train other models, false for the others.
            zdr: The one word of a filter that cannot be reversed.
            region: Regions by which models are filtered; a private endpoint's region has other words.
            min_age_days: Only models that are at least this old, in days.
            max_age_days: Only models that are at most this old, in days.
            min_intelligence_index: At least this intelligence index of Artificial Analysis.
            max_intelligence_index: At most this intelligence index of Artificial Analysis.
            min_coding_index: At least this coding index of Artificial Analysis.
            max_coding_index: At most this coding index of Artificial Analysis.
            min_agentic_index: At least this agentic index of Artificial Analysis.
            max_agentic_index: At most this agentic index of Artificial Analysis.
            min_tool_success_rate: At least this share of requests with tools that end in a tool call, 0 to 1.
            max_tool_success_rate: At most this share of requests with tools that end in a tool call, 0 to 1.

        Raises:
            ApiError: The server answered with an error.
            DecodeError: The answer is not what the API promises.
            TransportError: No usable answer arrived.

        """

        from ..operations.list_models import list_models

        return self._client.pager(
            list_models(
                q=q,
                category=category,
                supported_parameters=supported_parameters,
                input_modalities=input_modalities,
                output_modalities=output_modalities,
                sort=sort,
                context=context,
                min_price=min_price,
                max_price=max_price,
                min_output_price=min_output_price,
                max_output_price=max_output_price,
                arch=arch,
                model_authors=model_authors,
                providers=providers,
                distillable=distillable,
                zdr=zdr,
                region=region,
                min_age_days=min_age_days,
                max_age_days=max_age_days,
                min_intelligence_index=min_intelligence_index,
                max_intelligence_index=max_intelligence_index,
                min_coding_index=min_coding_index,
                max_coding_index=max_coding_index,
                min_agentic_index=min_agentic_index,
                max_agentic_index=max_agentic_index,
                min_tool_success_rate=min_tool_success_rate,
                max_tool_success_rate=max_tool_success_rate,
            ),
        )


class Models(_Models):
    """The models of the catalogue, with their prices."""

    if TYPE_CHECKING:

        def list(
            self,
            *,
            q: str | None = None,
            category: KnownModelCategory | str | None = None,
            supported_parameters: str | None = None,
            input_modalities: str | None = None,
            output_modalities: str | None = None,
            sort: KnownModelSort | str | None = None,
            context: int | None = None,
            min_price: float | None = None,
            max_price: float | None = None,
            min_output_price: float | None = None,
            max_output_price: float | None = None,
            arch: str | None = None,
            model_authors: str | None = None,
            providers: str | None = None,
            distillable: bool | None = None,
            zdr: OnlyTrue | None = None,
            region: ModelRegion | None = None,
            min_age_days: int | None = None,
            max_age_days: int | None = None,
            min_intelligence_index: float | None = None,
            max_intelligence_index: float | None = None,
            min_coding_index: float | None = None,
            max_coding_index: float | None = None,
            min_agentic_index: float | None = None,
            max_agentic_index: float | None = None,
            min_tool_success_rate: float | None = None,
            max_tool_success_rate: float | None = None,
        ) -> Pager[PublicModel, ListModelsResponse]: ...


class AsyncModels(_Models):
    """The models of the catalogue, with their prices."""

    if TYPE_CHECKING:

        def list(
            self,
            *,
            q: str | None = None,
            category: KnownModelCategory | str | None = None,
            supported_parameters: str | None = None,
            input_modalities: str | None = None,
            output_modalities: str | None = None,
            sort: KnownModelSort | str | None = None,
            context: int | None = None,
            min_price: float | None = None,
            max_price: float | None = None,
            min_output_price: float | None = None,
            max_output_price: float | None = None,
            arch: str | None = None,
            model_authors: str | None = None,
            providers: str | None = None,
            distillable: bool | None = None,
            zdr: OnlyTrue | None = None,
            region: ModelRegion | None = None,
            min_age_days: int | None = None,
            max_age_days: int | None = None,
            min_intelligence_index: float | None = None,
            max_intelligence_index: float | None = None,
            min_coding_index: float | None = None,
            max_coding_index: float | None = None,
            min_agentic_index: float | None = None,
            max_agentic_index: float | None = None,
            min_tool_success_rate: float | None = None,
            max_tool_success_rate: float | None = None,
        ) -> AsyncPager[PublicModel, ListModelsResponse]: ...
