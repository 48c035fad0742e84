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
    read_page,
)

__all__ = [
    "Answer",
    "Call",
    "Client",
    "Page",
    "Paging",
    "PartialFailure",
    "Provider",
    "ProviderSettings",
    "PushedDown",
    "Step",
    "Steps",
    "find",
    "read_page",
]
