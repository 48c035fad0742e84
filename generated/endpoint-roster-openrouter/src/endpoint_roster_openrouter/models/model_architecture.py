# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    from ..models.known_input_modality import KnownInputModality
    from ..models.known_instruct_type import KnownInstructType
    from ..models.known_output_modality import KnownOutputModality
    from ..models.known_tokenizer import KnownTokenizer


@model
class ModelArchitecture(Model):
    """What a model of the catalogue takes and makes."""

    tokenizer: KnownTokenizer | str | None = field("tokenizer", "string?", default=None)
    """Family of the model's tokenizer, or null."""
    instruct_type: KnownInstructType | str | None = field("instruct_type", "string?", default=None)
    """Format of its instruction prompts, or null."""
    modality: str | None = field("modality", "string?")
    """Input and output in short, such as `text+image->text`, or null."""
    input_modalities: list[KnownInputModality | str] = field("input_modalities", "list[string]")
    """What the model accepts."""
    output_modalities: list[KnownOutputModality | str] = field("output_modalities", "list[string]")
    """What the model produces."""
