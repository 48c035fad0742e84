"""What changes are about: in which direction, how people call it, how the code calls it."""

from typing import NamedTuple

from documents.comparison import Step
from documents.shapes import ENTRY, ITEM

from .rules import REQUEST, RESPONSE, Change, Subject, subject


class Thing(NamedTuple):
    """One thing that users send or read."""

    direction: str
    label: str
    subject: Subject

    def inner(self, owner: str | None, name: str) -> "Thing":
        """A property of this object, which is called by its class where it has one."""
        if name in (ITEM, ENTRY):
            return self
        holder = owner or self.label.strip("`")
        return Thing(self.direction, f"`{holder}.{name}`", subject(holder, name))

    def change(self, rule: str, pointer: str, detail: str = "", other: Subject = ()) -> Change:
        """A change of this thing."""
        return Change(rule, pointer, self.label, detail, self.subject, other)


def named(direction: str, name: str) -> Thing:
    """An operation or a class."""
    return Thing(direction, f"`{name}`", subject(name))


def thing_of(step: Step, whole: Thing) -> Thing:
    """Name a part of an operation or of a named schema."""
    label, names = whole.label, whole.subject
    match step.kind:
        case "parameter":
            name = step.name.partition(" ")[2]
            return Thing(REQUEST, f"`{name}` of {label}", (*names, *subject(name)))
        case "body":
            return Thing(REQUEST, f"body of {label}", (*names, "body"))
        case "answer":
            return Thing(RESPONSE, f"answer {step.name} of {label}", (*names, "return"))
        case "schema":
            return whole
        case kind:
            above = thing_of(step.above, whole) if step.above else whole
            if kind == "header":
                return Thing(RESPONSE, f"header `{step.name}` of {above.label}", ())
            holder = step.above and (step.above.new if step.new else step.above.old)
            return above.inner(holder and holder.name, step.name)
