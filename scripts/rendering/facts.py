"""What the templates of a client need to know beyond what the generator tells them.

Runs in the generators' environment.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from keyword import iskeyword
from typing import TYPE_CHECKING, Any, cast

from documents.spec import METHODS, Place
from linting.wire import VERSION
from openapi_python_client.schema.untrusted_string import UntrustedString
from openapi_python_client.strings import ClassName, PythonIdentifier, snake_case

from .names import PREFIX, identifier
from .properties import (
    FactError,
    argument_type,
    choices_of,
    described,
    kind_of,
    models_of,
    modules_of,
    plain_text,
    properties_of,
    type_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

#: The exceptions that each package exports.
EXPORTS = (
    "UNSET", "ApiError", "ArgumentError", "AuthError", "AuthenticationError", "ClientError",
    "ClientTimeoutError", "ConflictError", "DecodeError", "NotFoundError", "PagingError",
    "PermissionDeniedError", "RateLimitError", "ServerError", "TransportError", "Unset",
)  # fmt: skip
#: Names that a resource's own annotations need.
TAKEN_METHODS = frozenset({"bool", "builtins", "datetime", "dict", "float", "int", "str"})


@dataclass
class Operation:
    """One operation, for its module and for the method of its resource."""

    function: str
    method: str
    name: str
    path: str
    version: str
    pointer: str
    effect: str
    constants: dict[str, str]
    description: str
    defaults: dict[str, str]
    paging: dict[str, str] | None
    answer: str | None = None
    error: str | None = None
    body: str | None = None
    fields: list[Any] | None = None
    has_query: bool = False
    required: list[str] = field(default_factory=list[str])
    choices: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    item: str = ""
    arguments: dict[str, str] = field(default_factory=dict[str, str])
    models: set[str] = field(default_factory=set[str])
    modules: list[str] = field(default_factory=list[str])


@dataclass
class Resource:
    """The operations of one tag."""

    name: str
    text: str
    models: set[str] = field(default_factory=set[str])


@dataclass
class ModelFacts:
    """One model."""

    properties: list[Any]
    is_request: bool
    secrets: set[str]
    rest: str
    rest_type: str
    models: set[str]
    modules: list[str]


def client_facts(spec: dict[str, Any], settings: dict[str, Any], openapi: Any) -> dict[str, Any]:
    """Return the facts, by the names that the templates use.

    Raises:
        FactError: The client would be wrong or incomplete.
    """
    client = settings["client"]
    arguments = client["arguments"]
    variables = {name: one["variable"] for name, one in arguments.items() if one.get("variable")}
    variables["base_url"] = client["base_url_variable"]
    models = {model.class_info.name: model for model in openapi.models}
    schemas = spec["components"]["schemas"]
    names = {str(ClassName(name, PREFIX)): name for name in schemas}
    for name, model in models.items():
        described_in = schemas.get(names.get(name), {}).get("properties", {})
        for one in properties_of(model):
            one.python_name = identifier(plain_text(one.name))
            # The generator has the words of what a reference leads to, not those beside it.
            own = described_in.get(plain_text(one.name), {}).get("description")
            one.description = UntrustedString(own) if own else one.description
    operations = _operations(spec, settings, openapi, models)
    return {
        "client": {"optional": False, **client},
        "variables": variables,
        "older_variables": {
            name: one["older_variable"]
            for name, one in arguments.items()
            if "older_variable" in one
        },
        "region": client.get("region"),
        "exports": EXPORTS,
        "operations": operations,
        "resources": _resources(spec, openapi, operations),
        "models": _models(names, openapi, models),
        **_addresses(spec, client),
    }


def _addresses(spec: dict[str, Any], client: dict[str, Any]) -> dict[str, Any]:
    base_url = spec["servers"][0]["url"].rstrip("/")
    regions = client.get("regions")
    if regions is None:
        return {"base_url": base_url, "regional_urls": {}}
    return {
        "base_url": regions["others"],
        "regional_urls": dict.fromkeys(regions["general"], base_url),
    }


def _operations(
    spec: dict[str, Any], settings: dict[str, Any], openapi: Any, models: dict[str, Any]
) -> dict[str, Operation]:
    documented = {
        str(PythonIdentifier(item["operationId"], PREFIX)): (path, method, item)
        for path, methods in spec["paths"].items()
        for method, item in methods.items()
        if method in METHODS
    }
    known = {item["operationId"] for _, _, item in documented.values()}
    for name in settings.get("operations", {}):
        if name not in known:
            words = f"the spec has no operation of this name, but {', '.join(sorted(known))}"
            raise FactError(words, f"/operations/{name}", in_settings=True)
    found: dict[str, Operation] = {}
    methods_of: dict[str, str] = {}
    for tag, collection in openapi.endpoint_collections_by_tag.items():
        for endpoint in collection.endpoints:
            function = str(endpoint.name)
            path, method, item = documented[function]
            pointer = Place("", None).at("paths", path, method).pointer
            chosen = settings.get("operations", {}).get(item["operationId"], {})
            verb = chosen.get("method", function.partition("_")[0])
            verb = f"{verb}_" if iskeyword(verb) else verb
            name = f"{tag}.{verb}"
            if name in methods_of or verb in TAKEN_METHODS:
                other = methods_of.get(name, "something that our code uses itself")
                raise FactError(
                    f"it would be called as {name}, as is {other}: choose another name by"
                    f" operations.{item['operationId']}.method in codegen.yaml",
                    f"{pointer}/operationId",
                )
            methods_of[name] = item["operationId"]
            made = found[function] = Operation(
                function=function,
                method=verb,
                name=name,
                path=path.partition("#")[0],
                version=_version(spec["paths"][path]),
                pointer=pointer,
                effect=chosen.get("effect") or _effect(method),
                constants=_constants(item),
                description=_without_sources(item.get("description", "")),
                defaults=chosen.get("defaults", {}),
                paging=_paging(chosen.get("paging")),
            )
            for one in (*endpoint.query_parameters, *endpoint.header_parameters):
                one.python_name = identifier(plain_text(one.name))
            _add_bodies(made, endpoint, models)
            place = f"/operations/{item['operationId']}"
            if made.paging is not None:
                made.item = _item(made, endpoint, models, chosen["paging"], f"{place}/paging")
                made.models.add(made.item)
            _add_arguments(made, endpoint)
            for argument in made.defaults:
                if argument not in {str(one.python_name) for one in endpoint.path_parameters}:
                    words = f"{item['operationId']} has no path parameter of this name"
                    raise FactError(words, f"{place}/defaults/{argument}", in_settings=True)
    return found


def _item(
    made: Operation, endpoint: Any, models: dict[str, Any], chosen: dict[str, Any], place: str
) -> str:
    """The model of what is listed.

    Raises FactError for a name that leads nowhere: a list would end after its first page in
    silence.
    """
    answer = made.answer or ""
    paths = {
        key: chosen[key] for key in ("items", "more", "size", "total", "pages") if key in chosen
    }
    if "cursor" in chosen:
        paths["cursor/0"], parameter = chosen["cursor"]
        if parameter not in [plain_text(one.name) for one in endpoint.query_parameters]:
            words = f"{made.name} has no query parameter {parameter}"
            raise FactError(words, f"{place}/cursor/1", in_settings=True)
    for index, name in enumerate(chosen.get("number", ())):
        if name not in [plain_text(one.name) for one in made.fields or ()]:
            words = f"the body of {made.name} has no field {name}"
            raise FactError(words, f"{place}/number/{index}", in_settings=True)
    item = ""
    for key, path in paths.items():
        name = answer
        for attribute in path.split("."):
            found = (
                {str(one.python_name): one for one in properties_of(models[name])} if name else {}
            )
            if attribute not in found:
                words = f"{name or 'what comes before'} has no field {attribute}"
                raise FactError(words, f"{place}/{key}", in_settings=True)
            name = next(iter(models_of(found[attribute], enums=False)), "")
        if key == "items" and not (item := name):
            raise FactError("it holds no objects", f"{place}/items", in_settings=True)
    return item


def _version(path: dict[str, Any]) -> str:
    """The version of the API that the operations of a path belong to, if it has its own server."""
    found = [VERSION.search(server["url"]) for server in path.get("servers", ())]
    return found[0].group() if found and found[0] else ""


def _effect(method: str) -> str:
    return "read" if method in ("get", "head") else "create" if method == "post" else "change"


def _constants(item: dict[str, Any]) -> dict[str, str]:
    return {
        parameter["name"]: _on_the_wire(parameter["schema"]["const"])
        for parameter in item.get("parameters", [])
        if parameter["in"] == "query"
        and parameter.get("required")
        and "const" in parameter["schema"]
    }


def _on_the_wire(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _without_sources(text: str) -> str:
    """A description without the paragraph that names its sources: notes.md has those."""
    return "\n\n".join(p for p in text.split("\n\n") if not p.lstrip().startswith("Sources:"))


def _paging(chosen: dict[str, Any] | None) -> dict[str, str] | None:
    """The arguments of a Paging, as Python writes them."""
    if chosen is None:
        return None
    return {
        key: repr(tuple(cast("list[str]", value)) if isinstance(value, list) else value)
        for key, value in chosen.items()
    }


def _add_bodies(made: Operation, endpoint: Any, models: dict[str, Any]) -> None:
    """Note the models of the bodies that are sent and received."""
    success: set[str] = set()
    errors: set[str] = set()
    patterns = [(r.status_code.range[0], r.prop) for r in endpoint.responses.patterns]
    if endpoint.responses.default:
        patterns.append((500, endpoint.responses.default.prop))
    for status, prop in patterns:
        if prop.template == "model_property.py.jinja":
            (success if 200 <= status < 300 else errors).add(str(prop.class_info.name))
        elif 200 <= status < 300 and prop.template != "any_property.py.jinja":
            raise FactError(
                "describe one JSON object: type: object", f"{made.pointer}/responses/{status}"
            )
    for names, what in (success, "success"), (errors, "error"):
        if len(names) > 1:
            raise FactError(
                f"the {what} bodies are of several schemas ({', '.join(sorted(names))}):"
                " describe one that has what all of them have",
                f"{made.pointer}/responses",
            )
    made.answer, made.error = next(iter(success), None), next(iter(errors), None)
    if made.effect == "read" and made.answer is None:
        raise FactError(
            "an operation that only reads answers with a JSON object: describe it under 200, or"
            " give the operation another effect in codegen.yaml",
            f"{made.pointer}/responses",
        )
    for body in endpoint.bodies:
        if (
            len(endpoint.bodies) > 1
            or body.body_type != "json"
            or body.prop.template != "model_property.py.jinja"
        ):
            raise FactError("describe one JSON object: type: object", f"{made.pointer}/requestBody")
        made.body = str(body.prop.class_info.name)
        made.fields = properties_of(models[made.body])
        made.required = [plain_text(one.name) for one in made.fields if one.required]
        made.models.add(made.body)
    if made.answer:
        made.models.add(made.answer)


def _add_arguments(made: Operation, endpoint: Any) -> None:
    parameters = [
        *endpoint.path_parameters,
        *endpoint.query_parameters,
        *endpoint.header_parameters,
    ]
    queried = [plain_text(one.name) for one in endpoint.query_parameters]
    made.has_query = any(name not in made.constants for name in queried)
    fields = made.fields or []
    sent = [one for one in parameters if plain_text(one.name) not in made.constants]
    for one in [*sent, *fields]:
        if words := choices_of(one):
            # Values of the path are handed on by the names of their arguments.
            is_in_path = one in endpoint.path_parameters
            key = one.python_name if is_in_path else plain_text(one.name)
            made.choices[str(key)] = tuple(words)
        made.models |= set(models_of(one))
        name = str(one.python_name)
        text = described(one)
        if name in made.defaults:
            text += " The client's own if left out."
        made.arguments[name] = text or "Not described."
    made.modules = modules_of(map(argument_type, [*sent, *fields]))
    if made.fields is not None:
        about = "The body, as a model or a mapping, in place of its fields."
        path = {str(one.python_name) for one in endpoint.path_parameters}
        before = {k: v for k, v in made.arguments.items() if k in path}
        after = {k: v for k, v in made.arguments.items() if k not in path}
        made.arguments = {**before, "body": about, **after}


def _resources(
    spec: dict[str, Any], openapi: Any, operations: dict[str, Operation]
) -> dict[str, Resource]:
    texts = {tag["name"]: tag.get("description", "") for tag in spec.get("tags", [])}
    found: dict[str, Resource] = {}
    for tag, collection in openapi.endpoint_collections_by_tag.items():
        resource = found[str(tag)] = Resource(
            str(ClassName(str(tag), PREFIX)), texts.get(str(tag), "")
        )
        for endpoint in collection.endpoints:
            resource.models |= operations[str(endpoint.name)].models
    return found


def _models(names: dict[str, str], openapi: Any, models: dict[str, Any]) -> dict[str, ModelFacts]:
    sent: set[str] = set()
    received: set[str] = set()
    for collection in openapi.endpoint_collections_by_tag.values():
        for endpoint in collection.endpoints:
            for body in endpoint.bodies:
                _reach(models, body.prop, sent)
            for response in [*endpoint.responses.patterns, endpoint.responses.default]:
                if response is not None:
                    _reach(models, response.prop, received)
    found: dict[str, ModelFacts] = {}
    for name, model in models.items():
        place = Place(f"/components/schemas/{names[name]}" if name in names else "/paths", None)
        properties = properties_of(model)
        for one in properties:
            pointer = place.at("properties", plain_text(one.name)).pointer
            try:
                kind = kind_of(one)
            except FactError as error:
                raise FactError(str(error), pointer) from None
            if name in sent and name in received and not one.required and kind.endswith("?"):
                raise FactError(
                    "it may be null or left out, both in requests and in answers:"
                    " give the request a schema of its own",
                    pointer,
                )
        rest = model.additional_properties
        typed = rest not in (True, False, None)
        named = {inner for one in properties for inner in models_of(one)} - {name}
        if typed:
            named |= set(models_of(rest)) - {name}
        raw: dict[Any, Any] = model.data.properties or {}
        try:
            kind_of_rest = kind_of(rest) if typed else "any"
        except FactError as error:
            raise FactError(str(error), place.at("additionalProperties").pointer) from None
        found[name] = ModelFacts(
            properties=properties,
            is_request=name in sent and name not in received,
            secrets={
                plain_text(key)
                for key, value in raw.items()
                if plain_text(getattr(value, "schema_format", None)) == "password"
            },
            rest=kind_of_rest,
            rest_type=type_of(rest) if typed else "Any",
            models=named,
            modules=modules_of(map(type_of, [*properties, rest] if typed else properties)),
        )
    return found


def _reach(models: dict[str, Any], prop: Any, reached: set[str]) -> None:
    for name in models_of(prop, enums=False):
        if name not in reached:
            reached.add(name)
            for one in properties_of(models[name]):
                _reach(models, one, reached)
            if models[name].additional_properties not in (True, False, None):
                _reach(models, models[name].additional_properties, reached)


def module_of(name: str) -> str:
    """The module of a model."""
    return snake_case(name)


def key_paths(paths: Iterable[Iterable[str]] | None) -> str:
    """A tuple of tuples of keys, as Python writes it."""
    return repr(tuple(tuple(path) for path in paths or ()))
