"""Reads many accounts at the same time, page by page, and does something with their endpoints.

From the top: a ``FanOut`` is one listing; it has an ``AccountReader`` for each account, which takes
the steps of the provider's adapter and sends its calls through the account's client. ``Actions``
are what is done with endpoints: an ``ActionRun`` for each, or a ``CreationRun``, which hold a
``Conversation`` with the account by the calls of the adapter.
"""

from .action import ActionRun, Target, new_result, refused
from .actions import ActionProgress, Actions
from .clients import Clients
from .creation import CreationRun
from .fanout import FanOut, ListProgress

__all__ = [
    "ActionProgress",
    "ActionRun",
    "Actions",
    "Clients",
    "CreationRun",
    "FanOut",
    "ListProgress",
    "Target",
    "new_result",
    "refused",
]
