"""Read the files under specs/ and find one's way in them: places, references, schemas, answers."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, cast

import yaml

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
            if isinstance(value, list) and isinstance(key, int):
                value = cast("list[Any]", value)[key]
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
        return self.pointer.rpartition("/")[2].replace("~1", "/").replace("~0", "~")


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
        """The whole document."""
        return Place("", self.document)

    def line(self, pointer: str) -> int:
        """The line of a place, or of the nearest one around it that is written down."""
        while pointer not in self.lines and pointer:
            pointer = pointer.rpartition("/")[0]
        return self.lines.get(pointer, 1)

    def follow(self, place: Place) -> Place:
        """Follow `$ref` to the place it names; None as value where it leads nowhere."""
        seen: set[str] = set()
        while isinstance(reference := mapping(place.value).get("$ref"), str):
            if reference in seen:
                return Place(place.pointer, None)
            seen.add(reference)
            steps = reference.removeprefix("#").split("/")[1:]
            place = self.root.at(*(step.replace("~1", "/").replace("~0", "~") for step in steps))
        return place

    def operations(self) -> Iterator[Place]:
        """Every operation of every path."""
        for path in self.root.at("paths").children():
            for method in path.children():
                if method.name in METHODS:
                    yield method

    def parameters(self) -> Iterator[Place]:
        """Every parameter, references followed: of paths, of operations, then unused ones."""
        found = {
            parameter.pointer: parameter
            for holder in self._parameter_lists()
            for parameter in map(self.follow, holder.children())
        }
        yield from found.values()

    def _parameter_lists(self) -> Iterator[Place]:
        for path in self.root.at("paths").children():
            yield path.at("parameters")
        for operation in self.operations():
            yield operation.at("parameters")
        yield self.root.at("components", "parameters")

    def answers(self, operation: Place) -> Iterator[Answer]:
        """The responses of an operation, `default` among them."""
        for response in operation.at("responses").children():
            yield Answer(response.name, self.follow(response))

    def media_types(self) -> Iterator[Place]:
        """Every body of a request or an answer, once for each media type."""
        found: dict[str, Place] = {}
        for operation in self.operations():
            bodies = [self.follow(operation.at("requestBody"))]
            bodies += [answer.place for answer in self.answers(operation)]
            for body in bodies:
                found |= {media.pointer: media for media in body.at("content").children()}
        yield from found.values()

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
        found: dict[str, Place] = {}
        for operation in self.operations():
            for answer in self.answers(operation):
                for header in map(self.follow, answer.place.at("headers").children()):
                    found[header.pointer] = header
        yield from found.values()

    def properties(self) -> Iterator[Place]:
        """Every property of every schema."""
        for schema in self.schemas():
            yield from schema.at("properties").children()


class UnreadableError(Exception):
    """A file that is not YAML, or not a mapping: where, and the reason."""

    def __init__(self, path: Path, line: int, reason: str) -> None:
        super().__init__(reason)
        self.path = path
        self.line = line


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

    Raises UnreadableError for text that is not a YAML mapping, or that names a key twice.
    """
    document, lines = read_yaml(path)
    notes, settings = path.with_name("notes.md"), path.with_name("codegen.yaml")
    return Spec(
        path=path,
        document=document,
        lines=lines,
        notes=notes.read_text("utf-8") if notes.exists() else None,
        settings=read_yaml(settings)[0] if settings.exists() else None,
    )


def read_yaml(path: Path) -> tuple[Any, dict[str, int]]:
    """Return a YAML file's content and the line of each JSON pointer in it."""
    lines: dict[str, int] = {}
    try:
        text = path.read_text("utf-8")
        _note_lines(yaml.compose(text, Loader=yaml.SafeLoader), "", lines)
        document = yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise UnreadableError(path, line, str(error.problem)) from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise UnreadableError(path, 1, f"this is no YAML: {error}") from None
    if not isinstance(document, dict):
        raise UnreadableError(path, 1, "the file has to hold a mapping")
    return cast("Any", document), lines


def _note_lines(node: yaml.Node | None, pointer: str, lines: dict[str, int]) -> None:
    """Note where each place begins; a key given twice, of which YAML keeps one, is an error."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            step = Place(pointer, None).at(key.value).pointer
            if step in lines:
                twice = f"{key.value!r} stands here twice"
                raise yaml.MarkedYAMLError(problem=twice, problem_mark=key.start_mark)
            lines[step] = key.start_mark.line + 1
            _note_lines(value, step, lines)
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            lines[f"{pointer}/{index}"] = value.start_mark.line + 1
            _note_lines(value, f"{pointer}/{index}", lines)
