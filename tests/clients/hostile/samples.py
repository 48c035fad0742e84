"""A good answer of each provider, and where in it stands what the tests spoil."""

import copy
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

from support.clients import GeneratedClient

#: So many items that a reader is compiled for their shape.
MANY = 9
#: Keys and indices from the top of a body down to one value.
Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Sample:
    """One provider's answer; a path is None where its schema has nothing of the kind.

    Attributes:
        items: The list of endpoints.
        word: A word of an open enumeration.
        text: A string.
        time: A moment, be it a date-time or a number.
        number: An integer.
        fraction: A number that need not be whole.
        flag: A boolean.
        required: A field that must be there.
        optional: A field that may be absent.
        inner: An object inside an endpoint.
        array: A list inside an endpoint.
        failure: An error object under status 200.
    """

    provider: str
    items: Path
    word: Path
    text: Path
    time: Path
    number: Path | None = None
    fraction: Path | None = None
    flag: Path | None = None
    required: Path | None = None
    optional: Path | None = None
    inner: Path | None = None
    array: Path | None = None
    failure: Path | None = None

    @property
    def client(self) -> GeneratedClient:
        return GeneratedClient(self.provider)

    @cached_property
    def _examples(self) -> dict[int, dict[str, Any]]:
        return self.client.examples()

    @cached_property
    def _pages(self) -> list[Any]:
        return [body for body in self._examples[200].values() if not self.error_in(body)]

    def bodies(self) -> list[Any]:
        """Copies of the spec's examples of a page, and one with many items."""
        pages = copy.deepcopy(self._pages)
        long = copy.deepcopy(pages[0])
        items = value_at(long, self.items)
        put(long, self.items, copy.deepcopy([items[i % len(items)] for i in range(MANY)]))
        return [*pages, long]

    @property
    def body(self) -> dict[str, Any]:
        """A copy of the spec's first example: a full page."""
        return copy.deepcopy(self._pages[0])

    def error_in(self, body: Any) -> Any:
        """The error object under status 200, where the provider sends such a thing."""
        for step in self.failure or ():
            body = cast("dict[object, Any]", body).get(step) if isinstance(body, dict) else None
        return body if self.failure else None

    def errors(self) -> dict[int, dict[str, Any]]:
        """The first example of each error status."""
        return {
            status: copy.deepcopy(next(iter(bodies.values())))
            for status, bodies in self._examples.items()
            if status != 200
        }

    def has_dates(self) -> bool:
        return isinstance(value_at(self.body, self.time), str)


SAMPLES = [
    Sample(
        "volcengine",
        items=("Result", "Items"),
        word=("Result", "Items", 1, "Status"),
        text=("Result", "Items", 0, "Name"),
        time=("Result", "Items", 1, "CreateTime"),
        number=("Result", "Items", 0, "RateLimit", "Rpm"),
        flag=("Result", "Items", 0, "SupportRolling"),
        required=("ResponseMetadata",),
        optional=("Result", "Items", 0, "ProjectName"),
        inner=("Result", "Items", 1, "ModelReference"),
        array=("Result", "Items", 0, "Tags"),
        failure=("ResponseMetadata", "Error"),
    ),
    Sample(
        "ppio",
        items=("data",),
        word=("data", 1, "status", "status"),
        text=("data", 0, "name"),
        time=("data", 1, "created_at"),
        number=("data", 0, "worker_config", "gpu_num"),
        flag=("data", 0, "workers", 0, "health"),
        required=("data",),
        optional=("data", 0, "image"),
        inner=("data", 1, "policy"),
        array=("data", 0, "ports"),
    ),
    Sample(
        "together",
        items=("data",),
        word=("data", 1, "state"),
        text=("data", 0, "name"),
        time=("data", 1, "created_at"),
        required=("data", 0, "owner"),
    ),
    Sample(
        "openrouter",
        items=("data", "endpoints"),
        word=("data", "endpoints", 0, "quantization"),
        text=("data", "endpoints", 0, "name"),
        time=("data", "created"),
        number=("data", "endpoints", 0, "context_length"),
        fraction=("data", "endpoints", 0, "uptime_last_30m"),
        flag=("data", "endpoints", 0, "supports_implicit_caching"),
        required=("data", "endpoints", 0, "tag"),
        optional=("data", "endpoints", 0, "model_id"),
        inner=("data", "endpoints", 1, "pricing"),
        array=("data", "endpoints", 0, "supported_parameters"),
        failure=("error",),
    ),
    Sample(
        "huawei",
        items=("data",),
        word=("data", 1, "status"),
        text=("data", 0, "name"),
        time=("data", 1, "create_at"),
        number=("data", 0, "version_count"),
        flag=("data", 1, "schedule", 0, "processed"),
        optional=("data", 0, "auth_type"),
        inner=("data", 1, "schedule", 0),
        array=("data", 0, "tags"),
    ),
]


def value_at(body: Any, path: Path) -> Any:
    for step in path:
        body = body[step]
    return body


def put(body: Any, path: Path, value: Any) -> None:
    value_at(body, path[:-1])[path[-1]] = value


def take(body: Any, path: Path) -> None:
    del value_at(body, path[:-1])[path[-1]]


def dotted(path: Path) -> str:
    """A path as ``Deviation.path`` spells it."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text
