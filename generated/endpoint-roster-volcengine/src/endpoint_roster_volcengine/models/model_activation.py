# Written by `uv run nox -s regenerate` from specs/volcengine; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    from ..models.charge_item import ChargeItem
    from ..models.charge_tier import ChargeTier
    from ..models.free_usage import FreeUsage
    from ..models.known_activation_state import KnownActivationState
    from ..models.sub_service import SubService


@model
class ModelActivation(Model):
    """One foundation model, as this account may use it and pays for it."""

    foundation_model_name: str | None = field("FoundationModelName", "string", default=None)
    """Name of the model, as `ModelReference.FoundationModel.Name` of an endpoint has it."""
    display_name: str | None = field("DisplayName", "string", default=None)
    """Name for people."""
    vendor_name: str | None = field("VendorName", "string", default=None)
    """Who made the model."""
    state: KnownActivationState | str | None = field("State", "string", default=None)
    """Whether the account has activated the model."""
    is_deprecated: bool | None = field("IsDeprecated", "boolean", default=None)
    """Whether the provider will take the model away."""
    is_overdue: bool | None = field("IsOverdue", "boolean", default=None)
    """Whether the account has an unpaid bill, so that the model does not answer."""
    is_limited_activation: bool | None = field("IsLimitedActivation", "boolean", default=None)
    """Whether the model has to be applied for; inferred from the name."""
    charge_items: list[ChargeItem] | None = field("ChargeItems", "list[ChargeItem]?", default=None)
    """Prices, one for each way of use."""
    multi_charge_items: list[ChargeTier] | None = field("MultiChargeItems", "list[ChargeTier]?", default=None)
    """Prices in tiers, for example by the length of the input; few models have them."""
    sub_services: list[SubService] | None = field("SubServices", "list[SubService]?", default=None)
    """Parts of the service that can be activated by themselves."""
    initial_inference_free_usage: FreeUsage | None = field("InitialInferenceFreeUsage", "FreeUsage", default=None)
    """What will be free of charge once the model is activated."""
    free_resource_pack_items: list[FreeUsage] | None = field("FreeResourcePackItems", "list[FreeUsage]?", default=None)
    """What is free of charge for a model that is activated."""
