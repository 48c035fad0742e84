"""The filters of ListEndpoints, read from its body and checked."""

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

from .fleets.volcengine import Facets
from .volcengine_fields import integer, invalid, members, objects, text, texts

_MODEL_TYPES = ("FoundationModel", "CustomModel")


@dataclass(frozen=True, slots=True)
class Filters:
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
    def read(cls, body: dict[str, Any]) -> "Filters":
        """Read the filters in a request's body; unknown fields are ignored.

        Raises:
            RefusalError: a field is of the wrong type or out of range.
        """
        wanted = members(body, "Filter")
        models = texts(wanted, "FoundationModelNames")
        model = text(wanted, "FoundationModelName")
        if model:
            models |= {model}
        text(body, "SortBy", ("CreateTime",))
        return cls(
            page_number=integer(body, "PageNumber", 1, 1, 2**31 - 1),
            page_size=integer(body, "PageSize", 10, 1, 100),
            ascending=text(body, "SortOrder", ("Asc", "Desc")) == "Asc",
            project=text(body, "ProjectName"),
            tags=_tags(body),
            name=text(wanted, "Name"),
            ids=texts(wanted, "Ids"),
            statuses=texts(wanted, "Statuses"),
            model_types=texts(wanted, "EndpointModelTypes", _MODEL_TYPES),
            models=models,
            versions=texts(wanted, "ModelVersions"),
            custom_models=texts(wanted, "CustomModelIds"),
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


def _tags(body: dict[str, Any]) -> tuple[tuple[str, frozenset[str]], ...]:
    tags: list[tuple[str, frozenset[str]]] = []
    for tag in objects(body, "TagFilters"):
        key = text(tag, "Key")
        if not key:
            raise invalid("TagFilters", "needs a Key in each object")
        tags.append((key, texts(tag, "Values")))
    return tuple(tags)
