"""One function for each provider that calls its list operation with raw HTTP."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
from endpoint_roster_core.auth import VolcengineAuth
from endpoint_roster_sim import HuaweiCloud, PpioCloud, TogetherCloud, VolcengineCloud

NOW = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **duration: float) -> None:
        self.now += timedelta(**duration)


def bearer(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}".strip()}


def ask_together(
    http: httpx.Client, cloud: TogetherCloud, params: Mapping[str, Any] | None = None
) -> httpx.Response:
    return http.get(f"{cloud.base_url}/endpoints", params=params, headers=bearer(cloud.api_key))


def ask_ppio(
    http: httpx.Client, cloud: PpioCloud, params: Mapping[str, Any] | None = None
) -> httpx.Response:
    url = f"{cloud.base_url}/gpus/v2/endpoints"
    return http.get(url, params=params, headers=bearer(cloud.api_key))


def ppio_pages(
    http: httpx.Client, cloud: PpioCloud, params: Mapping[str, Any]
) -> Iterator[dict[str, Any]]:
    """Follow the cursors to the end."""
    cursor = ""
    while True:
        answer = ask_ppio(http, cloud, {**params, "cursor": cursor})
        assert answer.status_code == 200, answer.text
        page = answer.json()
        yield page
        if not page["has_more"]:
            assert page["next_cursor"] == ""
            return
        cursor = page["next_cursor"]


ARK = {"Action": "ListEndpoints", "Version": "2024-01-01"}


def ask_ark(
    http: httpx.Client,
    cloud: VolcengineCloud,
    body: object = None,
    auth: httpx.Auth | None = None,
) -> httpx.Response:
    url = f"{cloud.base_url}/"
    body = {} if body is None else body
    own = VolcengineAuth(cloud.access_key, cloud.secret_key)
    return http.post(url, params=ARK, json=body, auth=auth or own)


def ark_error(answer: httpx.Response) -> tuple[int, str]:
    """Return status and code of a refusal, after a look at its form."""
    body = answer.json()
    assert body.keys() == {"ResponseMetadata"}
    metadata = body["ResponseMetadata"]
    assert answer.headers["X-Tt-Logid"] == metadata["RequestId"]
    assert metadata["Error"]["Message"]
    return answer.status_code, metadata["Error"]["Code"]


def services_url(
    cloud: HuaweiCloud, *, project: str | None = None, region: str | None = None
) -> str:
    project, region = project or cloud.project_id, region or cloud.region
    return f"{cloud.base_url}/v1/{project}/maas/services/custom-endpoint/services/{region}"


def huawei_error(answer: httpx.Response) -> tuple[int, str]:
    """Return status and code of a refusal, after a look at its form."""
    body = answer.json()
    assert body.keys() == {"error_code", "error_msg", "request_id"}
    assert answer.headers["X-Request-Id"] == body["request_id"]
    assert body["error_msg"]
    return answer.status_code, body["error_code"]
