"""What exporters and people really write, taken for what it means."""

import copy
import json
from typing import Any

import pytest
import yaml
from support.pages import Ask
from upstream_pages import text

Document = dict[str, Any]
ANSWER = '{"data": [{"id": "a", "state": "UP", "created": 1, "note": null}]}'
REQUEST = "GET https://api.example.com/v1/things?limit=5\n"


def item(document: Document) -> Any:
    answers = document["paths"]["/things"]["get"]["responses"]
    return answers["200"]["content"]["application/json"]["schema"]["properties"]["data"]["items"]


def with_field(document: Document, name: str, schema: Any) -> Document:
    page = copy.deepcopy(document)
    item(page)["properties"][name] = schema
    return page


# An odd way to write what our spec says of a field, and what is noted.
ODD: dict[str, tuple[str, dict[str, Any], str]] = {
    "members as mappings": (
        "state",
        {"enum": [{"value": "UP"}, {"value": "DOWN"}]},
        "members written as `- value: X`",
    ),
    "nullable in 3.1": ("note", {"type": "string", "nullable": True}, "read as null"),
    "null among the members": ("note", {"type": "string", "enum": [None]}, ""),
    "the same alternative twice": (
        "note",
        {"oneOf": [{"type": "string"}, {"type": "null"}, {"type": "string"}]},
        "an alternative stands here twice",
    ),
    "a type of another language": ("created", {"type": "long"}, ""),
    "in parts": ("state", {"allOf": [{"type": "string"}, {"enum": ["UP", "DOWN"]}]}, ""),
    "nothing said": ("created", {}, ""),
    "a size in memory": ("created", {"type": "integer", "format": "int32"}, ""),
}


@pytest.mark.parametrize("name", ODD)
def test_odd_schemas_mean_the_same(name: str, ours: Document, ask: Ask) -> None:
    field, schema, note = ODD[name]
    report = ask(with_field(ours, field, schema), "page.yaml")
    assert (report.code, report.out) == (0, "")
    assert note in report.err


def test_an_empty_object_stands_for_nothing_known(ours: Document, ask: Ask) -> None:
    report = ask(with_field(ours, "note", {"type": "object", "properties": {}}), "page.yaml")
    assert "type: ours 'null|string', theirs 'object'" in report.out
    assert "an object without a description of its fields" in report.err


def test_nested_tags_and_an_authorization_header(ours: Document, ask: Ask) -> None:
    page = copy.deepcopy(ours)
    get = page["paths"]["/things"]["get"]
    get["tags"] = [["things"]]
    get["parameters"].append({"name": "Authorization", "in": "header", "required": True})
    report = ask(page, "page.yaml")
    assert report.code == 0
    assert "tags nested in lists" in report.err
    assert "header Authorization is authentication" in report.err


def test_query_parameters_without_names_are_one_difference(ours: Document, ask: Ask) -> None:
    page = copy.deepcopy(ours)
    page["paths"]["/things"]["get"]["parameters"] = [
        {"in": "query", "description": "返回数量", "schema": {"type": "integer"}}
    ]
    report = ask(page, "page.yaml")
    assert "GET /things query: names: ours 'limit', theirs 'integer: 返回数量'" in report.out
    assert "1 differences" in report.err


def test_a_schema_that_contains_itself_ends(ours: Document, ask: Ask) -> None:
    page = with_field(ours, "parent", {"$ref": "#/components/schemas/Node"})
    page["components"]["schemas"]["Node"] = {
        "type": "object",
        "properties": {"next": {"$ref": "#/components/schemas/Node"}},
    }
    report = ask(page, "page.yaml")
    assert "data[].parent: field: ours 'absent', theirs 'object {next}'" in report.out


def test_json_and_a_block_in_a_page_say_the_same_as_yaml(ours: Document, ask: Ask) -> None:
    assert ask(json.dumps(ours), "page.json").code == 0
    assert ask(json.dumps(ours), "page.txt").code == 0
    block = f"# A page\n\n````yaml get /things\n{yaml.safe_dump(ours)}````\n\nMore.\n"
    assert ask(block, "page.md").code == 0
    assert ask(f"# A page\n\n```json\n{json.dumps(ours)}\n```\n", "page.md").code == 0


def test_yaml_dates_stay_text(ours: Document, ask: Ask) -> None:
    ours["components"]["schemas"]["KnownState"]["enum"] = ["2024-01-01"]
    page = yaml.safe_dump(ours).replace("'2024-01-01'", "2024-01-01")
    assert ask(page, "page.yaml").code == 0


def plain(*parts: str, request: str = REQUEST) -> str:
    return "# Things\n\n" + request + "\n" + "\n\n".join(parts) + "\n"


def example(text: str, title: str = "返回示例") -> str:
    return f"## {title}\n\n```json\n{text}\n```"


def test_a_plain_page_that_agrees(ask: Ask) -> None:
    report = ask(plain(example(ANSWER)), "page.md")
    assert (report.code, report.out) == (0, "")
    assert "the page says nothing of: errors" in report.err


@pytest.mark.parametrize(
    "text",
    [
        ANSWER.replace("}]}", "},],}"),
        ANSWER.replace("[{", "[ // the first of many\n{"),
        ANSWER.replace("}]}", "},\n...\n]}"),
        ANSWER.replace('"note"', '/* free */ "note"'),
    ],
)
def test_examples_that_people_wrote(text: str, ask: Ask) -> None:
    report = ask(plain(example(text)), "page.md")
    assert (report.code, report.out) == (0, "")


def test_strings_are_left_alone() -> None:
    assert text.tolerant_json('{"a": "x, } // y",}') == {"a": "x, } // y"}


@pytest.mark.parametrize("word", ["string", "OM", "4", "lC", "<state>", "your-state", "xxx"])
def test_a_placeholder_is_no_word(word: str, ask: Ask) -> None:
    report = ask(plain(example(ANSWER.replace("UP", word))), "page.md")
    assert (report.code, report.out) == (0, "")
    assert f"{word!r} is taken for a placeholder" in report.err


@pytest.mark.parametrize("word", ["PAUSED", "paused", "Paused", "HALF_UP", "ScaledDown"])
def test_a_word_in_an_example_is_one(word: str, ask: Ask) -> None:
    report = ask(plain(example(ANSWER.replace("UP", word))), "page.md")
    assert report.code == 1
    assert f"data[].state: value: ours 'absent', theirs {word!r}" in report.out


TABLES = {
    "chinese": """## 响应参数

| 参数名称 | 参数类型 | 描述 |
|:--|:--|:--|
| data | 数组 | 全部 |
| data[].id | 字符串 | 标识 |
| data[].state | String | 状态。取值范围:UP、DOWN、HALF |
| data[].created | String | 时间 |
| data[].note | String | 备注 |""",
    "english": """## Response Parameters

**Table 3** Response body parameters

| Parameter | Type | Description |
|---|---|---|
| data | Array of Thing objects | All of them |

**Table 4** Thing

| Parameter | Type | Description |
|---|---|---|
| id | String | Which |
| state | String | How it is. Options: UP, DOWN, HALF |
| created | String | Since when |
| note | String | Free text |""",
    "html in markdown": """## Response

<table><tr><th>Field</th><th>Type</th><th>Description</th></tr>
<tr><td>data.id</td><td>string</td><td></td></tr>
<tr><td>data.state</td><td>string</td><td>One of: UP, DOWN or HALF</td></tr>
<tr><td>data.created</td><td>string</td><td></td></tr>
<tr><td>data.note</td><td>string</td><td></td></tr>
</table>""",
}


@pytest.mark.parametrize("style", TABLES)
def test_tables_of_fields(style: str, ask: Ask) -> None:
    report = ask(plain(example(ANSWER), TABLES[style]), "page.md")
    assert "data[].state: value: ours 'absent', theirs 'HALF'" in report.out
    created = "ours 'integer', theirs 'string, but integer in the example'"
    assert f"data[].created: type: {created}" in report.out
    assert "2 differences, 2 new" in report.err


def test_tables_of_parameters_and_errors(ask: Ask) -> None:
    page = plain(
        "## 查询参数\n\n| 名称 | 类型 | 是否必填 | 默认值 | 说明 |\n|---|---|---|---|---|\n"
        "| limit | Integer | 是 | 20 | 条数 |\n| q | String | 否 | - | 关键字 |",
        example(ANSWER),
        "## 错误码\n\n| 状态码 | 错误码 | 说明 |\n|---|---|---|\n"
        "| 404 | Things.NotFound | 没有 |\n| 409 | Things.Busy | 稍后 |",
    )
    report = ask(page, "page.md")
    for line in (
        "GET /things query q: parameter: ours 'absent', theirs 'string'",
        "GET /things query limit: required: ours False, theirs True",
        "GET /things query limit: default: ours 'absent', theirs 20",
        "GET /things 409: error: ours 'absent', theirs '409'",
        "GET /things errors: code: ours 'absent', theirs 'Things.NotFound'",
        "GET /things errors: code: ours 'absent', theirs 'Things.Busy'",
    ):
        assert line in report.out
    assert "6 differences" in report.err


def test_a_list_of_parameters(ask: Ask) -> None:
    page = plain(
        "## Query parameters\n\n- `limit` integer: how many\n- `sort` (string): by what",
        example(ANSWER),
    )
    report = ask(page, "page.md")
    assert "query sort: parameter: ours 'absent', theirs 'string'" in report.out
    assert "1 differences" in report.err


def test_an_error_example_has_its_status_in_the_heading(ask: Ask) -> None:
    page = plain(example(ANSWER), example('{"message": "x", "code": 7}', "Status code: 404"))
    report = ask(page, "page.md")
    assert "GET /things 404 code: field: ours 'absent', theirs 'integer'" in report.out
    assert "1 differences" in report.err


def test_another_version_in_the_address(ours: Document, ask: Ask) -> None:
    version = {"name": "Version", "in": "query", "schema": {"const": "2024-01-01"}}
    ours["paths"]["/things"]["get"]["parameters"].append(version)
    address = REQUEST.replace("limit=5", "Version=2025-06-30")
    report = ask(plain(example(ANSWER), request=address), "page.md")
    assert "query Version: value: ours 'absent', theirs '2025-06-30'" in report.out


def test_html_in_chinese_with_its_encoding(ask: Ask) -> None:
    page = (
        '<html><head><meta charset="gb2312"></head><body><h2>请求</h2>'
        "<p>GET /v1/things</p><h2>返回示例</h2><script>if (1 < 2) {}</script>"
        f"<pre><code>{ANSWER.replace('null', '&quot;好&quot;')}</code></pre></body></html>"
    )
    report = ask(page.encode("gb18030"), "page.html")
    assert (report.code, report.out) == (0, "")


def acting(document: Document) -> Document:
    """Our side as an API of actions: two operations of one path, told apart by the query."""

    def action(word: str, operation: Any) -> Any:
        schema = {"type": "string", "const": word}
        about = {"name": "Action", "in": "query", "required": True, "schema": schema}
        return {**operation, "operationId": word, "parameters": [about]}

    listed = document["paths"].pop("/things")["get"]
    got = copy.deepcopy(listed)
    answer = got["responses"]["200"]["content"]["application/json"]
    answer["schema"] = {"type": "object", "properties": {"id": {"type": "string"}}}
    document["paths"] = {
        "/": {"get": action("ListThings", listed)},
        "/#GetThing": {"get": action("GetThing", got)},
    }
    return document


@pytest.mark.parametrize(
    ("query", "answer", "report"),
    [
        ("Action=ListThings", ANSWER, ""),
        ("Action=GetThing", '{"id": "a"}', ""),
        ("Action=GetThing", '{"id": 1}', "GET /#GetThing 200 id: type"),
        ("Action=GetThing&Deep=1", '{"id": "a"}', "GET /#GetThing query Deep: parameter"),
        ("", '{"data": [{"id": 1}]}', "GET / 200 data[].id: type"),
    ],
)
def test_the_query_tells_operations_of_one_path_apart(
    ours: Document, ask: Ask, query: str, answer: str, report: str
) -> None:
    acting(ours)
    page = f"# Things\n\n```\nGET /v1/?{query}\n```\n\n## Response\n\n```json\n{answer}\n```\n"
    said = ask(page, "page.md")
    assert said.out.startswith(report) if not report else report in said.out, said
    assert said.code == bool(report)


def test_an_action_that_we_do_not_have(ours: Document, ask: Ask) -> None:
    acting(ours)
    page = "# Things\n\n```\nGET /v1/?Action=DropThing\n```\n\n```json\n{}\n```\n"
    said = ask(page, "page.md")
    assert said.code == 2
    assert "no page of our operations (GET /, GET /#GetThing)" in said.err
