"""Reads many accounts at the same time, page by page, and does something with their endpoints.

From the top: a ``FanOut`` is one listing; it has an ``AccountReader`` for each account, which takes
the steps of the provider's adapter and sends its calls through the account's client. ``Actions``
are what is done with endpoints: an ``ActionRun`` for each, or a ``CreationRun``, which hold a
``Conversation`` with the account by the calls of the adapter.
"""

from typing import TYPE_CHECKING

from .clients import Clients
from .fanout import FanOut, ListProgress

if TYPE_CHECKING:
    from .action import ActionRun, Target, new_result, refused
    from .actions import ActionProgress, Actions
    from .conversation import Conversation
    from .creation import CreationRun

__all__ = [
    "ActionProgress",
    "ActionRun",
    "Actions",
    "Clients",
    "Conversation",
    "CreationRun",
    "FanOut",
    "ListProgress",
    "Target",
    "new_result",
    "refused",
]

if not TYPE_CHECKING:  # what only actions need is loaded with the first of them
    _MODULES = {
        "ActionProgress": "actions",
        "ActionRun": "action",
        "Actions": "actions",
        "Conversation": "conversation",
        "CreationRun": "creation",
        "Target": "action",
        "new_result": "action",
        "refused": "action",
    }

    def __getattr__(name: str) -> object:
        from endpoint_roster_core.lazy import load

        return load(__name__, name, _MODULES)
