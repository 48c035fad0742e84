"""Rules on what a spec says for itself: units of its numbers, sources, evidence in notes.md."""

import re
from collections.abc import Iterator

from documents.joined import fields_of, wholes
from documents.spec import Place, Spec

from .schemas import Findings
from .wire import kinds

# A number whose name has one of these words measures something, and its description says in what.
TIME = "(?:milli|micro|nano)?seconds?|minutes?|hours?|days?|HHMM"
SIZE = "[KMGT]i?B|bytes?|tokens?|per page|workers?"
SHARE = "percent|0 to 1"
MONEY = "USD|CNY|EUR|dollars?|yuan|cents?|currency"
MEASURES = {
    TIME: "at created updated expires time timeout duration delay interval latency ttl age reset",
    SIZE: "size length memory disk storage vram rootfs",
    SHARE: "uptime percent percentage ratio discount utilization",
    MONEY: "price cost fee amount balance",
}
UNITS = {word: units for units, words in MEASURES.items() for word in words.split()}
LABEL = re.compile(r"(\w{1,12}): \S")


def measured_numbers(spec: Spec) -> Findings:
    """Have the unit of a number in its description, where its name says that it has one."""
    parts = [*spec.properties(), *spec.parameters()] + [*spec.headers()] * spec.is_openapi
    for part in parts:
        schema = part.at("schema") if isinstance(part.at("schema").value, dict) else part
        if kinds(spec, schema).isdisjoint({"integer", "number"}):
            continue
        name = part.at("name").value if part.at("in").value else part.name
        words = re.findall(r"[a-z]+", re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", str(name)).lower())
        described = part.at("description").value or spec.follow(part).at("description").value
        units = [UNITS[word] for word in words if word in UNITS]
        # `in units of` leaves it to another field, which is named there.
        wanted = rf"\b(?:{'|'.join(units)}|in units of|number of)\b"
        if units and not re.search(wanted, str(described), re.IGNORECASE):
            yield part.pointer, "say in which unit: in seconds, in GB, in percent, in USD"


def noted_origin(spec: Spec) -> Findings:
    """Have a word in notes.md on every parameter and property: where do we know it from?"""
    if spec.notes is None:
        return  # that the file is missing is said already
    words = set(code_words(spec.notes))
    names = [(str(parameter.at("name").value), parameter) for parameter in spec.parameters()]
    for name, place in (*names, *((prop.name, prop) for prop in spec.properties())):
        if name not in words:
            yield place.pointer, f"say in notes.md where `{name}` is known from"


def required_evidence(spec: Spec) -> Findings:
    """Have in notes.md why a field is required: an answer without it would break the client."""
    if spec.notes is None:
        return  # that the file is missing is said already
    proven = set(words_with_evidence(spec.notes))
    objects = wholes(spec)
    demanded = [
        name
        for schema in spec.schemas()
        for name in schema.at("required").children()
        if name.value in fields_of(spec, objects.get(schema.pointer, schema))
    ]
    for parameter in spec.parameters():
        required = parameter.at("required")
        if required.value is True and parameter.at("in").value != "path":
            demanded += [Place(required.pointer, parameter.at("name").value)]
    for pointer, name in demanded:
        if name not in proven:
            yield pointer, f"say in notes.md why `{name}` is required"


def words_with_evidence(notes: str) -> Iterator[str]:
    """Go through the names of which the notes say that they are required.

    A row of a table says so in its text, or with `yes` in a column called required; a paragraph
    or an entry of a list says so in its text.
    """
    heads: list[str] = []
    for block in re.split(r"\n(?=\s*\n|\s*[-*] |\|)", notes):
        if not block.lstrip().startswith("|"):
            heads = []
            if re.search(r"\b[Rr]equired\b", block):
                yield from code_words(block)
            continue
        cells = [cell.strip() for cell in block.strip().strip("|").split("|")]
        if not heads:
            heads = cells
            continue
        columns = zip(heads, cells, strict=False)
        marked = any("required" in head and cell.startswith("yes") for head, cell in columns)
        if marked or re.search(r"\brequired\b", block.replace("`required`", "")):
            yield from code_words(block)


def code_words(text: str) -> Iterator[str]:
    """Go through the names that stand in back-quotes."""
    for code in re.findall(r"`([^`\n]+)`", text):
        yield from re.findall(r"[\w-]+", code)


def named_sources(spec: Spec) -> Findings:
    """Have each source under a label, and explain in notes.md what each label stands for."""
    if spec.notes is None:
        return
    labels: set[str] = set()
    for source in spec.root.at("info", "x-sources").children():
        label = LABEL.match(str(source.value))
        if label is None:
            yield source.pointer, 'begin it with a label, as in "A1: the handbook, read 2026-11-20"'
        elif label[1] in labels:
            yield source.pointer, f"{label[1]} stands for another source already"
        elif not re.search(rf"^\| *{label[1]} *\|", spec.notes, re.MULTILINE):
            yield source.pointer, f"explain {label[1]} in notes.md, in the table of sources"
        else:
            labels.add(label[1])
    used = set(re.findall(r"\b[A-Z]\d\b", spec.notes)) if labels else set[str]()
    prefixes = {label[0] for label in labels}
    for label in sorted(used - labels):
        if label[0] in prefixes:
            yield "/info/x-sources", f"notes.md relies on {label}: list it"
