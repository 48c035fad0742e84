"""The rules that every file under specs/ keeps: one table, one small function for each rule."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, cast
from urllib.parse import quote

from documents.joined import fields_of, wholes
from documents.spec import Place, Spec, mapping, schemas_below
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from .evidence import measured_numbers, named_sources, noted_origin, required_evidence
from .findings import Rule
from .readable import READABLE
from .safety import DESCRIBED, EVERYWHERE, FIRST, OF_PROVIDERS
from .schemas import Findings
from .settings import bad_settings
from .wire import bodies_of

# Their published types leave too much open for a strict check.
JsonSchema = cast("Any", Draft202012Validator)
META_SCHEMA = JsonSchema(JsonSchema.META_SCHEMA)
JsonRegistry = cast("Any", Registry)

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


def open_enums(spec: Spec) -> Findings:
    """Let a value that the provider adds tomorrow through: no field or parameter is closed."""
    schemas = {schema.pointer: schema for schema in spec.schemas()}
    for pointer, schema in schemas.items():
        if str(schema.at("$ref").value).startswith(KNOWN):
            holder, _, keyword = pointer.rpartition("/")[0].rpartition("/")
            wanted = spec.follow(schema).at("type").value
            others = schemas[holder].at("anyOf").children() if keyword == "anyOf" else ()
            if not any(o.at("type").value == wanted and not o.at("enum").value for o in others):
                yield pointer, f"write anyOf: [this reference, {{type: {wanted}}}] to keep it open"
    yield from closed_enums(spec, schemas)


def closed_enums(spec: Spec, schemas: dict[str, Place]) -> Findings:
    """Let a closed enum be the type of a parameter, or of a property of a request's body."""
    operations = list(spec.operations())
    answers = [answer.place for one in operations for answer in spec.answers(one)]
    holders = [*spec.headers(), *(media for answer in answers for media in contents(answer))]
    answered = reached(spec, [holder.at("schema") for holder in holders])
    requests = [spec.follow(one.at("requestBody")) for one in operations]
    bodies = [spec.follow(m.at("schema")) for request in requests for m in contents(request)]
    sent = [
        *(parameter.at("schema") for parameter in spec.parameters()),
        *(field for body in bodies for field in fields_of(spec, body).values()),
    ]
    fit = {place.pointer for schema in sent for place in (schema, schema.at("allOf", 0))}
    for pointer, schema in schemas.items():
        reference = schema.at("$ref").value
        target = spec.follow(schema)
        if reference is None or str(reference).startswith(KNOWN) or not target.at("enum").value:
            continue
        if pointer in answered:
            yield pointer, "a server may answer otherwise: call it KnownX, and use it in an anyOf"
        elif pointer not in fit:
            yield pointer, "only a parameter, or a property of a request's body, may be closed"
        elif not all(isinstance(word.value, str) for word in target.at("enum").children()):
            yield pointer, "the words of a closed enum are texts"


def declared_errors(spec: Spec) -> Findings:
    """Declare errors with typed bodies, and `default` for all others."""
    for operation in spec.operations():
        answers = list(spec.answers(operation))
        needs_key = all(mapping(one.value) for one in operation.at("security").children())
        wanted = "401|403|4XX" if needs_key else "[45]"
        if not any(re.match(wanted, answer.status) for answer in answers):
            first = 'a wrong key\'s ("401")' if needs_key else 'one such as "404"'
            yield operation.at("responses").pointer, f"declare the known errors, {first} first"
        if not any(answer.status == "default" for answer in answers):
            yield operation.at("responses").pointer, "declare default with the error body"
        reads = operation.name in ("get", "head")
        for answer in answers:
            bodies = [media.at("schema") for media in contents(answer.place)]
            if not answer.succeeds:
                bodies = [body for schema in bodies for body in bodies_of(schema)]
            schemas = [body.at("$ref").value for body in bodies]
            if not schemas and answer.succeeds and not reads:
                continue  # what was done needs no words
            if not schemas or not all(schemas):
                yield answer.place.pointer, "give it a body whose schema is a named one"


def readable_errors(spec: Spec) -> Findings:
    """Find a message in each example of an error, by the places that the document names."""
    paths = spec.root.at("x-error-body", "message").value
    for operation in spec.operations():
        for answer in spec.answers(operation):
            for example in () if answer.succeeds else examples(answer.place):
                texts = [example.at("value", *path).value for path in paths]
                if not any(isinstance(text, str) and text.strip() for text in texts):
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
            elif answer.status != "default":
                bodies = [bodies_of(media.at("schema")) for media in contents(answer.place)]
                if len(names) < max(map(len, bodies), default=1):
                    yield answer.place.pointer, "add an example of this error, one for each body"


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
    objects = wholes(spec)  # of which a part may require what another part declares
    for schema in spec.schemas():
        fields = fields_of(spec, objects.get(schema.pointer, schema))
        for name in schema.at("required").children():
            if name.value not in fields:
                yield name.pointer, f"{name.value} is not a property of this schema"


#: The rule whose findings stand in codegen.yaml.
OF_SETTINGS = "settings-match"


def settings_match(spec: Spec) -> Findings:
    """Check that codegen.yaml names the package as everybody relies on, and chooses no more."""
    if spec.settings is not None:  # that the file is missing is said already
        yield from bad_settings(spec)


RULES = (
    *FIRST,
    *EVERYWHERE,
    *READABLE,
    Rule("valid-schemas", valid_schemas, gate=True, openapi_only=False),
    Rule("true-defaults", true_defaults, gate=True, openapi_only=False),
    Rule("valid-openapi", valid_openapi, gate=True),
    *OF_PROVIDERS,
    *DESCRIBED,
    Rule("described-parts", openapi_only=False),
    Rule("measured-numbers", measured_numbers, openapi_only=False),
    Rule("open-enums", open_enums),
    Rule("named-objects"),
    Rule("declared-errors", declared_errors),
    Rule("readable-errors", readable_errors),
    Rule("present-examples", present_examples),
    Rule("present-properties", present_properties, openapi_only=False),
    Rule("true-examples", true_examples, openapi_only=False),
    Rule("noted-origin", noted_origin),
    Rule("required-evidence", required_evidence),
    Rule("named-sources", named_sources),
    Rule(OF_SETTINGS, settings_match, openapi_only=False),
)


def reached(spec: Spec, starts: Iterable[Place]) -> set[str]:
    """Return the pointers of all schemas that schemas lead to, through references too."""
    found: set[str] = set()
    waiting = list(starts)
    while waiting:
        for schema in schemas_below(waiting.pop()):
            if schema.pointer not in found:
                found.add(schema.pointer)
                if schema.at("$ref").value is not None:
                    waiting.append(spec.follow(schema))
    return found


def contents(holder: Place) -> list[Place]:
    """Return the bodies of an answer or a request."""
    return list(holder.at("content").children())


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
