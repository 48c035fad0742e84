"""The providers' adapters, and what a plug-in needs to be one.

An adapter does no input or output: it yields its next call and receives the answer. The
engine does the rest. See ``Provider``.
"""

from ..settings import Paging, ProviderSettings, PushedDown
from .base import Answer, Client, Provider, find
from .forms import Form, Settings
from .mapping import GIVEN, EndpointMapping
from .normalize import States
from .steps import (
    Call,
    Calls,
    Page,
    PartialFailure,
    Step,
    Steps,
    UnfinishedError,
    may_have_happened,
)

__all__ = [
    "GIVEN",
    "Answer",
    "Call",
    "Calls",
    "Client",
    "EndpointMapping",
    "Form",
    "Page",
    "Paging",
    "PartialFailure",
    "Provider",
    "ProviderSettings",
    "PushedDown",
    "Settings",
    "States",
    "Step",
    "Steps",
    "UnfinishedError",
    "find",
    "may_have_happened",
]
