"""What the command claims of providers, and what they are really sent."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from endpoint_roster import (
    Account,
    Endpoint,
    Roster,
)
from endpoint_roster_cli.provider_facts import provider_facts
from endpoint_roster_huawei import Huawei
from endpoint_roster_together import Together
from endpoint_roster_together.models import DeploymentAutoscaling

if TYPE_CHECKING:
    from endpoint_roster_sim import Simulator, TogetherCloud

IN_PROJECT = 2


def add_custom_endpoint(simulator: Simulator) -> None:
    """Create at Huawei what is there at no provider from the start."""
    about: Any = simulator.describe()["huawei"]
    names = ("token", "project_id", "region", "base_url")
    with Huawei(**{name: about[name] for name in names}) as huawei:
        huawei.custom_endpoints.create(
            source="custom_from_maas",
            endpoint_name="care-bot",
            model_name="deepseek-v3.2",
            remark="support",
            rpm=60,
        )


def fill_project(cloud: TogetherCloud) -> None:
    """Create endpoints of Together's version 2, each with a deployment."""
    with Together(
        api_key=cloud.api_key, base_url=cloud.base_url, project_id=cloud.project_id
    ) as client:
        for number in range(IN_PROJECT):
            endpoint = client.project_endpoints.create(name=f"chat-{number}")
            client.deployments.create(
                endpoint.id,
                name="main",
                model=f"projects/{cloud.project_id}/models/ml_1",
                autoscaling=DeploymentAutoscaling(min_replicas=1, max_replicas=1),
            )


class Asking:
    """Lists one provider of the simulator, and tells what it was sent.

    With pages of one endpoint each, whatever the provider leaves out shows in their number.
    """

    def __init__(self, clouds: Simulator, provider: str) -> None:
        self._cloud = clouds[provider]
        about = clouds.describe()[provider]
        self._roster = Roster([Account(provider, **about)], page_size=1)

    def sent(self, **filters: Any) -> list[str]:
        self._cloud.forget_requests()
        self.endpoints(**filters)
        return sorted(
            f"{r.path} {[(k, v) for k, v in r.query.items() if k != 'cursor']}"
            for r in self._cloud.requests
        )

    def endpoints(self, **filters: Any) -> list[Endpoint]:
        listing = self._roster.list(**filters).collect()
        assert listing.complete
        return listing.endpoints

    def queries(self) -> list[dict[str, str]]:
        return [record.query for record in self._cloud.requests]

    def close(self) -> None:
        self._roster.close()


@cache
def claim(provider: str) -> dict[str, Any]:
    (found,) = [p for p in provider_facts()["providers"] if p["name"] == provider]
    return found
