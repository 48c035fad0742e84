"""What makes a spec safe to generate from: a spec is untrusted input.

The rules are run before anything is generated, and by the lint. Each finds what could turn into
code, lead out of the file or out of the package's folder, or keep a tool busy for ever; and each
says where, as a JSON pointer. They need nothing but the parsed document.
"""

import math
import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, cast

from documents.spec import SCHEMA_LISTS, Place, Spec, mapping

from .wire import safe_bodies, safe_parameters, safe_servers

Findings = Iterator[tuple[str, str]]  # JSON pointer, what to do about it

LONGEST_NAME, LONGEST_TEXT, MOST_PROPERTIES, MOST_ALTERNATIVES = 120, 10_000, 500, 200
# Keys by which a code generator can be made to import or run something.
CODE_KEYS = re.compile(r"customTypePath|customBasePath|x-python-.*")
# Keys that name another document, or change what a reference is relative to.
ELSEWHERE = frozenset(
    {
        "$anchor", "$dynamicAnchor", "$dynamicRef", "$recursiveRef", "$self", "externalValue",
        "jsonSchemaDialect", "operationRef",
    }
)  # fmt: skip
SCHEMA_KEYS = frozenset(
    {
        "$ref", "additionalProperties", "allOf", "anyOf", "const", "default", "deprecated",
        "description", "enum", "example", "examples", "exclusiveMaximum", "exclusiveMinimum",
        "format", "items", "maxItems", "maxLength", "maximum", "minItems", "minLength", "minimum",
        "multipleOf", "oneOf", "pattern", "properties", "readOnly", "required", "title", "type",
        "uniqueItems", "writeOnly",
    }
)  # fmt: skip
ROOT_KEYS = frozenset({"$schema", "$id", "$defs"})  # of the facade's own schema alone
DIALECT = "https://json-schema.org/draft/2020-12/schema"
# Letters of any script, digits, and what stands between words in a JSON name or a parameter.
WIRE_NAME = re.compile(r"[\w$@][\w.$@:/\[\] -]*")
IDENTIFIER = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
COMPONENT = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*")
TAG = re.compile(r"[A-Za-z][A-Za-z0-9_ -]*")
HEADER = re.compile(r"[A-Za-z0-9!#$%&'*+.^_|~-]+")
PATH = re.compile(r"(/([\w.~:-]|\{[A-Za-z_]\w*\})*)+", re.ASCII)
SERVER = re.compile(
    r"https://([A-Za-z0-9.-]|\{[a-z_]+\})+(:\d{1,5})?(/([\w.~/-]|\{[a-z_]+\})*)?", re.ASCII
)
VARIABLE = re.compile(r"[A-Za-z0-9._-]{1,100}")
GROUP_REPEATED = re.compile(r"\)[*+{]")
LOOKING_AROUND = re.compile(r"\(\?|\\[1-9]")
UNBOUNDED = re.compile(r"(?<!\\)(?:[*+]|\{\d*,\})")
# Invisible characters and those that turn the direction of reading.
INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def plain_values(spec: Spec) -> Findings:
    """Find what YAML reads as more than JSON can hold."""
    for place in spec.root.everything():
        for key in mapping(place.value):
            if not isinstance(cast("object", key), str):
                yield place.at(key).pointer, f"quote the key {key}: it has to be a string"
        value: object = place.value
        if isinstance(value, date):
            yield place.pointer, "quote it: YAML reads an unquoted date as a date, not as a string"
        elif not isinstance(value, dict | list | str | int | float | None):
            yield place.pointer, "JSON has no such value: quote it"
        elif isinstance(value, float) and not math.isfinite(value):
            yield place.pointer, "JSON has no such number"


def readable_texts(spec: Spec) -> Findings:
    """Find texts that are too long, and invisible characters."""
    for place in spec.root.everything():
        for key in mapping(place.value):
            if len(key) > LONGEST_NAME:
                yield place.pointer, f"shorten {key[:20]}...: at most {LONGEST_NAME} characters"
            elif bad := unseen(key, breaks=""):
                yield place.pointer, f"a key has an invisible character: {bad}"
        if isinstance(place.value, str):
            if len(place.value) > LONGEST_TEXT:
                yield place.pointer, f"shorten it: at most {LONGEST_TEXT} characters"
            elif unseen(place.value):
                yield place.pointer, f"remove the invisible character: {unseen(place.value)}"
        elif isinstance(place.value, int) and abs(place.value) > 2**63:
            yield place.pointer, "no API has a number of that size"


def unseen(text: str, breaks: str = "\n\t") -> str:
    """Name the first invisible character that is not among `breaks`; empty if there is none."""
    if text.isascii() and text.isprintable():
        return ""
    found = (c for c in text if c not in breaks and unicodedata.category(c) in INVISIBLE)
    return next((f"U+{ord(c):04X}" for c in found), "")


def local_references(spec: Spec) -> Findings:
    """Find references that leave the file or lead nowhere."""
    for place in spec.root.everything():
        for key in ELSEWHERE & mapping(place.value).keys():
            yield place.at(key).pointer, "remove it: a spec stands for itself"
        reference = mapping(place.value).get("$ref")
        if not isinstance(reference, str):
            continue
        if not reference.startswith("#/"):
            yield place.pointer, f"refer to a place in this file (#/...), not to {reference[:100]}"
        elif spec.follow(place).value is None:
            yield place.pointer, f"{reference[:100]} leads nowhere"


def no_code(spec: Spec) -> Findings:
    """Find keys that a generator takes as something to import."""
    for place in spec.root.everything():
        for key in mapping(place.value):
            if CODE_KEYS.fullmatch(key):
                yield place.at(key).pointer, "remove it: generators import what it names"


def known_keywords(spec: Spec) -> Findings:
    """Keep schemas to the keywords that our tools read; a misspelt one would go unnoticed."""
    for schema in spec.schemas():
        for key, value in mapping(schema.value).items():
            if not schema.pointer and not spec.is_openapi and key in ROOT_KEYS:
                if key == "$schema" and value != DIALECT:
                    yield "/$schema", f"write {DIALECT}"
                elif key == "$id" and not str(value).startswith("urn:"):
                    yield "/$id", "give a urn: nothing is fetched from there"
            elif key not in SCHEMA_KEYS and not key.startswith("x-"):
                yield schema.at(key).pointer, "our tools do not read this keyword: remove it"


def small_schemas(spec: Spec) -> Findings:
    """Bound what a generator or a validator has to go through."""
    for schema in spec.schemas():
        properties = len(mapping(schema.at("properties").value))
        if properties > MOST_PROPERTIES:
            yield (
                schema.at("properties").pointer,
                f"{properties} properties: at most {MOST_PROPERTIES}",
            )
        words = schema.at("enum").value
        if isinstance(words, list) and len(cast("list[Any]", words)) > MOST_PROPERTIES:
            yield schema.at("enum").pointer, f"at most {MOST_PROPERTIES} words"
        pattern = schema.at("pattern").value
        if isinstance(pattern, str) and not is_simple(pattern):
            yield schema.at("pattern").pointer, "simplify it: matching it could take for ever"


def is_simple(pattern: str) -> bool:
    """Whether an expression is matched quickly whatever the text: nothing repeated is repeated."""
    try:
        re.compile(pattern)
    except (re.error, RecursionError, OverflowError):
        return False
    return (
        len(pattern) <= 200
        and not GROUP_REPEATED.search(pattern)
        and not LOOKING_AROUND.search(pattern)
        and len(UNBOUNDED.findall(pattern)) <= 2
    )


def plain_alternatives(spec: Spec) -> Findings:
    """Find schemas that contain themselves, or whose alternatives multiply.

    Of several alternatives one may be an object or a list. The generator cannot tell two apart,
    and with two at each level, reading a nested value takes twice as long at each level.
    """
    sizes: dict[str, int] = {}
    endless: list[str] = []  # the innermost first

    def size(schema: Place, above: frozenset[str]) -> int:
        if schema.pointer in above or len(above) > 150:
            endless.append(schema.pointer)
            return MOST_ALTERNATIVES + 1
        if schema.pointer not in sizes:
            inner = above | {schema.pointer}
            parts = [child for key in SCHEMA_LISTS for child in schema.at(key).children()]
            if "$ref" in mapping(schema.value):
                parts.append(spec.follow(schema))
            total = 1
            for part in parts:
                total = min(total + size(part, inner), MOST_ALTERNATIVES + 1)
            sizes[schema.pointer] = total
            if total > MOST_ALTERNATIVES:
                endless.append(schema.pointer)
        return sizes[schema.pointer]

    for schema in spec.schemas():
        size(schema, frozenset())
    if endless:
        yield endless[0], "it contains itself, or too many alternatives: untie it"
        return
    for schema in spec.schemas():
        for key in SCHEMA_LISTS:
            inner = [spec.follow(child) for child in schema.at(key).children()]
            if sum(any(map(holds_more, schemas_in_place(spec, child))) for child in inner) > 1:
                yield schema.at(key).pointer, "at most one of them may be an object or a list"


def schemas_in_place(spec: Spec, schema: Place) -> Iterator[Place]:
    """Go through a schema and all that it stands for at the same place of a value."""
    yield schema
    for key in SCHEMA_LISTS:
        for child in schema.at(key).children():
            yield from schemas_in_place(spec, spec.follow(child))


def holds_more(schema: Place) -> bool:
    """Whether values of this schema have values in them."""
    kinds = schema.at("type").value
    named: list[Any] = cast("list[Any]", kinds) if isinstance(kinds, list) else [kinds]
    return bool({"object", "array"} & set(map(str, named))) or bool(
        mapping(schema.value).keys() & {"properties", "additionalProperties", "items"}
    )


def safe_names(spec: Spec) -> Findings:
    """Find names that are no names: they become identifiers, files and folders."""
    for operation in spec.operations():
        yield from named(operation.at("operationId"), IDENTIFIER)
        for tag in operation.at("tags").children():
            yield from named(tag, TAG)
    for section in mapping(spec.root.at("components").value):
        for part in spec.root.at("components", section).children():
            shape = IDENTIFIER if section == "schemas" else COMPONENT
            if not shape.fullmatch(part.name):
                yield part.pointer, "name it with A-Z, a-z, 0-9 and _, a letter first"
    for parameter in spec.parameters():
        yield from named(parameter.at("name"), WIRE_NAME)
    for part in spec.properties():
        if not WIRE_NAME.fullmatch(part.name):
            yield part.pointer, "no JSON field is called like that: letters, digits and . _ - : / $"


def named(place: Place, shape: re.Pattern[str]) -> Findings:
    """Find a name that is not of a shape; that one is missing is for others to say."""
    if place.value and not (isinstance(place.value, str) and shape.fullmatch(place.value)):
        yield place.pointer, "this has to be a plain name"


def safe_addresses(spec: Spec) -> Findings:
    """Find paths and servers that are more than an address."""
    for path in spec.root.at("paths").children():
        steps = path.name.split("/")
        if not PATH.fullmatch(path.name) or {"..", "."} & {*steps} or "" in steps[1:-1]:
            yield path.pointer, "write a plain path such as /models/{author}/endpoints"
    for server in spec.root.at("servers").children():
        url = server.at("url").value
        if not isinstance(url, str) or not SERVER.fullmatch(url):
            yield server.at("url").pointer, "write a plain address that begins with https://"
            continue
        variables = mapping(server.at("variables").value)
        if set(re.findall(r"\{(\w+)\}", url)) != set(variables):
            yield server.pointer, "give its variables, and no others"
        for variable in server.at("variables").children():
            default = variable.at("default").value
            if not isinstance(default, str) or not VARIABLE.fullmatch(default):
                yield variable.at("default").pointer, "give letters, digits and . _ - only"


def safe_extensions(spec: Spec) -> Findings:
    """Check the parts that are ours: headers and places of an error's words."""
    for header in spec.root.at("x-request-headers").children():
        value = header.value
        if not HEADER.fullmatch(header.name):
            yield header.pointer, "no header is called like that"
        if not isinstance(value, str) or not value.isascii() or not value.isprintable():
            yield header.pointer, "give one line of ASCII"
    schemes = spec.root.at("components", "securitySchemes").children()
    for scheme in schemes:
        name = scheme.at("name").value
        if name is not None and not HEADER.fullmatch(str(name)):
            yield scheme.at("name").pointer, "no header is called like that"
    rules = spec.root.at("x-error-body")
    headers = rules.at("request_id_header").value
    listed: list[Any] = cast("list[Any]", headers) if isinstance(headers, list) else [headers]
    if not all(name is None or HEADER.fullmatch(str(name)) for name in listed):
        yield rules.at("request_id_header").pointer, "no header is called like that"


def complete_parts(spec: Spec) -> Findings:
    """Find what generation cannot do without: it would have nothing to stand on."""
    root = spec.root
    for key in ("title", "summary", "version"):
        if not isinstance(root.at("info", key).value, str):
            yield root.at("info", key).pointer, "write a text"
    if not re.fullmatch(r"\d{1,6}(\.\d{1,6}){2}", str(root.at("info", "version").value)):
        yield "/info/version", 'give our client\'s version as "X.Y.Z"'
    schemes = mapping(root.at("components", "securitySchemes").value)
    for parent, kind in ((root.at("servers"), list), (root.at("paths"), dict)):
        if not isinstance(parent.value, kind) or not any(parent.children()):
            yield parent.pointer, "there has to be one at least"
    if not any(spec.operations()):
        yield "/paths", "there has to be an operation"
    for operation in spec.operations():
        used = [name for one in operation.at("security").children() for name in mapping(one.value)]
        if not used or not schemes.keys() >= set(used):
            yield operation.at("security").pointer, "name a scheme of components/securitySchemes"
        for name in (operation.at("operationId"), *operation.at("tags").children()):
            if not name.value:
                yield name.pointer, "give a name"
    for parameter in spec.parameters():
        if not isinstance(parameter.at("schema").value, dict):
            yield parameter.at("schema").pointer, "give the parameter a schema"
    for scheme in root.at("components", "securitySchemes").children():
        if scheme.at("type").value not in ("http", "apiKey"):
            yield scheme.at("type").pointer, "write http or apiKey: our clients know no other"
        elif scheme.at("type").value == "apiKey" and not scheme.at("name").value:
            yield scheme.at("name").pointer, "name the header"
    rules = root.at("x-error-body")
    for key in ("code", "message", "request_id"):
        paths = list(rules.at(key).children())
        if not isinstance(rules.at(key).value, list) or not all(map(is_path, paths)):
            yield rules.at(key).pointer, "list paths, each a list of keys, in the order to try them"
    if not (rules.at("in_success").value is None or is_path(rules.at("in_success"))):
        yield rules.at("in_success").pointer, "give one path, a list of keys, or null"


def is_path(place: Place) -> bool:
    """Whether this is a list of keys."""
    keys = [child.value for child in place.children()]
    return isinstance(place.value, list) and bool(keys) and all(isinstance(k, str) for k in keys)


# For every document; then for those that describe a provider. Each stands on what those before it
# make sure of.
EVERYWHERE: dict[str, Callable[[Spec], Findings]] = {
    "plain-values": plain_values,
    "readable-texts": readable_texts,
    "local-references": local_references,
    "no-code": no_code,
    "known-keywords": known_keywords,
    "small-schemas": small_schemas,
    "plain-alternatives": plain_alternatives,
}
OF_PROVIDERS: dict[str, Callable[[Spec], Findings]] = {
    "safe-names": safe_names,
    "safe-addresses": safe_addresses,
    "safe-parameters": safe_parameters,
    "safe-servers": safe_servers,
    "safe-bodies": safe_bodies,
    "safe-extensions": safe_extensions,
}


def dangers(spec: Spec) -> Findings:
    """Pointer and advice for what the first unsatisfied rule finds; nothing if the spec is safe."""
    rules = [*EVERYWHERE.values()]
    if spec.is_openapi:
        rules += [complete_parts, *OF_PROVIDERS.values()]
    for rule in rules:
        if findings := list(dict.fromkeys(rule(spec))):
            yield from findings
            return
