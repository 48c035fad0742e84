"""Pages of which one part says something else than the rest, or than our spec, each in one place.

The pages are those of the tests, with one text replaced or added.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.pages import FIXTURES, SPECS
from upstream_pages.report import run

if TYPE_CHECKING:
    from pathlib import Path

STOP = "life/volcengine/stop.md"
REMOVE = "life/huawei/delete.md"
LIST = "fixtures/ppio.md"
CURL = "\n## Example\n\n```\ncurl --request GET --url https://api.ppio.com/gpus/v3/endpoints\n```\n"
ERROR = """**状态码\uff1a400**

表4 响应Body参数

| 参数 | 参数类型 | 描述 |
|:---|:---|:---|
| error_code | String | 码。 |
| error_msg | String | 文。 |
| request_id | String | 号。 |
| hint | String | 助。 |

#### 错误码"""
CHANGES: dict[str, tuple[str, str, str, str]] = {
    "another version in the answer": (
        STOP, '"Version": "2024-01-01"', '"Version": "2025-06-01"',
        "POST /#StopEndpoint query Version: value: ours 'absent', theirs '2025-06-01'",
    ),
    "another action in the answer": (
        STOP, '"Action": "StopEndpoint"', '"Action": "HaltEndpoint"',
        "POST /#StopEndpoint query Action: value: ours 'absent', theirs 'HaltEndpoint'",
    ),
    "a title of another action of ours": (
        STOP, "# StopEndpoint", "# StartEndpoint",
        "POST /#StopEndpoint query Action: value: ours 'absent', theirs 'StartEndpoint'",
    ),
    "a title of an action that we do not have": (
        STOP, "# StopEndpoint", "# HaltEndpoint - API",
        "POST /#StopEndpoint query Action: value: ours 'absent', theirs 'HaltEndpoint'",
    ),
    "a title in words": (STOP, "# StopEndpoint", "# ModelArk: stop an endpoint", ""),
    "a further parameter without a name": (
        LIST, "- string 翻页用的游标", "- boolean 只看健康的\n- string 翻页用的游标",
        "GET /gpus/v2/endpoints query: names",
    ),
    "a further field in the table of an error": (
        REMOVE, "#### 错误码", ERROR,
        "DELETE /v1/{project_id}/maas/services/custom-endpoint/endpoint/{custom_endpoint_id}"
        " 400 hint: field: ours 'absent', theirs 'string'",
    ),
    "the table of an error as it is": (
        REMOVE, "#### 错误码", ERROR.replace("| hint | String | 助。 |\n", ""), "",
    ),
    "another path in curl": (
        LIST, "\n## 查询参数", f"{CURL}\n## 查询参数",
        "GET /gpus/v2/endpoints: request: ours 'GET /gpus/v2/endpoints', theirs 'GET"
        " /gpus/v3/endpoints'",
    ),
    "the same path in curl": (
        LIST, "\n## 查询参数", f"{CURL.replace('v3', 'v2')}\n## 查询参数", "",
    ),
    "the method of another operation of ours": (
        LIST, "GET https", "POST https",
        "GET /gpus/v2/endpoints: method: ours 'GET', theirs 'POST'",
    ),
    "headers in a table without a blank": (REMOVE, "请求Header参数", "Header参数", ""),
    "a column of icons that were lost": (REMOVE, "| 是 |", "| |", ""),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_it_is_named_and_nothing_else(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page, before, after, expected = CHANGES[name]
    provider = page.split("/")[1].removesuffix(".md")
    text = (FIXTURES.parent / page).read_text("utf-8")
    assert before in text
    copy = tmp_path / "page.md"
    copy.write_text(text.replace(before, after), "utf-8")
    code = run(copy, SPECS / provider, as_yaml=False)
    found = [line for line in capsys.readouterr().out.splitlines() if line.startswith("  ")]
    named = [line.strip() for line in found if not line.startswith("    ")]
    assert code == bool(expected)
    assert len(named) == bool(expected)
    assert all(line.startswith(expected) for line in named)


def test_a_sample_of_an_id_stands_for_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.md"
    line = "curl --request DELETE --url https://api.ppinfra.com/gpus/v2/endpoints/ep-5d20c7"
    page.write_text(f"# Remove\n\n```\n{line}\n```\n\n## Response\n\n```json\n{{}}\n```\n", "utf-8")
    assert run(page, SPECS / "ppio", as_yaml=False) == 0
    taken = "note: taken for DELETE /gpus/v2/endpoints/{endpoint_id} by curl in line 4"
    assert taken in capsys.readouterr().err
