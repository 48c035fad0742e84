# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    from ..models.default_parameters import DefaultParameters
    from ..models.known_parameter import KnownParameter
    from ..models.model_alias_target import ModelAliasTarget
    from ..models.model_architecture import ModelArchitecture
    from ..models.model_links import ModelLinks
    from ..models.model_reasoning import ModelReasoning
    from ..models.per_request_limits import PerRequestLimits
    from ..models.pricing import Pricing
    from ..models.top_provider import TopProvider


@model
class PublicModel(Model):
    """A model of the catalogue."""

    id: str = field("id", "string")
    """Identifier of the model, its author and its name with a slash between them, and perhaps a variant."""
    canonical_slug: str = field("canonical_slug", "string")
    """Identifier of the version, which stays; a private endpoint's `model_permaslug` takes it (inferred)."""
    name: str = field("name", "string")
    """Display name."""
    created: int = field("created", "integer")
    """When it was added, in seconds since 1970-01-01T00:00:00Z."""
    description: str | None = field("description", "string", default=None)
    """What the model is."""
    context_length: int | None = field("context_length", "integer?")
    """The most tokens of prompt and completion together, or null."""
    architecture: ModelArchitecture = field("architecture", "ModelArchitecture")
    """Inputs, outputs and formats."""
    pricing: Pricing = field("pricing", "Pricing")
    """Prices in USD."""
    top_provider: TopProvider = field("top_provider", "TopProvider")
    """Limits of its first provider."""
    per_request_limits: PerRequestLimits | None = field("per_request_limits", "PerRequestLimits?")
    """The most tokens of one request, or null."""
    supported_parameters: list[KnownParameter | str] = field("supported_parameters", "list[string]")
    """Request parameters that it accepts."""
    default_parameters: DefaultParameters | None = field("default_parameters", "DefaultParameters?")
    """Values of parameters that a request leaves out, or null."""
    supported_voices: list[str] | None = field("supported_voices", "list[string]?", default=None)
    """Voices of a text-to-speech model, null for others. Since November 2026."""
    alias_target: ModelAliasTarget | None = field("alias_target", "ModelAliasTarget", default=None)
    """The model that an alias stands for. Since November 2026."""
    reasoning: ModelReasoning | None = field("reasoning", "ModelReasoning", default=None)
    """How it reasons; absent where it does not."""
    hugging_face_id: str | None = field("hugging_face_id", "string?", default=None)
    """Its identifier at Hugging Face, or null."""
    knowledge_cutoff: str | None = field("knowledge_cutoff", "string?", default=None)
    """The day up to which it was trained, as YYYY-MM-DD, or null."""
    expiration_date: str | None = field("expiration_date", "string?", default=None)
    """The day after which it may be removed, as YYYY-MM-DD, or null."""
    links: ModelLinks | None = field("links", "ModelLinks", default=None)
    """Where more is said of it."""
