"""Objects that are joined of several: `allOf`, of which every part is an object too."""

from collections.abc import Iterator

from .spec import Place, Spec, mapping


def is_joined(schema: Place) -> bool:
    """Whether a schema is made of parts; one reference alone is only another way to write it."""
    parts = list(schema.at("allOf").children())
    is_reference = len(parts) == 1 and "$ref" in mapping(parts[0].value)
    return bool(parts) and not (is_reference and "properties" not in mapping(schema.value))


def parts_of(spec: Spec, schema: Place) -> Iterator[Place]:
    """Go through the parts of a schema, those of its parts too, and then itself."""
    schema = spec.follow(schema)
    for part in schema.at("allOf").children():
        yield from parts_of(spec, part)
    yield schema


def wholes(spec: Spec) -> dict[str, Place]:
    """The object that a part which stands in it belongs to, by the pointer of the part."""
    found: dict[str, Place] = {}
    for schema in filter(is_joined, spec.schemas()):
        for part in parts_of(spec, schema):
            if part.pointer.startswith(f"{schema.pointer}/"):
                found.setdefault(part.pointer, schema)
    return found


def fields_of(spec: Spec, schema: Place) -> dict[str, Place]:
    """The fields of an object with those of its parts; of two descriptions, the later one."""
    found = (part.at("properties").children() for part in parts_of(spec, schema))
    return {field.name: field for fields in found for field in fields}


def required_of(spec: Spec, schema: Place) -> list[str]:
    """The fields that an object has to have, by what any of its parts says."""
    found = (part.at("required").children() for part in parts_of(spec, schema))
    return list(dict.fromkeys(str(name.value) for names in found for name in names))
