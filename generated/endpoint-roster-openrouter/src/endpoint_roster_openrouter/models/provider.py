# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
from __future__ import annotations

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model


@model
class Provider(Model):
    """A provider behind OpenRouter."""

    name: str = field("name", "string")
    """Display name, the `provider_name` of endpoints."""
    slug: str = field("slug", "string")
    """Short name."""
    headquarters: str | None = field("headquarters", "string?", default=None)
    """Country of its headquarters, in two letters (ISO 3166-1), or null."""
    datacenters: list[str] | None = field("datacenters", "list[string]?", default=None)
    """Countries of its data centres, in two letters each (ISO 3166-1), or null."""
    privacy_policy_url: str | None = field("privacy_policy_url", "string?")
    """Address of its privacy policy, or null."""
    terms_of_service_url: str | None = field("terms_of_service_url", "string?", default=None)
    """Address of its terms, or null."""
    status_page_url: str | None = field("status_page_url", "string?", default=None)
    """Address where it reports trouble, or null."""
