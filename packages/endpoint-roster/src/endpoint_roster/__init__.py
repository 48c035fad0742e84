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
    from .costs import CostGroup, CostSum, summarize
    from .deserialize import DataError, listing_from_dict
    from .doctor import Diagnosis, DiagnosisStep
    from .engine import ActionProgress, ListProgress
    from .errors import (
        AmbiguousReferenceError,
        AnswerError,
        ClosedError,
        ConfigurationError,
        DeadlineError,
        EndpointNotFoundError,
        IncompleteError,
        InsecureConfigurationWarning,
        MissingCredentialError,
        MissingExtraError,
        NoAccountsError,
        PlanError,
        PluginError,
        QueryError,
        ReadError,
        RosterError,
        SettingProblem,
        SettingsError,
        UnknownProviderError,
        WaitError,
        WaitTimeoutError,
    )
    from .models import (
        AccountReport,
        Action,
        ActionResult,
        Cost,
        Endpoint,
        EndpointState,
        Failure,
        Listing,
        Outcome,
        Price,
        RateLimit,
        Replicas,
    )
    from .pager import AsyncPager, Pager
    from .plan import AsyncPlan, Plan
    from .prices import HourlyPrice
    from .providers.huawei import HuaweiOptions
    from .providers.openrouter import OpenRouterOptions
    from .providers.ppio import PpioOptions
    from .providers.settings_reading import settings_schema
    from .providers.together import TogetherOptions
    from .providers.volcengine import VolcengineOptions
    from .query import ProviderOptions
    from .roster import AsyncRoster, Roster
    from .serialize import to_dict
    from .vocabulary import KindName, PlannedAction, ProviderName, StateName, TargetState

__version__ = "0.1.0"

__all__ = [
    "Account",
    "AccountReport",
    "Action",
    "ActionProgress",
    "ActionResult",
    "AmbiguousReferenceError",
    "AnswerError",
    "AsyncPager",
    "AsyncPlan",
    "AsyncRoster",
    "Clock",
    "ClosedError",
    "ConfigurationError",
    "Cost",
    "CostGroup",
    "CostSum",
    "DataError",
    "DeadlineError",
    "Diagnosis",
    "DiagnosisStep",
    "Endpoint",
    "EndpointNotFoundError",
    "EndpointState",
    "Failure",
    "HourlyPrice",
    "HuaweiOptions",
    "IncompleteError",
    "InsecureConfigurationWarning",
    "KindName",
    "ListProgress",
    "Listing",
    "MissingCredentialError",
    "MissingExtraError",
    "NoAccountsError",
    "OpenRouterOptions",
    "Outcome",
    "Pager",
    "Plan",
    "PlanError",
    "PlannedAction",
    "PluginError",
    "PpioOptions",
    "Price",
    "ProviderName",
    "ProviderOptions",
    "QueryError",
    "RateLimit",
    "ReadError",
    "Replicas",
    "Roster",
    "RosterError",
    "SettingProblem",
    "SettingsError",
    "StateName",
    "TargetState",
    "TogetherOptions",
    "UnknownProviderError",
    "VolcengineOptions",
    "WaitError",
    "WaitTimeoutError",
    "listing_from_dict",
    "settings_schema",
    "summarize",
    "to_dict",
]

# Without a handler, the standard library would print warnings to stderr.
logging.getLogger(__name__).addHandler(logging.NullHandler())


if not TYPE_CHECKING:  # so that a wrong name is an error in editors and type checkers
    _MODULES = {
        "account": "Account",
        "costs": "CostGroup CostSum summarize",
        "deserialize": "DataError listing_from_dict",
        "doctor": "Diagnosis DiagnosisStep",
        "engine": "ActionProgress ListProgress",
        "models": "AccountReport Action ActionResult Cost Endpoint EndpointState Failure Listing"
        " Outcome Price RateLimit Replicas",
        "options": "Clock",
        "pager": "AsyncPager Pager",
        "plan": "AsyncPlan Plan",
        "prices": "HourlyPrice",
        "providers.huawei": "HuaweiOptions",
        "providers.openrouter": "OpenRouterOptions",
        "providers.ppio": "PpioOptions",
        "providers.settings_reading": "settings_schema",
        "providers.together": "TogetherOptions",
        "providers.volcengine": "VolcengineOptions",
        "query": "ProviderOptions",
        "roster": "AsyncRoster Roster",
        "serialize": "to_dict",
        "vocabulary": "KindName PlannedAction ProviderName StateName TargetState",
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
