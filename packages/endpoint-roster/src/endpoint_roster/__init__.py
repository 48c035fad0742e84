"""Which inference endpoints do I have, everywhere, in what state, and since when?

    from endpoint_roster import Roster

    with Roster.from_env() as roster:
        for endpoint in roster.list(states=["running"]):
            print(endpoint.provider, endpoint.name, endpoint.created_at)

Nothing is loaded before it is used: neither the engine nor any provider's client.
"""

import logging
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from endpoint_roster_core.clock import Clock

    from .account import Account
    from .deserialize import DataError, listing_from_dict
    from .doctor import Diagnosis, DiagnosisStep
    from .engine import ListProgress
    from .errors import (
        AnswerError,
        ClosedError,
        ConfigurationError,
        DeadlineError,
        IncompleteError,
        InsecureConfigurationWarning,
        MissingCredentialError,
        MissingExtraError,
        NoAccountsError,
        PluginError,
        QueryError,
        RosterError,
        UnknownProviderError,
    )
    from .models import (
        AccountReport,
        Endpoint,
        EndpointState,
        Failure,
        Listing,
        Price,
        RateLimit,
        Replicas,
    )
    from .pager import AsyncPager, Pager
    from .providers.huawei import HuaweiOptions
    from .providers.openrouter import OpenRouterOptions
    from .providers.ppio import PpioOptions
    from .providers.together import TogetherOptions
    from .providers.volcengine import VolcengineOptions
    from .query import ProviderOptions
    from .roster import AsyncRoster, Roster
    from .serialize import to_dict

__version__ = "0.1.0"

__all__ = [
    "Account",
    "AccountReport",
    "AnswerError",
    "AsyncPager",
    "AsyncRoster",
    "Clock",
    "ClosedError",
    "ConfigurationError",
    "DataError",
    "DeadlineError",
    "Diagnosis",
    "DiagnosisStep",
    "Endpoint",
    "EndpointState",
    "Failure",
    "HuaweiOptions",
    "IncompleteError",
    "InsecureConfigurationWarning",
    "ListProgress",
    "Listing",
    "MissingCredentialError",
    "MissingExtraError",
    "NoAccountsError",
    "OpenRouterOptions",
    "Pager",
    "PluginError",
    "PpioOptions",
    "Price",
    "ProviderOptions",
    "QueryError",
    "RateLimit",
    "Replicas",
    "Roster",
    "RosterError",
    "TogetherOptions",
    "UnknownProviderError",
    "VolcengineOptions",
    "listing_from_dict",
    "to_dict",
]

# Without a handler, the standard library would print warnings to stderr.
logging.getLogger(__name__).addHandler(logging.NullHandler())


if not TYPE_CHECKING:  # so that a wrong name is an error in editors and type checkers
    _MODULES = {
        "account": "Account",
        "deserialize": "DataError listing_from_dict",
        "doctor": "Diagnosis DiagnosisStep",
        "engine": "ListProgress",
        "models": "AccountReport Endpoint EndpointState Failure Listing Price RateLimit Replicas",
        "options": "Clock",
        "pager": "AsyncPager Pager",
        "providers.huawei": "HuaweiOptions",
        "providers.openrouter": "OpenRouterOptions",
        "providers.ppio": "PpioOptions",
        "providers.together": "TogetherOptions",
        "providers.volcengine": "VolcengineOptions",
        "query": "ProviderOptions",
        "roster": "AsyncRoster Roster",
        "serialize": "to_dict",
    }
    _ORIGINS = dict.fromkeys(__all__, "errors") | {
        name: module for module, names in _MODULES.items() for name in names.split()
    }

    def __getattr__(name: str) -> object:
        if name not in _ORIGINS:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value: object = getattr(import_module(f".{_ORIGINS[name]}", __name__), name)
        globals()[name] = value
        return value
