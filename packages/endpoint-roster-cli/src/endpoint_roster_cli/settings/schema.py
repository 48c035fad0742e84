"""The JSON Schema of settings: what a key takes, and what is wrong with what it was given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, cast

from ..output.text import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .files import Place

Schema = dict[str, Any]
_ALTERNATIVES = ("allOf", "anyOf", "oneOf")
_ARTICLES = {
    "integer": "an integer",
    "array": "a list",
    "object": "a table",
    "null": "null",
    "boolean": "true or false",
}


class Finding(NamedTuple):
    """What is wrong with settings.

    Attributes:
        place: Where; of a key that is missing, where it should be.
        what: What is wrong, in one phrase. It never holds a value, which may be secret.
    """

    place: Place
    what: str


def closed(schema: Schema) -> Schema:
    """Return a copy of a schema in which an object has no other keys than those it names."""

    def copy(value: Any) -> Any:
        if isinstance(value, list):
            return [copy(item) for item in cast("list[Any]", value)]
        if not isinstance(value, dict):
            return value
        made = {key: copy(item) for key, item in cast("Schema", value).items()}
        named = isinstance(made.get("properties"), dict)
        if named and made.get("type") == "object" and not _combined(made):
            made.setdefault("additionalProperties", False)
        return made

    return copy(schema)


def _combined(schema: Schema) -> bool:
    """Tell whether other schemas beside it may name more keys of the same object."""
    return any(name in schema for name in (*_ALTERNATIVES, "$ref"))


def findings(settings: Mapping[str, Any], schema: Schema) -> list[Finding]:
    """Return what is wrong with settings, in the order of their keys; nothing if all is well."""
    from jsonschema import Draft202012Validator

    validator: Any = Draft202012Validator(schema)
    found: list[Finding] = []
    for error in validator.iter_errors(dict(settings)):
        found += _explain(error)
    return list(dict.fromkeys(found))


def _explain(error: Any) -> Iterator[Finding]:
    """Yield what a validator's error says, in our words."""
    place: Place = tuple(error.absolute_path)
    limit = error.validator_value
    match error.validator:
        case "additionalProperties":
            known = [*error.schema["properties"]]
            for key in error.instance:
                if key not in known:
                    meant = did_you_mean(key, known) or f" Keys: {', '.join(known)}."
                    yield Finding((*place, key), f"unknown key.{meant}")
        case "required":
            for key in limit:
                if key not in error.instance:
                    yield Finding((*place, key), "missing; it is required")
        case "anyOf" | "oneOf" if error.context:
            # The alternative that the settings come closest to says the most.
            yield from _closest(error)
        case validator:
            yield Finding(place, _rule(validator, limit))


def _closest(error: Any) -> Iterator[Finding]:
    """Yield what keeps the settings from the alternative that they are most like."""
    by_branch: dict[Any, list[Any]] = {}
    for each in error.context:
        by_branch.setdefault(each.schema_path[0], []).append(each)
    depth = len(error.absolute_path)

    def distance(errors: list[Any]) -> tuple[int, int]:
        other_type = sum(e.validator == "type" and len(e.absolute_path) == depth for e in errors)
        return other_type, sum(len([*_explain(each)]) for each in errors)

    for each in min(by_branch.values(), key=distance):
        yield from _explain(each)


def _rule(validator: str, limit: Any) -> str:
    """Return the rule that a value breaks, never the value."""
    match validator:
        case "type":
            kinds = [limit] if isinstance(limit, str) else limit
            return f"must be {' or '.join(_ARTICLES.get(kind, f'a {kind}') for kind in kinds)}"
        case "enum":
            return f"must be one of {', '.join(map(str, limit))}"
        case "const":
            return f"must be {limit}"
        case "minimum":
            return f"must be at least {limit}"
        case "maximum":
            return f"must be at most {limit}"
        case "minLength" if limit == 1:
            return "must not be empty"
        case "maxLength":
            return f"must have at most {limit} characters"
        case "minProperties":
            return "needs at least one key"
        case _:
            return f"does not fit the rule {validator} of the schema"


class Kind(NamedTuple):
    """What a key takes.

    Attributes:
        types: Types of JSON; none if any will do.
        items: What the items of a list take.
    """

    types: frozenset[str]
    items: Schema | None


def kind_of(place: tuple[str, ...], root: Schema) -> Kind:
    """Return what a key takes.

    Raises:
        LookupError: There is no such key; the text is the part that is unknown, and the known ones.
    """
    parts = [*_parts(root, root)]
    for depth, key in enumerate(place, 1):
        named = [part["properties"] for part in parts if "properties" in part]
        inner = [properties[key] for properties in named if key in properties]
        # A table of any keys, such as one of labels.
        free = [part["additionalProperties"] for part in parts if _takes_any(part)]
        if not inner and not free:
            known = list(dict.fromkeys(name for properties in named for name in properties))
            raise LookupError(".".join(place[:depth]), known)
        parts = [part for one in inner or free for part in _parts(one, root)]
    types = frozenset(kind for part in parts for kind in _types(part))
    items = next((part["items"] for part in parts if "items" in part), None)
    return Kind(types, items)


def kind_of_items(items: Schema, root: Schema) -> Kind:
    """Return what each item of a list takes."""
    parts = [*_parts(items, root)]
    return Kind(frozenset(kind for part in parts for kind in _types(part)), None)


def _takes_any(part: Schema) -> bool:
    return isinstance(part.get("additionalProperties"), dict)


def _parts(schema: Schema, root: Schema, depth: int = 0) -> Iterator[Schema]:
    """Yield a schema and all that it is put together from, references followed."""
    yield schema
    if depth > 20:  # one that refers to itself
        return
    reference = schema.get("$ref")
    if isinstance(reference, str) and reference.startswith("#/"):
        target: Any = root
        for step in reference.removeprefix("#/").split("/"):
            target = target[step]
        yield from _parts(target, root, depth + 1)
    for name in _ALTERNATIVES:
        for one in schema.get(name, ()):
            yield from _parts(one, root, depth + 1)


def _types(part: Schema) -> list[str]:
    types: Any = part.get("type", ())
    return [types] if isinstance(types, str) else [*types]
