# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import (
    MISFITS,
    UNSET,
    Kind,
    Model,
    Unset,
    join,
    mend,
    misfit,
    new,
    or_none,
    read_later,
    spelled,
    unknown,
)

if TYPE_CHECKING:
    from ..models.known_endpoint_status import KnownEndpointStatus
    from ..models.known_parameter import KnownParameter
    from ..models.known_quantization import KnownQuantization
    from ..models.known_service_tier import KnownServiceTier


@_attrs_define
class PublicEndpoint(Model):
    """One provider's endpoint for a model. Required is only what the first generation of the answer already had.

    Attributes:
        name (str): Name of the endpoint, usually provider and model (inferred).
        model_name (str): Name of the model, for people.
        context_length (int): The most tokens of prompt and completion together.
        pricing (Pricing): Prices as decimal numbers in text, in USD per unit. They are text because binary floating
            point cannot hold them exactly.
        provider_name (str): Name of the provider. An open set of more than a hundred names that changes from month to
            month, so it is not listed here.
        tag (str): Short name of the provider and, after a slash, its variant.
        quantization (KnownQuantization | None | str): Precision of the model's weights, or null where it is not known.
        max_completion_tokens (int | None): The most tokens of one completion, or null if only `context_length` limits
            it.
        max_prompt_tokens (int | None): The most tokens of one prompt, or null if only `context_length` limits it.
        supported_parameters (list[KnownParameter | str]): Request parameters that the endpoint accepts.
        uptime_last_30m (float | None): Uptime of the last 30 minutes in percent, 0 to 100, or null with too little
            traffic.
        supports_implicit_caching (bool): Whether prompts are cached without being asked to.
        model_id (str | Unset): Permanent identifier of the model version that is served. Since August 2026.
        status (int | KnownEndpointStatus | Unset): State of the endpoint as a number. 0 is in order and negative ones
            are not (inferred).
        uptime_last_5m (float | None | Unset): Uptime of the last 5 minutes in percent, 0 to 100, or null with too
            little traffic. Since August 2026.
        uptime_last_1d (float | None | Unset): Uptime of the last day in percent, 0 to 100, or null with too little
            traffic. Since August 2026.
        latency_last_30m (None | PercentileStats | Unset): Time to the first token over the last 30 minutes, in
            milliseconds. Null where nothing is measured, and without an API key. Since August 2026.
        throughput_last_30m (None | PercentileStats | Unset): Output over the last 30 minutes, in tokens per second
            (unit inferred). Null where nothing is measured, and without an API key. Since August 2026.
        perf_last_30m_by_workload (None | PerformanceByWorkload | Unset): Speed over the last 30 minutes by kind of
            work; only with an API key. Since November 2026.
        supports_voice_cloning (bool | Unset): Whether a text-to-speech endpoint accepts a voice sample to imitate.
            Absent means false. Since August 2026.
        supports_diarization (bool | Unset): Whether a speech-to-text endpoint can tell speakers apart. Since November
            2026.
        supports_image_reference (bool | Unset): Whether a text-to-speech endpoint accepts an image that describes the
            voice. Absent means false. Since November 2026.
        supports_multiple_audio_references (bool | Unset): Whether a text-to-speech endpoint accepts several voice
            samples. Absent means false. Since November 2026.
        supports_tool_choice (ToolChoiceSupport | Unset): Which values of `tool_choice` were tested and work. Since
            November 2026.
        native_tools (NativeTools | Unset): Tools of OpenRouter that this provider runs itself, by their name, such as
            `openrouter:web_search`; empty if it runs none. Since November 2026.
        service_tier (KnownServiceTier | None | str | Unset): Service tier that the endpoint sells, or null for the
            standard one. Since November 2026.

    """

    name: str
    model_name: str
    context_length: int
    pricing: Pricing
    provider_name: str
    tag: str
    quantization: KnownQuantization | None | str
    max_completion_tokens: int | None
    max_prompt_tokens: int | None
    supported_parameters: list[KnownParameter | str]
    uptime_last_30m: float | None
    supports_implicit_caching: bool
    model_id: str | Unset = UNSET
    status: int | KnownEndpointStatus | Unset = UNSET
    uptime_last_5m: float | None | Unset = UNSET
    uptime_last_1d: float | None | Unset = UNSET
    latency_last_30m: None | PercentileStats | Unset = UNSET
    throughput_last_30m: None | PercentileStats | Unset = UNSET
    perf_last_30m_by_workload: None | PerformanceByWorkload | Unset = UNSET
    supports_voice_cloning: bool | Unset = UNSET
    supports_diarization: bool | Unset = UNSET
    supports_image_reference: bool | Unset = UNSET
    supports_multiple_audio_references: bool | Unset = UNSET
    supports_tool_choice: ToolChoiceSupport | Unset = UNSET
    native_tools: NativeTools | Unset = UNSET
    service_tier: KnownServiceTier | None | str | Unset = UNSET
    _extra: dict[str, Any] | None = _attrs_field(default=None, alias="additional_properties", eq=or_none)


def _read_each(found: list[Any], into: PublicEndpoint | None = None) -> list[PublicEndpoint]:
    (
        k_name,
        k_model_name,
        k_context_length,
        k_pricing,
        k_provider_name,
        k_tag,
        k_quantization,
        k_max_completion_tokens,
        k_max_prompt_tokens,
        k_supported_parameters,
        k_uptime_last_30m,
        k_supports_implicit_caching,
        k_model_id,
        k_status,
        k_uptime_last_5m,
        k_uptime_last_1d,
        k_latency_last_30m,
        k_throughput_last_30m,
        k_perf_last_30m_by_workload,
        k_supports_voice_cloning,
        k_supports_diarization,
        k_supports_image_reference,
        k_supports_multiple_audio_references,
        k_supports_tool_choice,
        k_native_tools,
        k_service_tier,
    ) = spelled(found, _FIELDS)
    for number, d in enumerate(found):
        self: Any = new(PublicEndpoint) if into is None else into
        try:
            unknowns = len(d) - 26
            self.name = d[k_name] + ""
            self.model_name = d[k_model_name] + ""
            self.context_length = v0 if type(v0 := d[k_context_length]) is int else misfit()
            self._later_pricing = d[k_pricing]
            self.provider_name = d[k_provider_name] + ""
            self.tag = d[k_tag] + ""
            self.quantization = None if (v0 := d[k_quantization]) is None else v0 + ""
            self.max_completion_tokens = v0 if type(v0 := d[k_max_completion_tokens]) is int or v0 is None else misfit()
            self.max_prompt_tokens = v0 if type(v0 := d[k_max_prompt_tokens]) is int or v0 is None else misfit()
            self.supported_parameters = (
                v0 if type(v0 := d[k_supported_parameters]) is list and join(v0) is not None else misfit()
            )
            self.uptime_last_30m = (
                v0 if type(v0 := d[k_uptime_last_30m]) is float or type(v0) is int or v0 is None else misfit()
            )
            self.supports_implicit_caching = (
                v0 if (v0 := d[k_supports_implicit_caching]) is True or v0 is False else misfit()
            )
            if k_model_id in d:
                self.model_id = d[k_model_id] + ""
            else:
                self.model_id = UNSET
                unknowns += 1
            if k_status in d:
                self.status = v0 if type(v0 := d[k_status]) is int else misfit()
            else:
                self.status = UNSET
                unknowns += 1
            if k_uptime_last_5m in d:
                self.uptime_last_5m = (
                    v0 if type(v0 := d[k_uptime_last_5m]) is float or type(v0) is int or v0 is None else misfit()
                )
            else:
                self.uptime_last_5m = UNSET
                unknowns += 1
            if k_uptime_last_1d in d:
                self.uptime_last_1d = (
                    v0 if type(v0 := d[k_uptime_last_1d]) is float or type(v0) is int or v0 is None else misfit()
                )
            else:
                self.uptime_last_1d = UNSET
                unknowns += 1
            if k_latency_last_30m in d:
                self._later_latency_last_30m = d[k_latency_last_30m]
            else:
                self._later_latency_last_30m = UNSET
                unknowns += 1
            if k_throughput_last_30m in d:
                self._later_throughput_last_30m = d[k_throughput_last_30m]
            else:
                self._later_throughput_last_30m = UNSET
                unknowns += 1
            if k_perf_last_30m_by_workload in d:
                self._later_perf_last_30m_by_workload = d[k_perf_last_30m_by_workload]
            else:
                self._later_perf_last_30m_by_workload = UNSET
                unknowns += 1
            if k_supports_voice_cloning in d:
                self.supports_voice_cloning = (
                    v0 if (v0 := d[k_supports_voice_cloning]) is True or v0 is False else misfit()
                )
            else:
                self.supports_voice_cloning = UNSET
                unknowns += 1
            if k_supports_diarization in d:
                self.supports_diarization = v0 if (v0 := d[k_supports_diarization]) is True or v0 is False else misfit()
            else:
                self.supports_diarization = UNSET
                unknowns += 1
            if k_supports_image_reference in d:
                self.supports_image_reference = (
                    v0 if (v0 := d[k_supports_image_reference]) is True or v0 is False else misfit()
                )
            else:
                self.supports_image_reference = UNSET
                unknowns += 1
            if k_supports_multiple_audio_references in d:
                self.supports_multiple_audio_references = (
                    v0 if (v0 := d[k_supports_multiple_audio_references]) is True or v0 is False else misfit()
                )
            else:
                self.supports_multiple_audio_references = UNSET
                unknowns += 1
            if k_supports_tool_choice in d:
                self._later_supports_tool_choice = d[k_supports_tool_choice]
            else:
                self._later_supports_tool_choice = UNSET
                unknowns += 1
            if k_native_tools in d:
                self._later_native_tools = d[k_native_tools]
            else:
                self._later_native_tools = UNSET
                unknowns += 1
            if k_service_tier in d:
                self.service_tier = None if (v0 := d[k_service_tier]) is None else v0 + ""
            else:
                self.service_tier = UNSET
                unknowns += 1
            self._extra = unknown(d, _NAMES) if unknowns else None
        except MISFITS:
            mend(self, d)
        found[number] = self
    return found


def _read(d: dict[str, Any], into: PublicEndpoint | None = None) -> PublicEndpoint:
    return _read_each([d], into)[0]


from ..models.native_tools import NativeTools  # noqa: E402
from ..models.percentile_stats import PercentileStats  # noqa: E402
from ..models.performance_by_workload import PerformanceByWorkload  # noqa: E402
from ..models.pricing import Pricing  # noqa: E402
from ..models.tool_choice_support import ToolChoiceSupport  # noqa: E402

_FIELDS: dict[str, tuple[str, bool, Kind]] = {
    "name": ("name", True, "string"),
    "model_name": ("model_name", True, "string"),
    "context_length": ("context_length", True, "integer"),
    "pricing": ("pricing", True, Pricing),
    "provider_name": ("provider_name", True, "string"),
    "tag": ("tag", True, "string"),
    "quantization": ("quantization", True, ("nullable", "string")),
    "max_completion_tokens": ("max_completion_tokens", True, ("nullable", "integer")),
    "max_prompt_tokens": ("max_prompt_tokens", True, ("nullable", "integer")),
    "supported_parameters": ("supported_parameters", True, ("list", "string")),
    "uptime_last_30m": ("uptime_last_30m", True, ("nullable", "number")),
    "supports_implicit_caching": ("supports_implicit_caching", True, "boolean"),
    "model_id": ("model_id", False, "string"),
    "status": ("status", False, "integer"),
    "uptime_last_5m": ("uptime_last_5m", False, ("nullable", "number")),
    "uptime_last_1d": ("uptime_last_1d", False, ("nullable", "number")),
    "latency_last_30m": ("latency_last_30m", False, ("nullable", PercentileStats)),
    "throughput_last_30m": ("throughput_last_30m", False, ("nullable", PercentileStats)),
    "perf_last_30m_by_workload": ("perf_last_30m_by_workload", False, ("nullable", PerformanceByWorkload)),
    "supports_voice_cloning": ("supports_voice_cloning", False, "boolean"),
    "supports_diarization": ("supports_diarization", False, "boolean"),
    "supports_image_reference": ("supports_image_reference", False, "boolean"),
    "supports_multiple_audio_references": ("supports_multiple_audio_references", False, "boolean"),
    "supports_tool_choice": ("supports_tool_choice", False, ToolChoiceSupport),
    "native_tools": ("native_tools", False, NativeTools),
    "service_tier": ("service_tier", False, ("nullable", "string")),
}
_NAMES = frozenset(_FIELDS)
PublicEndpoint._FIELDS = _FIELDS
PublicEndpoint._read = _read
PublicEndpoint._read_each = _read_each
read_later(
    PublicEndpoint,
    "pricing",
    "latency_last_30m",
    "throughput_last_30m",
    "perf_last_30m_by_workload",
    "supports_tool_choice",
    "native_tools",
)
