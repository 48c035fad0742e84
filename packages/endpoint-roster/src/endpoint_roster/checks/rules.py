"""Which rules there are, their thresholds, and the exceptions from them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, cast, get_args

from ..errors import ConfigurationError
from ..folding import fits
from ..records import Record
from ..spans import EXAMPLES, exact, read_span

if TYPE_CHECKING:
    from collections.abc import Iterable

RuleName: TypeAlias = Literal["failed", "stuck", "replicas", "running-for", "cost", "unread"]
#: All rules, in the order in which findings are reported.
RULES: tuple[RuleName, ...] = get_args(RuleName)
#: Rules with a span as threshold, and what it is where none is given.
_SPANS: dict[RuleName, timedelta] = {
    "stuck": timedelta(minutes=30),
    "running-for": timedelta(days=30),
}
_COST = re.compile(r"\s*(\d{1,15}(?:\.\d{1,18})?)\s*([A-Za-z]{3})\s*", re.ASCII)
_HOW_TO_SAY_COST = "Write an amount of 0 or more for one hour, with its currency, such as 5 USD."


@dataclass(frozen=True, slots=True, repr=False, kw_only=True)
class RuleException(Record):
    """A finding that is known and accepted, until a day.

    Attributes:
        reference: What it is for: ``provider/account/id`` of an endpoint, or ``provider/account``
            for the rule ``unread``. ``*`` stands for any text, ``?`` for any character; case does
            not count.
        rule: Name of the rule.
        reason: Why, in the words of who made it.
        until: Last day on which it holds, in UTC.
    """

    reference: str
    rule: RuleName
    reason: str
    until: date

    def holds(self, now: datetime) -> bool:
        """Tell whether it still holds at an aware time."""
        return now.astimezone(UTC).date() <= self.until

    def matches(self, rule: RuleName, reference: str) -> bool:
        """Tell whether it is about a rule and an endpoint or account."""
        return rule == self.rule and fits(self.reference, reference)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """Which rules are checked, with their thresholds.

    Attributes:
        failed: Whether an endpoint that has failed is a finding.
        stuck: How long an endpoint may be pending, starting or stopping; None for any time.
        replicas: Whether fewer ready replicas than the endpoint's minimum are a finding.
        running_for: How long ago a running dedicated endpoint may have been created; None for any
            time.
        cost: What an endpoint may cost for one hour at most, by currency (ISO 4217); of none if
            empty. The listing has to have costs: ``roster.list(costs=True)``.
        unread: Whether an account that could not be read, or not to its end, is a finding.
        exceptions: What is accepted until a day; the first that matches counts.

    Raises:
        ConfigurationError: A span or an amount is negative.
    """

    failed: bool = True
    stuck: timedelta | None = _SPANS["stuck"]
    replicas: bool = True
    running_for: timedelta | None = None
    cost: Mapping[str, Decimal] = field(default_factory=dict[str, Decimal])
    unread: bool = True
    exceptions: tuple[RuleException, ...] = ()

    def __post_init__(self) -> None:
        for rule in _SPANS:
            span = self.threshold(rule)
            if span is not None and span < timedelta(0):
                raise ConfigurationError(f"{rule} cannot be negative")
        if any(amount < 0 for amount in self.cost.values()):
            raise ConfigurationError("cost cannot be negative")

    def threshold(self, rule: RuleName) -> Any:
        """Return the threshold of a rule, True if it is on without one, or False or None."""
        return getattr(self, attribute(rule))

    def names(self) -> list[RuleName]:
        """Return the rules that are on, in their order."""
        return [rule for rule in RULES if self.threshold(rule) not in (False, None, {})]

    def texts(self) -> list[str]:
        """Return the rules that are on with their thresholds, as ``only`` takes them."""
        return [text for rule in self.names() for text in self._texts(rule)]

    def _texts(self, rule: RuleName) -> list[str]:
        if rule == "cost":
            return [f"cost={money(amount, currency)}" for currency, amount in self.cost.items()]
        return [f"{rule}={exact(self.threshold(rule))}" if rule in _SPANS else rule]

    def only(self, texts: Iterable[str]) -> Rules:
        """Return these rules alone, with the same exceptions.

        Args:
            texts: A rule's name each, alone or with its threshold, such as ``stuck=1h``; without,
                it keeps its threshold, or gets the usual one.

        Raises:
            ConfigurationError: There is no such rule or threshold, or a rule is named twice.
        """
        values: dict[RuleName, list[str]] = {}
        for text in texts:
            name, equals, value = text.partition("=")
            rule = find_rule(name)
            if rule in values and not (rule == "cost" and values[rule] and equals):
                raise ConfigurationError(f"the rule {rule} is given twice", "Give it once.")
            values.setdefault(rule, []).extend([value] if equals else [])
        chosen: dict[str, Any] = {}
        for rule in RULES:
            if rule not in values:
                value = False
            elif rule == "cost":
                value = values[rule] or self.cost or True
            else:
                value = values[rule][0] if values[rule] else self.threshold(rule) or True
            chosen[attribute(rule)] = read_threshold(rule, value)
        return replace(self, **chosen)


def find_rule(name: str) -> RuleName:
    """Return the rule of this name; ``_`` and capital letters are taken for what was meant.

    Raises:
        ConfigurationError: There is none; the text says which there are.
    """
    word = name.strip().lower().replace("_", "-")
    if word in RULES:
        return word
    from difflib import get_close_matches

    near = get_close_matches(word, RULES, 1)
    meant = f"Did you mean {near[0]}? " if near else ""
    raise ConfigurationError(f"unknown rule {name!r}", f"{meant}Choose from {', '.join(RULES)}.")


def read_threshold(rule: RuleName, value: object) -> Any:
    """Return what an attribute of ``Rules`` is for a value that a file or an option gives it.

    Args:
        rule: Name of the rule.
        value: False turns it off, True turns it on with the usual threshold, and a text, several
            of costs, or the threshold itself, is the threshold.

    Raises:
        ConfigurationError: It is none of them.
    """
    if rule == "cost":
        return _read_cost(value)
    if rule not in _SPANS:
        if not isinstance(value, bool):
            raise ConfigurationError(f"the rule {rule} takes no threshold", "Leave it out.")
        return value
    if isinstance(value, bool):
        return _SPANS[rule] if value else None
    found = read_span(value) if isinstance(value, str) else value
    if not isinstance(found, timedelta):
        raise ConfigurationError(f"{value!r} is not a valid duration", f"Write it like {EXAMPLES}.")
    return found


def money(amount: Decimal, currency: str) -> str:
    """Return an amount with its currency, as ``cost`` takes it; without zeros that say nothing."""
    text = f"{amount:f}"
    return f"{text.rstrip('0').rstrip('.') if '.' in text else text} {currency}"


def _read_cost(value: object) -> Mapping[str, Decimal]:
    if isinstance(value, Mapping):
        amounts = cast("Mapping[str, Decimal]", value)
        if all(isinstance(one, Decimal) for one in amounts.values()):  # pyright: ignore[reportUnnecessaryIsInstance] - not so in a file
            return amounts
    if value is False:
        return {}
    if value is True:
        raise ConfigurationError("the rule cost needs an amount", _HOW_TO_SAY_COST)
    limits: dict[str, Decimal] = {}
    for text in cast("list[object]", value if isinstance(value, list) else [value]):
        found = _COST.fullmatch(text) if isinstance(text, str) else None
        if found is None:
            raise ConfigurationError(f"{text!r} is not an amount", _HOW_TO_SAY_COST)
        currency = found[2].upper()
        if currency in limits:
            raise ConfigurationError(f"there are two amounts in {currency}", "Give one.")
        limits[currency] = Decimal(found[1])
    return limits


def attribute(rule: RuleName) -> str:
    """Return the name of the attribute of ``Rules`` with a rule's threshold."""
    return rule.replace("-", "_")
