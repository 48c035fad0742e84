# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    from ..models.known_endpoint_status import KnownEndpointStatus
    from ..models.known_parameter import KnownParameter
    from ..models.known_quantization import KnownQuantization
    from ..models.known_service_tier import KnownServiceTier
    from ..models.native_tools import NativeTools
    from ..models.percentile_stats import PercentileStats
    from ..models.performance_by_workload import PerformanceByWorkload
    from ..models.pricing import Pricing
    from ..models.tool_choice_support import ToolChoiceSupport


@model
class PublicEndpoint(Model):
    """One provider's endpoint for a model. Required is only what the first generation of the answer already had."""

    name: str = field("name", "string")
    """Name of the endpoint, usually provider and model (inferred)."""
    model_id: str | None = field("model_id", "string", default=None)
    """Permanent identifier of the model version that is served. Since August 2026."""
    model_name: str = field("model_name", "string")
    """Display name of the model."""
    context_length: int = field("context_length", "integer")
    """The most tokens of prompt and completion together."""
    pricing: Pricing = field("pricing", "Pricing")
    """Prices in USD."""
    provider_name: str = field("provider_name", "string")
    """Name of the provider. An open set of more than a hundred names that changes from month to month, so it is
    not listed here."""
    tag: str = field("tag", "string")
    """Short name of the provider and, after a slash, its variant."""
    quantization: KnownQuantization | str | None = field("quantization", "string?")
    """Precision of the model's weights, or null where it is not known."""
    max_completion_tokens: int | None = field("max_completion_tokens", "integer?")
    """The most tokens of one completion, or null if only `context_length` limits it."""
    max_prompt_tokens: int | None = field("max_prompt_tokens", "integer?")
    """The most tokens of one prompt, or null if only `context_length` limits it."""
    supported_parameters: list[KnownParameter | str] = field("supported_parameters", "list[string]")
    """Request parameters that the endpoint accepts."""
    status: int | KnownEndpointStatus | None = field("status", "integer", default=None)
    """State of the endpoint as a number. 0 is in order and negative ones are not (inferred)."""
    uptime_last_5m: float | None = field("uptime_last_5m", "number?", default=None)
    """Uptime of the last 5 minutes in percent, 0 to 100, or null with too little traffic. Since August 2026."""
    uptime_last_30m: float | None = field("uptime_last_30m", "number?")
    """Uptime of the last 30 minutes in percent, 0 to 100, or null with too little traffic."""
    uptime_last_1d: float | None = field("uptime_last_1d", "number?", default=None)
    """Uptime of the last day in percent, 0 to 100, or null with too little traffic. Since August 2026."""
    latency_last_30m: PercentileStats | None = field("latency_last_30m", "PercentileStats?", default=None)
    """Time to the first token over the last 30 minutes, in milliseconds. Null where nothing is measured, and
    without an API key. Since August 2026."""
    throughput_last_30m: PercentileStats | None = field("throughput_last_30m", "PercentileStats?", default=None)
    """Output over the last 30 minutes, in tokens per second (unit inferred). Null where nothing is measured, and
    without an API key. Since August 2026."""
    perf_last_30m_by_workload: PerformanceByWorkload | None = field(
        "perf_last_30m_by_workload", "PerformanceByWorkload?", default=None
    )
    """Speed over the last 30 minutes by kind of work; only with an API key. Since November 2026."""
    supports_implicit_caching: bool = field("supports_implicit_caching", "boolean")
    """Whether prompts are cached without being asked to."""
    supports_voice_cloning: bool | None = field("supports_voice_cloning", "boolean", default=None)
    """Whether a text-to-speech endpoint accepts a voice sample to imitate. Absent means false. Since August 2026."""
    supports_diarization: bool | None = field("supports_diarization", "boolean", default=None)
    """Whether a speech-to-text endpoint can distinguish speakers. Since November 2026."""
    supports_image_reference: bool | None = field("supports_image_reference", "boolean", default=None)
    """Whether a text-to-speech endpoint accepts an image that describes the voice. Absent means false. Since
    November 2026."""
    supports_multiple_audio_references: bool | None = field(
        "supports_multiple_audio_references", "boolean", default=None
    )
    """Whether a text-to-speech endpoint accepts several voice samples. Absent means false. Since November 2026."""
    supports_tool_choice: ToolChoiceSupport | None = field("supports_tool_choice", "ToolChoiceSupport", default=None)
    """Which values of `tool_choice` work. Since November 2026."""
    native_tools: NativeTools | None = field("native_tools", "NativeTools", default=None)
    """Tools that the provider runs itself. Since November 2026."""
    service_tier: KnownServiceTier | str | None = field("service_tier", "string?", default=None)
    """Service tier that the endpoint sells, or null for the standard one. Since November 2026."""
