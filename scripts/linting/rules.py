"""The rules that every file under specs/ keeps: one table, one small function for each rule."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import quote

from documents.spec import Place, Spec, mapping
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from .evidence import measured_numbers, named_sources, required_evidence
from .safety import EVERYWHERE, OF_PROVIDERS, Findings, is_path
from .settings import client_settings, model_settings

# Their published types leave too much open for a strict check.
JsonSchema = cast("Any", Draft202012Validator)
META_SCHEMA = JsonSchema(JsonSchema.META_SCHEMA)
JsonRegistry = cast("Any", Registry)

ERROR_BODY_KEYS = ("code", "message", "request_id", "request_id_header", "in_success")
NAMED_SCHEMA = re.compile(r"/components/schemas/[^/]+")
KNOWN = "#/components/schemas/Known"


def valid_schemas(spec: Spec) -> Findings:
    """Validate each schema against the meta-schema of JSON Schema 2020-12."""
    for schema in spec.whole_schemas():
        for pointer, message in explain(META_SCHEMA.iter_errors(schema.value)):
            yield schema.pointer + pointer, message


def true_defaults(spec: Spec) -> Findings:
    """Validate each default against the schema that it stands in."""
    for schema in spec.schemas():
        if "default" in mapping(schema.value):
            yield from mismatches(spec, schema, schema.at("default"))


def valid_openapi(spec: Spec) -> Findings:
    """Validate what stands around the schemas against OpenAPI 3.1."""
    if not str(spec.document.get("openapi", "")).startswith("3.1."):
        yield "/openapi", 'write openapi: "3.1.0"'
    else:
        yield from explain(until_it_breaks(OpenAPIV31SpecValidator(spec.document).iter_errors()))


def described_api(spec: Spec) -> Findings:
    """Say what the document is, in which version, by which sources and under which licence."""
    info = spec.root.at("info")
    for key in ("title", "summary", "description"):
        if not text(info.at(key)):
            yield info.at(key).pointer, f"give the API a {key}"
    if not re.fullmatch(r"\d+\.\d+\.\d+", str(info.at("version").value)):
        yield info.at("version").pointer, 'give our client\'s version as "X.Y.Z"'
    if not text(info.at("license", "identifier")):
        yield info.at("license").pointer, "give the licence's SPDX identifier"
    sources = info.at("x-sources")
    if (
        not sources.value
        or not isinstance(sources.value, list)
        or not all(map(text, sources.children()))
    ):
        yield sources.pointer, "list the sources by name"
    if not spec.root.at("servers").value:
        yield "/servers", "name the provider's real server first: it is the client's default"


def described_operations(spec: Spec) -> Findings:
    """Name, group and describe each operation."""
    declared = {tag.at("name").value for tag in spec.root.at("tags").children()}
    for operation in spec.operations():
        for key in ("operationId", "summary", "description"):
            if not text(operation.at(key)):
                yield operation.at(key).pointer, f"give the operation its {key}"
        tags = [tag.value for tag in operation.at("tags").children()]
        if len(tags) != 1 or tags[0] not in declared:
            yield operation.at("tags").pointer, "give one tag, described under the top level's tags"


def declared_security(spec: Spec) -> Findings:
    """Declare security on each operation, where the generator reads it, and nowhere else."""
    for operation in spec.operations():
        if not operation.at("security").value:
            yield operation.at("security").pointer, "list the schemes here, {} too if it is open"
    for parameter in spec.parameters():
        if parameter.at("name").value in ("Authorization", "X-Auth-Token"):
            yield parameter.pointer, "declare it as a security scheme instead of a parameter"


def described_parts(spec: Spec) -> Findings:
    """Describe everything that a user of the client meets by name."""
    parts = [*spec.properties()]
    if spec.is_openapi:
        parts += [*spec.parameters(), *spec.headers(), *spec.root.at("tags").children()]
        for section in ("schemas", "securitySchemes"):
            parts += spec.root.at("components", section).children()
    for part in parts:
        if not text(part.at("description")) and not text(spec.follow(part).at("description")):
            yield part.pointer, "describe it in our own words, with unit, range and default"


def open_enums(spec: Spec) -> Findings:
    """Let a value that the provider adds tomorrow through: no field or parameter is closed."""
    schemas = {schema.pointer: schema for schema in spec.schemas()}
    for pointer, schema in schemas.items():
        if schema.at("enum").value is not None and not is_known(pointer):
            yield pointer, "move the enum to components/schemas/KnownX, and use it in an anyOf"
        if schema.at("const").value is not None and not pointer.endswith("/schema"):
            yield pointer, "a server may answer otherwise: give a type and an example, no const"
        if str(schema.at("$ref").value).startswith(KNOWN):
            holder, _, keyword = pointer.rpartition("/")[0].rpartition("/")
            wanted = spec.follow(schema).at("type").value
            others = schemas[holder].at("anyOf").children() if keyword == "anyOf" else ()
            if not any(o.at("type").value == wanted and not o.at("enum").value for o in others):
                yield pointer, f"write anyOf: [this reference, {{type: {wanted}}}] to keep it open"


def named_objects(spec: Spec) -> Findings:
    """Give every object a name, because the generator makes a class of it, and keep it open."""
    for schema in spec.schemas():
        is_object = schema.at("type").value == "object" or schema.at("properties").value
        if is_object and not NAMED_SCHEMA.fullmatch(schema.pointer):
            yield schema.pointer, "move the object to components/schemas and refer to it"
        if schema.at("additionalProperties").value is False:
            yield schema.pointer, "remove additionalProperties: false, unknown fields are kept"


def declared_errors(spec: Spec) -> Findings:
    """Declare errors with typed bodies, and `default` for all others."""
    for operation in spec.operations():
        answers = list(spec.answers(operation))
        needs_key = all(mapping(one.value) for one in operation.at("security").children())
        wanted = "401|403|4XX" if needs_key else "[45]"
        if not any(re.match(wanted, answer.status) for answer in answers):
            yield operation.at("responses").pointer, "declare the known errors, a wrong key's first"
        if not any(answer.status == "default" for answer in answers):
            yield operation.at("responses").pointer, "declare default with the error body"
        reads = operation.name in ("get", "head")
        for answer in answers:
            schemas = [media.at("schema", "$ref").value for media in contents(answer.place)]
            if not schemas and answer.succeeds and not reads:
                continue  # what was done needs no words
            if not schemas or not all(schemas):
                yield answer.place.pointer, "give it a body whose schema is a named one"


def readable_errors(spec: Spec) -> Findings:
    """Say where code, message and request id stand, such that each error example has a message."""
    rules = spec.root.at("x-error-body")
    if set(mapping(rules.value)) != {*ERROR_BODY_KEYS}:
        yield rules.pointer, f"give exactly {', '.join(ERROR_BODY_KEYS)}"
        return
    bad = [key for key in ERROR_BODY_KEYS[:3] if not all(map(is_path, rules.at(key).children()))]
    for key in bad:
        yield rules.at(key).pointer, "list paths, each a list of keys, in the order to try them"
    if not (rules.at("in_success").value is None or is_path(rules.at("in_success"))):
        yield rules.at("in_success").pointer, "give one path, a list of keys, or null"
    if bad:
        return
    paths = rules.at("message").value
    for operation in spec.operations():
        for answer in spec.answers(operation):
            for example in () if answer.succeeds else examples(answer.place):
                if not any(text(example.at("value", *path)) for path in paths):
                    yield example.pointer, "x-error-body finds no message in this example"


def present_examples(spec: Spec) -> Findings:
    """Show a success and each error; of a list, the empty one and the last page too."""
    for operation in spec.operations():
        is_list = str(operation.at("operationId").value).startswith("list")
        for answer in spec.answers(operation):
            names = {example.name for example in examples(answer.place)}
            if answer.succeeds:
                wanted = {"success"} if contents(answer.place) else set[str]()
                missing = (wanted | {"empty"} if is_list else wanted) - names
                if is_list and not names & {"last_page", "single"}:
                    missing.add("last_page, or single where there are no pages")
                for name in sorted(missing):
                    yield answer.place.pointer, f"add an example named {name}"
            elif answer.status != "default" and not names:
                yield answer.place.pointer, "add an example of this error"


def true_examples(spec: Spec) -> Findings:
    """Validate each example against the schema that it stands for."""
    holders = [*spec.parameters(), *spec.media_types(), *spec.headers()] if spec.is_openapi else []
    for holder in holders:
        if "example" in mapping(holder.value):
            yield from mismatches(spec, holder.at("schema"), holder.at("example"))
        for example in map(spec.follow, holder.at("examples").children()):
            yield from mismatches(spec, holder.at("schema"), example.at("value"))
    for schema in spec.schemas():
        if "example" in mapping(schema.value):
            yield from mismatches(spec, schema, schema.at("example"))
        for example in schema.at("examples").children():
            yield from mismatches(spec, schema, example)


def present_properties(spec: Spec) -> Findings:
    """Require only what is declared: a misspelt name would go unnoticed."""
    for schema in spec.schemas():
        for name in schema.at("required").children():
            if name.value not in mapping(schema.at("properties").value):
                yield name.pointer, f"{name.value} is not a property of this schema"


def noted_origin(spec: Spec) -> Findings:
    """Have a word in notes.md on every parameter and property: where do we know it from?"""
    if spec.notes is None:
        return  # that the file is missing is said already
    code = " ".join(re.findall(r"`([^`\n]+)`", spec.notes))
    words = set(re.findall(r"[\w-]+", code))
    for name, pointer in [
        *((str(parameter.at("name").value), parameter.pointer) for parameter in spec.parameters()),
        *((prop.name, prop.pointer) for prop in spec.properties()),
    ]:
        if name not in words:
            yield pointer, f"say in notes.md where `{name}` is known from"


def settings_match(spec: Spec) -> Findings:
    """Check that codegen.yaml names the package as everybody relies on, and chooses no more."""
    if spec.settings is None:
        return  # that the file is missing is said already
    if not spec.is_openapi:
        found = model_settings(spec.settings)
    else:
        found = client_settings(spec.settings, spec.provider)
    for pointer, advice in found:
        yield "", f"codegen.yaml, #{pointer}: {advice}"


@dataclass(frozen=True)
class Rule:
    """One rule. If a gate finds something, later rules have nothing to stand on and are not run."""

    name: str
    check: Callable[[Spec], Findings]
    gate: bool = False
    openapi_only: bool = True


RULES = (
    *(Rule(name, check, gate=True, openapi_only=False) for name, check in EVERYWHERE.items()),
    Rule("valid-schemas", valid_schemas, gate=True, openapi_only=False),
    Rule("true-defaults", true_defaults, gate=True, openapi_only=False),
    Rule("valid-openapi", valid_openapi, gate=True),
    *(Rule(name, check, gate=True) for name, check in OF_PROVIDERS.items()),
    Rule("described-api", described_api),
    Rule("described-operations", described_operations),
    Rule("declared-security", declared_security),
    Rule("described-parts", described_parts, openapi_only=False),
    Rule("measured-numbers", measured_numbers, openapi_only=False),
    Rule("open-enums", open_enums),
    Rule("named-objects", named_objects),
    Rule("declared-errors", declared_errors),
    Rule("readable-errors", readable_errors),
    Rule("present-examples", present_examples),
    Rule("present-properties", present_properties, openapi_only=False),
    Rule("true-examples", true_examples, openapi_only=False),
    Rule("noted-origin", noted_origin),
    Rule("required-evidence", required_evidence),
    Rule("named-sources", named_sources),
    Rule("settings-match", settings_match, openapi_only=False),
)


def text(place: Place) -> bool:
    """Whether there is a text that is more than blanks."""
    return isinstance(place.value, str) and bool(place.value.strip())


def is_known(pointer: str) -> bool:
    """Whether this is one of the named enums."""
    return f"#{pointer}".startswith(KNOWN) and bool(NAMED_SCHEMA.fullmatch(pointer))


def contents(answer: Place) -> list[Place]:
    """Return the bodies of an answer."""
    return list(answer.at("content").children())


def examples(answer: Place) -> list[Place]:
    """Return the named examples of an answer."""
    return [example for media in contents(answer) for example in media.at("examples").children()]


def mismatches(spec: Spec, schema: Place, example: Place) -> Findings:
    """Find where a value does not keep to a schema of the document."""
    resource = Resource(spec.document, specification=DRAFT202012)
    validator = JsonSchema(
        {"$ref": f"urn:spec#{quote(schema.pointer)}"},
        registry=JsonRegistry().with_resource("urn:spec", resource),
        format_checker=JsonSchema.FORMAT_CHECKER,
    )
    for pointer, message in explain(validator.iter_errors(example.value)):
        yield example.pointer + pointer, message


def until_it_breaks(errors: Iterable[Any]) -> Iterator[Any]:
    """Yield errors until the validator raises on shapes that it has just reported."""
    found = False
    try:
        for error in errors:
            found = True
            yield error
    except Exception as error:
        if not found:
            raise ValueError(f"the OpenAPI validator gave up: {type(error).__name__}") from error


def explain(errors: Iterable[Any]) -> Findings:
    """Turn each validation error into the place and the words of its most telling part."""
    for error in errors:
        # Of the alternatives that all failed, the one that came furthest is meant.
        while error.context:
            error = max(error.context, key=lambda part: len(part.absolute_path))
        yield Place("", None).at(*error.absolute_path).pointer, error.message[:300]
