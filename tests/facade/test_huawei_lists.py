"""Huawei's two lists, services and custom endpoints, as one listing."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from endpoint_roster import Account, AnswerError, EndpointState, RateLimit, Roster
from endpoint_roster_core import PermissionDeniedError
from endpoint_roster_huawei import Huawei
from endpoint_roster_sim import Simulator
from support.reading import GARBAGE, NO_CUSTOM_ENDPOINTS, Reading


def test_huawei_reads_milliseconds_and_says_when_the_answer_is_not_all() -> None:
    service = {
        "id": "s1",
        "name": "svc",
        "status": "CONCERNING",
        "type": "REAL_TIME",
        "user_name": "me",
        "workspace_id": "0",
        "create_at": 1760538261106,
        "update_at": "1765711080510",
    }
    reading = Reading("huawei", {"data": [service], "pages": 1, "total": 1})
    request = reading.calls[0].request
    assert request.path == "/v1/p/maas/services/custom-endpoint/services/cn-southwest-2"
    assert request.query == {"workspace_id": "0"}
    assert reading.error is None
    (endpoint,) = reading.endpoints
    assert endpoint.state is EndpointState.DEGRADED
    assert endpoint.created_at == datetime(2025, 10, 15, 14, 24, 21, 106000, tzinfo=UTC)
    assert endpoint.updated_at == datetime(2025, 12, 14, 11, 18, 0, 510000, tzinfo=UTC)
    assert (endpoint.owner, endpoint.project, endpoint.region) == ("me", "0", "cn-southwest-2")

    reading = Reading("huawei", {"data": [service], "pages": 3, "total": 21})
    assert len(reading.endpoints) == 1
    (missed,) = reading.missed
    assert missed.attempted == "list services"
    assert isinstance(missed.error, AnswerError)
    assert "has 21 services and delivered 1" in missed.error.cause


CUSTOM: dict[str, Any] = {
    "id": "c1",
    "source": "custom_from_maas",
    "status": "running",
    "cbc_status": "normal",
    "endpoint_name": "care-bot",
    "remark": "support",
    "rpm": 60,
    "tpm": None,
    "served_model_name": "deepseek-v3.2",
}
NO_SERVICES: dict[str, Any] = {"data": [], "pages": 0, "total": 0}
EMPTY = {"services": NO_SERVICES, "endpoint": NO_CUSTOM_ENDPOINTS}


def test_huaweis_custom_endpoints_are_of_their_own_kind() -> None:
    service = {"id": "s1", "name": "svc", "status": "RUNNING", "type": "REAL_TIME"}
    reading = Reading(
        "huawei", {"data": [service], "total": 1}, {"items": [CUSTOM], "total": 1, "count": "1"}
    )
    assert [call.request.path for call in reading.calls] == [
        "/v1/p/maas/services/custom-endpoint/services/cn-southwest-2",
        "/v1/p/maas/services/custom-endpoint/endpoint",
    ]
    assert (reading.error, reading.missed) == (None, [])
    kinds = [(one.id, one.kind, one.provider_kind) for one in reading.endpoints]
    assert kinds == [("s1", "dedicated", "REAL_TIME"), ("c1", "custom", "custom_from_maas")]
    custom = reading.endpoints[1]
    assert (custom.name, custom.description) == ("care-bot", "support")
    assert (custom.model, custom.state) == ("deepseek-v3.2", EndpointState.RUNNING)
    assert (custom.rate_limit, custom.region) == (RateLimit(60, None), "cn-southwest-2")
    assert custom.raw.cbc_status == "normal"


def test_huaweis_custom_endpoints_without_limits_and_in_unknown_states() -> None:
    custom = {**CUSTOM, "rpm": None, "status": "byToken", "served_model_name": None}
    (endpoint,) = Reading("huawei", NO_SERVICES, {"items": [custom], "total": 1}).endpoints
    assert (endpoint.rate_limit, endpoint.model) == (None, None)
    assert (endpoint.state, endpoint.provider_state) == (EndpointState.UNKNOWN, "byToken")


@pytest.mark.parametrize(
    ("page", "missed"),
    [
        ({"total": 0}, 0),
        ({"total": 0, "items": None}, 0),
        ({"items": [CUSTOM]}, 0),
        ({"total": 2, "items": [CUSTOM]}, 1),
    ],
)
def test_huaweis_custom_endpoints_are_counted(page: dict[str, Any], missed: int) -> None:
    reading = Reading("huawei", NO_SERVICES, page)
    assert (reading.error, len(reading.missed)) == (None, missed)
    assert len(reading.endpoints) == len(page.get("items") or [])


@pytest.mark.parametrize("page", [{}, {"total": 1}, {"items": {}}, {"total": "x"}])
def test_huaweis_custom_endpoints_without_a_list(page: dict[str, Any]) -> None:
    reading = Reading("huawei", NO_SERVICES, page)
    assert isinstance(reading.error, AnswerError)
    assert reading.error.kind == "decode"


@pytest.mark.parametrize("garbage", GARBAGE, ids=repr)
def test_huaweis_custom_endpoints_with_nonsense_are_still_listed(garbage: Any) -> None:
    items = [{name: garbage} for name in CUSTOM] + [dict.fromkeys(CUSTOM, garbage)]
    reading = Reading("huawei", NO_SERVICES, {"items": items})
    assert (reading.error, len(reading.endpoints)) == (None, len(items))
    assert {one.kind for one in reading.endpoints} == {"custom"}


def test_what_huawei_forbids_to_read_costs_only_itself() -> None:
    refused = PermissionDeniedError("answered 403", kind="status", status=403)
    reading = Reading("huawei", refused, {"items": [CUSTOM], "total": 1})
    assert [one.id for one in reading.endpoints] == ["c1"]
    assert [(one.attempted, one.error) for one in reading.missed] == [("list services", refused)]


@pytest.mark.parametrize(
    ("kinds", "asked"),
    [
        (["dedicated"], ["services"]),
        (["REAL_TIME", "dedicated"], ["services"]),
        (["custom"], ["endpoint"]),
        (["custom_from_maas"], ["endpoint"]),
        (["custom", "dedicated"], ["services", "endpoint"]),
        (["serverless"], ["services", "endpoint"]),
        (["custom", "something"], ["services", "endpoint"]),
        ([], ["services", "endpoint"]),
    ],
)
def test_huawei_is_asked_for_the_lists_that_can_have_a_kind(
    kinds: list[str], asked: list[str]
) -> None:
    calls = Reading("huawei", *[EMPTY[one] for one in asked], kinds=kinds).calls
    assert [call.request.path.split("/")[6] for call in calls] == asked


def test_a_created_one_is_listed_after_the_services() -> None:
    with Simulator(endpoints=5, providers=["huawei"]) as simulator:
        cloud = simulator["huawei"]
        about: Any = cloud.describe()
        names = ("token", "project_id", "region", "base_url")
        with Huawei(**{name: about[name] for name in names}) as huawei:
            made = huawei.custom_endpoints.create(
                source="custom_from_maas", endpoint_name="care-bot", model_name="glm-5"
            )
        key = str(made.id)
        services: list[str] = [one["id"] for one in cloud.fleet]
        with Roster([Account("huawei", **about)]) as roster:
            cases: list[tuple[dict[str, Any], list[str], int]] = [
                ({}, [*services, key], 2),
                ({"kinds": ["custom"]}, [key], 1),
                ({"kinds": ["dedicated"]}, services, 1),
                ({"name": "care-bot"}, [key], 2),
                ({"model": "glm"}, [key], 2),
                ({"region": "cn-north-4"}, [], 0),
            ]
            for filters, ids, requests in cases:
                cloud.forget_requests()
                listing = roster.list(**filters).collect()
                assert listing.complete
                assert [one.id for one in listing.endpoints] == ids
                assert len(cloud.requests) == requests
