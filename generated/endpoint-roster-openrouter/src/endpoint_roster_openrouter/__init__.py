# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
"""A typed Python client for the list of endpoints that serve a model on OpenRouter."""

from .client import DEFAULT_BASE_URL, AuthenticatedClient, Client
from .errors import ApiError, ClientError, DecodeError, TransportError
from .types import UNSET, Response, Unset

__version__ = "0.1.0"

__all__ = (
    "DEFAULT_BASE_URL",
    "UNSET",
    "ApiError",
    "AuthenticatedClient",
    "Client",
    "ClientError",
    "DecodeError",
    "Response",
    "TransportError",
    "Unset",
)
