"""How a page names its operation, strongest first, and pages that were copied without marks."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from support.pages import SPECS
from upstream_pages.report import run

if TYPE_CHECKING:
    from pathlib import Path

ARK_ANSWER = json.dumps(
    {"ResponseMetadata": {"RequestId": "r", "Action": "StopEndpoint"}, "Result": {}}, indent=1
)
PPIO_GET = "https://api.ppinfra.com/gpus/v2/endpoints/{endpoint_id}"
PPIO_ANSWER = '{\n "id": "ep-1",\n "created_at": 1790000000\n}'
# Provider, the page, what it was taken for, and by what.
NAMED = {
    "a method and an address in a line": (
        "ppio", f"# Endpoint\n\nGET {PPIO_GET}\n\n{PPIO_ANSWER}\n",
        "GET /gpus/v2/endpoints/{endpoint_id} by method and address in line 3",
    ),
    "curl over two lines": (
        "ppio", f"# Endpoint\n\ncurl --request GET \\\n  --url {PPIO_GET}\n\n{PPIO_ANSWER}\n",
        "GET /gpus/v2/endpoints/{endpoint_id} by curl in line 3",
    ),
    "curl that sends data has no method": (
        "ppio", "# Make\n\n```\ncurl https://api.ppinfra.com/gpus/v2/endpoints \\\n"
        """ -d '{"name": "a", "worker_config": {"min_replicas": 1}}'\n```\n\n{"id": "ep-1"}\n""",
        "POST /gpus/v2/endpoints by curl in line 4",
    ),
    "curl and JSON glued together": (
        "ppio", f"# Endpoint\n\ncurl --request GET --url '{PPIO_GET}' {PPIO_ANSWER}\n",
        "GET /gpus/v2/endpoints/{endpoint_id} by curl in line 3",
    ),
    "a program in Python": (
        "ppio", "# Endpoint\n\n```python\nrequests.get(\n    "
        f'"{PPIO_GET.replace("{endpoint_id}", "ep-1")}"\n)\n```\n\n## Response\n\n{PPIO_ANSWER}\n',
        "GET /gpus/v2/endpoints/{endpoint_id} by a code sample in line 5",
    ),
    "a program in JavaScript": (
        "ppio", f"# Endpoint\n\nconst about = {{method: 'GET'}};\n\nfetch('{PPIO_GET}', about)\n\n"
        f"Response\n\n{PPIO_ANSWER}\n",
        "GET /gpus/v2/endpoints/{endpoint_id} by a code sample in line 5",
    ),
    "a step a line": (
        "ppio", f"# Endpoint\n\nGET\n/\ngpus\n/\nv2\n/\nendpoints\n/\n{{endpoint_id}}\nTry it\n"
        f"\n{PPIO_ANSWER}\n",
        "GET /gpus/v2/endpoints/{endpoint_id} by method and path in line 3",
    ),
    "steps with blanks between them": (
        "ppio", f"# Endpoint\n\nGET / gpus / v2 / endpoints / {{endpoint_id}}\n\n{PPIO_ANSWER}\n",
        "GET /gpus/v2/endpoints/{endpoint_id} by method and path in line 3",
    ),
    "an action in the title": (
        "volcengine", f"# StopEndpoint - 停止\n\n[试一试](https://a.example/x)\n\n{ARK_ANSWER}\n",
        "POST /#StopEndpoint by the title in line 1",
    ),
    "an action that an answer echoes": (
        "volcengine", f"# 停止\n\n响应示例\n\n{ARK_ANSWER}\n",
        "POST /#StopEndpoint by the name in line 5",
    ),
    "an action in a link": (
        "volcengine", "# 停止\n\n[试](https://a.example/?action=StopEndpoint&version=2024-01-01)\n\n"
        '返回示例\n\n{"ResponseMetadata": {"RequestId": "r"}, "Result": {}}\n',
        "POST /#StopEndpoint by the name in line 3",
    ),
    "an operationId in the title": (
        "ppio", f"# getEndpoint\n\n{PPIO_ANSWER}\n",
        "GET /gpus/v2/endpoints/{endpoint_id} by the title in line 1",
    ),
    "HTML of a copied page": (
        "ppio", f"<html><body><h1>Endpoint</h1><p>GET</p><p>/gpus/v2/endpoints/{{endpoint_id}}</p>"
        f"<div>{PPIO_ANSWER}</div></body></html>",
        "GET /gpus/v2/endpoints/{endpoint_id} by method and path in line 1",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", NAMED)
def test_a_page_is_taken_for_an_operation(
    case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    provider, text, taken = NAMED[case]
    page = tmp_path / "page.md"
    page.write_text(text, "utf-8")
    code = run(page, SPECS / provider, as_yaml=False)
    report = capsys.readouterr()
    assert f"note: taken for {taken}\n" in report.err
    assert code == 1
    for line in report.out.splitlines():  # these pages show little of what there is
        assert line.startswith("    ") or "they lack" in line or line.endswith("theirs 'absent'")


def test_the_maintainer_says_which(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"# About endpoints\n\n{PPIO_ANSWER}\n", "utf-8")
    assert run(page, SPECS / "ppio", as_yaml=False) == 2
    expected = capsys.readouterr().err
    assert "say --operation. What was looked for:\n" in expected
    assert (
        "  PUT /gpus/v2/endpoints/{endpoint_id}: neither PUT and its address, nor updateEndpoint in"
        " a title or an answer\n" in expected
    )
    run(page, SPECS / "ppio", as_yaml=False, operation="getEndpoint")
    assert (
        "taken for GET /gpus/v2/endpoints/{endpoint_id} by --operation" in capsys.readouterr().err
    )
    assert run(page, SPECS / "ppio", as_yaml=False, operation="getEndpont") == 2
    assert "no operation of ours is called getEndpont: there are" in capsys.readouterr().err


def test_a_title_and_an_answer_that_contradict(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"# StartEndpoint\n\n{ARK_ANSWER}\n", "utf-8")
    assert run(page, SPECS / "volcengine", as_yaml=False) == 2
    assert "several of our operations (POST /#StartEndpoint, POST /#StopEndpoint)" in (
        capsys.readouterr().err
    )


HUAWEI = """查询接入点
GET /v1/{project_id}/maas/services/custom-endpoint/endpoint
URI参数
参数
是否必选
参数类型
描述
project_id
是
String
参数解释\uff1a
哪个项目。
约束限制\uff1a
不涉及。
workspace_id
否
String
哪个空间。
响应参数
状态码\uff1a200
表3 响应Body参数
参数
参数类型
描述
count
Integer
共有多少个。
items
Array of CustomEndpoint objects
接入点。
响应示例
状态码\uff1a200
{
  "count": 1,
  "items": [ { "id": "c4513589-df2e-4d58-ab0c-d5a6f20b71e3" } ]
}
"""


def test_tables_with_one_cell_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "page.txt"
    page.write_text(HUAWEI.replace("\n", "\n\n"), "utf-8")
    run(page, SPECS / "huawei", as_yaml=False)
    before = capsys.readouterr().out
    assert "path workspace_id" not in before  # which the address does not have
    assert "query workspace_id: parameter: ours 'absent', theirs 'string'" in before
    page.write_text(HUAWEI.replace("count\nInteger", "counted\nInteger"), "utf-8")
    assert run(page, SPECS / "huawei", as_yaml=False) == 1
    after = capsys.readouterr().out
    fresh = [line for line in after.splitlines() if line.startswith("  GET") and line not in before]
    assert len(fresh) == 1
    assert "200 counted: field" in fresh[0]
