"""What tests of actions need: a user of a simulated cloud that is changed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from jsonschema import Draft202012Validator

if TYPE_CHECKING:
    from collections.abc import Callable

    from endpoint_roster_sim import TogetherCloud

    from .running import Done

    Act = Callable[..., Done]

#: What has run for long, and is one's own.
OLD = ("--running-for", "30d", "--kind", "dedicated", "--mine")


def account(cloud: TogetherCloud) -> dict[str, str]:
    """Return the environment of a user of a cloud."""
    about = cloud.describe()
    return {
        "TOGETHER_API_KEY": about["api_key"],
        "TOGETHER_BASE_URL": about["base_url"],
        "TOGETHER_PROJECT_ID": about["project_id"],
    }


def changes(cloud: TogetherCloud) -> list[str]:
    """Return the requests that were to change something."""
    return [f"{r.method} {r.path}" for r in cloud.requests if r.method != "GET"]


def listed(act: Act, *words: str) -> list[dict[str, Any]]:
    """Return what the command lists."""
    return json.loads(act("list", "-o", "json", *words).out)["endpoints"]


def running(act: Act) -> dict[str, Any]:
    """Return one dedicated endpoint of version 1 that runs."""
    found = listed(act, "--state", "running", "--kind", "dedicated", "--mine")
    return next(one for one in found if one["id"].startswith("endpoint-"))


def reference(endpoint: dict[str, Any]) -> str:
    """Return the reference of an endpoint that the command has listed."""
    return f"{endpoint['provider']}/{endpoint['account']}/{endpoint['id']}"


def validate(act: Act, schema: str, document: Any) -> None:
    """Raise unless a document fits a schema of the command."""
    validator: Any = Draft202012Validator(json.loads(act("schema", schema).out))
    validator.validate(document)
