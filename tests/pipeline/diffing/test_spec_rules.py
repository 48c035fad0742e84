"""Every rule of the table, shown by a change of a small spec."""

from typing import Any

import pytest
from diffing.rules import MAJOR, MEANING, MINOR, PATCH, PYTHON, RULE, RULES, rule_for

from pipeline.diffing.edits import SMALL, Edit, at, changed, changes, drop, move, put

OP = "paths /things/{group} post"
S = "components schemas"
QUESTION, THING, ANSWER = f"{S} Question", f"{S} Thing", f"{S} Answer"
TEXT = {"type": "string", "description": "More."}
NEW_PARAMETER = {"name": "extra", "in": "query", "description": "More.", "schema": TEXT}
ANYTHING: dict[str, object] = {"description": "More.", "content": {}}

IN_OTHER_WORDS = {"description": "Later.", "content": {"application/json": {"schema": {
    "$ref": "#/components/schemas/Answer", "description": "What is answered later."}}}}  # fmt: skip


def also(path: str, value: object) -> Edit:
    return lambda document: at(document, path).append(value)


def in_parts(schema: dict[str, Any]) -> dict[str, Any]:
    """The same object, joined of two."""
    fields = schema["properties"]
    first, *others = fields
    parts = [
        {"type": "object", "required": schema["required"], "properties": {first: fields[first]}},
        {"type": "object", "properties": {name: fields[name] for name in others}},
    ]
    rest = {k: v for k, v in schema.items() if k not in ("type", "properties", "required")}
    return {**rest, "allOf": parts}


# What is changed in SMALL, and the rules that this falls under, no more and no fewer.
CASES: list[tuple[str, tuple[Edit, ...]]] = [
    ("operation-added", (put("paths /new", {"get": {"operationId": "a", "responses": {}}}),)),
    ("operation-removed schema-removed", (drop(OP), drop(f"{S} Unused"))),
    ("operation-renamed", (put(f"{OP} operationId", "things"),)),
    ("operation-moved description-changed", (put(f"{OP} tags", ["things"]), drop("tags"))),
    ("path-changed", (move("paths /things/{group}", "/all/{group}"),)),
    ("path-changed", (put("paths /things/{group} servers", [{"url": "https://a.test/v2"}]),)),
    ("rewritten", (move("paths /things/{group}", "/things/{group}#ListThings"),)),
    ("method-changed", (move(OP, "put"),)),
    ("deprecated", (put(f"{THING} properties size deprecated", True),)),
    ("default-server-changed", (put("servers 0 variables region default", "south"),)),
    ("other-servers-changed", (drop("servers 1"),)),
    ("security-added", (also(f"{OP} security", {}),)),
    ("security-removed", (drop(f"{OP} security 1"),)),
    ("security-reordered", (put(f"{OP} security", [{"token": []}, {"key": []}]),)),
    ("security-scheme-changed", (put("components securitySchemes key name", "X-Other"),)),
    ("parameter-added-required", (also(f"{OP} parameters", {**NEW_PARAMETER, "required": True}),)),
    ("parameter-added-optional", (also(f"{OP} parameters", NEW_PARAMETER),)),
    ("parameter-removed", (drop(f"{OP} parameters 3"),)),
    ("parameter-renamed", (put(f"{OP} parameters 3 name", "query"),)),
    ("parameter-relocated", (put(f"{OP} parameters 3 in", "header"),)),
    ("parameter-made-required", (put(f"{OP} parameters 3 required", True),)),
    ("parameter-made-optional", (put(f"{OP} parameters 2 required", False),)),
    ("parameter-encoding-changed", (put(f"{OP} parameters 3 explode", True),)),
    ("body-removed schema-removed", (drop(f"{OP} requestBody"), drop(QUESTION))),
    ("body-made-required", (put(f"{OP} requestBody required", True),)),
    ("success-added", (put(f"{OP} responses 202", at(SMALL, f"{OP} responses 200")),)),
    ("success-added", (put(f"{OP} responses 202", IN_OTHER_WORDS),)),
    ("success-differs", (put(f"{OP} responses 202", ANYTHING),)),
    ("success-removed", (drop(f"{OP} responses 200"),)),
    ("error-added", (put(f"{OP} responses 409", ANYTHING),)),
    ("error-removed", (drop(f"{OP} responses 404"),)),
    ("error-added error-removed", (move(f"{OP} responses 404", "409"),)),
    ("success-differs success-removed", (move(f"{OP} responses 200", "202"),)),
    ("error-undeclared", (drop(f"{OP} responses default"),)),
    ("content-added", (put(f"{OP} responses 200 content text/csv", {}),)),
    ("content-removed", (drop(f"{OP} requestBody content application/json"),)),
    ("header-added", (put(f"{OP} responses 404 headers", {"X-New": {"schema": TEXT}}),)),
    ("header-removed", (drop(f"{OP} responses 200 headers X-Left"),)),
    ("header-made-optional", (drop(f"{OP} responses 200 headers X-Left required"),)),
    ("error-reading-extended", (also("x-error-body code", ["error", "code"]),)),
    ("error-reading-changed", (put("x-error-body message", [["text"]]),)),
    ("request-headers-changed", (put("x-request-headers X-Api", "2"),)),
    (
        "request-property-added-required",
        (put(f"{QUESTION} properties more", TEXT), also(f"{QUESTION} required", "more")),
    ),
    ("request-property-added-optional", (put(f"{QUESTION} properties more", TEXT),)),
    ("request-property-removed", (drop(f"{QUESTION} properties count"),)),
    ("request-property-renamed", (move(f"{QUESTION} properties count", "counts"),)),
    ("request-property-made-required", (also(f"{QUESTION} required", "note"),)),
    ("request-property-made-optional", (put(f"{QUESTION} required", []),)),
    ("response-property-added", (put(f"{THING} properties more", TEXT),)),
    ("response-property-removed", (drop(f"{THING} properties owner"),)),
    ("response-property-renamed", (move(f"{THING} properties owner", "owner_name"),)),
    ("response-property-made-optional", (put(f"{THING} required", ["id"]),)),
    ("response-property-made-required", (also(f"{THING} required", "owner"),)),
    ("request-type-widened", (put(f"{QUESTION} properties text type", ["string", "integer"]),)),
    ("request-type-changed", (put(f"{QUESTION} properties text type", "boolean"),)),
    ("response-type-widened", (put(f"{THING} properties size type", "number"),)),
    ("response-type-narrowed", (put(f"{ANSWER} properties share type", "integer"),)),
    ("response-type-changed", (put(f"{THING} properties size type", "string"),)),
    ("request-nullable-added", (put(f"{QUESTION} properties text type", ["string", "null"]),)),
    ("request-nullable-removed", (put(f"{QUESTION} properties note type", "string"),)),
    ("response-nullable-added", (put(f"{THING} properties size type", ["integer", "null"]),)),
    ("response-nullable-removed", (put(f"{THING} properties owner type", "string"),)),
    ("format-changed", (drop(f"{THING} properties made format"),)),
    ("format-noted", (drop(f"{THING} properties mail format"),)),
    ("known-value-added", (also(f"{S} KnownState enum", "off"),)),
    ("known-value-removed", (drop(f"{S} KnownState enum 0"),)),
    ("request-enum-value-added", (also(f"{OP} parameters 2 schema enum", "warp"),)),
    ("request-enum-value-removed", (drop(f"{OP} parameters 2 schema enum 0"),)),
    ("response-enum-value-added", (also(f"{THING} properties color enum", "green"),)),
    ("response-enum-value-removed", (drop(f"{THING} properties color enum 0"),)),
    ("request-enum-opened", (drop(f"{OP} parameters 2 schema enum"),)),
    ("request-enum-closed", (put(f"{OP} parameters 0 schema enum", ["all"]),)),
    ("response-enum-opened", (drop(f"{THING} properties color enum"),)),
    ("response-enum-closed", (put(f"{THING} properties mail enum", ["a@b.c"]),)),
    ("request-range-widened", (put(f"{OP} parameters 1 schema maximum", 200),)),
    ("request-range-narrowed", (put(f"{OP} parameters 1 schema minimum", 2),)),
    ("response-range-widened", (drop(f"{ANSWER} properties share maximum"),)),
    ("response-range-narrowed", (put(f"{ANSWER} properties share minimum", 0.5),)),
    ("pattern-changed", (put(f"{OP} parameters 3 schema pattern", "^b"),)),
    ("request-default-added", (put(f"{OP} parameters 2 schema default", "slow"),)),
    ("request-default-changed", (put(f"{OP} parameters 1 schema default", 20),)),
    ("request-default-removed", (drop(f"{OP} parameters 1 schema default"),)),
    ("response-default-changed", (put(f"{THING} properties level default", 4),)),
    (
        "class-changed schema-added schema-removed",
        (
            move(THING, "Item"),
            put(f"{ANSWER} properties items items", {"$ref": "#/components/schemas/Item"}),
        ),
    ),
    ("schema-added", (put(f"{S} More", TEXT),)),
    ("schema-removed", (drop(f"{S} Unused"),)),
    ("description-changed", (put(f"{THING} properties size description", "Bytes."),)),
    ("example-changed", (put(f"{THING} properties id examples", ["b"]),)),
    ("rewritten", (put(f"{THING} required", ["size", "id"]),)),
    ("version-without-change", (put("info version", "0.1.1"),)),
    ("extension-changed", (put(f"{OP} x-idempotent", True),)),
    ("extension-changed", (put(f"{OP} requestBody x-checked", "2026-11-01"),)),
    ("extension-changed", (put(f"{THING} properties size x-unit", "GB"),)),
    ("extension-changed", (put("x-note", "Read once."),)),
    ("unclassified", (put(f"{THING} properties size readOnly", True),)),
    ("response-property-removed", (drop(f"{S} Unused properties a"),)),
]
# The other way round: from the changed spec to SMALL.
REVERSED: list[tuple[str, tuple[Edit, ...]]] = [
    ("deprecation-lifted", (put(f"{THING} properties size deprecated", True),)),
    ("request-type-narrowed", (put(f"{QUESTION} properties text type", ["string", "integer"]),)),
    ("body-added-optional", (drop(f"{OP} requestBody"),)),
    ("body-made-optional", (put(f"{OP} requestBody required", True),)),
    ("header-made-required", (drop(f"{OP} responses 200 headers X-Left required"),)),
]

# The levels, once more and by hand: what is in neither list breaks a caller.
READS_DIFFERENTLY = """
deprecation-lifted other-servers-changed parameter-encoding-changed error-removed format-noted
description-changed example-changed extension-changed rewritten version-without-change
python-code-changed
"""
ADDS_SOMETHING = """
operation-added deprecated security-added parameter-added-optional parameter-made-optional
body-added-optional body-made-optional success-added error-added content-added header-added
header-made-required
error-reading-extended request-headers-changed request-property-added-optional
request-property-made-optional response-property-added response-property-made-required
request-type-widened response-type-narrowed request-nullable-added response-nullable-removed
known-value-added request-enum-value-added request-enum-opened response-enum-closed
request-range-widened response-range-narrowed request-default-added schema-added python-added
python-parameter-added python-type-relaxed python-value-added python-requirement-changed
"""


def rules_of(*edits: Edit, backwards: bool = False) -> set[str]:
    pair = [SMALL, changed(SMALL, *edits)]
    return {change.rule for change in changes(*(reversed(pair) if backwards else pair))}


@pytest.mark.parametrize(("rules", "edits"), CASES, ids=[case[0] for case in CASES])
def test_a_change_falls_under_its_rule(rules: str, edits: tuple[Edit, ...]) -> None:
    assert rules_of(*edits) == {*rules.split()}


@pytest.mark.parametrize(("rules", "edits"), REVERSED, ids=[case[0] for case in REVERSED])
def test_a_change_taken_back_falls_under_its_rule(rules: str, edits: tuple[Edit, ...]) -> None:
    assert rules_of(*edits, backwards=True) == {*rules.split()}


def test_a_required_body_that_is_new_breaks_callers() -> None:
    new = changed(SMALL, put(f"{OP} requestBody required", True))
    old = changed(SMALL, drop(f"{OP} requestBody"))
    assert {change.rule for change in changes(old, new)} == {"body-added-required"}


def test_every_rule_about_specs_is_shown_here() -> None:
    shown = {rule for rules, _ in (*CASES, *REVERSED) for rule in rules.split()}
    about_specs = {rule.id for rule in RULES if rule.direction != PYTHON}
    assert shown | {"body-added-required"} == about_specs


def test_the_table_is_complete_and_names_nothing_twice() -> None:
    assert len(RULE) == len(RULES)
    assert all(rule.what and rule.why and rule.level in MEANING for rule in RULES)


def test_a_rule_is_found_by_the_most_of_its_words() -> None:
    assert rule_for("request", "property", "added", "required") == "request-property-added-required"
    assert rule_for("response", "property", "added", "required") == "response-property-added"
    assert rule_for("response", "header", "added", "optional") == "header-added"
    assert rule_for("response", "error", "made", "required") == "unclassified"


def test_each_rule_has_its_level() -> None:
    levels = dict.fromkeys(READS_DIFFERENTLY.split(), PATCH)
    levels |= dict.fromkeys(ADDS_SOMETHING.split(), MINOR)
    assert {rule.id: rule.level for rule in RULES} == {**dict.fromkeys(RULE, MAJOR), **levels}


def test_nothing_changed() -> None:
    assert changes(SMALL, changed(SMALL)) == []


@pytest.mark.parametrize(
    "edit",
    [
        put(f"{THING} properties owner", {"description": "Whose it is.",
                                          "anyOf": [{"type": "string"}, {"type": "null"}]}),
        put(f"{OP} parameters 0", {"$ref": "#/components/parameters/group"}),
        put(f"{THING} required", ["size", "id"]),
        put(f"{THING} additionalProperties", True),
        put(f"{S} Answer allOf", [{"type": "object"}]),
        put(THING, in_parts(at(SMALL, THING))),
    ],
    ids=["null", "parameter reference", "order of required", "open objects", "a part", "parts"],
)  # fmt: skip
def test_another_way_to_write_the_same_is_only_that(edit: Edit) -> None:
    group = at(SMALL, f"{OP} parameters 0")
    old = changed(SMALL, put("components parameters", {"group": group}))
    assert {change.rule for change in changes(old, changed(old, edit))} == {"rewritten"}


def test_one_schema_in_both_directions_is_judged_in_both() -> None:
    rules = {change.rule for change in changes(SMALL, changed(
        SMALL, put(f"{QUESTION} properties thing", {"$ref": f"#/{THING.replace(' ', '/')}"}),
    ))}  # fmt: skip
    assert rules == {"request-property-added-optional"}
    both = changed(
        SMALL, put(f"{QUESTION} properties thing", {"$ref": f"#/{THING.replace(' ', '/')}"})
    )
    found = {
        change.rule for change in changes(both, changed(both, put(f"{THING} required", ["id"])))
    }
    assert found == {"request-property-made-optional", "response-property-made-optional"}


def test_a_schema_that_holds_itself_ends() -> None:
    loop = {
        "type": "array",
        "items": {"$ref": "#/components/schemas/Thing"},
        "description": "In it.",
    }
    old = changed(SMALL, put(f"{THING} properties parts", loop))
    assert changes(old, changed(old)) == []
    new = changed(old, drop(f"{THING} properties owner"))
    assert [change.rule for change in changes(old, new)] == ["response-property-removed"]


def test_a_further_success_without_a_body_is_read_as_the_first() -> None:
    old = changed(SMALL, put(f"{OP} responses 200", {"description": "Done."}))
    new = changed(old, put(f"{OP} responses 202", {"description": "It will be done."}))
    assert [change.rule for change in changes(old, new)] == ["success-added"]


def test_a_shared_parameter_is_one_change_of_all_that_share_it() -> None:
    shared = {"name": "limit", "in": "query", "required": False, "schema": {"type": "integer"}}
    called = {"$ref": "#/components/parameters/Limit"}
    other = {**at(SMALL, OP), "operationId": "listOthers", "parameters": [called]}
    old = changed(
        SMALL,
        put("components parameters", {"Limit": shared}),
        put(f"{OP} parameters 1", called),
        put("paths /others", {"post": other}),
    )
    [found] = changes(old, changed(old, put("components parameters Limit name", "limits")))
    assert found.rule == "parameter-renamed"
    assert found.label == "`limit` of `listThings`"
    assert found.sentence.startswith("`limit` of `listThings` and 1 more: ")
    assert found.subjects == {
        ("listthings", "limit"), ("listthings", "limits"),
        ("listothers", "limit"), ("listothers", "limits"),
    }  # fmt: skip


def test_a_field_of_a_body_is_an_argument_of_the_operation_too() -> None:
    [found] = changes(SMALL, changed(SMALL, move(f"{QUESTION} properties count", "counts")))
    assert found.rule == "request-property-renamed"
    assert found.sentence == "`Question.count`: a property was renamed (now counts)"
    assert found.subjects == {
        ("question", "count"), ("question", "counts"),
        ("listthings", "count"), ("listthings", "counts"),
    }  # fmt: skip


def test_a_change_says_where_and_what() -> None:
    [found] = changes(SMALL, changed(SMALL, put(f"{THING} properties size type", "string")))
    assert found.pointer == "/components/schemas/Thing/properties/size"
    assert found.sentence == "`Thing.size`: it is of another type (integer -> string)"
    assert found.level is MAJOR
