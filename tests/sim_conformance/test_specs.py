"""The simulated clouds answer as our specs say: each operation alone, and chains of operations."""

# pyright: reportMissingImports=false, reportUnknownVariableType=false, reportUnknownMemberType=false
# pyright: reportUntypedBaseClass=false, reportUntypedFunctionDecorator=false

from typing import Any

import pytest
from endpoint_roster_sim import PROVIDERS
from hypothesis import HealthCheck, Phase, given, seed, settings

from .clouds import World

quietly: dict[str, Any] = {
    "database": None,
    "deadline": None,
    "suppress_health_check": [*HealthCheck],
}
# What has to succeed along the links of a spec, or a chain was not gone through.
LIFE = {
    "together": {
        "createEndpoint",
        "getEndpoint",
        "updateEndpoint",
        "deleteEndpoint",
        "createProjectEndpoint",
        "getProjectEndpoint",
        "updateProjectEndpoint",
        "deleteProjectEndpoint",
        "listDeployments",
    },
    "openrouter": {
        "createPrivateEndpoint",
        "getPrivateEndpoint",
        "updatePrivateEndpoint",
        "validatePrivateEndpoint",
        "activatePrivateEndpoint",
        "disablePrivateEndpoint",  # to enable it again takes five steps, more than chance has
        "updatePrivateEndpointPricing",
        "deletePrivateEndpoint",
    },
    "ppio": {"createEndpoint", "getEndpoint", "updateEndpoint", "deleteEndpoint"},
    "huawei": {
        "listCustomEndpoints",
        "createCustomEndpoint",
        "updateCustomEndpoint",
        "controlCustomEndpoint",
        "deleteCustomEndpoint",
    },
    "volcengine": {
        "createEndpoint",
        "getEndpoint",
        "updateEndpoint",
        "stopEndpoint",
        "startEndpoint",
        "deleteEndpoint",
    },
}


@pytest.mark.parametrize("provider", PROVIDERS)
def test_each_operation_alone(provider: str) -> None:
    with World(provider) as world:
        operations = [result.ok() for result in world.schema.get_all_operations()]
        for operation in operations:

            @seed(0)
            @settings(max_examples=25, phases=[Phase.explicit, Phase.generate], **quietly)
            @given(operation.as_strategy())
            def answers(case: Any) -> None:
                world.prepare(case)
                world.check(case, case.call(**world.arguments(case)))

            answers()
        names = {operation.definition.raw["operationId"] for operation in operations}
        assert {name for name, _ in world.seen} == names


@pytest.mark.parametrize("provider", LIFE)
def test_chains_of_operations(provider: str) -> None:
    with World(provider) as world:

        class Life(world.schema.as_state_machine()):
            def setup(self) -> None:
                world.restart()  # so that the same steps meet the same answers

            def before_call(self, case: Any) -> None:
                world.prepare(case)

            def get_call_kwargs(self, case: Any) -> dict[str, Any]:
                return world.arguments(case)

            def validate_response(self, response: Any, case: Any, **_: Any) -> None:
                world.check(case, response)

        missing = LIFE[provider]
        for round_ in range(12):  # each with other chains, until all was gone through
            chosen = settings(max_examples=40, stateful_step_count=10, **quietly)
            seed(round_)(Life).run(settings=chosen)
            missing = missing - {name for name, status in world.seen if status < 300}
            if not missing:
                break
        assert not missing, sorted(missing)
