"""What ListEndpoints can be asked, read from its body and checked."""

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any, cast

from .fleets.volcengine import Facets
from .wire import RefusalError

_MODEL_TYPES = ("FoundationModel", "CustomModel")


@dataclass(frozen=True, slots=True)
class Question:
    """The filters of a request to Ark; None and an empty set filter nothing."""

    page_number: int
    page_size: int
    ascending: bool
    project: str | None
    tags: tuple[tuple[str, frozenset[str]], ...]
    """Each key must be there, with one of the values if there are any."""
    name: str | None
    """Part of the name."""
    ids: frozenset[str]
    statuses: frozenset[str]
    model_types: frozenset[str]
    models: frozenset[str]
    versions: frozenset[str]
    custom_models: frozenset[str]

    @classmethod
    def read(cls, body: dict[str, Any]) -> "Question":
        """Read the question in a request's body; unknown fields are ignored.

        Raises:
            RefusalError: a field is of the wrong type or out of range.
        """
        wanted = _object(body, "Filter")
        models = _texts(wanted, "FoundationModelNames")
        model = _text(wanted, "FoundationModelName")
        if model:
            models |= {model}
        _text(body, "SortBy", ("CreateTime",))
        return cls(
            page_number=_integer(body, "PageNumber", 1, 1, 2**31 - 1),
            page_size=_integer(body, "PageSize", 10, 1, 100),
            ascending=_text(body, "SortOrder", ("Asc", "Desc")) == "Asc",
            project=_text(body, "ProjectName"),
            tags=_tags(body),
            name=_text(wanted, "Name"),
            ids=_texts(wanted, "Ids"),
            statuses=_texts(wanted, "Statuses"),
            model_types=_texts(wanted, "EndpointModelTypes", _MODEL_TYPES),
            models=models,
            versions=_texts(wanted, "ModelVersions"),
            custom_models=_texts(wanted, "CustomModelIds"),
        )

    @property
    def key(self) -> Hashable:
        """What the answer depends on, whichever page of it is wanted."""
        return (
            self.project,
            self.tags,
            self.name,
            self.ids,
            self.statuses,
            self.model_types,
            self.models,
            self.versions,
            self.custom_models,
        )

    def keeps(self, facets: Facets) -> bool:
        """Whether an endpoint belongs in the answer."""
        return (
            (not self.project or facets.project == self.project)
            and (not self.name or self.name in facets.name)
            and (not self.ids or facets.id in self.ids)
            and (not self.statuses or facets.status in self.statuses)
            and (not self.model_types or facets.model_type in self.model_types)
            and (not self.models or facets.model in self.models)
            and (not self.versions or facets.version in self.versions)
            and (not self.custom_models or facets.custom_model in self.custom_models)
            and (not self.tags or self._is_tagged(facets.tags))
        )

    def _is_tagged(self, tags: dict[str, str]) -> bool:
        return all(key in tags and (not values or tags[key] in values) for key, values in self.tags)


# A field that is null counts as absent, as in servers written in Go.


def _integer(body: dict[str, Any], name: str, default: int, first: int, last: int) -> int:
    value = body.get(name)
    if value is None:
        return default
    if type(value) is not int or not first <= value <= last:
        raise _invalid(name, f"must be an integer from {first} to {last}")
    return value


def _text(body: dict[str, Any], name: str, options: tuple[str, ...] = ()) -> str | None:
    value = body.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise _invalid(name, "must be a string")
    if options and value not in options:
        raise _invalid(name, f"must be one of {', '.join(options)}")
    return value


def _texts(body: dict[str, Any], name: str, options: tuple[str, ...] = ()) -> frozenset[str]:
    value = body.get(name)
    if value is None:
        return frozenset()
    if not isinstance(value, list) or not all(
        isinstance(one, str) for one in cast(list[object], value)
    ):
        raise _invalid(name, "must be a list of strings")
    result = frozenset(cast(list[str], value))
    if options and not result <= set(options):
        raise _invalid(name, f"must hold only {', '.join(options)}")
    return result


def _object(body: dict[str, Any], name: str) -> dict[str, Any]:
    value = body.get(name)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise _invalid(name, "must be an object")
    return cast(dict[str, Any], value)


def _tags(body: dict[str, Any]) -> tuple[tuple[str, frozenset[str]], ...]:
    value = body.get("TagFilters")
    if value is None:
        return ()
    if not isinstance(value, list):
        raise _invalid("TagFilters", "must be a list of objects")
    tags: list[tuple[str, frozenset[str]]] = []
    for one in cast(list[object], value):
        if not isinstance(one, dict):
            raise _invalid("TagFilters", "must be a list of objects")
        tag = cast(dict[str, Any], one)
        key = _text(tag, "Key")
        if not key:
            raise _invalid("TagFilters", "needs a Key in each object")
        tags.append((key, _texts(tag, "Values")))
    return tuple(tags)


def _invalid(name: str, what: str) -> RefusalError:
    return RefusalError(400, f"InvalidParameter.{name}", f"{name} {what}.")
