"""What names of a spec become in Python, and where two become one or stand in the way.

Runs in the generators' environment, because the generator's own functions make the names.
"""

from __future__ import annotations

import unicodedata
from keyword import iskeyword
from typing import TYPE_CHECKING

from openapi_python_client.strings import ClassName, PythonIdentifier, snake_case

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spec_files import Place, Spec

    Findings = Iterator[tuple[str, str]]

#: The generator puts this before a name that would not be one.
PREFIX = "field_"
#: What every model has, or uses by its bare name inside of its class.
OF_MODELS = frozenset(
    {
        "additional_keys", "additional_properties", "deviations", "from_dict", "to_dict",
        "classmethod", "property",
    }
)  # fmt: skip
#: What the function of an operation calls its own things.
OF_OPERATIONS = frozenset(
    {"any", "body", "client", "cookies", "headers", "params", "quote", "response", "unset"}
)
#: What a module of a model, or of an operation, imports.
OF_MODULES = frozenset(
    {
        "Any", "AuthenticatedClient", "ClassVar", "Client", "Kind", "Literal", "MISFITS", "Model",
        "Response", "Self", "TYPE_CHECKING", "UNSET", "Unset",
    }
)  # fmt: skip


def clashes(spec: Spec) -> Findings:
    """Find names that cannot be Python's, are taken, or become the same as another."""
    schemas = list(spec.root.at("components", "schemas").children())
    # A class has a file of its own, named after it; on some systems A and a are one file.
    yield from _unusable(schemas, lambda name: str(ClassName(name, PREFIX)), OF_MODULES)
    yield from _unusable(schemas, lambda name: snake_case(ClassName(name, PREFIX)), frozenset())
    for schema in spec.schemas():
        yield from _unusable(schema.at("properties").children(), identifier, OF_MODELS)
    operations = list(spec.operations())
    yield from _unusable([o.at("operationId") for o in operations], identifier, frozenset())
    for operation in operations:
        parameters = [spec.follow(place) for place in operation.at("parameters").children()]
        yield from _unusable([p.at("name") for p in parameters], identifier, OF_OPERATIONS)
        for tag in operation.at("tags").children():
            yield from _unusable([tag], identifier, frozenset())


def identifier(name: str) -> str:
    """What a name becomes as a variable, a field, a function or a module."""
    return str(PythonIdentifier(name, PREFIX))


def _unusable(places: Iterable[Place], become: Namer, taken: frozenset[str]) -> Findings:
    seen: dict[str, str] = {}
    for place in places:
        name = place.value if isinstance(place.value, str) else place.name
        # Python itself takes look-alikes such as full-width letters for the plain ones.
        made = unicodedata.normalize("NFKC", become(name))
        if not made.isidentifier() or iskeyword(made) or made == PREFIX:
            yield place.pointer, f"{name[:60]} makes no Python name"
        elif made in taken or made.startswith("__"):
            yield place.pointer, f"in Python it would be {made}, which our code uses itself"
        elif made in seen:
            yield place.pointer, f"in Python it would be {made}, as would {seen[made][:60]}"
        seen[made] = name


if TYPE_CHECKING:
    from collections.abc import Callable

    Namer = Callable[[str], str]
