"""Read the files under specs/ and find one's way in them: places, references, schemas, answers."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, NoReturn, cast

import yaml

LARGEST_FILE, DEEPEST, MOST_PLACES = 1 << 20, 48, 20_000
# libyaml reads ten times as fast; PyYAML has it nearly everywhere.
LOADER = cast("type[yaml.SafeLoader]", getattr(yaml, "CSafeLoader", yaml.SafeLoader))

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
# Where a schema holds further schemas: one, a list of them, or a mapping of names to them.
ONE_SCHEMA = ("items", "additionalProperties", "not", "contains", "propertyNames")
SCHEMA_LISTS = ("anyOf", "allOf", "oneOf", "prefixItems")
SCHEMA_MAPS = ("properties", "patternProperties", "$defs", "dependentSchemas")


class Place(NamedTuple):
    """A value in a document and the JSON pointer that leads to it."""

    pointer: str
    value: Any

    def at(self, *keys: object) -> "Place":
        """Go down by keys or indexes; the value is None where there is nothing."""
        pointer, value = self
        for key in keys:
            pointer = f"{pointer}/{str(key).replace('~', '~0').replace('/', '~1')}"
            if isinstance(value, list):
                items = cast("list[Any]", value)
                index = int(str(key)) if str(key).isdecimal() else len(items)
                value = items[index] if index < len(items) else None
            else:
                value = mapping(value).get(cast("str", key))
        return Place(pointer, value)

    def children(self) -> Iterator["Place"]:
        """Go through the entries of a mapping or list; a plain value has none."""
        value = self.value
        keys = range(len(cast("list[Any]", value))) if isinstance(value, list) else mapping(value)
        return (self.at(key) for key in keys)

    def everything(self) -> Iterator["Place"]:
        """Go through this place and all below it."""
        yield self
        for child in self.children():
            yield from child.everything()

    @property
    def name(self) -> str:
        """The last step of the pointer, unescaped."""
        return steps_of(self.pointer)[-1] if self.pointer else ""


class Answer(NamedTuple):
    """One declared response of an operation, with references followed."""

    status: str
    place: Place

    @property
    def succeeds(self) -> bool:
        """Whether the status is a 2xx."""
        return self.status.startswith("2")


@dataclass(frozen=True)
class Spec:
    """One document under specs/ with what stands beside it."""

    path: Path
    document: Any
    lines: dict[str, int]
    notes: str | None = None
    settings: Any = None
    settings_lines: dict[str, int] = field(default_factory=dict[str, int])

    @property
    def provider(self) -> str:
        """The name of the folder."""
        return self.path.parent.name

    @property
    def is_openapi(self) -> bool:
        """Whether this describes a provider; else it is the JSON Schema of the facade's models."""
        return self.path.name == "openapi.yaml"

    @property
    def root(self) -> Place:
        """The document."""
        return Place("", self.document)

    def line(self, pointer: str, *, in_settings: bool = False) -> int:
        """The line of a place, or of the nearest one around it that is written down.

        `in_settings`: in codegen.yaml.
        """
        lines = self.settings_lines if in_settings else self.lines
        while pointer not in lines and pointer:
            pointer = pointer.rpartition("/")[0]
        return lines.get(pointer, 1)

    def follow(self, place: Place) -> Place:
        """Follow `$ref` to the place it names; None as value where it leads nowhere."""
        seen: set[str] = set()
        while isinstance(reference := mapping(place.value).get("$ref"), str):
            if reference in seen:
                return Place(place.pointer, None)
            seen.add(reference)
            place = self.root.at(*steps_of(reference))
        return place

    def operations(self) -> Iterator[Place]:
        """Every operation of every path."""
        for path in self.root.at("paths").children():
            for method in path.children():
                if method.name in METHODS:
                    yield method

    def parameters(self) -> Iterator[Place]:
        """Every parameter, references followed: of paths, of operations, then unused ones."""
        holders = [path.at("parameters") for path in self.root.at("paths").children()]
        holders += [operation.at("parameters") for operation in self.operations()]
        holders.append(self.root.at("components", "parameters"))
        found = (self.follow(parameter) for holder in holders for parameter in holder.children())
        yield from {parameter.pointer: parameter for parameter in found}.values()

    def parameters_of(self, operation: Place) -> list[Place]:
        """The parameters of an operation, its path's among them; references followed."""
        found: dict[tuple[object, object], Place] = {}
        for holder in (self.path_of(operation), operation):
            for one in map(self.follow, holder.at("parameters").children()):
                found[one.at("in").value, one.at("name").value] = one
        return [*found.values()]

    def path_of(self, operation: Place) -> Place:
        """The path that an operation stands in."""
        return self.root.at(*steps_of(operation.pointer)[:-1])

    def answers(self, operation: Place) -> Iterator[Answer]:
        """The responses of an operation, `default` among them."""
        for response in operation.at("responses").children():
            yield Answer(response.name, self.follow(response))

    def media_types(self) -> Iterator[Place]:
        """Every body of a request or an answer, once for each media type."""
        found = (
            media
            for operation in self.operations()
            for body in (
                self.follow(operation.at("requestBody")),
                *(answer.place for answer in self.answers(operation)),
            )
            for media in body.at("content").children()
        )
        yield from {media.pointer: media for media in found}.values()

    def whole_schemas(self) -> Iterator[Place]:
        """Every schema that stands in no other; `properties` of an example are not mistaken."""
        if not self.is_openapi:
            yield self.root
            return
        yield from self.root.at("components", "schemas").children()
        for holder in (*self.parameters(), *self.media_types(), *self.headers()):
            if holder.at("schema").value is not None:
                yield holder.at("schema")

    def schemas(self) -> Iterator[Place]:
        """Every schema, nested ones too."""
        for schema in self.whole_schemas():
            yield from schemas_below(schema)

    def headers(self) -> Iterator[Place]:
        """Every header that an answer declares, references followed."""
        found = (
            self.follow(header)
            for operation in self.operations()
            for answer in self.answers(operation)
            for header in answer.place.at("headers").children()
        )
        yield from {header.pointer: header for header in found}.values()

    def properties(self) -> Iterator[Place]:
        """Every property of every schema."""
        for schema in self.schemas():
            yield from schema.at("properties").children()


class UnreadableError(Exception):
    """A file that is not a plain YAML mapping: where, and why."""

    def __init__(self, path: Path, line: int, reason: str, pointer: str | None = None) -> None:
        super().__init__(reason)
        self.path = path
        self.line = line
        self.pointer = pointer  # JSON pointer, where the offence stands at a place

    @property
    def place(self) -> str:
        """The pointer as it is shown, with a blank behind it; empty where there is none."""
        return "" if self.pointer is None else f"#{self.pointer} "


def steps_of(reference: str) -> list[str]:
    """The keys of a JSON pointer or of a reference into the same document, unescaped."""
    steps = reference.removeprefix("#").split("/")[1:]
    return [step.replace("~1", "/").replace("~0", "~") for step in steps]


def mapping(value: Any) -> dict[str, Any]:
    """Return the value if it is a mapping, else an empty one."""
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


def schemas_below(schema: Place) -> Iterator[Place]:
    """Go through a schema and all schemas in it; references are not followed."""
    if not isinstance(schema.value, dict):
        return
    yield schema
    for key in ONE_SCHEMA:
        yield from schemas_below(schema.at(key))
    for key in (*SCHEMA_LISTS, *SCHEMA_MAPS):
        for child in schema.at(key).children():
            yield from schemas_below(child)


def read_spec(path: Path) -> Spec:
    """Read one document and, for a provider, its notes.md and codegen.yaml (None where missing).

    Raises UnreadableError for text that is not a plain YAML mapping, or that names a key twice.
    """
    document, lines = read_yaml(path)
    notes, settings = path.with_name("notes.md"), path.with_name("codegen.yaml")
    chosen, settings_lines = read_yaml(settings) if settings.exists() else (None, {})
    return Spec(
        path=path,
        document=document,
        lines=lines,
        notes=notes.read_text("utf-8") if notes.exists() else None,
        settings=chosen,
        settings_lines=settings_lines,
    )


def read_yaml(path: Path) -> tuple[Any, dict[str, int]]:
    """Return the mapping that a YAML file holds, and the line of each JSON pointer in it."""
    document, lines = read_any(path)
    if not isinstance(document, dict):
        raise UnreadableError(path, 1, "the file has to hold a mapping")
    return cast("Any", document), lines


def read_any(path: Path) -> tuple[Any, dict[str, int]]:
    """Return a YAML file's content and the line of each JSON pointer in it.

    The file is untrusted: its size, depth and aliases are checked before anything is built of it,
    because a few lines of aliases can stand for any number of values.
    """
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise UnreadableError(path, 1, f"too large: over {LARGEST_FILE >> 10} KiB")
        text = path.read_text("utf-8")
        lines = _Outline(path).read(text)
        return yaml.load(text, Loader=LOADER), lines  # noqa: S506 - one of PyYAML's safe loaders
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise UnreadableError(path, line, f"not valid YAML: {error.problem}") from None
    except (OSError, yaml.YAMLError, ValueError) as error:
        words = " ".join(str(error).split())
        raise UnreadableError(path, 1, f"not valid YAML: {words}") from None


class _Outline:
    """Goes through a file's events and notes where each place begins; it builds nothing."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.lines: dict[str, int] = {}
        # Where we are: the pointer of each open mapping or list, and the key or index that is next.
        self.open: list[tuple[str, Iterator[int] | None]] = []
        self.key: str | None = None

    def read(self, text: str) -> dict[str, int]:
        """Return the line of each pointer.

        Raises UnreadableError for what no spec needs: aliases, tags, a key given twice, a second
        document, nesting without end.
        """
        documents = 0
        for event in yaml.parse(text, Loader=LOADER):
            documents += isinstance(event, yaml.DocumentStartEvent)
            if documents > 1:
                self.refuse(event, "", "one file holds one document")
            if isinstance(event, yaml.NodeEvent):
                self.node(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                self.open.pop()
        return self.lines

    def node(self, event: yaml.NodeEvent) -> None:
        """Take in a value or a key."""
        pointer, indexes = self.open[-1] if self.open else ("", None)
        if self.open and indexes is None and self.key is None:
            self.key = self.new_key(event, pointer)
            return
        if self.open:
            step = self.key if indexes is None else next(indexes)
            pointer = Place(pointer, None).at(step).pointer
            if indexes is not None:
                self.lines[pointer] = line_of(event)
        self.key = None
        if isinstance(event, yaml.AliasEvent):
            self.refuse(event, pointer, "write it out, or use $ref: an alias can grow without end")
        if tag := tag_of(event):
            self.refuse(event, pointer, f"remove the tag {tag[:60]}")
        if isinstance(event, yaml.CollectionStartEvent):
            is_list = isinstance(event, yaml.SequenceStartEvent)
            self.open.append((pointer, itertools.count() if is_list else None))
        if len(self.open) > DEEPEST or len(self.lines) > MOST_PLACES:
            self.refuse(event, pointer, "this is nested too deeply, or too much, for a spec")

    def new_key(self, event: yaml.NodeEvent, pointer: str) -> str:
        """Note a key; one given twice, of which YAML keeps one, is an error."""
        if not isinstance(event, yaml.ScalarEvent) or tag_of(event) or event.value == "<<":
            self.refuse(event, pointer, "a key has to be a plain word")
        key = str(event.value)
        step = Place(pointer, None).at(key).pointer
        if step in self.lines:
            self.refuse(event, step, f"{key!r} stands here twice")
        self.lines[step] = line_of(event)
        return key

    def refuse(self, event: yaml.Event, pointer: str, reason: str) -> NoReturn:
        """Stop reading."""
        raise UnreadableError(self.path, line_of(event), reason, pointer)


def line_of(event: yaml.Event) -> int:
    """The line that an event begins in, counted from 1."""
    return event.start_mark.line + 1 if event.start_mark else 1


def tag_of(event: yaml.NodeEvent) -> str:
    """The tag that is written at a value or a key; empty where there is none."""
    return cast("str | None", getattr(event, "tag", None)) or ""
