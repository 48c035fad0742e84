"""An OpenAPI 3 document, ours or a provider's, tidy or not, as operations with their shapes.

What exporters really write is taken for what it means and remarked upon: enum members as
`- value: X`, `nullable` in a 3.1 document, alternatives given twice, empty object schemas,
`Authorization` as a header parameter, tags nested in lists. References that lead out of the
document are never followed. Libraries for OpenAPI refuse such documents, or fetch what they name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from .around import path_of, sent_by, servers_of, ways_of
from .shapes import ENTRY, ITEM, Note, Scalar, Shape, type_of
from .spec import METHODS, Place, mapping, steps_of

if TYPE_CHECKING:
    from collections.abc import Callable

# Parts of an operation whose fields are its parameters.
PARAMETER_PARTS = ("path", "query", "header")  # that clients send
HOLDERS = (*PARAMETER_PARTS, "cookie")
DEPTH = 40  # levels of nesting; deeper ones are recursive or hostile
BUDGET = 50_000  # schemas of one operation; more is a bomb of references
SPELLINGS = {
    "int": "integer", "long": "integer", "float": "number", "double": "number", "bool": "boolean",
    "str": "string", "list": "array", "dict": "object",
}  # fmt: skip
# OpenAPI says that parameters of these names are to be ignored.
NOT_PARAMETERS = {"authorization", "content-type", "accept"}
LOWER = ("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties")
UPPER = ("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties")
UNDECIDABLE = ("pattern", "multipleOf")
STATED = ("default", "format", *LOWER, *UPPER, *UNDECIDABLE, "uniqueItems")
# What becomes a part of a shape; all other keywords are notes.
OF_SCHEMAS = frozenset(
    {"$ref", "anyOf", "oneOf", "allOf", "type", "enum", "const", "properties", "required", "items"}
    | {"additionalProperties", "nullable", *STATED}
)
OF_PARAMETERS = frozenset({"$ref", "name", "in", "required", "schema", "style", "explode"})
OF_HOLDERS = frozenset({"$ref", "required", "content", "headers", "schema"})
OF_OPERATIONS = frozenset(
    {"operationId", "tags", "security", "parameters", "requestBody", "responses"}
)
OF_PATHS = frozenset({"parameters", "servers", *METHODS})
NAMED = "/components/schemas/"


class NotReadableError(Exception):
    """A file that this tool cannot make sense of; the message says why and what would help."""


@dataclass(eq=False)
class Operation:
    """One method of one path. Parts: path, query, header, body, and a status each (`200`)."""

    name: str
    pointer: str
    addresses: set[str]  # with and without the server's path, names of path parameters left out
    parts: dict[str, Shape] = field(default_factory=dict[str, Shape])
    # Parts, or "errors", that the document does not mention at all: nothing can be missing there.
    silent: set[str] = field(default_factory=set[str])
    unnamed: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    codes: dict[str, str] = field(default_factory=dict[str, str])  # error code -> pointer
    # Requests that a page shows in place of the operation's own -> pointer.
    requests: dict[str, str] = field(default_factory=dict[str, str])
    notes: dict[str, Note] = field(default_factory=dict[str, Note])
    id: str = ""
    tags: list[str] = field(default_factory=list[str])
    security: list[str] = field(default_factory=list[str])  # ways to sign in, in order
    servers: list[str] = field(default_factory=list[str])  # of its path alone
    schemes: dict[str, str] = field(default_factory=dict[str, str])  # how each way is sent

    @property
    def method(self) -> str:
        """The method, in upper case."""
        return self.name.partition(" ")[0]

    @property
    def tag(self) -> str:
        """The first tag, by which clients group operations."""
        return next(iter(self.tags), "default")

    @property
    def path(self) -> str:
        """The path as it is written."""
        return self.name.partition(" ")[2]

    @property
    def fragment(self) -> str:
        """What distinguishes it from the other operations of its path; empty if it has its own."""
        return self.path.partition("#")[2]

    @property
    def constants(self) -> dict[str, str]:
        """Values that required query parameters always have."""
        query = self.parts["query"].fields if "query" in self.parts else {}
        return {
            name: str(next(iter(one.words)))
            for name, one in query.items()
            if one.required and len(one.words) == 1
        }


@dataclass
class Api:
    """A document: its operations, and what was odd about it but could be read."""

    operations: list[Operation] = field(default_factory=list[Operation])
    # Headers, in lower case, that carry proofs or come from HTTP itself: they are not parameters.
    hidden: set[str] = field(default_factory=lambda: {*NOT_PARAMETERS, "host"})
    servers: list[str] = field(default_factory=list[str])
    remarks: list[str] = field(default_factory=list[str])
    schema: Callable[[Place], Shape] = lambda place: Shape(place.pointer)

    def remark(self, text: str) -> None:
        """Note something for the reader of the report, once."""
        if text not in self.remarks:
            self.remarks.append(text)


def read_api(document: Any, wanted: Api | None = None) -> Api:
    """Read a document.

    `wanted` limits the reading: operations that it does not have are named, but not gone into, and
    the headers that it signs in with are not parameters.

    Raises NotReadableError if it is not an OpenAPI 3 document, or its references do not end.
    """
    if "swagger" in mapping(document):
        raise NotReadableError("this is Swagger 2.0: convert it to OpenAPI 3 first")
    if not mapping(mapping(document).get("paths")):
        raise NotReadableError("this OpenAPI document has no paths, so no operations to compare")
    return _Reader(document, wanted).api


def address(path: str) -> str:
    """Return a path by which operations are compared: names of its parameters do not matter."""
    steps = re.split("[?#]", path)[0].strip("/").split("/")
    return "/" + "/".join("{}" if step[:1] in "{:<" and step else step for step in steps)


def note(place: Place, structure: frozenset[str]) -> Note:
    """The keywords of a place that are not among those that its shape is made of."""
    rest = {k: v for k, v in mapping(place.value).items() if k not in structure}
    return Note(place.pointer, rest)


def _literal(member: Any) -> Any:
    """Return a member of an enumeration, also one that is written as `- value: X`."""
    return mapping(member).get("value") if mapping(member) else member


class _Reader:
    def __init__(self, document: Any, wanted: Api | None) -> None:
        self.root = Place("", document)
        self.ignored = wanted.hidden if wanted else NOT_PARAMETERS
        self.api = Api(schema=self.alone)
        for scheme in self.root.at("components", "securitySchemes").children():
            if scheme.at("in").value == "header":
                self.api.hidden.add(str(scheme.at("name").value).lower())
        self.schemes = {
            scheme.name: sent_by(mapping(scheme.value))
            for scheme in self.root.at("components", "securitySchemes").children()
        }
        self.budget = BUDGET
        self.wanted = wanted and [operation.addresses for operation in wanted.operations]
        self.is_31 = str(mapping(document).get("openapi", "")).startswith("3.1")
        self.api.servers = servers_of(self.root)
        for path in self.root.at("paths").children():
            for method in path.children():
                if method.name in METHODS and mapping(method.value):
                    self.api.operations.append(self.operation(path, method))

    def operation(self, path: Place, method: Place) -> Operation:
        servers = servers_of(path)
        base = next(map(path_of, servers or self.api.servers), "")
        addresses = {address(path.name), address(base + path.name)}
        operation = Operation(f"{method.name.upper()} {path.name}", method.pointer, addresses)
        operation.servers = servers
        if self.wanted is not None and not any(addresses & known for known in self.wanted):
            return operation
        self.budget = BUDGET
        operation.id = str(method.at("operationId").value or "")
        operation.notes = {"": note(method, OF_OPERATIONS), "path": note(path, OF_PATHS)}
        tags = [tag.value for tag in method.at("tags").children()]
        operation.tags = [str(tag) for tag in tags if not isinstance(tag, list)]
        has_ways = method.at("security").value is not None
        operation.security = ways_of(method if has_ways else self.root)
        operation.schemes = self.schemes
        if any(isinstance(tag, list) for tag in tags):
            self.api.remark(f"#{method.pointer}/tags: tags nested in lists")
        for part in HOLDERS:
            operation.parts[part] = Shape(method.at("parameters").pointer)
        for holder in (path.at("parameters"), method.at("parameters")):
            for parameter in map(self.follow, holder.children()):
                self.parameter(operation, parameter)
        body = self.follow(method.at("requestBody"))
        if body.value is not None:
            operation.parts["body"] = self.holder(body)
        for response in method.at("responses").children():
            status = response.name.upper() if response.name != "default" else "default"
            operation.parts[status] = shape = self.holder(self.follow(response))
            shape.pointer = response.pointer
        return operation

    def parameter(self, operation: Operation, parameter: Place) -> None:
        value = mapping(parameter.value)
        name, part = value.get("name"), str(value.get("in", "query")).lower()
        schema = parameter.at("schema")
        if schema.value is None:  # the rarer way to write one
            schema = next((m.at("schema") for m in parameter.at("content").children()), schema)
        shape = self.held(schema, parameter, OF_PARAMETERS)
        shape.facts = {key: value.get(key) for key in ("style", "explode")}
        if not isinstance(name, str) or not name.strip():
            says = str(value.get("description") or "").split("\n")[0].strip()
            text = shape.summary() + (f": {says}" if says else "")
            operation.unnamed.setdefault(part, []).append(text)
            self.api.remark(f"#{parameter.pointer}: a {part} parameter without a name")
        elif part == "header" and name.lower() in self.ignored:
            if name.lower() not in ("content-type", "accept"):
                self.api.remark(
                    f"#{parameter.pointer}: header {name} is authentication, not a parameter"
                )
        elif part in HOLDERS:
            shape.required = value.get("required") is True
            operation.parts[part].fields[name] = shape

    def holder(self, place: Place) -> Shape:
        """Return what is sent or answered; of several media types, the first one in JSON."""
        media = {one.name: one for one in place.at("content").children()}
        schemas = [one.at("schema") for name, one in media.items() if "json" in name]
        schema = next((one for one in schemas if one.value is not None), Place("", None))
        shape = self.held(schema, place, OF_HOLDERS)
        shape.facts = {"media": [*media], "required": place.at("required").value is True}
        shape.notes |= {f"content {k}": note(one, OF_HOLDERS) for k, one in media.items()}
        for header in place.at("headers").children():
            target = self.follow(header)
            found = self.held(target.at("schema"), target, OF_HOLDERS)
            found.required = target.at("required").value is True
            shape.headers[header.name] = found
        return shape

    def held(self, schema: Place, holder: Place, structure: frozenset[str]) -> Shape:
        """Return the shape of a schema that stands in a parameter, a header or the like."""
        shape = self.shape(schema)
        shape.pointer = holder.pointer
        inner = {key or "schema": value for key, value in shape.notes.items()}
        shape.notes = {"": note(holder, structure), **inner}
        return shape

    def follow(self, place: Place) -> Place:
        seen: set[str] = set()
        while isinstance(reference := mapping(place.value).get("$ref"), str):
            if not reference.startswith("#") or reference in seen:
                self.api.remark(
                    f"#{place.pointer}: {reference!r} leads out of the document or in a circle,"
                    " and was not followed"
                )
                return Place(place.pointer, None)
            seen.add(reference)
            target = self.root.at(*steps_of(reference))
            if target.value is None:
                self.api.remark(f"#{place.pointer}: {reference!r} leads nowhere")
            place = target
        return place

    def shape(self, place: Place, above: tuple[str, ...] = ()) -> Shape:
        """Return the shape of a schema; one that contains itself ends where it repeats."""
        self.budget -= 1
        if self.budget < 0:
            raise NotReadableError("the document's references multiply without end")
        here, place = place, self.follow(place)
        shape = Shape(place.pointer)
        schema = mapping(place.value)
        if not schema or place.pointer in above or len(above) > DEPTH:
            return shape
        above = (*above, place.pointer)
        own = mapping(here.value) if here.pointer != place.pointer else {}
        self.types(place, schema, shape)
        self.words(place, shape)
        for key in STATED:
            limit = own.get(key, schema.get(key))
            says_nothing = key == "uniqueItems" and not limit
            if isinstance(limit, str | int | float | bool) and not says_nothing:
                shape.stated[key] = limit
        self.fields(place, schema, shape, above)
        shape.wordless = set() if shape.words else {*shape.types}
        for part in place.at("allOf").children():
            shape.merge(self.part(part, above), either=False)
        for name in shape.demands & shape.fields.keys():  # a part may require what another has
            shape.fields[name].required = True
        self.alternatives(place, shape, above)
        self.names(here, place, shape)
        return shape

    def alone(self, place: Place) -> Shape:
        """Return the shape of a schema that stands in no operation."""
        self.budget = BUDGET
        return self.shape(place)

    def part(self, place: Place, above: tuple[str, ...]) -> Shape:
        """Return the shape of a schema that is a part of another."""
        shape = self.shape(place, above)
        if note := shape.notes.pop("", None):
            shape.notes["/".join(place.pointer.split("/")[-2:])] = note
        return shape

    def names(self, here: Place, place: Place, shape: Shape) -> None:
        name = place.pointer.removeprefix(NAMED)
        shape.notes[""] = note(here, OF_SCHEMAS)
        if name == place.pointer or "/" in name:
            return
        shape.notes[name] = note(place, OF_SCHEMAS)
        if not {"anyOf", "oneOf"} & mapping(place.value).keys():
            shape.names = {kind: {name} for kind in shape.types}

    def types(self, place: Place, schema: dict[str, Any], shape: Shape) -> None:
        given = schema.get("type")
        names = cast("list[Any]", given) if isinstance(given, list) else [given] if given else []
        shape.types |= {SPELLINGS.get(str(name).lower(), str(name).lower()) for name in names}
        if schema.get("nullable") is True:
            shape.types.add("null")
            if self.is_31:
                self.api.remark(
                    f"#{place.pointer}: nullable means nothing in OpenAPI 3.1; read as null"
                )
        if shape.types == {"object"} and not any(
            schema.get(key) for key in ("properties", "additionalProperties", "allOf", "oneOf")
        ):
            self.api.remark(f"#{place.pointer}: an object without a description of its fields")

    def words(self, place: Place, shape: Shape) -> None:
        members = list(place.at("enum").children())
        if "const" in mapping(place.value):
            members.append(place.at("const"))
        for member in members:
            value = _literal(member.value)
            if mapping(member.value):
                self.api.remark(f"#{place.pointer}/enum: members written as `- value: X`")
            if value is None:
                shape.types.add("null")
            elif isinstance(value, str | int | float | bool):
                shape.words[cast("Scalar", value)] = member.pointer
        if not shape.types:
            shape.types = {type_of(word) for word in shape.words}

    def fields(
        self, place: Place, schema: dict[str, Any], shape: Shape, above: tuple[str, ...]
    ) -> None:
        required = schema.get("required")
        names = cast("list[Any]", required) if isinstance(required, list) else []
        shape.demands = {name for name in names if isinstance(name, str)}
        for child in place.at("properties").children():
            found = self.shape(child, above)
            found.pointer = child.pointer
            # Some exporters say it at the property itself, where it means nothing.
            found.required = child.name in names or mapping(child.value).get("required") is True
            shape.fields[child.name] = found
        if mapping(schema.get("items")):
            shape.fields[ITEM] = self.shape(place.at("items"), above)
        if mapping(schema.get("additionalProperties")):
            shape.fields[ENTRY] = self.shape(place.at("additionalProperties"), above)
        elif schema.get("additionalProperties") is False:
            shape.stated["additionalProperties"] = False
        if shape.fields and not shape.types:
            shape.types = {"array"} if ITEM in shape.fields else {"object"}

    def alternatives(self, place: Place, shape: Shape, above: tuple[str, ...]) -> None:
        for key in ("oneOf", "anyOf"):
            branches = list(place.at(key).children())
            if any(b.value in [a.value for a in branches[:i]] for i, b in enumerate(branches)):
                self.api.remark(f"#{place.pointer}/{key}: an alternative stands here twice")
            for branch in branches:
                shape.merge(self.part(branch, above), either=True)
