"""What an editor shows of a method and of a field: what it takes, raises and means."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from endpoint_roster_core.resources import Resource
from support.clients import CLIENTS, GeneratedClient

if TYPE_CHECKING:
    from collections.abc import Iterator

each_client = pytest.mark.parametrize("client", CLIENTS, ids=lambda client: client.provider)
each_way = pytest.mark.parametrize("way", ["sync", "async"])


def methods(client: GeneratedClient, way: str) -> Iterator[Any]:
    """All methods of all resources of a client."""
    made: object = client.make() if way == "sync" else client.make_async()
    names = [name for name in dir(type(made)) if not name.startswith("_") and name != "http_client"]
    resources = [value for name in names if isinstance(value := getattr(made, name), Resource)]
    assert resources
    for resource in resources:
        for name, method in inspect.getmembers(resource, inspect.ismethod):
            if not name.startswith("_"):
                yield method


@each_client
@each_way
def test_a_method_says_what_it_takes_and_raises(client: GeneratedClient, way: str) -> None:
    for method in methods(client, way):
        text = inspect.getdoc(method) or ""
        before, _, ending = text.partition("\nRaises:\n")
        arguments = before.partition("\nArgs:\n")[2]
        for parameter in inspect.signature(method).parameters:
            assert f"    {parameter}: " in arguments
        assert all(f"    {e}: " in ending for e in ("TransportError", "DecodeError", "ApiError"))


@each_client
def test_the_function_of_an_operation_names_its_method(client: GeneratedClient) -> None:
    function: Any = client.operations.list_endpoints
    assert "endpoints.list" in (inspect.getdoc(function) or "")
    assert "client.send" in (inspect.getdoc(function) or "")


@each_client
@each_way
def test_a_client_says_which_variables_it_reads(client: GeneratedClient, way: str) -> None:
    cls = client.sync_class if way == "sync" else client.async_class
    text = inspect.getdoc(cls) or ""
    if way == "async":
        assert client.name in text
        return
    for argument, variable in client.variables.items():
        assert argument in text
        assert variable in text


@each_client
def test_every_field_has_a_docstring_behind_it(client: GeneratedClient) -> None:
    models = [getattr(client.models, name) for name in client.models.__all__]
    classes = [model for model in models if isinstance(model, type) and attrs.has(model)]
    assert client.page in classes
    for model in classes:
        lines = [line.strip() for line in inspect.getsource(model).splitlines()]
        for field in attrs.fields(model):
            (at,) = [i for i, line in enumerate(lines) if line.startswith(f"{field.name}: ")]
            while not lines[at].endswith(")"):
                at += 1
            assert lines[at + 1].startswith(('"""', 'r"""')), f"{model.__name__}.{field.name}"
