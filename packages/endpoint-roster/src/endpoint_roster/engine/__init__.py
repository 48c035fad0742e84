"""Reads many accounts at the same time, page by page.

From the top: a ``FanOut`` is one listing; it has an ``AccountReader`` for each account, which takes
the steps of the provider's adapter and sends its calls through the account's client.
"""

from .clients import Clients
from .fanout import FanOut, ListProgress

__all__ = ["Clients", "FanOut", "ListProgress"]
