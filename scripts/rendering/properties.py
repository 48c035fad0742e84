"""The properties of the generator's models: their types in Python, and the kinds of their values.

Runs in the generators' environment.
"""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, Any

from openapi_python_client.schema.untrusted_string import UntrustedString
from openapi_python_client.strings import PythonCode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SCALARS = {
    "int_property": "integer",
    "float_property": "number",
    "boolean_property": "boolean",
    "datetime_property": "date-time",
}
#: The kinds of constants.
CONSTANTS = {str: "string", bool: "boolean", int: "integer"}


class FactError(Exception):
    """Something of a spec that no client can be made of: where, and what to write instead.

    Attributes:
        pointer: JSON pointer of the place.
        in_settings: Whether it stands in codegen.yaml.
    """

    def __init__(self, message: str, pointer: str = "", *, in_settings: bool = False) -> None:
        super().__init__(message)
        self.pointer = pointer
        self.in_settings = in_settings


def template_of(prop: Any) -> str:
    """What the generator takes a property for: `model_property`, `list_property`."""
    return str(prop.template).partition(".")[0]


def properties_of(model: Any) -> list[Any]:
    """The properties of a model in the order of its schema; none where there is no model."""
    if model is None:
        return []
    found: list[Any] = [*(model.required_properties or []), *(model.optional_properties or [])]
    names: dict[Any, Any] = model.data.properties or {}
    order = {plain_text(name): index for index, name in enumerate(names)}
    return sorted(found, key=lambda one: order.get(plain_text(one.name), len(order)))


def models_of(prop: Any, *, enums: bool = True) -> Iterator[str]:
    """The classes that a property's type names."""
    template = template_of(prop)
    if template == "model_property" or (enums and template == "literal_enum_property"):
        yield str(prop.class_info.name)
    elif template == "list_property":
        yield from models_of(prop.inner_property, enums=enums)
    elif template == "union_property":
        for inner in prop.inner_properties:
            yield from models_of(inner, enums=enums)


def kind_of(prop: Any) -> str:
    """The kind of a property's values; see endpoint_roster_core.kinds."""
    template = template_of(prop)
    if template in SCALARS:
        return SCALARS[template]
    if template == "model_property":
        return str(prop.class_info.name)
    if template == "list_property":
        return f"list[{kind_of(prop.inner_property)}]"
    if template == "literal_enum_property":
        return "integer" if prop.value_type is int else "string"
    if template == "union_property":
        return _kind_of_union(prop)
    if template == "const_property":
        return CONSTANTS[type(prop.value.raw_value)]
    written = type_of(prop)
    if template == "any_property" and written in ("str", "Any"):
        return "string" if written == "str" else "any"
    raise FactError(f"no reading is written for {template}: describe it as a plain type")


def _kind_of_union(prop: Any) -> str:
    of_values = [inner for inner in prop.inner_properties if type_of(inner) != "None"]
    kinds = list(dict.fromkeys(map(kind_of, of_values)))
    if sorted(kinds) == ["integer", "number"]:
        kinds = ["number"]
    if len(kinds) > 1 and set(kinds) <= {"string", "integer", "number", "boolean", "any"}:
        kinds = ["any"]
    if len(kinds) > 1:
        raise FactError(f"a union of {' and '.join(kinds)} has no reading: leave one of them")
    return f"{kinds[0]}?" if len(of_values) < len(prop.inner_properties) else kinds[0]


def choices_of(prop: Any) -> list[str]:
    """The only words that a property may be; none where others may be too."""
    is_closed = template_of(prop) == "literal_enum_property"
    return sorted(map(plain_text, prop.values)) if is_closed else []


def type_of(prop: Any, absent: str = "") -> str:
    """The Python type of a property's values; ``absent`` is None or Unset where it may be so."""
    node = ast.parse(plain_text(prop.get_type_string(no_optional=True)), mode="eval").body
    parts: list[str] = []
    while isinstance(node, ast.BinOp):  # A | B | C is (A | B) | C
        parts.insert(0, ast.unparse(node.right))
        node = node.left
    parts = [part for part in (ast.unparse(node), *parts) if part != "Unset"]
    if "None" in parts or absent == "None":
        parts = [part for part in parts if part != "None"] + ["None"]
    if absent == "Unset":
        parts.append(absent)
    return " | ".join(dict.fromkeys(parts))


def plain_text(text: Any) -> str:
    """A text that the generator wrapped, as it is."""
    if isinstance(text, UntrustedString):
        return text.get_untrusted_value()
    return text.as_unembedded_code() if isinstance(text, PythonCode) else str(text or "")


def described(prop: Any) -> str:
    """The description of a property, with the default that the server has for it."""
    text = plain_text(prop.description)
    default = getattr(prop.default, "raw_value", None)
    if default is None or template_of(prop) == "const_property":
        return text
    return f"{text} The server's default is `{plain_text(default)}`.".strip()


def argument_type(prop: Any) -> str:
    """The same in a class that has a method named ``list``."""
    return re.sub(r"\blist\[", "builtins.list[", type_of(prop))


def modules_of(types: Iterable[str]) -> list[str]:
    """The modules that types are written with."""
    text = " ".join(types)
    return [module for module in ("builtins", "datetime") if f"{module}." in text]
