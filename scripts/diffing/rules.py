"""What a change of a spec means to people who use the client: the table of rules, rules.yaml.

Nothing here looks at a spec: the judges find changes and name the rule.
"""

from dataclasses import dataclass
from enum import IntEnum
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import yaml

TABLE = Path(__file__).with_name("rules.yaml")


class Level(IntEnum):
    """How much a change asks of a user; the name is the step of SemVer."""

    PATCH = 1
    MINOR = 2
    MAJOR = 3

    def __str__(self) -> str:
        """The word that people read."""
        return self.name.lower()


PATCH, MINOR, MAJOR = Level.PATCH, Level.MINOR, Level.MAJOR
REQUEST, RESPONSE, BOTH, PYTHON = "request", "response", "both", "python"
MEANING = {MAJOR: "breaks a caller", MINOR: "adds something", PATCH: "only reads differently"}


class Rule(NamedTuple):
    """One kind of change. `why` tells the maintainer for what reason it has this level."""

    id: str
    what: str
    direction: str
    level: Level
    why: str


RULES = tuple(
    Rule(name, one["what"], one["side"], Level[one["level"].upper()], one["why"])
    for name, one in yaml.safe_load(TABLE.read_text("utf-8")).items()
)
RULE = {rule.id: rule for rule in RULES}


def rule_for(*words: str) -> str:
    """The rule that is called by the most of these words, as in `request property added`."""
    fewer = (kept for size in range(len(words), 0, -1) for kept in combinations(words, size))
    return next((name for name in map("-".join, fewer) if name in RULE), "unclassified")


Subject = tuple[str, ...]


@dataclass(frozen=True)
class Change:
    """One found change.

    `pointer` leads into the new document, or into the old one for what is gone; for Python it is
    a dotted path. `subject` names the thing as spec and Python both do, to match their changes;
    `other` is its new name, if it was renamed. `shared` has the same change of the further things
    that refer to the place, such as the operations that share a parameter.
    """

    rule: str
    pointer: str
    label: str
    detail: str = ""
    subject: Subject = ()
    other: Subject = ()
    shared: tuple["Change", ...] = ()

    @property
    def subjects(self) -> set[Subject]:
        """All that the change is about, by old and new names."""
        return {name for one in (self, *self.shared) for name in (one.subject, one.other) if name}

    @property
    def level(self) -> Level:
        """The level that the table gives."""
        return RULE[self.rule].level

    @property
    def sentence(self) -> str:
        """What changed, for people: thing, kind of change, values."""
        detail = f" ({self.detail})" if self.detail else ""
        others = {one.label for one in self.shared} - {self.label}
        also = f" and {len(others)} more" if others else ""
        return f"{self.label}{also}: {RULE[self.rule].what}{detail}"


def subject(*names: str) -> Subject:
    """Spell names in the one way in which wire names and Python names are the same."""
    return tuple("".join(filter(str.isalnum, name)).lower() for name in names if name)
