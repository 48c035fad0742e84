"""A good spec, and for each rule the changes that break it."""

from copy import deepcopy
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, cast

from documents.spec import Spec, read_spec

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
