"""A program for the SDK ``together`` 3.x: a life in version 2, printed as JSON on stdout.

Run with an address, a key and a project; it is not in the environment of the tests, which has 2.x.
"""

# pyright: basic, reportMissingImports=false, reportAttributeAccessIssue=false

import json
import sys
import time
from collections.abc import Callable

from together import APIStatusError, Together

RUNNING = {"min_replicas": 1, "max_replicas": 2}
STOPPED = {"min_replicas": 0, "max_replicas": 0}


def main(base_url: str, api_key: str, project_id: str) -> None:
    """Live a life, and print each step with what the SDK made of the answer."""
    together = Together(base_url=base_url, api_key=api_key, project_id=project_id, max_retries=0)
    endpoints, deployments = together.endpoints, together.endpoints.deployments

    def report(step: str, model: object = None) -> None:
        dumped = model.model_dump(mode="json", by_alias=True, exclude_unset=True) if model else None
        print(json.dumps([step, dumped]), flush=True)

    def until(state: str) -> None:
        for _ in range(200):
            found = deployments.retrieve(deployment.id, endpoint_id=endpoint.id)
            if found.status.state == f"DEPLOYMENT_STATE_{state}":
                report(f"deployment {state}", found)
                return
            time.sleep(0.05)
        raise TimeoutError(state)

    def refused(step: str, call: Callable[[], object]) -> None:
        try:
            call()
        except APIStatusError as error:
            print(json.dumps([step, [error.status_code, error.body["error"]["code"]]]), flush=True)
            return
        raise AssertionError(f"{step} was not refused")

    report("whoami", together.whoami())
    for project in together.projects.list():
        report("project", project)
    for kind in endpoints.hardware.list().data:
        report("instance type", kind)
    endpoint = endpoints.create(name="support", visibility="VISIBILITY_PRIVATE")
    report("endpoint created", endpoint)
    refused("name taken", lambda: endpoints.create(name="support"))
    deployment = deployments.create(
        endpoint.id,
        name="main",
        model="projects/p/models/m",
        autoscaling=RUNNING,
        inactive_timeout=60,
    )
    until("READY")
    split = [{"deployment_id": deployment.id, "weight": 1}]
    routed = endpoints.update(
        endpoint.id, traffic_split=split, update_mask="trafficSplit", etag=endpoint.etag
    )
    report("endpoint routed", routed)
    refused("stale etag", lambda: endpoints.update(endpoint.id, name="x", etag=endpoint.etag))
    refused("delete what runs", lambda: deployments.delete(deployment.id, endpoint_id=endpoint.id))
    refused("delete what is not empty", lambda: endpoints.delete(endpoint.id))
    for scaling, state in ((STOPPED, "STOPPED"), (RUNNING, "READY"), (STOPPED, "STOPPED")):
        deployments.update(
            deployment.id, endpoint_id=endpoint.id, autoscaling=scaling, update_mask="autoscaling"
        )
        until(state)
    for one in deployments.list(endpoint.id, limit=1):
        report("deployment listed", one)
    deployments.delete(deployment.id, endpoint_id=endpoint.id)
    endpoints.delete(endpoint.id)
    report(f"endpoints left: {len(list(endpoints.list()))}")


if __name__ == "__main__":
    main(*sys.argv[1:])
