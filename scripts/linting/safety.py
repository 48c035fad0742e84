"""What makes a spec safe to generate from: a spec is untrusted input.

The rules are run before anything is generated, and by the lint. Each finds what could turn into
code, lead out of the file or out of the package's folder, or keep a tool busy for ever; and each
says where, as a JSON pointer. What a JSON Schema can say is in document.schema.yaml; here is the
rest. They need nothing but the parsed document.
"""

import math
import re
from dataclasses import replace
from datetime import date
from typing import cast

from documents.joined import is_joined
from documents.spec import SCHEMA_LISTS, Place, Spec, mapping

from .findings import Rule, findings
from .joining import joined_objects
from .readable import READABLE
from .schemas import Findings, unseen
from .wire import (
    alternatives,
    as_list,
    error_schemas,
    safe_bodies,
    safe_fragments,
    safe_parameters,
    safe_servers,
    safe_values,
)

LONGEST_NAME, LONGEST_TEXT, MOST_ALTERNATIVES = 120, 10_000, 200
# Keys by which a code generator can be made to import or run something.
CODE_KEYS = re.compile(r"customTypePath|customBasePath|x-python-.*")
# Keys that name another document, or change what a reference is relative to.
ELSEWHERE = frozenset(
    {
        "$anchor", "$dynamicAnchor", "$dynamicRef", "$recursiveRef", "$self", "externalValue",
        "jsonSchemaDialect", "operationRef",
    }
)  # fmt: skip


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


def plain_alternatives(spec: Spec) -> Findings:
    """Find schemas that contain themselves, or whose alternatives multiply.

    Of several alternatives one may be an object or a list. The generator cannot tell two apart,
    and with two at each level, reading a nested value takes twice as long at each level. Parts
    that hold together (`allOf`) become one object, if a provider's spec has them, and of an error
    there may be several bodies, which our clients tell apart.
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
    errors = {schema.pointer for schema in error_schemas(spec)}
    for schema in spec.schemas():
        for key in SCHEMA_LISTS:
            if key == "allOf" and spec.is_openapi and is_joined(schema):
                continue
            if key != "allOf" and schema.pointer in errors:
                continue
            children = schema.at(key).children()
            if sum(any(map(holds_more, alternatives(spec, one))) for one in children) > 1:
                yield schema.at(key).pointer, "at most one of them may be an object or a list"


def holds_more(schema: Place) -> bool:
    """Whether values of this schema have values in them."""
    return not {"object", "array"}.isdisjoint(as_list(schema.at("type").value)) or bool(
        mapping(schema.value).keys() & {"properties", "additionalProperties", "items"}
    )


def safe_addresses(spec: Spec) -> Findings:
    """Find servers whose variables are not those of their address."""
    for server in spec.root.at("servers").children():
        names = re.findall(r"\{(\w+)\}", str(server.at("url").value))
        if set(names) != set(mapping(server.at("variables").value)):
            yield server.pointer, "give its variables, and no others"


def described_operations(spec: Spec) -> Findings:
    """Have operations, each of them in a group that is described."""
    declared = {tag.at("name").value for tag in spec.root.at("tags").children()}
    if not any(spec.operations()):
        yield "/paths", "there has to be an operation"
    for operation in spec.operations():
        tags = operation.at("tags")
        if not declared.issuperset(tag.value for tag in tags.children()):
            yield tags.pointer, "give one tag, described under the top level's tags"


def declared_security(spec: Spec) -> Findings:
    """Declare security by schemes that exist."""
    schemes = mapping(spec.root.at("components", "securitySchemes").value)
    for operation in spec.operations():
        used = [name for one in operation.at("security").children() for name in mapping(one.value)]
        if not schemes.keys() >= set(used):
            known = ", ".join(schemes) or "none yet"
            advice = f"name a scheme of components/securitySchemes ({known})"
            yield operation.at("security").pointer, advice


# Before anything else can read the document.
FIRST = tuple(
    Rule(name, check, gate=True, openapi_only=False, before_schema=True)
    for name, check in (
        ("plain-values", plain_values),
        ("readable-texts", readable_texts),
        ("local-references", local_references),
        ("no-code", no_code),
    )
)
# For every document; then for those that describe a provider. What the schema finds under the name
# of a rule comes first; its function stands on that, and on what the rules before it make sure of.
EVERYWHERE = (
    Rule("known-keywords", gate=True, openapi_only=False),
    Rule("small-schemas", gate=True, openapi_only=False),
    Rule("plain-alternatives", plain_alternatives, gate=True, openapi_only=False),
)
OF_PROVIDERS = (
    Rule("joined-objects", joined_objects, gate=True),
    Rule("safe-names", gate=True),
    Rule("safe-addresses", safe_addresses, gate=True),
    Rule("safe-parameters", safe_parameters, gate=True),
    Rule("safe-fragments", safe_fragments, gate=True),
    Rule("safe-servers", safe_servers, gate=True),
    Rule("safe-bodies", safe_bodies, gate=True),
    Rule("safe-values", safe_values, gate=True),
    Rule("safe-extensions", gate=True),
)
DESCRIBED = (
    Rule("described-api"),
    Rule("described-operations", described_operations),
    Rule("declared-security", declared_security),
)


def dangers(spec: Spec) -> Findings:
    """Pointer and advice for what the first unsatisfied rule finds; nothing if the spec is safe."""
    rules = [*FIRST, *EVERYWHERE, *READABLE, *OF_PROVIDERS, *DESCRIBED, Rule("readable-errors")]
    for _, pointer, advice in findings(spec, [replace(rule, gate=True) for rule in rules]):
        yield pointer, advice
