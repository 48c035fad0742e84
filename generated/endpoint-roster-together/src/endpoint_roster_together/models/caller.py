# Written by `uv run nox -s regenerate` from specs/together; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    from ..models.caller_key import CallerKey
    from ..models.caller_organization import CallerOrganization
    from ..models.caller_project import CallerProject
    from ..models.caller_user import CallerUser
    from ..models.known_identity_type import KnownIdentityType


@model
class Caller(Model):
    """Who a key belongs to. Which parts there are follows from its type."""

    type_: KnownIdentityType | str = field("type", "string")
    """Kind of the credentials."""
    api_key: CallerKey | None = field("api_key", "CallerKey", default=None)
    """The key, if it is one."""
    user: CallerUser | None = field("user", "CallerUser", default=None)
    """The user, if it is a login."""
    organization: CallerOrganization | None = field("organization", "CallerOrganization", default=None)
    """The organization, if there is one."""
    project: CallerProject | None = field("project", "CallerProject", default=None)
    """The project, if it is the key or the login of one."""
