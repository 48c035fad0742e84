"""Each sort of difference, from one change to a page that agrees with our spec."""

import copy
from collections.abc import Callable
from typing import Any

import pytest
from support.pages import Ask

Document = dict[str, Any]
ITEM = "/paths/~1things/get/responses/200/content/application~1json/schema/properties/data/items"


def operation(document: Document) -> Any:
    return document["paths"]["/things"]["get"]


def item(document: Document) -> Any:
    answer = operation(document)["responses"]["200"]["content"]["application/json"]["schema"]
    return answer["properties"]["data"]["items"]


def change(function: Callable[[Any], object], part: Callable[[Document], Any] = item) -> Any:
    return lambda document: function(part(document))  # pyright: ignore


def add_operation(document: Document) -> None:
    document["paths"]["/others/{id}"] = {"delete": {"responses": {"204": {}}}}


def rename_path(document: Document) -> None:
    document["paths"]["/v2/things"] = document["paths"].pop("/things")


def states(*words: str) -> dict[str, Any]:
    return {"type": "string", "enum": list(words)}


SCHEMA = ("content", "application/json", "schema")
CASES: dict[str, tuple[Callable[[Document], object], str, str]] = {
    "operation they lack": (
        rename_path,
        "GET /things: operation: ours 'GET /things', theirs 'absent'",
        "#/paths/~1things/get",
    ),
    "parameter they have": (
        change(lambda o: o["parameters"].append({"name": "q", "in": "query"}), operation),
        "GET /things query q: parameter: ours 'absent'",
        "#/paths/~1things/get/parameters/1",
    ),
    "parameter they lack": (
        change(lambda o: o["parameters"].clear(), operation),
        "GET /things query limit: parameter: ours 'integer', theirs 'absent'",
        "#/paths/~1things/get/parameters/0",
    ),
    "parameter of another type": (
        change(lambda o: o["parameters"][0].update(schema={"type": "string"}), operation),
        "GET /things query limit: type: ours 'integer', theirs 'string'",
        "#/paths/~1things/get/parameters/0",
    ),
    "parameter required": (
        change(lambda o: o["parameters"][0].update(required=True), operation),
        "GET /things query limit: required: ours False, theirs True",
        "#/paths/~1things/get/parameters/0",
    ),
    "a new limit": (
        change(lambda o: o["parameters"][0]["schema"].update(maximum=100), operation),
        "GET /things query limit: maximum: ours 'absent', theirs 100",
        "#/paths/~1things/get/parameters/0",
    ),
    "a new default": (
        change(lambda o: o["parameters"][0]["schema"].update(default=10), operation),
        "GET /things query limit: default: ours 'absent', theirs 10",
        "#/paths/~1things/get/parameters/0",
    ),
    "field they have": (
        change(lambda i: i["properties"].update(owner={"type": "string"})),
        "GET /things 200 data[].owner: field: ours 'absent', theirs 'string'",
        f"#{ITEM}/properties/owner",
    ),
    "field they lack": (
        change(lambda i: i["properties"].pop("created")),
        "GET /things 200 data[].created: field: ours 'integer', theirs 'absent'",
        f"#{ITEM}/properties/created",
    ),
    "field of another type": (
        change(lambda i: i["properties"].update(created={"type": "string"})),
        "GET /things 200 data[].created: type: ours 'integer', theirs 'string'",
        f"#{ITEM}/properties/created",
    ),
    "field that cannot be null": (
        change(lambda i: i["properties"].update(note={"type": "string"})),
        "GET /things 200 data[].note: type: ours 'null|string', theirs 'string'",
        f"#{ITEM}/properties/note",
    ),
    "field of another format": (
        change(lambda i: i["properties"].update(id={"type": "string", "format": "uuid"})),
        "GET /things 200 data[].id: format: ours 'absent', theirs 'uuid'",
        f"#{ITEM}/properties/id",
    ),
    "field not required": (
        change(lambda i: i.pop("required")),
        "GET /things 200 data[].id: required: ours True, theirs False",
        f"#{ITEM}/properties/id",
    ),
    "value they have": (
        change(lambda i: i["properties"].update(state=states("UP", "DOWN", "HALF"))),
        "GET /things 200 data[].state: value: ours 'absent', theirs 'HALF'",
        f"#{ITEM}/properties/state/enum/2",
    ),
    "value they lack": (
        change(lambda i: i["properties"].update(state=states("UP"))),
        "GET /things 200 data[].state: value: ours 'DOWN', theirs 'absent'",
        f"#{ITEM}/properties/state",
    ),
    "error they have": (
        change(lambda o: o["responses"].update({"409": {"description": "no"}}), operation),
        "GET /things 409: error: ours 'absent', theirs '409'",
        "#/paths/~1things/get/responses/409",
    ),
    "error they lack": (
        change(lambda o: o["responses"].pop("404"), operation),
        "GET /things 404: error: ours '404', theirs 'absent'",
        "#/paths/~1things/get/responses/404",
    ),
    "error without a body": (
        change(lambda o: o["responses"].update({"404": {"content": {}}}), operation),
        "GET /things 404: body: ours 'object {message}', theirs 'absent'",
        "#/paths/~1things/get/responses/404",
    ),
    "operation that will go": (
        change(lambda o: o.update(deprecated=True), operation),
        "GET /things: deprecated: ours False, theirs True",
        "#/paths/~1things/get",
    ),
    "parameter that will go": (
        change(lambda o: o["parameters"][0].update(deprecated=True), operation),
        "GET /things query limit: deprecated: ours False, theirs True",
        "#/paths/~1things/get/parameters/0",
    ),
    "field that will go": (
        change(lambda i: i["properties"]["note"].update(deprecated=True)),
        "GET /things 200 data[].note: deprecated: ours False, theirs True",
        f"#{ITEM}/properties/note",
    ),
    "another server": (
        lambda document: document.update(servers=[{"url": "https://eu.example.com/v1"}]),
        "servers: server: ours 'api.example.com', theirs 'eu.example.com'",
        "#/servers",
    ),
    "another media type": (
        change(lambda o: o["responses"]["404"]["content"].update({"text/plain": {}}), operation),
        "GET /things 404: media: ours 'application/json', theirs 'application/json, text/plain'",
        "#/paths/~1things/get/responses/404",
    ),
    "a body that is sent": (
        change(
            lambda o: o.update(
                requestBody={"content": {"application/json": {"schema": {"type": "object"}}}}
            ),
            operation,
        ),
        "GET /things body: body: ours 'absent', theirs 'object'",
        "#/paths/~1things/get/requestBody",
    ),
}


BEARER = {"type": "http", "scheme": "bearer"}
SIGN_IN: list[tuple[dict[str, str], Any, str]] = [
    ({**BEARER, "scheme": "Bearer"}, [{"theirs": []}], ""),
    ({"type": "apiKey", "in": "header", "name": "X-Key"}, [{"theirs": []}], "apikey header x-key"),
    (BEARER, [{"theirs": ["read"]}, {}], "http bearer, none"),
    (BEARER, None, ""),  # they do not say
]


@pytest.mark.parametrize(("scheme", "ways", "expected"), SIGN_IN)
def test_the_ways_to_sign_in_whatever_they_are_called(
    scheme: dict[str, str], ways: Any, expected: str, ours: Document, ask: Ask
) -> None:
    page = copy.deepcopy(ours)
    ours["components"]["securitySchemes"] = {"mine": BEARER}
    operation(ours)["security"] = [{"mine": []}]
    page["components"]["securitySchemes"] = {"theirs": scheme}
    if ways is not None:
        operation(page)["security"] = ways
    report = ask(page, "page.yaml")
    assert report.code == bool(expected)
    if expected:
        assert f"GET /things: security: ours 'http bearer', theirs '{expected}'" in report.out
        assert "#/paths/~1things/get/security" in report.out


def test_one_of_the_servers_is_enough(ours: Document, ask: Ask) -> None:
    page = copy.deepcopy(ours)
    page["servers"].insert(0, {"url": "https://eu.example.com/v1"})
    assert ask(page, "page.yaml").code == 0


def test_parameters_of_a_media_type_do_not_matter(ours: Document, ask: Ask) -> None:
    page = copy.deepcopy(ours)
    content = operation(page)["responses"]["404"]["content"]
    content["application/json; charset=utf-8"] = content.pop("application/json")
    assert ask(page, "page.yaml").code == 0


@pytest.mark.parametrize("name", CASES)
def test_found(name: str, ours: Document, ask: Ask) -> None:
    mutate, line, pointer = CASES[name]
    page = copy.deepcopy(ours)
    mutate(page)
    report = ask(page, "page.yaml")
    assert report.code == 1
    lines = report.out.splitlines()
    assert any(text.strip().startswith(line) for text in lines), report.out
    assert any(text.endswith(pointer) for text in lines), report.out


def test_the_same_document_has_no_difference(ours: Document, ask: Ask) -> None:
    report = ask(ours, "page.yaml")
    assert (report.code, report.out) == (0, "")
    assert report.err == "0 differences, 0 new, 0 entries unneeded, 0 ours to fix\n"


def test_a_path_with_the_servers_part_is_the_same_operation(ours: Document, ask: Ask) -> None:
    page = copy.deepcopy(ours)
    page["servers"] = []
    page["paths"] = {"/v1/things": page["paths"]["/things"]}
    assert ask(page, "page.yaml").code == 0


def test_only_one_of_two_descriptions_has_to_be_closed(ours: Document, ask: Ask) -> None:
    """Our open enumeration and their closed one are the same list of words."""
    page = copy.deepcopy(ours)
    item(page)["properties"]["state"] = states("DOWN", "UP")
    assert ask(page, "page.yaml").code == 0


PIN = {
    "where": "GET /things 200 data[].state",
    "what": "value",
    "ours": "absent",
    "theirs": "HALF",
}


def entry(*pins: dict[str, Any], **changes: Any) -> dict[str, Any]:
    whole = {"kind": "theirs_wrong", "reason": "Nobody has ever seen it.", **changes}
    return {"known": [{**whole, "differences": list(pins)}]}


@pytest.mark.parametrize("kind", ["ours_on_purpose", "theirs_wrong", "both_wrong", "ours_to_fix"])
def test_a_known_difference_is_none(kind: str, ours: Document, ask: Ask) -> None:
    page = copy.deepcopy(ours)
    item(page)["properties"]["state"] = states("UP", "DOWN", "HALF")
    report = ask(page, "page.yaml", entry(PIN, kind=kind))
    assert (report.code, report.out) == (0, "")
    assert report.err.endswith(f"{1 if kind == 'ours_to_fix' else 0} ours to fix\n")


def test_an_entry_holds_for_its_values_only(ours: Document, ask: Ask) -> None:
    page = copy.deepcopy(ours)
    item(page)["properties"]["state"] = states("UP", "DOWN", "QUARTER")
    report = ask(page, "page.yaml", entry(PIN))
    assert report.code == 1
    assert "theirs 'QUARTER'" in report.out
    assert "divergences.yaml:3: nothing needs this (theirs wrong)" in report.out


def test_a_number_is_no_text(ours: Document, ask: Ask) -> None:
    page = copy.deepcopy(ours)
    operation(page)["parameters"][0]["schema"]["maximum"] = 100
    pin = {"where": "GET /things query limit", "what": "maximum", "ours": "absent"}
    assert ask(page, "page.yaml", entry({**pin, "theirs": "100"})).code == 1
    assert ask(page, "page.yaml", entry({**pin, "theirs": 100})).code == 0


def test_operations_that_we_leave_out_are_notes(ours: Document, ask: Ask) -> None:
    page = copy.deepcopy(ours)
    add_operation(page)
    report = ask(page, "page.yaml")
    assert (report.code, report.out) == (0, "")
    assert "note: left out by us: DELETE /others/{id}\n" in report.err


def test_an_entry_can_hold_for_a_whole_api_only(ours: Document, ask: Ask) -> None:
    page = copy.deepcopy(ours)
    item(page)["properties"]["state"] = states("UP", "DOWN", "HALF")
    whole = copy.deepcopy(page)
    add_operation(whole)
    assert ask(whole, "page.yaml", entry(PIN, **{"in": "api"})).code == 0
    assert ask(ours, "page.yaml", entry(PIN, **{"in": "api"})).code == 0
    assert ask(page, "page.yaml", entry(PIN, **{"in": "api"})).code == 1
    assert ask(page, "page.yaml", entry(PIN, **{"in": "page"})).code == 0
    assert ask(whole, "page.yaml", entry(PIN, **{"in": "page"})).code == 1
    assert ask(ours, "page.yaml", entry(PIN, **{"in": "page"})).code == 1


def test_an_entry_can_hold_for_one_saved_file_only(ours: Document, ask: Ask) -> None:
    page = copy.deepcopy(ours)
    item(page)["properties"]["state"] = states("UP", "DOWN", "HALF")
    known = entry(PIN, of="page.yaml")
    assert ask(page, "page.yaml", known).code == 0
    assert ask(page, "other.yaml", known).code == 1
    assert ask(ours, "other.yaml", known).code == 0  # it is not unneeded there
    assert ask(ours, "page.yaml", known).code == 1


def test_an_entry_that_nothing_needs_fails(ours: Document, ask: Ask) -> None:
    report = ask(ours, "page.yaml", entry(PIN))
    assert report.code == 1
    assert "nothing needs this" in report.out


def test_a_pin_given_twice_is_one_too_many(ours: Document, ask: Ask) -> None:
    page = copy.deepcopy(ours)
    item(page)["properties"]["state"] = states("UP", "DOWN", "HALF")
    report = ask(page, "page.yaml", entry(PIN, PIN))
    assert report.code == 1
    assert "1 entries unneeded" in report.err


def test_a_pin_can_hold_for_all_operations(ours: Document, ask: Ask) -> None:
    page = copy.deepcopy(ours)
    operation(page)["responses"]["429"] = {"description": "Slower."}
    pin = {"where": "* 429", "what": "error", "ours": "absent", "theirs": "429"}
    assert ask(page, "page.yaml", entry(pin)).code == 0
    assert ask(ours, "page.yaml", entry(pin)).code == 0  # another page may need it
    assert ask(page, "page.yaml", entry({**pin, "where": "* 503"})).code == 1
    add_operation(page)
    assert ask(page, "page.yaml", entry(pin)).code == 0
    operation(page)["responses"].pop("429")
    assert "nothing needs this" in ask(page, "page.yaml", entry(pin)).out


def test_a_pin_can_leave_open_which_values_are_listed(ours: Document, ask: Ask) -> None:
    page = copy.deepcopy(ours)
    pin = {"where": "GET /things 200 data[].id", "what": "values", "ours": "absent"}
    for words in (("a", "b"), ("a", "b", "c")):
        item(page)["properties"]["id"] = states(*words)
        assert ask(page, "page.yaml", entry({**pin, "theirs": "any"})).code == 0
        assert ask(page, "page.yaml", entry({**pin, "theirs": "a"})).code == 1
    assert ask(ours, "page.yaml", entry({**pin, "theirs": "any"})).code == 1


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({"other": []}, "a list named `known`"),
        ({"known": [{"kind": "theirs_wrong"}]}, "an entry has differences, kind, reason"),
        (entry(PIN, kind="whatever"), "kind is one of ours_on_purpose"),
        (entry(PIN, **{"in": "books"}), "in is one of api, page"),
        (entry(PIN, reason="because"), "reason says in a sentence why"),
        (entry(), "differences is a list"),
        (entry({"where": "x"}), "a difference has where, what, ours, theirs"),
    ],
)
def test_an_entry_that_is_not_whole_is_refused(
    known: dict[str, Any], expected: str, ours: Document, ask: Ask
) -> None:
    report = ask(ours, "page.yaml", known)
    assert report.code == 2
    assert "divergences.yaml:" in report.err
    assert expected in report.err


def test_the_page_of_one_operation_says_nothing_of_the_others(ours: Document, ask: Ask) -> None:
    page = copy.deepcopy(ours)
    ours["paths"]["/things/{id}"] = {"delete": {"responses": {"204": {"description": "Gone."}}}}
    pin = {**PIN, "where": "DELETE /things/{id} 404", "what": "error"}
    assert ask(page, "page.yaml", entry(pin)).code == 0  # pins of another operation do not count
    page["paths"]["/others"] = copy.deepcopy(page["paths"]["/things"])
    report = ask(page, "page.yaml")  # now it is of the whole API
    assert "DELETE /things/{id}: operation: ours 'DELETE /things/{id}'" in report.out
    missing = {"where": "DELETE /things/{id}", "what": "operation", "theirs": "absent"}
    missing["ours"] = "DELETE /things/{id}"
    # Where an operation is missing, the pins for what is in it do not count either.
    assert ask(page, "page.yaml", entry(missing, pin)).code == 0
    page["paths"]["/things/{id}"] = ours["paths"]["/things/{id}"]
    assert ask(page, "page.yaml", entry(missing, pin)).out.count("nothing needs this") == 2


def test_a_path_can_belong_to_another_version(ours: Document, ask: Ask) -> None:
    page = copy.deepcopy(ours)
    page["paths"] = {"/v2/things": page["paths"]["/things"]}
    ours["paths"]["/things"]["servers"] = [{"url": "https://api.test/v2"}]
    assert ask(page, "page.yaml").code == 0
