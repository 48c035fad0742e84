"""What the templates need to know of operations beyond what the generator tells them.

Runs in the generators' environment.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from keyword import iskeyword
from typing import TYPE_CHECKING, Any, cast

from documents.spec import Place
from linting.wire import VERSION, constants_of
from openapi_python_client.strings import PythonIdentifier

from .bounds import bounds_of
from .names import PREFIX, identifier
from .properties import (
    FactError,
    argument_type,
    choices_of,
    described,
    models_of,
    modules_of,
    plain_text,
    properties_of,
    template_of,
)

if TYPE_CHECKING:
    from documents.spec import Spec

#: What a method does, if the settings do not say otherwise; the others change something.
EFFECTS = {"get": "read", "head": "read", "post": "create"}
#: Settings of paging that are fields of an answer.
OF_ANSWERS = ("items", "more", "size", "total", "pages")
#: Names that a resource's own annotations need.
TAKEN_METHODS = frozenset({"bool", "builtins", "datetime", "dict", "float", "int", "str"})
#: The header that makes a call safe to repeat, by the draft standard of the IETF.
KEY_HEADER = "idempotency-key"
ABOUT_BODIES = "The body, as a model or a mapping, in place of its fields."


@dataclass
class Operation:
    """One operation, for its module and for the method of its resource."""

    function: str
    method: str
    name: str
    path: str
    version: str
    key_header: str
    effect: str
    description: str
    answer: str | None
    errors: dict[str, list[str]]  # models by status
    body: str | None
    fields: list[Any] | None  # of the body
    constants: dict[str, str]  # of the query
    query: list[Any]  # the rest of it, which are arguments
    defaults: dict[str, str]
    choices: dict[str, list[str]]
    bounds: dict[str, tuple[float | None, float | None]]
    paging: dict[str, str]
    item: str
    arguments: dict[str, str]
    models: set[str]
    modules: list[str]

    @property
    def required(self) -> list[str]:
        """The fields that the body has to have."""
        return [plain_text(one.name) for one in self.fields or () if one.required]


def operations_of(spec: Spec, openapi: Any, models: dict[str, Any]) -> dict[str, Operation]:
    """Return the operations by the names of their functions.

    Raises:
        FactError: The client would be wrong or incomplete.
    """
    places = {str(one.at("operationId").value): one for one in spec.operations()}
    for name in spec.settings.get("operations", {}):
        if name not in places:
            words = f"the spec has no operation of this name, but {', '.join(sorted(places))}"
            raise _setting(words, name)
    by_function = {PythonIdentifier(name, PREFIX): place for name, place in places.items()}
    found: dict[str, Operation] = {}
    called: dict[str, str] = {}
    for collection in openapi.endpoint_collections_by_tag.values():
        for endpoint in collection.endpoints:
            place = by_function[endpoint.name].at("operationId")
            made = _operation(spec, endpoint, by_function[endpoint.name], models)
            if made.name in called or made.method in TAKEN_METHODS:
                other = called.get(made.name, "something that our code uses itself")
                raise FactError(
                    f"it would be called as {made.name}, as is {other}: choose another name by"
                    f" operations.{place.value}.method in codegen.yaml",
                    place.pointer,
                )
            called[made.name] = place.value
            found[made.function] = made
    return found


def _operation(spec: Spec, endpoint: Any, place: Place, models: dict[str, Any]) -> Operation:
    identity, function = str(place.at("operationId").value), str(endpoint.name)
    chosen: dict[str, Any] = spec.settings.get("operations", {}).get(identity, {})
    path = spec.path_of(place)
    verb = chosen.get("method", function.partition("_")[0])
    verb = f"{verb}_" if iskeyword(verb) else verb
    effect = chosen.get("effect") or EFFECTS.get(endpoint.method, "change")
    answer, errors = _answer(endpoint, place), _errors(endpoint)
    if effect == "read" and answer is None:
        raise FactError(
            "an operation that only reads answers with a JSON object: describe it under 200, or"
            " give the operation another effect in codegen.yaml",
            place.at("responses").pointer,
        )
    body = _body(endpoint, place)
    fields = properties_of(models[body]) if body else None
    for one in (*endpoint.query_parameters, *endpoint.header_parameters):
        one.python_name = identifier(plain_text(one.name))
    constants = constants_of(spec, place)
    in_path = {str(one.python_name): one for one in endpoint.path_parameters}
    query = [one for one in endpoint.query_parameters if plain_text(one.name) not in constants]
    headers = [plain_text(one.name) for one in endpoint.header_parameters]
    keywords = [*query, *endpoint.header_parameters, *(fields or ())]
    every = [*in_path.values(), *keywords]
    defaults = chosen.get("defaults", {})
    for argument in defaults:
        if argument not in in_path:
            words = f"{identity} has no path parameter of this name"
            raise _setting(words, identity, "defaults", argument)
    made = Operation(
        function=function,
        method=verb,
        name=f"{endpoint.tags[0]}.{verb}",
        path=path.name.partition("#")[0],
        version=_version(path),
        key_header=next((one for one in headers if one.lower() == KEY_HEADER), ""),
        effect=effect,
        description=_without_sources(str(place.at("description").value or "")),
        answer=answer,
        errors=errors,
        body=body,
        fields=fields,
        constants=constants,
        query=query,
        defaults=defaults,
        # Values of the path are handed on by the names of their arguments.
        choices=_choices({**in_path, **{plain_text(one.name): one for one in keywords}}),
        bounds=bounds_of(
            spec, place, {plain_text(one.name): name for name, one in in_path.items()}
        ),
        paging={key: _as_python(value) for key, value in chosen.get("paging", {}).items()},
        item="",
        arguments={
            **_texts([*in_path.values()], defaults),
            **({"body": ABOUT_BODIES} if body else {}),
            **_texts(keywords, defaults),
        },
        models={*chain.from_iterable(map(models_of, every)), *filter(None, (body, answer))},
        modules=modules_of(map(argument_type, every)),
    )
    if made.paging:
        made.item = _item(made, models, chosen["paging"], identity)
        made.models.add(made.item)
    return made


def _setting(words: str, *steps: object) -> FactError:
    """An error in the settings of an operation."""
    return FactError(words, Place("", None).at("operations", *steps).pointer, in_settings=True)


def _answer(endpoint: Any, place: Place) -> str | None:
    """The model of what is answered in success."""
    names: list[str] = []
    for one in endpoint.responses.patterns:
        if _is_success(one):
            names += models_of(one.prop, enums=False)
            if template_of(one.prop) not in ("model_property", "any_property"):
                raise _not_an_object(place.at("responses", one.status_code.pattern))
    if len(set(names)) > 1:
        raise FactError(
            f"the success bodies are of several schemas ({', '.join(sorted(set(names)))}):"
            " describe one that has what all of them have",
            place.at("responses").pointer,
        )
    return next(iter(names), None)


def _errors(endpoint: Any) -> dict[str, list[str]]:
    """The models of error bodies by status; those of a status that is not declared as `default`."""
    found = {
        str(one.status_code.pattern): list(models_of(one.prop, enums=False))
        for one in endpoint.responses
        if not _is_success(one)
    }
    every = list(dict.fromkeys(chain.from_iterable(found.values())))
    rest = found.pop("default", every)
    # A status whose bodies are those of the rest is one of the rest.
    errors = {status: names for status, names in found.items() if names != rest}
    return {**errors, "default": rest} if rest or errors else {}


def _is_success(answer: Any) -> bool:
    return answer.status_code.pattern.startswith("2")


def _body(endpoint: Any, place: Place) -> str | None:
    """The model of what is sent."""
    found = [
        str(one.prop.class_info.name)
        for one in endpoint.bodies
        if one.body_type == "json" and template_of(one.prop) == "model_property"
    ]
    if len(endpoint.bodies) > 1 or len(found) < len(endpoint.bodies):
        raise _not_an_object(place.at("requestBody"))
    return next(iter(found), None)


def _not_an_object(place: Place) -> FactError:
    return FactError("describe one JSON object: type: object", place.pointer)


def _item(made: Operation, models: dict[str, Any], chosen: dict[str, Any], identity: str) -> str:
    """The model of what is listed.

    Raises FactError for a name that leads nowhere: a list would end after its first page in
    silence.
    """
    paths: dict[tuple[object, ...], str] = {(k,): chosen[k] for k in OF_ANSWERS if k in chosen}
    if "cursor" in chosen:
        paths["cursor", 0], parameter = chosen["cursor"]
        if parameter not in [plain_text(one.name) for one in made.query]:
            words = f"{made.name} has no query parameter {parameter}"
            raise _setting(words, identity, "paging", "cursor", 1)
    for index, name in enumerate(chosen.get("number", ())):
        if name not in [plain_text(one.name) for one in made.fields or ()]:
            words = f"the body of {made.name} has no field {name}"
            raise _setting(words, identity, "paging", "number", index)
    ends: dict[tuple[object, ...], str] = {}
    for steps, path in paths.items():
        name = made.answer or ""
        for attribute in path.split("."):
            fields = {str(one.python_name): one for one in properties_of(models.get(name))}
            if attribute not in fields:
                words = f"{name or 'what comes before'} has no field {attribute}"
                raise _setting(words, identity, "paging", *steps)
            name = next(models_of(fields[attribute], enums=False), "")
        ends[steps] = name
    if not ends["items",]:
        raise _setting("it holds no objects", identity, "paging", "items")
    return ends["items",]


def _version(path: Place) -> str:
    """The version of the API that the operations of a path belong to, if it has its own server."""
    url = path.at("servers", 0, "url").value
    found = VERSION.search(url) if url else None
    return found.group() if found else ""


def _without_sources(text: str) -> str:
    """A description without the paragraph that names its sources: notes.md has those."""
    return "\n\n".join(p for p in text.split("\n\n") if not p.lstrip().startswith("Sources:"))


def _as_python(setting: Any) -> str:
    """An argument of a Paging, as Python writes it."""
    return repr(tuple(cast("list[str]", setting)) if isinstance(setting, list) else setting)


def _choices(arguments: dict[str, Any]) -> dict[str, list[str]]:
    """The only words that arguments may be."""
    return {name: words for name, one in arguments.items() if (words := choices_of(one))}


def _texts(arguments: list[Any], defaults: dict[str, str]) -> dict[str, str]:
    """What is said of arguments."""
    texts = {str(one.python_name): described(one) for one in arguments}
    for name in texts.keys() & defaults.keys():
        texts[name] += " The client's own if left out."
    return {name: text or "Not described." for name, text in texts.items()}
