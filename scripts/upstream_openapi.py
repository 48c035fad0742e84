"""Read an OpenAPI 3 document, ours or a provider's, tidy or not, into a Description.

What exporters really write is taken for what it means and remarked upon: enum members as
`- value: X`, `nullable` in a 3.1 document, alternatives given twice, empty object schemas,
`Authorization` as a header parameter, tags nested in lists. References that lead out of the
document are never followed.
"""

from typing import Any, cast
from urllib.parse import urlsplit

from spec_files import METHODS, Place, mapping
from upstream_shape import ENTRY, ITEM, PARAMETER_PARTS, Description, Operation, Shape, type_of

DEPTH = 40  # levels of nesting; deeper ones are recursive or hostile
BUDGET = 50_000  # schemas of one operation; more is a bomb of references
# Said of numbers only to name their size in memory.
SIZES = {"int32", "int64", "float", "double", "number", "integer"}
LIMITS = ("default", "minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems")
SPELLINGS = {
    "int": "integer",
    "long": "integer",
    "float": "number",
    "double": "number",
    "bool": "boolean",
    "str": "string",
    "list": "array",
    "dict": "object",
}
# OpenAPI says that parameters of these names are to be ignored.
NOT_PARAMETERS = {"authorization", "content-type", "accept"}


class NotReadableError(Exception):
    """A file that this tool cannot make sense of; the message says why and what would help."""


def describe(
    document: Any,
    *,
    ignored_headers: frozenset[str] = frozenset(),
    wanted: Description | None = None,
) -> Description:
    """Read a document; headers of the given lower-case names are authentication, not parameters.

    Operations that are not among the wanted ones are named, but not gone into.

    Raises NotReadableError if it is no OpenAPI 3 document or endless in its references.
    """
    if "swagger" in mapping(document):
        raise NotReadableError("this is Swagger 2.0: convert it to OpenAPI 3 first")
    if not mapping(mapping(document).get("paths")):
        raise NotReadableError("this OpenAPI document has no paths, so no operations to compare")
    return _Reader(document, ignored_headers, wanted).description


def address(path: str) -> str:
    """Return a path by which operations are compared: names of its parameters do not matter."""
    steps = path.partition("?")[0].strip("/").split("/")
    return "/" + "/".join("{}" if step[:1] in "{:<" and step else step for step in steps)


def literal(member: Any) -> Any:
    """Return a member of an enumeration, also one that is written as `- value: X`."""
    return mapping(member).get("value") if mapping(member) else member


def base_path(holder: Place) -> str | None:
    """Return the path of the first of a place's servers; None if it names none."""
    servers = holder.at("servers").value
    if not servers or not isinstance(servers, list):
        return None
    first = mapping(cast("list[Any]", servers)[0])
    return urlsplit(str(first.get("url", ""))).path.rstrip("/")


class _Reader:
    def __init__(
        self, document: Any, ignored_headers: frozenset[str], wanted: Description | None
    ) -> None:
        self.root = Place("", document)
        self.ignored = ignored_headers | NOT_PARAMETERS
        self.description = Description()
        self.budget = BUDGET
        self.wanted = wanted and [operation.addresses for operation in wanted.operations]
        self.is_31 = str(mapping(document).get("openapi", "")).startswith("3.1")
        self.base = base_path(self.root) or ""
        for path in self.root.at("paths").children():
            for method in path.children():
                if method.name in METHODS and mapping(method.value):
                    self.description.operations.append(self.operation(path, method))

    def operation(self, path: Place, method: Place) -> Operation:
        base = base_path(path)
        addresses = {address(path.name), address((self.base if base is None else base) + path.name)}
        operation = Operation(f"{method.name.upper()} {path.name}", method.pointer, addresses)
        if self.wanted is not None and not any(addresses & known for known in self.wanted):
            return operation
        self.budget = BUDGET
        tags = method.at("tags").value
        if isinstance(tags, list) and any(isinstance(tag, list) for tag in cast("list[Any]", tags)):
            self.description.remark(f"#{method.pointer}/tags: tags nested in lists")
        for part in PARAMETER_PARTS:
            operation.parts[part] = Shape(method.at("parameters").pointer)
        for holder in (path.at("parameters"), method.at("parameters")):
            for parameter in map(self.follow, holder.children()):
                self.parameter(operation, parameter)
        if body := self.body(self.follow(method.at("requestBody"))):
            operation.parts["body"] = body
        for response in method.at("responses").children():
            status = response.name.upper() if response.name != "default" else "default"
            place = self.follow(response)
            found = self.body(place)
            operation.parts[status] = found or Shape(response.pointer)
            operation.parts[status].pointer = response.pointer
        return operation

    def parameter(self, operation: Operation, parameter: Place) -> None:
        value = mapping(parameter.value)
        name, part = value.get("name"), str(value.get("in", "query")).lower()
        schema = parameter.at("schema")
        if schema.value is None:  # the rarer way to write one
            schema = next((m.at("schema") for m in parameter.at("content").children()), schema)
        shape = self.shape(schema)
        shape.pointer = parameter.pointer
        if not isinstance(name, str) or not name.strip():
            says = str(value.get("description") or "").split("\n")[0].strip()
            text = shape.summary() + (f": {says}" if says else "")
            operation.unnamed.setdefault(part, []).append(text)
            self.description.remark(f"#{parameter.pointer}: a {part} parameter without a name")
        elif part == "header" and name.lower() in self.ignored:
            if name.lower() not in ("content-type", "accept"):
                self.description.remark(
                    f"#{parameter.pointer}: header {name} is authentication, not a parameter"
                )
        elif part in PARAMETER_PARTS:
            shape.required = value.get("required") is True
            operation.parts[part].fields[name] = shape

    def body(self, holder: Place) -> Shape | None:
        for media in holder.at("content").children():
            if "json" in media.name and media.at("schema").value is not None:
                return self.shape(media.at("schema"))
        return None

    def follow(self, place: Place) -> Place:
        seen: set[str] = set()
        while isinstance(reference := mapping(place.value).get("$ref"), str):
            if not reference.startswith("#") or reference in seen:
                self.description.remark(
                    f"#{place.pointer}: {reference!r} leads out of the document or in a circle,"
                    " and was not followed"
                )
                return Place(place.pointer, None)
            seen.add(reference)
            target = self.root
            for step in reference.removeprefix("#").split("/")[1:]:
                key = step.replace("~1", "/").replace("~0", "~")
                if isinstance(target.value, list):
                    items = {item.name: item for item in target.children()}
                    target = items.get(key, Place(target.pointer, None))
                else:
                    target = target.at(key)
            if target.value is None:
                self.description.remark(f"#{place.pointer}: {reference!r} leads nowhere")
            place = target
        return place

    def shape(self, place: Place, above: tuple[str, ...] = ()) -> Shape:
        """Return the shape of a schema; one that contains itself ends where it repeats."""
        self.budget -= 1
        if self.budget < 0:
            raise NotReadableError("the document's references multiply without end")
        place = self.follow(place)
        shape = Shape(place.pointer)
        schema = mapping(place.value)
        if not schema or place.pointer in above or len(above) > DEPTH:
            return shape
        above = (*above, place.pointer)
        self.types(place, schema, shape)
        self.words(place, shape)
        for name in LIMITS:
            if isinstance(limit := schema.get(name), str | int | float | bool):
                shape.stated[name] = limit
        if isinstance(form := schema.get("format"), str) and form not in SIZES:
            shape.stated["format"] = form
        self.fields(place, schema, shape, above)
        for part in place.at("allOf").children():
            shape.merge(self.shape(part, above), either=False)
        self.alternatives(place, shape, above)
        return shape

    def types(self, place: Place, schema: dict[str, Any], shape: Shape) -> None:
        given = schema.get("type")
        names = cast("list[Any]", given) if isinstance(given, list) else [given] if given else []
        shape.types |= {SPELLINGS.get(str(name).lower(), str(name).lower()) for name in names}
        if schema.get("nullable") is True:
            shape.types.add("null")
            if self.is_31:
                self.description.remark(
                    f"#{place.pointer}: nullable means nothing in OpenAPI 3.1; read as null"
                )
        if shape.types == {"object"} and not any(
            schema.get(key) for key in ("properties", "additionalProperties", "allOf", "oneOf")
        ):
            self.description.remark(f"#{place.pointer}: an object of which nothing is said")

    def words(self, place: Place, shape: Shape) -> None:
        members = list(place.at("enum").children())
        if "const" in mapping(place.value):
            members.append(place.at("const"))
        for member in members:
            value = literal(member.value)
            if mapping(member.value):
                self.description.remark(f"#{place.pointer}/enum: members written as `- value: X`")
            if value is None:
                shape.types.add("null")
            elif isinstance(value, str | int | float | bool):
                shape.words[value] = member.pointer
        if not shape.types:
            shape.types = {type_of(word) for word in shape.words}

    def fields(
        self, place: Place, schema: dict[str, Any], shape: Shape, above: tuple[str, ...]
    ) -> None:
        required = schema.get("required")
        names = cast("list[Any]", required) if isinstance(required, list) else []
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
        if shape.fields and not shape.types:
            shape.types = {"array"} if ITEM in shape.fields else {"object"}

    def alternatives(self, place: Place, shape: Shape, above: tuple[str, ...]) -> None:
        for key in ("oneOf", "anyOf"):
            branches = list(place.at(key).children())
            if any(b.value in [a.value for a in branches[:i]] for i, b in enumerate(branches)):
                self.description.remark(f"#{place.pointer}/{key}: an alternative stands here twice")
            for branch in branches:
                shape.merge(self.shape(branch, above), either=True)
