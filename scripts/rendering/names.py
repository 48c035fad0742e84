"""What names of a spec become in Python, and where two become one or stand in the way.

Runs in the generators' environment, because the generator's own functions make the names.
"""

from __future__ import annotations

import unicodedata
from keyword import iskeyword
from typing import TYPE_CHECKING

from documents.joined import fields_of
from generation.inspection import FORBIDDEN_NAMES, PARTS
from linting.wire import JSON
from openapi_python_client.strings import ClassName, PythonIdentifier, snake_case

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from documents.spec import Place, Spec
    from linting.schemas import Findings

    Namer = Callable[[str], str]

#: The generator puts this before a name that would not be one.
PREFIX = "field_"
#: What every model has, or uses by its bare name inside of its class.
OF_MODELS = frozenset(
    {"additional_properties", "deviations", "field", "from_dict", "keys", "to_dict"}
)
#: What an operation, or the method that calls it, uses beside its arguments; and what our scan of
#: generated code refuses to see, because it would reach into Python.
OF_OPERATIONS = frozenset({"body", *FORBIDDEN_NAMES, *PARTS})
#: Operations whose constant would take the place of what their module imports.
OF_OPERATION_IDS = frozenset({"type_checking", "unset"})
#: What every client has beside its resources.
OF_CLIENTS = frozenset(
    {
        "aclose", "api", "call", "close", "default", "http_client", "observer", "pager", "send",
        "settings",
    }
)  # fmt: skip
#: What a module of a model, an operation or a resource imports.
OF_MODULES = frozenset(
    {
        "Any", "AsyncPager", "Literal", "Mapping", "Model", "Operation", "Pager", "Paging",
        "Request", "Resource", "TYPE_CHECKING", "UNSET", "Unset",
    }
)  # fmt: skip


def clashes(spec: Spec) -> Findings:
    """Find names that cannot be Python's, are taken, or become the same as another."""
    operations = list(spec.operations())
    tags = {str(tag.value): tag for one in operations for tag in one.at("tags").children()}
    resources = {str(ClassName(name, PREFIX)) for name in tags}
    taken = OF_MODULES | resources | {f"Async{name}" for name in resources}
    schemas = list(spec.root.at("components", "schemas").children())
    # A class has a file of its own, named after it; on some systems A and a are one file.
    yield from _unusable(schemas, lambda name: str(ClassName(name, PREFIX)), taken)
    yield from _unusable(schemas, lambda name: snake_case(ClassName(name, PREFIX)), frozenset())
    for schema in spec.schemas():
        if "$ref" not in schema.value:
            yield from _unusable(fields_of(spec, schema).values(), identifier, OF_MODELS)
    names = [one.at("operationId") for one in operations]
    yield from _unusable(names, identifier, OF_OPERATION_IDS)
    for operation in operations:
        function = identifier(str(operation.at("operationId").value))
        yield from _unusable(_arguments(spec, operation), identifier, OF_OPERATIONS | {function})
    yield from _unusable(tags.values(), identifier, OF_CLIENTS)


def _arguments(spec: Spec, operation: Place) -> list[Place]:
    """Where the names of an operation's arguments stand: its parameters, its body's fields."""
    body = spec.follow(spec.follow(operation.at("requestBody")).at("content", JSON, "schema"))
    names = [one.at("name") for one in spec.parameters_of(operation)]
    return [*names, *fields_of(spec, body).values()]


def identifier(name: str) -> str:
    """What a name becomes as a variable, a field, a function or a module.

    In the form that Python itself gives it: the micro sign is read as the Greek letter, a
    full-width letter as the plain one.
    """
    plain = unicodedata.normalize("NFKC", name)
    return unicodedata.normalize("NFKC", PythonIdentifier(plain, PREFIX))


def _unusable(places: Iterable[Place], become: Namer, taken: frozenset[str]) -> Findings:
    seen: dict[str, str] = {}
    for place in places:
        name = place.value if isinstance(place.value, str) else place.name
        made = become(name)
        # Parameters and fields are called as the provider calls them.
        is_theirs = "/parameters/" in place.pointer or "/properties/" in place.pointer
        advice = "leave it out" if is_theirs else "choose another name"
        if not made.isidentifier() or iskeyword(made) or made == PREFIX:
            yield place.pointer, f"{name[:60]} makes no Python name: {advice}"
        elif made in taken or made.startswith("__"):
            words = f"in Python it would be {made}, which our code uses itself"
            yield place.pointer, f"{words}: {advice}"
        elif made in seen:
            words = f"in Python it would be {made}, as would {seen[made][:60]}"
            yield place.pointer, f"{words}: {advice}"
        seen[made] = name
