"""The providers' adapters, and what a plug-in needs to be one.

An adapter does no input or output: it yields its next call and receives the answer. The
engine does the rest. See ``Provider``.
"""

from ..settings import Paging, ProviderSettings, PushedDown
from .base import (
    Answer,
    Call,
    Client,
    Page,
    PartialFailure,
    Provider,
    Step,
    Steps,
    find,
)
from .mapping import GIVEN, EndpointMapping
from .normalize import States

__all__ = [
    "GIVEN",
    "Answer",
    "Call",
    "Client",
    "EndpointMapping",
    "Page",
    "Paging",
    "PartialFailure",
    "Provider",
    "ProviderSettings",
    "PushedDown",
    "States",
    "Step",
    "Steps",
    "find",
]
