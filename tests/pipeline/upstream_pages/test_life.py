"""The pages of operations beside the list, in the providers' style: one operation each."""

from pathlib import Path

import pytest
from support.pages import OF_LIFE, SPECS
from upstream_pages.report import run


def named(page: Path) -> str:
    return f"{page.parent.name} {page.stem}"


def changed(page: str, before: str, after: str, folder: Path) -> Path:
    """A copy of a page in which one text is another, everywhere."""
    (original,) = [one for one in OF_LIFE if named(one) == page]
    text = original.read_text("utf-8")
    assert before in text
    copy = folder / original.name
    copy.write_text(text.replace(before, after), "utf-8")
    return copy


@pytest.mark.parametrize("page", OF_LIFE, ids=named)
def test_everything_is_known(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = run(page, SPECS / page.parent.name, as_yaml=False)
    report = capsys.readouterr()
    assert (code, report.out) == (0, "")
    assert "0 new, 0 entries unneeded" in report.err


CHANGES = [
    ("openrouter create", "Idempotency-Key", "Creation-Key", "header Creation-Key: parameter"),
    ("openrouter create", "upstream_model_id", "upstream_id", "body upstream_id: field"),
    ("openrouter get", "value: disabled", "value: paused", "data.status: value"),
    ("openrouter update", "patch", "put", "method: ours 'PATCH', theirs 'PUT'"),
    ("openrouter validate", "        - passed\n", "", "200 data.passed: required"),
    ("openrouter delete", "value: 'false'", "value: maybe", "query draft_only: values"),
    ("volcengine get", "BatchOnly", "BatchesOnly", "200 Result.BatchesOnly: field"),
    ("volcengine get", '"Tpm": 275', '"Tpm": "275"', "200 Result.RateLimit.Tpm: type"),
    ("volcengine create", "DryRun", "Rehearse", "CreateEndpoint body Rehearse: field"),
    ("volcengine create", "| Name | String | 是", "| Name | String | 否", "body Name: required"),
    ("volcengine update", '"Rpm": 111', '"Rpm": "111"', "body RateLimit.Rpm: type"),
    ("volcengine start", '"Result": {}', '"Result": {"Id": "ep-1"}', "StartEndpoint 200 Result"),
    ("volcengine stop", "| Id | String", "| Id | Integer", "StopEndpoint body Id: type"),
    ("volcengine delete", "Action=Delete", "Extra=1&Action=Delete", "query Extra: parameter"),
    ("ppio get", ": 1790000000", ': "1790000000"', "200 created_at: type"),
    ("ppio create", "| image | string | 是", "| image | string | 否", "body image: required"),
    ("ppio create", '{"id"', '{"endpoint_id"', "POST /gpus/v2/endpoints 200 endpoint_id: field"),
    ("ppio update", '"value": 4', '"value": "4"', "body policy.value: type"),
    ("ppio delete", "{}", '{"id": "ep-1"}', "DELETE /gpus/v2/endpoints/{endpoint_id} 200"),
    ("ppio products", '"precision": 3', '"precision": "3"', "pricing.precision: type"),
    ("ppio products", "| cpu | integer", "| cpu | string", "query cpu: type"),
    ("ppio regions", "name: cursor", "name: after", "query after: parameter"),
    ("huawei create", "| source | 是", "| source | 否", "body source: required"),
    ("huawei create", "请求Header参数", "请求Body参数", "body X-Auth-Token: field"),
    ("huawei list", "| rpm | Integer", "| rpm | String", "200 items[].rpm: type"),
    ("huawei update", '"rpm": 9', '"rps": 9', "body rps: field"),
    ("huawei delete", "204", "202\n\n```json\n{}\n```", "202: answer"),
    ("huawei delete", "| custom_endpoint_id |", "| endpoint_id |", "path endpoint_id: parameter"),
    ("huawei control", "| action |", "| verb |", "body verb: field"),
]


@pytest.mark.parametrize(("page", "before", "after", "expected"), CHANGES)
def test_a_change_of_the_page_is_found(
    page: str,
    before: str,
    after: str,
    expected: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    copy = changed(page, before, after, tmp_path)
    assert run(copy, SPECS / page.split()[0], as_yaml=False) == 1
    assert expected in capsys.readouterr().out


@pytest.mark.parametrize(
    ("before", "after"), [("2024-01-01", "2025-01-01"), ("=StopEndpoint", "=HaltEndpoint")]
)
def test_another_version_or_action_is_not_ours(
    before: str, after: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = changed("volcengine stop", before, after, tmp_path)
    assert run(copy, SPECS / "volcengine", as_yaml=False) == 2
    assert "no page of our operations (POST /, POST /#GetEndpoint," in capsys.readouterr().err
