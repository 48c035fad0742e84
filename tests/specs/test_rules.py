"""Each rule for specs finds what it is for, and finds nothing in a spec that keeps them all."""

from copy import deepcopy
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest
from lint_specs import broken_rules
from spec_files import Spec, read_spec
from spec_rules import RULES

ACME = read_spec(Path(__file__).parent / "acme" / "openapi.yaml")
GONE: Any = object()

LIST = "/paths/~1endpoints/get"
OK = f"{LIST}/responses/200/content/application~1json"
SCHEMAS = "/components/schemas"
ENDPOINT = f"{SCHEMAS}/Endpoint/properties"
DESCRIBED = {"description": "Said."}
KNOWN = {"$ref": "#/components/schemas/KnownState"}
BUSY = "/components/responses/TooMany/content/application~1json/examples"

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
    ("valid-openapi", "/openapi", "/openapi", "3.0.3"),
    ("valid-openapi", "", "/info", GONE),
    ("valid-schemas", f"{ENDPOINT}/id/type", f"{ENDPOINT}/id/type", "text"),
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
    ("declared-errors", f"{LIST}/responses", f"{LIST}/responses/429", GONE),
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


@pytest.mark.parametrize("key", ["project_name_override", "package_name_override", "literal_enums"])
def test_settings_that_do_not_match(key: str) -> None:
    settings = {name: value for name, value in ACME.settings.items() if name != key}
    [(rule, _, message)] = broken_rules(replace(ACME, settings=settings))
    assert rule == "settings-match"
    assert key in message


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
