"""A rule for specs, and what is found by a table of rules."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from documents.spec import Spec

from .schemas import Findings, mistakes

SCHEMA = Path(__file__).with_name("document.schema.yaml")


@dataclass(frozen=True)
class Rule:
    """One rule: what the schema finds under its name; if nothing, what its function finds.

    If a gate finds something, later rules have nothing to stand on and are not run.
    """

    name: str
    check: Callable[[Spec], Findings] | None = None
    gate: bool = False
    openapi_only: bool = True
    before_schema: bool = False  # the schema cannot be held against what this refuses


def findings(spec: Spec, rules: Iterable[Rule]) -> Iterator[tuple[str, str, str]]:
    """Yield the rule's name, a JSON pointer and what to do; end after a gate that found some."""
    known: dict[str, list[tuple[str, str]]] | None = None
    for rule in rules:
        if rule.openapi_only and not spec.is_openapi:
            continue
        if known is None and not rule.before_schema:
            known = of_schema(spec)
        of_rule = known[rule.name] if known is not None else []
        found = dict.fromkeys(of_rule or (rule.check(spec) if rule.check else ()))
        for pointer, advice in found:
            yield rule.name, pointer, advice
        if rule.gate and found:
            return


def of_schema(spec: Spec) -> dict[str, list[tuple[str, str]]]:
    """What document.schema.yaml finds, by its rules."""
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    kind = "openapi" if spec.is_openapi else "models"
    for rule, pointer, advice in mistakes(SCHEMA, kind, spec.document):
        found[rule].append((pointer, advice))
    return found
