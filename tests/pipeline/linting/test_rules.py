"""Each rule for specs finds what it is for, and finds nothing in a spec that keeps them all."""

from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest
from documents.spec import Spec
from linting.lint import broken_rules
from linting.rules import RULES
from linting.safety import dangers

from pipeline.linting.breaks import (
    ACME,
    BREAKS,
    BUSY,
    DESCRIBED,
    ENDPOINT,
    LIST,
    OTHER,
    PATH,
    SCHEMAS,
    changed,
)


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
