"""What a change of a spec means to people who use the client: one table of rules.

A rule says for one kind of change how much it asks of a user. `request` is what our user sends,
`response` is what our user reads; the same edit can break one side and help the other. Nothing
here looks at a spec: spec_compare.py, schema_compare.py and api_changes.py find changes and name
the rule. A rule is changed here, and in tests/spec_diff, nowhere else.
"""

from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple


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


RULES = (
    # Operations: what can be called, and where.
    Rule("operation-added", "an operation was added", BOTH, MINOR, "nobody called it before"),
    Rule("operation-removed", "an operation was removed", BOTH, MAJOR, "calls of it fail"),
    Rule("operation-renamed", "operationId changed", BOTH, MAJOR, "the function is named by it"),
    Rule("operation-moved", "the tag changed", BOTH, MAJOR, "the module is named by it"),
    Rule("path-changed", "the path changed", REQUEST, MAJOR,
         "gateways and recordings know the old"),
    Rule("method-changed", "the HTTP method changed", REQUEST, MAJOR, "gateways know the old one"),
    Rule("deprecated", "marked as deprecated", BOTH, MINOR, "SemVer asks to announce an end"),
    Rule("deprecation-lifted", "no longer deprecated", BOTH, PATCH, "nothing has to be done"),
    # Servers and security: to whom a request goes, and with which proof.
    Rule("default-server-changed", "the first server changed", REQUEST, MAJOR,
         "calls without base_url, and their credentials, go to another host"),
    Rule("other-servers-changed", "a further server changed", REQUEST, PATCH,
         "only told, not used"),
    Rule("security-added", "another way to sign in was added", REQUEST, MINOR, "the old ones stay"),
    Rule("security-removed", "a way to sign in was removed", REQUEST, MAJOR,
         "its users are locked out"),
    Rule("security-reordered", "the first way to sign in is another", REQUEST, MAJOR,
         "the client's defaults follow the first"),
    Rule("security-scheme-changed", "how to sign in changed", REQUEST, MAJOR,
         "the proof is sent in another place or form"),
    # Parameters.
    Rule("parameter-added-required", "a required parameter was added", REQUEST, MAJOR,
         "calls without it fail"),
    Rule("parameter-added-optional", "an optional parameter was added", REQUEST, MINOR,
         "calls without it go on working"),
    Rule("parameter-removed", "a parameter was removed", REQUEST, MAJOR, "calls with it fail"),
    Rule("parameter-renamed", "a parameter was renamed", REQUEST, MAJOR,
         "calls by the old name fail"),
    Rule("parameter-relocated", "a parameter moved (path, query, header)", REQUEST, MAJOR,
         "path parameters are positional, the others are not"),
    Rule("parameter-made-required", "a parameter became required", REQUEST, MAJOR,
         "calls without it fail"),
    Rule("parameter-made-optional", "a parameter became optional", REQUEST, MINOR,
         "it may be left out now"),
    Rule("parameter-encoding-changed", "style or explode changed", REQUEST, PATCH,
         "the client writes it differently, the caller does not"),
    # Bodies of requests.
    Rule("body-added-required", "a required body was added", REQUEST, MAJOR,
         "calls without it fail"),
    Rule("body-added-optional", "an optional body was added", REQUEST, MINOR, "it may be left out"),
    Rule("body-removed", "the body was removed", REQUEST, MAJOR, "calls with body= fail"),
    Rule("body-made-required", "the body became required", REQUEST, MAJOR, "calls without it fail"),
    Rule("body-made-optional", "the body became optional", REQUEST, MINOR,
         "it may be left out now"),
    # Answers.
    Rule("success-added", "another success was added", RESPONSE, MAJOR,
         "a call can return something it did not return before"),
    Rule("success-removed", "a success was removed", RESPONSE, MAJOR,
         "what a call returned is not promised any more"),
    Rule("error-added", "an error was added", RESPONSE, MINOR,
         "it is typed now; it could come before"),
    Rule("error-removed", "an error was removed, default stands in", RESPONSE, PATCH,
         "it is still raised and read, by default"),
    Rule("error-undeclared", "an error was removed and there is no default", RESPONSE, MAJOR,
         "its body is not read any more"),
    Rule("content-added", "a body or media type was added", BOTH, MINOR, "the old one stays"),
    Rule("content-removed", "a body or media type was removed", BOTH, MAJOR,
         "what was sent or read in it has no place"),
    Rule("header-added", "a header was added", RESPONSE, MINOR, "it can be read now"),
    Rule("header-removed", "a header was removed", RESPONSE, MAJOR, "who reads it finds nothing"),
    Rule("header-made-optional", "a header may be missing", RESPONSE, MAJOR,
         "readers relied on it"),
    Rule("header-made-required", "a header is always there", RESPONSE, MINOR, "more is promised"),
    Rule("error-reading-extended", "x-error-body knows further places", RESPONSE, MINOR,
         "code, message or id are found more often"),
    Rule("error-reading-changed", "x-error-body looks elsewhere", RESPONSE, MAJOR,
         "ApiError.code and its like can have other values"),
    Rule("request-headers-changed", "x-request-headers changed", REQUEST, MINOR,
         "the client sends other fixed headers; callers do nothing"),
    # Objects, as what is sent.
    Rule("request-property-added-required", "a required property was added", REQUEST, MAJOR,
         "objects without it are refused"),
    Rule("request-property-added-optional", "an optional property was added", REQUEST, MINOR,
         "it may be left out"),
    Rule("request-property-removed", "a property was removed", REQUEST, MAJOR, "who sets it fails"),
    Rule("request-property-renamed", "a property was renamed", REQUEST, MAJOR,
         "who sets the old one fails"),
    Rule("request-property-made-required", "a property became required", REQUEST, MAJOR,
         "objects without it are refused"),
    Rule("request-property-made-optional", "a property became optional", REQUEST, MINOR,
         "it may be left out now"),
    # Objects, as what is read.
    Rule("response-property-added", "a property was added", RESPONSE, MINOR,
         "readers pass over it"),
    Rule("response-property-removed", "a property was removed", RESPONSE, MAJOR,
         "who reads it fails, at run time and in the type checker"),
    Rule("response-property-renamed", "a property was renamed", RESPONSE, MAJOR,
         "who reads the old one fails"),
    Rule("response-property-made-optional", "a property may be missing", RESPONSE, MAJOR,
         "its type has None now; readers have to look first"),
    Rule("response-property-made-required", "a property is always there", RESPONSE, MINOR,
         "more is promised"),
    # Types.
    Rule("request-type-widened", "more types are taken", REQUEST, MINOR, "the old ones still are"),
    Rule("request-type-narrowed", "fewer types are taken", REQUEST, MAJOR,
         "some values are refused"),
    Rule("request-type-changed", "another type is taken", REQUEST, MAJOR, "the old one is refused"),
    Rule("response-type-widened", "it can be of further types", RESPONSE, MAJOR,
         "readers do not know them"),
    Rule("response-type-narrowed", "it is of fewer types", RESPONSE, MINOR,
         "readers know them all"),
    Rule("response-type-changed", "it is of another type", RESPONSE, MAJOR, "readers know the old"),
    Rule("request-nullable-added", "null is taken", REQUEST, MINOR, "nobody has to send it"),
    Rule("request-nullable-removed", "null is refused", REQUEST, MAJOR, "who sends it fails"),
    Rule("response-nullable-added", "it can be null", RESPONSE, MAJOR,
         "readers have to look first"),
    Rule("response-nullable-removed", "it is never null", RESPONSE, MINOR, "more is promised"),
    Rule("format-changed", "a format with a Python type of its own changed", BOTH, MAJOR,
         "str became datetime, or the like"),
    Rule("format-noted", "another format changed", BOTH, PATCH, "its Python type is the same"),
    # Words of an enumeration. Open: others may come, as the house wants it; closed: no others.
    Rule("known-value-added", "a known word was added to an open enumeration", BOTH, MINOR,
         "it could come before, only nameless"),
    Rule("known-value-removed", "a known word was taken from an open enumeration", BOTH, MAJOR,
         "typed code that names it is refused by the type checker"),
    Rule("request-enum-value-added", "a closed enumeration takes a further word", REQUEST, MINOR,
         "the old ones still are"),
    Rule("request-enum-value-removed", "a closed enumeration takes fewer words", REQUEST, MAJOR,
         "who sends it fails"),
    Rule("response-enum-value-added", "a closed enumeration has a further word", RESPONSE, MAJOR,
         "a complete match is not complete any more"),
    Rule("response-enum-value-removed", "a closed enumeration lost a word", RESPONSE, MAJOR,
         "typed code that names it is refused by the type checker"),
    Rule("request-enum-opened", "any word is taken", REQUEST, MINOR, "the old ones still are"),
    Rule("request-enum-closed", "only some words are taken", REQUEST, MAJOR, "others are refused"),
    Rule("response-enum-opened", "any word can come", RESPONSE, MAJOR, "a match is not complete"),
    Rule("response-enum-closed", "only known words come", RESPONSE, MINOR, "more is promised"),
    # Ranges, lengths, patterns.
    Rule("request-range-widened", "more values are in range", REQUEST, MINOR,
         "the old ones still are"),
    Rule("request-range-narrowed", "fewer values are in range", REQUEST, MAJOR, "some are refused"),
    Rule("response-range-widened", "values can be out of the old range", RESPONSE, MAJOR,
         "who relied on the range is wrong"),
    Rule("response-range-narrowed", "values stay in a smaller range", RESPONSE, MINOR,
         "more is promised"),
    Rule("pattern-changed", "a pattern changed", BOTH, MAJOR,
         "which of two patterns takes more cannot be told by a program"),
    # Defaults.
    Rule("request-default-added", "a default was added", REQUEST, MINOR, "it may be left out now"),
    Rule("request-default-changed", "a default changed", REQUEST, MAJOR,
         "who leaves it out gets something else without a word"),
    Rule("request-default-removed", "a default was removed", REQUEST, MAJOR,
         "who leaves it out gets something else without a word"),
    Rule("response-default-changed", "a default of an answer differs", RESPONSE, MAJOR,
         "a missing value reads as another one"),
    # Names of classes, and schemas that nothing uses.
    Rule("class-changed", "an object is of another named schema", BOTH, MAJOR,
         "the class is named by it"),
    Rule("schema-added", "a named schema was added", BOTH, MINOR, "a class more"),
    Rule("schema-removed", "a named schema was removed", BOTH, MAJOR,
         "its class cannot be imported"),
    # Words.
    Rule("description-changed", "only words changed", BOTH, PATCH, "nothing behaves differently"),
    Rule("example-changed", "an example changed", BOTH, PATCH, "examples promise nothing"),
    Rule("rewritten", "the same is written in another way", BOTH, PATCH, "it allows the same"),
    Rule("version-without-change", "only the version changed", BOTH, PATCH,
         "a release in which nothing is different"),
    Rule("unclassified", "something changed that no rule knows", BOTH, MAJOR,
         "better asked than guessed: declare it, or write a rule"),
    # The generated Python, as far as no change of the spec explains it.
    Rule("python-added", "a public name was added", PYTHON, MINOR, "nobody used it before"),
    Rule("python-removed", "a public name was removed", PYTHON, MAJOR, "who uses it fails"),
    Rule("python-kind-changed", "a name means another kind of thing", PYTHON, MAJOR, "uses differ"),
    Rule("python-base-removed", "a class lost a base", PYTHON, MAJOR,
         "isinstance and except differ"),
    Rule("python-parameter-added", "an optional parameter was added", PYTHON, MINOR,
         "may be left out"),
    Rule("python-parameter-added-required", "a required parameter was added", PYTHON, MAJOR,
         "calls without it fail"),
    Rule("python-parameter-removed", "a parameter was removed", PYTHON, MAJOR,
         "calls with it fail"),
    Rule("python-parameter-changed", "a parameter has another place or default", PYTHON, MAJOR,
         "the same call means something else, or fails"),
    Rule("python-type-relaxed", "a type takes more, or is read with fewer cases", PYTHON, MINOR,
         "correct code stays correct"),
    Rule("python-type-changed", "a type takes less, or is read with further cases", PYTHON, MAJOR,
         "the type checker refuses code that it took"),
    Rule("python-value-added", "a word was added to an alias", PYTHON, MINOR, "the old ones stay"),
    Rule("python-value-changed", "a constant or alias lost or changed its value", PYTHON, MAJOR,
         "code that names it differs"),
    Rule("python-requirement-changed", "a dependency or the oldest Python changed", PYTHON, MINOR,
         "an installation can need other versions"),
    Rule("python-code-changed", "the code changed, the API did not", PYTHON, PATCH,
         "uses are the same"),
)  # fmt: skip
RULE = {rule.id: rule for rule in RULES}

Subject = tuple[str, ...]


@dataclass(frozen=True)
class Change:
    """One found change.

    `pointer` leads into the new document, or into the old one for what is gone; for Python it is
    a dotted path. `subject` names the thing as spec and Python both do, to match their changes;
    `other` is its new name, if it was renamed.
    """

    rule: str
    pointer: str
    label: str
    detail: str = ""
    subject: Subject = ()
    other: Subject = ()

    @property
    def level(self) -> Level:
        """The level that the table gives."""
        return RULE[self.rule].level

    @property
    def sentence(self) -> str:
        """What changed, for people: thing, kind of change, values."""
        detail = f" ({self.detail})" if self.detail else ""
        return f"{self.label}: {RULE[self.rule].what}{detail}"


def subject(*names: str) -> Subject:
    """Spell names in the one way in which wire names and Python names are the same."""
    return tuple("".join(filter(str.isalnum, name)).lower() for name in names if name)
