"""Adapters without any network: fed with answers, asked for endpoints."""

from __future__ import annotations

from importlib import import_module
from itertools import chain
from typing import TYPE_CHECKING, Any

from endpoint_roster import Account, Endpoint
from endpoint_roster.providers import Call, Page, PartialFailure, find
from endpoint_roster.query import Query

if TYPE_CHECKING:
    from collections.abc import Sequence

ACCOUNTS = {
    "huawei": Account("huawei", "h", token="t", project_id="p", workspace_id="0"),
    "openrouter": Account("openrouter", "o", models=["author/slug", "author/other:free"]),
    "ppio": Account("ppio", "p", api_key="k"),
    "together": Account("together", "t", api_key="k", project_id="p"),
    "volcengine": Account(
        "volcengine", "v", access_key="a", secret_key="s", project_name="default"
    ),
}
#: Of Huawei, for tests of services alone.
NO_CUSTOM_ENDPOINTS: dict[str, Any] = {"total": 0, "count": "0", "quantity_limit": 30, "items": []}

#: Values that no field of an item should have.
GARBAGE: list[Any] = [None, 5, -1.5, "text", True, [], ["x"], {}, {"x": 1}, [{}], 10**30, "\ud800"]


def answer(provider: str, model: str, body: dict[str, Any]) -> Any:
    """An answer of an operation, as its client reads it."""
    models = import_module(f"endpoint_roster_{provider}.models")
    return getattr(models, model).from_dict(body)


class Reading:
    """What came of reading an account whose answers are given."""

    def __init__(
        self, provider: str, *bodies: dict[str, Any] | Exception, kinds: Sequence[str] = ()
    ) -> None:
        self.calls: list[Call] = []
        self.endpoints: list[Endpoint] = []
        self.missed: list[PartialFailure] = []
        self.left_out = 0
        self.error: Exception | None = None
        answers = iter(bodies)
        only_services = provider == "huawei" and len(bodies) == 1
        following = iter([NO_CUSTOM_ENDPOINTS] if only_services else [])
        steps = find(provider).list_endpoints(ACCOUNTS[provider], Query.of(kinds=kinds))
        try:
            step = next(steps)
            while True:
                match step:
                    case Call():
                        self.calls.append(step)
                        body = next(chain(answers, following))
                        if isinstance(body, Exception):
                            step = steps.throw(body)
                        else:
                            model = step.request.operation.answer
                            step = steps.send(answer(provider, model, body))
                    case Page():
                        self.endpoints += step.endpoints
                        self.left_out += step.left_out
                        step = next(steps)
                    case PartialFailure():
                        self.missed.append(step)
                        step = next(steps)
        except StopIteration:
            pass
        except Exception as error:  # noqa: BLE001 - the tests look at what it was
            self.error = error
        assert not list(answers), "not every page was asked for"
