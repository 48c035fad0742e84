"""Each rule for specs finds what it is for, and finds nothing in a spec that keeps them all."""

from copy import deepcopy
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest
from documents.spec import Spec, read_spec
from linting.lint import broken_rules
from linting.rules import RULES
from linting.safety import dangers

ACME = read_spec(Path(__file__).parent / "acme" / "openapi.yaml")
GONE: Any = object()

ACME_API = "https://api.acme.example"
PATH = "/paths/~1endpoints"
LIST = f"{PATH}/get"
OK = f"{LIST}/responses/200/content/application~1json"
SCHEMAS = "/components/schemas"
ENDPOINT = f"{SCHEMAS}/Endpoint/properties"
DESCRIBED = {"description": "Said."}
KNOWN = {"$ref": "#/components/schemas/KnownState"}
BUSY = "/components/responses/TooMany/content/application~1json/examples"

ITSELF = {"$ref": "#/components/schemas/Endpoint"}
TWO_OBJECTS = {"anyOf": [ITSELF, {"$ref": "#/components/schemas/Error"}], **DESCRIBED}
TWO_PARTS = {"allOf": [{"$ref": "#/components/schemas/Error"}, {"type": "object"}], **DESCRIBED}

CSV = {"content": {"text/csv": {"schema": {"type": "string", **DESCRIBED}}}}

OTHER = {"get": {**ACME.document["paths"]["/endpoints"]["get"], "operationId": "listOthers"}}

SAID = {"description": "When it was made."}


def header(name: str) -> dict[str, Any]:
    """A parameter that goes into a header."""
    return {"name": name, "in": "header", "schema": {"type": "string", **DESCRIBED}, **DESCRIBED}


NUMBER = {"type": ["integer", "null"], **SAID}

# The rule, the place where it is found, then the place that is changed and what is put there.
BREAKS: list[tuple[str, str, str, Any]] = [
    ("plain-values", "/info/version", "/info/version", date(2024, 1, 1)),
    ("plain-values", f"{LIST}/responses/200", f"{LIST}/responses", {200: {}}),
    ("plain-values", "/x-limit", "/x-limit", float("inf")),
    ("plain-values", "/x-set", "/x-set", {"a"}),
    ("local-references", OK + "/schema", OK + "/schema/$ref", "https://acme.example/list.json"),
    ("local-references", OK + "/schema", OK + "/schema/$ref", "other.yaml#/components/schemas/A"),
    ("local-references", OK + "/schema", OK + "/schema/$ref", "#/components/schemas/Nowhere"),
    ("no-code", f"{ENDPOINT}/id/customTypePath", f"{ENDPOINT}/id/customTypePath", "os.system"),
    ("no-code", f"{ENDPOINT}/id/x-python-import", f"{ENDPOINT}/id/x-python-import", "os"),
    ("readable-texts", f"{ENDPOINT}/id/description", f"{ENDPOINT}/id/description", "a\u202eb"),
    ("readable-texts", f"{LIST}/summary", f"{LIST}/summary", "word " * 3000),
    ("readable-texts", ENDPOINT, f"{ENDPOINT}/a\u200bb", {"type": "string", **DESCRIBED}),
    ("readable-texts", "/info/x-size", "/info/x-size", 2**70),
    ("local-references", "/jsonSchemaDialect", "/jsonSchemaDialect", "https://acme.example/d"),
    ("known-keywords", f"{ENDPOINT}/id/descripton", f"{ENDPOINT}/id/descripton", "misspelt"),
    ("known-keywords", f"{ENDPOINT}/id/$id", f"{ENDPOINT}/id/$id", "https://acme.example/id"),
    ("small-schemas", f"{ENDPOINT}/id/pattern", f"{ENDPOINT}/id/pattern", "^(a+)+$"),
    ("small-schemas", f"{ENDPOINT}/id/pattern", f"{ENDPOINT}/id/pattern", "^[a-z]+(a[a-z]+)*$"),
    ("small-schemas", f"{ENDPOINT}/id/pattern", f"{ENDPOINT}/id/pattern", "("),
    ("small-schemas", f"{SCHEMAS}/KnownState/enum", f"{SCHEMAS}/KnownState/enum", ["a"] * 501),
    ("plain-alternatives", f"{ENDPOINT}/next/anyOf", f"{ENDPOINT}/next", TWO_OBJECTS),
    ("plain-alternatives", f"{SCHEMAS}/Endpoint", f"{SCHEMAS}/Endpoint/allOf", [ITSELF]),
    ("joined-objects", f"{SCHEMAS}/Endpoint/allOf/0", f"{SCHEMAS}/Endpoint/allOf", [DESCRIBED]),
    ("joined-objects", f"{ENDPOINT}/next/allOf", f"{ENDPOINT}/next", TWO_PARTS),
    ("safe-names", f"{LIST}/tags/0", f"{LIST}/tags", ["../up"]),
    ("safe-names", f'{ENDPOINT}/a"b', f'{ENDPOINT}/a"b', {"type": "string", **DESCRIBED}),
    ("safe-addresses", "/servers/0/url", "/servers/0/url", "http://api.acme.example/v1"),
    ("safe-addresses", "/servers/0", "/servers/0/url", "https://{region}.acme.example"),
    ("safe-parameters", f"{LIST}/parameters/0/explode", f"{LIST}/parameters/0/explode", False),
    ("safe-parameters", f"{LIST}/parameters/0/style", f"{LIST}/parameters/0/style", "deepObject"),
    ("safe-parameters", f"{LIST}/parameters/0/in", f"{LIST}/parameters/0/in", "cookie"),
    ("safe-parameters", f"{LIST}/parameters/0/schema", f"{LIST}/parameters/0/schema", ITSELF),
    ("safe-fragments", f"{PATH}#Other", f"{PATH}#Other", OTHER),
    *(
        ("safe-parameters", f"{LIST}/parameters/0/name", f"{LIST}/parameters", [header(name)])
        for name in ("X-\u00b5s", "X Trace", "X-Trace:", "\ufb01le", "\uff38-Trace", "X-\u540d")
    ),
    ("safe-bodies", f"{OK}/schema", f"{OK}/schema", {"type": "array", "items": ITSELF}),
    ("safe-values", f"{ENDPOINT}/id/format", f"{ENDPOINT}/id/format", "binary"),
    *(
        ("true-defaults", f"{ENDPOINT}/created/default", f"{ENDPOINT}/created/default", text)
        for text in ("20260301T120000Z", "2026-03-01 12:00:00Z", "2026-W09-7T12:00:00Z", "soon")
    ),
    ("safe-values", f"{ENDPOINT}/id/const", f"{ENDPOINT}/id/const", 0.5),
    ("safe-values", f"{ENDPOINT}/id/const", f"{ENDPOINT}/id/const", 5),
    ("safe-values", f"{ENDPOINT}/id/enum/1", f"{ENDPOINT}/id/enum", ["a", 0.5]),
    ("safe-servers", f"{LIST}/servers", f"{LIST}/servers", [{"url": f"{ACME_API}/v2"}]),
    ("safe-servers", f"{PATH}/servers", f"{PATH}/servers", [{"url": "https://b.example/v2"}]),
    ("safe-servers", f"{PATH}/servers", f"{PATH}/servers", [{"url": f"{ACME_API}/beta"}]),
    ("safe-servers", f"{PATH}/servers", f"{PATH}/servers", [{"url": f"{ACME_API}/v1/v2"}]),
    ("safe-servers", f"{PATH}/servers", f"{PATH}/servers", [{"url": f"{ACME_API}/v2"}] * 2),
    ("safe-servers", f"{PATH}/servers", f"{PATH}/servers", []),
    ("safe-bodies", f"{LIST}/requestBody/content/text~1csv", f"{LIST}/requestBody", CSV),
    ("safe-extensions", "/x-request-headers/X-A", "/x-request-headers", {"X-A": "a\nb"}),
    ("valid-openapi", "", "/info", GONE),
    ("valid-schemas", f"{ENDPOINT}/id/uniqueItems", f"{ENDPOINT}/id/uniqueItems", "yes"),
    ("readable-operations", "/openapi", "/openapi", "3.0.3"),
    ("readable-operations", f"{LIST}/responses/OK", f"{LIST}/responses/OK", DESCRIBED),
    ("readable-operations", f"{LIST}/parameters/0/name", f"{LIST}/parameters/0/in", "path"),
    ("readable-schemas", f"{ENDPOINT}/id/type", f"{ENDPOINT}/id/type", "text"),
    ("readable-schemas", f"{ENDPOINT}/id/type", f"{ENDPOINT}/id/type", ["array", "object"]),
    ("readable-schemas", f"{ENDPOINT}/id", f"{ENDPOINT}/id/type", "array"),
    ("readable-schemas", f"{ENDPOINT}/id/enum", f"{ENDPOINT}/id/enum", ["a", 1]),
    ("readable-schemas", f"{ENDPOINT}/id/default", f"{ENDPOINT}/id/default", 1),
    ("described-api", "/info/summary", "/info/summary", " "),
    ("described-api", "/info/version", "/info/version", "1"),
    ("described-api", "/info/license", "/info/license", GONE),
    ("described-api", "/info/x-sources", "/info/x-sources", []),
    ("described-api", "/servers", "/servers", []),
    ("described-operations", f"{LIST}/operationId", f"{LIST}/operationId", GONE),
    ("described-operations", f"{LIST}/summary", f"{LIST}/summary", GONE),
    ("described-operations", f"{LIST}/description", f"{LIST}/description", ""),
    ("described-operations", f"{LIST}/tags", f"{LIST}/tags", ["elsewhere"]),
    ("described-operations", f"{LIST}/tags", f"{LIST}/tags", GONE),
    ("declared-security", f"{LIST}/security", f"{LIST}/security", GONE),
    ("declared-security", f"{LIST}/parameters/0", f"{LIST}/parameters/0/name", "Authorization"),
    ("described-parts", f"{LIST}/parameters/0", f"{LIST}/parameters/0/description", GONE),
    ("described-parts", f"{ENDPOINT}/id", f"{ENDPOINT}/id/description", GONE),
    ("described-parts", f"{SCHEMAS}/Endpoint", f"{SCHEMAS}/Endpoint/description", GONE),
    (
        "described-parts",
        f"{LIST}/responses/200/headers/X-Request-Id",
        f"{LIST}/responses/200/headers/X-Request-Id/description",
        GONE,
    ),
    (
        "described-parts",
        "/components/securitySchemes/bearer",
        "/components/securitySchemes/bearer/description",
        GONE,
    ),
    ("described-parts", "/tags/0", "/tags/0/description", GONE),
    ("open-enums", f"{ENDPOINT}/next", f"{ENDPOINT}/next", {"enum": ["a"], **DESCRIBED}),
    ("open-enums", f"{ENDPOINT}/next", f"{ENDPOINT}/next", {"const": "a", **DESCRIBED}),
    ("open-enums", f"{ENDPOINT}/next", f"{ENDPOINT}/next", KNOWN),
    ("open-enums", f"{ENDPOINT}/next/anyOf/0", f"{ENDPOINT}/next", {"anyOf": [KNOWN]} | DESCRIBED),
    (
        "open-enums",
        f"{ENDPOINT}/next/anyOf/0",
        f"{ENDPOINT}/next",
        {"anyOf": [KNOWN, {"type": "integer"}], **DESCRIBED},
    ),
    ("open-enums", f"{ENDPOINT}/next/oneOf/0", f"{ENDPOINT}/next", {"oneOf": [KNOWN]} | DESCRIBED),
    ("named-objects", f"{ENDPOINT}/next", f"{ENDPOINT}/next", {"type": "object", **DESCRIBED}),
    (
        "named-objects",
        f"{ENDPOINT}/next/items",
        f"{ENDPOINT}/next",
        {"type": "array", "items": {"type": "object"}, **DESCRIBED},
    ),
    (
        "named-objects",
        f"{SCHEMAS}/Endpoint",
        f"{SCHEMAS}/Endpoint/additionalProperties",
        False,
    ),
    ("declared-errors", f"{LIST}/responses", f"{LIST}/responses/401", GONE),
    ("declared-errors", f"{LIST}/responses", f"{LIST}/responses/default", GONE),
    (
        "declared-errors",
        f"{LIST}/responses/default",
        f"{LIST}/responses/default/content/application~1json/schema",
        {"type": "string"},
    ),
    ("readable-errors", "/x-error-body", "/x-error-body", GONE),
    ("readable-errors", "/x-error-body", "/x-error-body/in_success", GONE),
    ("readable-errors", "/x-error-body/code", "/x-error-body/code", ["error", "code"]),
    ("readable-errors", "/x-error-body/in_success", "/x-error-body/in_success", "error"),
    ("readable-errors", f"{BUSY}/busy", "/x-error-body/message", [["message"]]),
    ("present-examples", f"{LIST}/responses/200", f"{OK}/examples/success", GONE),
    ("present-examples", f"{LIST}/responses/200", f"{OK}/examples/empty", GONE),
    ("present-examples", f"{LIST}/responses/200", f"{OK}/examples/last_page", GONE),
    ("present-examples", "/components/responses/TooMany", BUSY, GONE),
    (
        "true-examples",
        f"{OK}/examples/success/value/data/1/id",
        f"{OK}/examples/success/value/data/1/id",
        7,
    ),
    (
        "true-examples",
        f"{OK}/examples/success/value/data/0/created",
        f"{OK}/examples/success/value/data/0/created",
        "yesterday",
    ),
    ("true-examples", f"{OK}/examples/empty/value", f"{OK}/examples/empty/value", {}),
    ("true-examples", f"{BUSY}/busy/value/error/code", f"{BUSY}/busy/value/error/code", 9),
    ("true-examples", f"{ENDPOINT}/id/examples/0", f"{ENDPOINT}/id/examples", [9]),
    ("true-examples", f"{ENDPOINT}/id/example", f"{ENDPOINT}/id/example", 9),
    (
        "true-examples",
        f"{LIST}/parameters/0/examples/large/value",
        f"{LIST}/parameters/0/examples",
        {"large": {"value": 1000}},
    ),
    (
        "true-defaults",
        f"{LIST}/parameters/1/schema/default",
        f"{LIST}/parameters/1/schema/default",
        "2025-01-01",
    ),
    ("present-properties", f"{ENDPOINT}/id/required/0", f"{ENDPOINT}/id/required", ["sate"]),
    ("measured-numbers", f"{ENDPOINT}/age", f"{ENDPOINT}/age", NUMBER),
    ("measured-numbers", f"{ENDPOINT}/age", f"{ENDPOINT}/age", {"anyOf": [NUMBER]} | SAID),
    ("measured-numbers", f"{LIST}/parameters/0", f"{LIST}/parameters/0/name", "age"),
    ("required-evidence", f"{SCHEMAS}/Error/required/0", f"{SCHEMAS}/Error/required", ["message"]),
    ("required-evidence", f"{LIST}/parameters/0/required", f"{LIST}/parameters/0/required", True),
    ("named-sources", "/info/x-sources/0", "/info/x-sources", ["the handbook"]),
    ("named-sources", "/info/x-sources/1", "/info/x-sources", ["A1: x", "A1: y"]),
    ("named-sources", "/info/x-sources/1", "/info/x-sources", ["A1: x", "B1: y"]),
    ("noted-origin", f"{ENDPOINT}/price", f"{ENDPOINT}/price", {"description": "USD per hour."}),
    ("noted-origin", f"{LIST}/parameters/0", f"{LIST}/parameters/0/name", "offset"),
]


def changed(pointer: str, value: Any) -> Spec:
    """Return the good spec with one place put, replaced or removed."""
    document = deepcopy(ACME.document)
    *way, last = (step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:])
    holder = document
    for step in way:
        holder = holder[int(step) if isinstance(cast("object", holder), list) else step]
    if value is GONE:
        del holder[last]
    else:
        holder[last] = value
    return replace(ACME, document=document)


def test_a_good_spec_breaks_no_rule() -> None:
    assert list(broken_rules(ACME)) == []


@pytest.mark.parametrize(("rule", "found", "pointer", "value"), BREAKS)
def test_one_change_breaks_one_rule(rule: str, found: str, pointer: str, value: Any) -> None:
    findings = [finding[:2] for finding in broken_rules(changed(pointer, value))]
    assert findings == [(rule, found)]


@pytest.mark.parametrize("pattern", ["^[a-z0-9]+(?:-[a-z0-9]+)*$", "^[a-z]+(\\.[a-z]+)*$", "^a+$"])
def test_words_between_separators_are_quick(pattern: str) -> None:
    is_id = {"id": {"type": "string", "description": "Its name.", "pattern": pattern}}
    fields = {**ACME.document["components"]["schemas"]["Endpoint"]["properties"], **is_id}
    found = [*broken_rules(changed(f"{SCHEMAS}/Endpoint/properties", fields))]
    assert [rule for rule, _, _ in found if rule == "small-schemas"] == []


ORDER = {"$ref": "#/components/schemas/Order"}
LIMIT = f"{LIST}/parameters/0/schema"


@pytest.mark.parametrize(
    ("words", "pointer", "value", "found"),
    [
        (["up", "down"], LIMIT, ORDER, None),
        (["up", "down"], LIMIT, {"allOf": [ORDER], "default": "up"}, None),
        (["up", "down"], LIMIT, {"anyOf": [ORDER]}, f"{LIMIT}/anyOf/0"),
        (["up", "down"], LIMIT, {"type": "array", "items": ORDER}, f"{LIMIT}/items"),
        ([1, 2], LIMIT, ORDER, LIMIT),
        (["up", "down"], f"{ENDPOINT}/next", {**ORDER, **DESCRIBED}, f"{ENDPOINT}/next"),
    ],
)
def test_only_what_is_sent_may_be_closed(
    words: list[Any], pointer: str, value: Any, found: str | None
) -> None:
    spec = changed(pointer, value)
    kind = "string" if isinstance(words[0], str) else "integer"
    spec.document["components"]["schemas"]["Order"] = {"type": kind, "enum": words, **DESCRIBED}
    findings = [finding[:2] for finding in broken_rules(spec)]
    assert findings == ([("open-enums", found)] if found else [])


def test_a_field_may_be_closed_unless_a_server_sends_it_too() -> None:
    spec = changed(f"{SCHEMAS}/Order", {"type": "string", "enum": ["up"], **DESCRIBED})
    schemas = spec.document["components"]["schemas"]
    schemas["Question"] = {"type": "object", "properties": {"id": {**ORDER, **DESCRIBED}}}
    schemas["Question"] |= DESCRIBED
    asked = {"$ref": "#/components/schemas/Question"}
    body = {"description": "Which.", "content": {"application/json": {"schema": asked}}}
    spec.document["paths"]["/endpoints"]["get"]["requestBody"] = body
    assert list(broken_rules(spec)) == []
    schemas["Endpoint"]["properties"]["next"] = {**asked, **DESCRIBED}
    [(rule, pointer, advice)] = broken_rules(spec)
    assert (rule, pointer) == ("open-enums", f"{SCHEMAS}/Question/properties/id")
    assert advice.startswith("a server may answer otherwise")


@pytest.mark.parametrize("key", ["project_name_override", "package_name_override", "literal_enums"])
def test_settings_that_do_not_match(key: str) -> None:
    settings = {name: value for name, value in ACME.settings.items() if name != key}
    [(rule, pointer, _)] = broken_rules(replace(ACME, settings=settings))
    assert (rule, pointer) == ("settings-match", f"/{key}")


@pytest.mark.parametrize(
    "text",
    ["In seconds since 1970.", "Minutes.", "In units of `unit`.", "Number of the time slot."],
)
def test_a_unit_is_enough(text: str) -> None:
    field = {"type": "integer", "description": text}
    assert list(broken_rules(changed(f"{ENDPOINT}/age", field))) == []


def test_only_lists_have_an_empty_one_and_a_last_page() -> None:
    for name, missing in (("getEndpoint", set[str]()), ("listAll", {"empty", "last_page"})):
        document = deepcopy(ACME.document)
        call = document["paths"]["/endpoints"]["get"]
        call["operationId"] = name
        examples = call["responses"]["200"]["content"]["application/json"]["examples"]
        del examples["empty"], examples["last_page"]
        found = [message for _, _, message in broken_rules(replace(ACME, document=document))]
        assert len(found) == len(missing)
        assert all(any(word in message for message in found) for word in missing)


@pytest.mark.parametrize(("method", "is_fine"), [("delete", True), ("get", False)])
def test_what_changes_something_may_answer_without_a_body(method: str, is_fine: bool) -> None:
    document = deepcopy(ACME.document)
    call = document["paths"]["/endpoints"].pop("get")
    call["operationId"] = "dropEndpoints"
    call["responses"]["204"] = {"description": "Done."}
    del call["responses"]["200"]
    document["paths"]["/endpoints"][method] = call
    rules = {rule for rule, _, _ in broken_rules(replace(ACME, document=document))}
    assert rules == (set() if is_fine else {"declared-errors"})


def test_notes_that_rely_on_a_source_that_is_not_listed() -> None:
    spec = replace(ACME, notes=f"{ACME.notes}\nAnd A2 says so too.\n")
    [(rule, pointer, message)] = broken_rules(spec)
    assert (rule, pointer) == ("named-sources", "/info/x-sources")
    assert "A2" in message


def test_notes_that_do_not_say_why_a_field_is_required() -> None:
    notes = str(ACME.notes).replace("- Every answer has `data`, so it is required.\n", "")
    [(rule, pointer, _)] = broken_rules(replace(ACME, notes=notes))
    assert (rule, pointer) == ("required-evidence", f"{SCHEMAS}/ListEndpointsResponse/required/0")


def test_a_shared_response_is_followed_to_where_it_is_written() -> None:
    spec = changed(BUSY, {"busy": {"value": {"error": {"message": 5}}}})
    places = {pointer for _, pointer, _ in broken_rules(spec)}
    assert places == {f"{BUSY}/busy", f"{BUSY}/busy/value/error/message"}


def test_every_rule_has_a_spec_that_breaks_it() -> None:
    broken = {rule for rule, *_ in BREAKS} | {"settings-match"}
    assert broken == {rule.name for rule in RULES}
    assert len({rule.name for rule in RULES}) == len(RULES)


def test_references_that_turn_in_a_circle_lead_nowhere() -> None:
    circle = {"A": {"$ref": "#/components/schemas/B"}, "B": {"$ref": "#/components/schemas/A"}}
    findings = list(broken_rules(changed("/components/schemas", circle)))
    assert ("local-references", "/components/schemas/A") in [finding[:2] for finding in findings]


def constant(name: str, word: str, **more: Any) -> dict[str, Any]:
    schema = {"type": "string", "const": word, "default": word}
    return {"name": name, "in": "query", "required": True, "schema": schema, **DESCRIBED, **more}


def sharing(*parameters: dict[str, Any], **of_path: Any) -> Spec:
    """A spec in which another operation has the path of the first, with these parameters."""
    spec = replace(ACME, document=deepcopy(ACME.document))
    call = {**OTHER["get"], "parameters": [*parameters]}
    spec.document["paths"]["/endpoints#Other"] = {"get": call, **of_path}
    return spec


@pytest.mark.parametrize(
    "spec",
    [
        sharing(constant("Action", "Other")),
        sharing(constant("Version", "1"), constant("Action", "Other")),
        sharing(parameters=[constant("Action", "Other")]),
    ],
)
def test_operations_that_share_a_path(spec: Spec) -> None:
    assert not [found for found in dangers(spec) if "fragment" in found[1] or "#" in found[0]]


@pytest.mark.parametrize(
    "spec",
    [
        sharing(),
        sharing(constant("Action", "Otherwise")),
        sharing(constant("Action", "Other", required=False)),
        sharing(constant("Action", "Other", **{"in": "header"})),
        sharing(constant("Action", "other")),
    ],
)
def test_a_fragment_that_no_constant_goes_with(spec: Spec) -> None:
    found = dict(dangers(spec))
    assert "no required query parameter has the constant Other" in found[f"{PATH}#Other"]


def test_operations_that_a_server_could_not_distinguish() -> None:
    both = (constant("Action", "Other"), constant("Kind", "Third"))
    spec = sharing(*both)
    third = {**OTHER["get"], "operationId": "listThirds", "parameters": [*both]}
    spec.document["paths"]["/endpoints#Third"] = {"get": third}
    found = dict(dangers(spec))
    assert found == {
        f"{PATH}#Third": "what is sent is the same as for /endpoints#Other: give each its constant"
    }
