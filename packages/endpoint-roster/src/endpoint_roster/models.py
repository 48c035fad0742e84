# Written by `uv run nox -s regenerate -- roster` from specs/roster; do not edit.

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from endpoint_roster.records import EndpointRecord, ListingRecord, Record


class EndpointState(StrEnum):
    """
    What an endpoint does, in one vocabulary for all providers.

    Each provider's words are translated by a table; a word that is not in it becomes UNKNOWN,
    and `Endpoint.provider_state` always keeps the word itself.
    """

    PENDING = "pending"
    STARTING = "starting"
    RUNNING = "running"
    DEGRADED = "degraded"
    STOPPING = "stopping"
    STOPPED = "stopped"
    FAILED = "failed"
    UNKNOWN = "unknown"


class Action(StrEnum):
    """
    What can be done with an endpoint.
    """

    CREATE = "create"
    START = "start"
    STOP = "stop"
    UPDATE = "update"
    DELETE = "delete"


class Outcome(StrEnum):
    """
    How an action ended.

    DONE: the endpoint is as requested. ACCEPTED: the provider is still working on it. ALREADY: there was nothing to
    do. REFUSED: nothing was sent. FAILED: it was tried and did not happen. UNKNOWN: it may have happened, and
    reading the endpoint could not settle it.
    """

    DONE = "done"
    ACCEPTED = "accepted"
    ALREADY = "already"
    REFUSED = "refused"
    FAILED = "failed"
    UNKNOWN = "unknown"


@dataclass(slots=True, repr=False, eq=False)
class Replicas(Record):
    """Copies (workers, instances) of an endpoint."""

    min: int | None = None
    """Fewest that it scales down to."""

    max: int | None = None
    """Most that it scales up to."""

    current: int | None = None
    """Those that exist now."""

    ready: int | None = None
    """Those that can answer now."""


@dataclass(slots=True, repr=False, eq=False)
class RateLimit(Record):
    """Upper bounds of use."""

    requests_per_minute: int | None = None
    """Requests in one minute."""

    tokens_per_minute: int | None = None
    """Tokens in one minute, questions and answers together."""


@dataclass(slots=True, repr=False, eq=False)
class Price(Record):
    """The price of one unit of one item."""

    item: str
    """What is charged, in the provider's word."""

    amount: Decimal
    """Exact price of one unit, before discounts."""

    currency: str
    """Currency code of ISO 4217."""

    unit: str
    """What is counted."""


@dataclass(slots=True, repr=False, eq=False)
class Cost(Record):
    """
    What an endpoint costs for one hour as it runs now.

    per_hour is zero where nothing runs that is paid by the hour. It is None where the endpoint is paid by use
    (by_use), or where the cost is not known; basis says why.
    """

    basis: str
    """What was multiplied, and where the price comes from; or why there is no cost by the hour."""

    per_hour: Decimal | None = None
    """Exact cost of one hour."""

    currency: str | None = None
    """Currency code of ISO 4217; of an endpoint that is paid by use, that of its prices."""

    by_use: bool = False
    """Whether it is paid by use, such as by token, and not by the hour."""

    is_estimate: bool = False
    """Whether something in it is inferred or assumed: the price is one that you configured, the provider states no currency, or does not report how many replicas run."""


@dataclass(slots=True, repr=False, eq=False)
class Failure(Record):
    """Something that a listing could not reach, and what to do about it. It holds no secret."""

    provider: str
    """The provider's name."""

    account: str
    """Label of the account."""

    kind: str
    """
    What sort of failure.

    Nothing was sent: configuration, missing_extra, plugin, refused. The exchange failed: auth, timeout, connect, proxy,
    tls, transport, status, decode, too_large, redirect. The answers lack something or do not come to an end:
    deadline, repeated_page, empty_pages, page_limit, missing_items. An executor did not run the task that
    reads the account, or its worker could not: executor. Of an action: not_found, interrupted. A fault of
    this library or of a plug-in: internal.
    """

    attempted: str
    """What was being done."""

    cause: str
    """What happened, in one line."""

    advice: str
    """What to do about it."""

    pages: int = 0
    """Pages of this account read before."""

    endpoints: int = 0
    """Endpoints of this account delivered before."""

    attempts: int = 0
    """How often the failing request was sent; 0 when nothing was sent."""

    status: int | None = None
    """HTTP status, when an answer arrived."""

    code: str | None = None
    """The provider's error code."""

    request_id: str | None = None
    """The provider's id of the request, which its support asks for."""

    retry_after: float | None = None
    """Seconds that the provider asked to wait."""


@dataclass(slots=True, repr=False, eq=False)
class AccountReport(Record):
    """How one account was read."""

    provider: str
    """The provider's name."""

    account: str
    """Label of the account."""

    endpoints: int = 0
    """Endpoints delivered, after the filters of the listing."""

    pages: int = 0
    """Pages read."""

    attempts: int = 0
    """Requests sent, including retries; those that fetch a token are not counted."""

    seconds: float = 0.0
    """Time spent waiting for the provider, including the waits before retries."""

    notes: list[str] = field(default_factory=list)
    """Anything unusual in the answers that lost no data, such as pages that moved while being read."""

    failure: Failure | None = None
    """What could not be reached; the first, if there is more than one. Listing.failures has all."""


@dataclass(slots=True, repr=False, eq=False)
class Endpoint(EndpointRecord):
    """One inference endpoint. What a provider does not report is None, or empty for prices and tags."""

    provider: str
    """The provider's name, such as together."""

    account: str
    """Label of the account that it was found with."""

    id: str
    """The provider's id, unique within the account. OpenRouter gives none, so there it is author/slug@tag."""

    name: str | None = None
    """The name that its owner gave it or that the provider shows."""

    model: str | None = None
    """The model that it serves."""

    kind: str | None = None
    """
    Whose capacity it runs on.

    serverless: shared and paid by use. dedicated: one's own and paid while it runs. A provider may add words.
    """

    state: EndpointState = EndpointState.UNKNOWN
    """What it does."""

    provider_state: str | None = None
    """Its state, in the provider's own word."""

    url: str | None = None
    """Address that requests go to."""

    region: str | None = None
    """The provider's name of the region that it runs in."""

    owner: str | None = None
    """Who owns or runs it, in the provider's terms (user, organisation, or upstream provider)."""

    created_at: datetime | None = None
    """When it was created, in UTC."""

    updated_at: datetime | None = None
    """When it was last changed, in UTC."""

    provider_kind: str | None = None
    """What sort of endpoint it is, in the provider's own word."""

    description: str | None = None
    """Free text that its owner wrote."""

    state_reason: str | None = None
    """Why it is in this state, in the provider's words."""

    project: str | None = None
    """Project or workspace that it belongs to."""

    gpu_count: int | None = None
    """GPUs of each replica."""

    context_length: int | None = None
    """Longest context in tokens, question and answer together."""

    max_output_tokens: int | None = None
    """Longest answer in tokens."""

    uptime: float | None = None
    """Share of requests answered in the last 30 minutes, in percent."""

    replicas: Replicas | None = None
    """How many copies run and may run."""

    rate_limit: RateLimit | None = None
    """Rate limits of requests to it."""

    prices: list[Price] = field(default_factory=list)
    """List prices, one for each billed item."""

    cost: Cost | None = None
    """What it costs by the hour. None unless costs were asked for."""

    tags: dict[str, str] = field(default_factory=dict)
    """Labels that its owner attached, by name."""

    raw: Any = field(repr=False, default=None)
    """The provider's own object with every field that it sent, also those that are not known here."""


@dataclass(slots=True, repr=False, eq=False)
class ActionResult(Record):
    """How one action on one endpoint ended. It holds no secret."""

    provider: str
    """The provider's name."""

    account: str
    """Label of the account."""

    action: Action
    """What was to be done."""

    outcome: Outcome
    """How it ended."""

    id: str | None = None
    """The provider's id of the endpoint; None if it was to be created and there is none."""

    reference: str | None = None
    """The endpoint as provider/account/id; None where there is no id."""

    name: str | None = None
    """The name of the endpoint."""

    state_before: EndpointState | None = None
    """Its state when it was read before the action; None if it was not read, or did not exist."""

    state_after: EndpointState | None = None
    """Its state when it was last read; None if it was not read, or does not exist any more."""

    failure: Failure | None = None
    """Why it was refused, has failed or is unknown; None otherwise."""

    request_id: str | None = None
    """The provider's id of the last request that was to change something."""


@dataclass(slots=True, repr=False, eq=False)
class Listing(ListingRecord):
    """What one listing found and what it could not reach. The JSON output of `roster list` is this object."""

    endpoints: list[Endpoint]
    """Every endpoint that could be reached, in the order of the accounts and, within one, in the provider's order."""

    failures: list[Failure]
    """What could not be reached; empty when the listing is complete."""

    complete: bool
    """True when nothing failed, so that every endpoint of every account asked is here."""

    accounts: list[AccountReport] = field(compare=False, default_factory=list)
    """How each account was read, in the order of the accounts. Two listings that differ only here are equal."""

# Generation record
# generator: datamodel-code-generator 0.89.0
# formatter: ruff 0.17.5
# spec: a5d551ec30e08025c4586c23ae7979178230814eeb9abbb983db57e57a1326b0
# settings: 99947db3dbac2e861988bcf96fdab8d458086d1aeb41b303f513fa838e6905bd
# templates: e162ef252ea363a6901ab6c9180cc1ee5ac527a06cbcddfdb23e02561e07145d
# tools: 6bbd1957d1a94d5578e2f7829b696b50d1c054a0b4b388d7daa5624ea2d3984f
# output: a1c10923500a2b34f7ecf307f3a1dcece671d75b4ae6760e8e3096ca54c59472
