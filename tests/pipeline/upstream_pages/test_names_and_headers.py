"""What stands around the values of an operation: its names, and how headers and lists are sent."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.pages import Ask

Operation = dict[str, Any]
TEXT = {"type": "string"}


def headers(operation: Operation) -> dict[str, Any]:
    return operation["responses"]["200"]["headers"]


# A change of their operation, and what is said of it after `GET /things`, if anything is.
CHANGES: dict[str, tuple[Callable[[Operation], object], str]] = {
    "a header they have": (
        lambda one: headers(one).update({"X-Left": {"schema": {"type": "integer"}}}),
        " 200 header X-Left: header: ours 'absent', theirs 'integer'",
    ),
    "a header they lack": (
        lambda one: headers(one).pop("ETag"),
        " 200 header ETag: header: ours 'string', theirs 'absent'",
    ),
    "a header of an answer without a body": (
        lambda one: one["responses"]["204"].update(headers={"ETag": {"schema": TEXT}}),
        " 204 header ETag: header: ours 'absent', theirs 'string'",
    ),
    "a header of another type": (
        lambda one: headers(one)["X-Cost"].update(schema=TEXT),
        " 200 header X-Cost: type: ours 'number', theirs 'string'",
    ),
    "a header that is always sent": (
        lambda one: headers(one)["ETag"].update(required=True),
        " 200 header ETag: required: ours False, theirs True",
    ),
    "a header that will go": (
        lambda one: headers(one)["ETag"].update(deprecated=True),
        " 200 header ETag: deprecated: ours False, theirs True",
    ),
    "a header in small letters": (
        lambda one: headers(one).update(etag=headers(one).pop("ETag")),
        "",
    ),
    "no headers at all": (lambda one: one["responses"]["200"].pop("headers"), ""),
    "another operationId": (
        lambda one: one.update(operationId="getThings"),
        ": operationId: ours 'listThings', theirs 'getThings'",
    ),
    "no operationId": (lambda one: one.pop("operationId"), ""),
    "another tag": (
        lambda one: one.update(tags=["Items"]),
        ": tags: ours 'small things', theirs 'Items'",
    ),
    "a further tag": (
        lambda one: one["tags"].append("beta"),
        ": tags: ours 'small things', theirs 'small things, beta'",
    ),
    "a tag in other letters": (lambda one: one.update(tags=["Small-Things"]), ""),
    "no tags": (lambda one: one.pop("tags"), ""),
    "another style": (
        lambda one: one["parameters"][1].update(style="pipeDelimited", explode=False),
        " query tags: style: ours 'form', theirs 'pipeDelimited'",
    ),
    "items in one parameter": (
        lambda one: one["parameters"][1].update(explode=False),
        " query tags: explode: ours True, theirs False",
    ),
    "a cookie": (
        lambda one: one["parameters"].append({"name": "s", "in": "cookie", "schema": TEXT}),
        " cookie s: parameter: ours 'absent', theirs 'string'",
    ),
    "the default style, spelt out": (
        lambda one: one["parameters"][1].update(style="form", explode=True),
        "",
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_named(name: str, ours: dict[str, Any], ask: Ask) -> None:
    change, expected = CHANGES[name]
    mine: Operation = ours["paths"]["/things"]["get"]
    mine["tags"] = ["small things"]
    items = {"type": "array", "items": {"type": "string"}}
    mine["parameters"].append({"name": "tags", "in": "query", "schema": items})
    cost = {"schema": {"type": "number"}}
    mine["responses"]["200"]["headers"] = {"ETag": {"schema": copy.deepcopy(TEXT)}, "X-Cost": cost}
    mine["responses"]["204"] = {"description": "Nothing."}
    page = copy.deepcopy(ours)
    change(page["paths"]["/things"]["get"])
    report = ask(page, "page.yaml")
    named = [line.strip() for line in report.out.splitlines() if line.startswith("  GET")]
    assert report.code == bool(expected)
    if expected:
        assert f"GET /things{expected}" in named
        assert all(line.startswith(f"GET /things{expected.split(': ', 1)[0]}") for line in named)
