"""What the templates need to know of models beyond what the generator tells them.

Runs in the generators' environment.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from documents.spec import Place
from openapi_python_client.schema.untrusted_string import UntrustedString
from openapi_python_client.strings import ClassName

from .names import PREFIX, identifier
from .properties import (
    FactError,
    kind_of,
    models_of,
    modules_of,
    plain_text,
    properties_of,
    type_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from documents.spec import Spec


#: Where a model is described that has no name there.
UNNAMED = Place("/paths", None)


@dataclass
class Model:
    """One model, for its module."""

    properties: list[Any]
    is_request: bool
    secrets: set[str]
    rest: str  # the kind of other fields
    rest_type: str
    models: set[str]
    modules: list[str]


def schemas_of(spec: Spec) -> dict[str, Place]:
    """Where models are described, by their names."""
    schemas = spec.root.at("components", "schemas").children()
    return {str(ClassName(one.name, PREFIX)): one for one in schemas}


def name_properties(models: dict[str, Any], schemas: dict[str, Place]) -> None:
    """Give the properties of models their names in Python, and their own descriptions.

    The generator has the description of what a reference leads to, not the one beside it.
    """
    for name, model in models.items():
        schema = schemas.get(name, UNNAMED)
        for one in properties_of(model):
            one.python_name = identifier(plain_text(one.name))
            own = schema.at("properties", plain_text(one.name), "description").value
            one.description = UntrustedString(own) if own else one.description


def models_with_facts(
    openapi: Any, models: dict[str, Any], schemas: dict[str, Place]
) -> dict[str, Model]:
    """Return what the templates need, by the names of the models.

    Raises:
        FactError: Something in them has no type that we can read.
    """
    endpoints = [
        one for each in openapi.endpoint_collections_by_tag.values() for one in each.endpoints
    ]
    sent = _reached(models, [body.prop for one in endpoints for body in one.bodies])
    answers = [
        answer
        for one in endpoints
        for answer in (*one.responses.patterns, one.responses.default)
        if answer is not None
    ]
    received = _reached(models, [answer.prop for answer in answers])
    found: dict[str, Model] = {}
    for name, model in models.items():
        schema, properties, rest = schemas.get(name, UNNAMED), properties_of(model), _rest(model)
        for one in properties:
            place = schema.at("properties", plain_text(one.name))
            is_nullable = _kind_at(place, one).endswith("?")
            if name in sent and name in received and not one.required and is_nullable:
                raise FactError(
                    "it may be null or left out, both in requests and in answers:"
                    " give the request a schema of its own",
                    place.pointer,
                )
        raw: dict[Any, Any] = model.data.properties or {}
        found[name] = Model(
            properties=properties,
            is_request=name in sent and name not in received,
            secrets={
                plain_text(key)
                for key, value in raw.items()
                if plain_text(getattr(value, "schema_format", None)) == "password"
            },
            rest=_kind_at(schema.at("additionalProperties"), rest[0]) if rest else "any",
            rest_type=type_of(rest[0]) if rest else "Any",
            models={inner for one in (*properties, *rest) for inner in models_of(one)} - {name},
            modules=modules_of(map(type_of, (*properties, *rest))),
        )
    return found


def _kind_at(place: Place, prop: Any) -> str:
    try:
        return kind_of(prop)
    except FactError as error:
        raise FactError(str(error), place.pointer) from None


def _rest(model: Any) -> list[Any]:
    """What a model has beside its properties, if it is described."""
    rest = model.additional_properties
    return [] if rest in (True, False, None) else [rest]


def _reached(models: dict[str, Any], properties: Iterable[Any]) -> set[str]:
    """The models that properties lead to, through others too."""
    reached: set[str] = set()
    waiting = list(properties)
    while waiting:
        for name in models_of(waiting.pop(), enums=False):
            if name not in reached:
                reached.add(name)
                waiting += [*properties_of(models[name]), *_rest(models[name])]
    return reached
