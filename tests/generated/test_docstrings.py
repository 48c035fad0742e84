"""What an editor shows of an operation: parameters, errors, and where the facts come from."""

from __future__ import annotations

import inspect
from typing import Any

import pytest
from support.clients import CLIENTS, GeneratedClient

each_client = pytest.mark.parametrize("client", CLIENTS, ids=lambda client: client.provider)
FUNCTIONS = ("sync", "sync_detailed", "asyncio", "asyncio_detailed")


@each_client
@pytest.mark.parametrize("name", FUNCTIONS)
def test_an_operation_tells_what_it_takes_raises_and_relies_on(
    client: GeneratedClient, name: str
) -> None:
    function: Any = getattr(client.operation, name)
    text = inspect.getdoc(function) or ""
    said, _, rest = text.partition("\nArgs:\n")
    arguments, _, ending = rest.partition("\nRaises:\n")
    assert "Sources: " in said
    for parameter in inspect.signature(function).parameters:
        assert f"    {parameter}" in arguments
    errors = ["TransportError", "DecodeError"]
    if not name.endswith("detailed"):
        errors.append("ApiError")
    assert all(f"    {error}: " in ending for error in errors)
