"""Operations of an API, and requests for them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, Final, Generic, NamedTuple, TypeVar, cast

from .arguments import check_bounds, fill_path, header_value, query_value, values_at
from .errors import ArgumentError
from .unset import UNSET

if TYPE_CHECKING:
    from .models import Model
    from .pages import Paging
    from .retries import Effect

M = TypeVar("M")

_NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})


class Operation(NamedTuple, Generic[M]):
    """One operation of an API.

    Attributes:
        name: How users call it, such as ``endpoints.list``.
        method: HTTP method.
        path: Path below the base address, with ``{name}`` where a path parameter goes.
        answer: Name of the model of its success body; None if it has none.
        errors: Names of the models of its error bodies, by status, ``4XX`` or ``default``; where
            there are several, ``details`` of an error is the one that fits the body best.
        constants: Query parameters that are always the same.
        body: Name of the model of its request body; None if it takes none.
        required: Names of the body's fields that cannot be left out.
        choices: The only words that a parameter, or a field of the body, may be.
        bounds: The smallest and the largest value of a number, or length of a text, by the name of
            a parameter or of a field of the body; None where there is no bound. A field within a
            field is named ``outer.inner``, the items of a list ``name[]``.
        effect: What it does, which decides when it is retried.
        paging: How its pages follow each other, if it is a list.
        version: The version of the API that it belongs to, such as ``/v2``, if it is another one
            than the base address ends in: it takes that one's place.
        key_header: Name of the header for an idempotency key, which the client sets where the
            caller does not; empty if there is none.
    """

    name: str
    method: str
    path: str
    answer: str | None = None
    errors: Mapping[str, tuple[str, ...]] = _NOTHING
    constants: Mapping[str, str] = _NOTHING
    body: str | None = None
    required: tuple[str, ...] = ()
    choices: Mapping[str, tuple[str, ...]] = _NOTHING
    bounds: Mapping[str, tuple[float | None, float | None]] = _NOTHING
    effect: Effect = "read"
    paging: Paging | None = None
    version: str = ""
    key_header: str = ""


class Request(Generic[M]):
    """A request that can be sent: ``client.send(request)``. It names no server; the client does.

    Args:
        operation: What is asked for.
        path: Values of the path parameters.
        query: Values of the query parameters; None leaves one out.
        headers: Values of the header parameters; None leaves one out.
        body: The body, as a model or a mapping.
        fields: Fields of the body by their names on the wire; UNSET leaves one out.

    Raises:
        ArgumentError: A value cannot be sent.
    """

    __slots__ = ("headers", "json", "operation", "path", "query")

    def __init__(
        self,
        operation: Operation[M],
        *,
        path: Mapping[str, Any] | None = None,
        query: Mapping[str, Any] | None = None,
        headers: Mapping[str, Any] | None = None,
        body: Model | Mapping[str, Any] | None = None,
        fields: Mapping[str, Any] | None = None,
    ) -> None:
        name = operation.name
        self.operation: Operation[M] = operation
        self.path: str = fill_path(name, operation.path, path) if path else operation.path
        self.query: dict[str, Any] = (
            {
                key: query_value(name, key, value)
                for key, value in query.items()
                if value is not None
            }
            if query
            else {}
        )
        self.headers: dict[str, str] = (
            {
                key: header_value(name, key, value)
                for key, value in headers.items()
                if value is not None
            }
            if headers
            else {}
        )
        self.json: dict[str, Any] | None = None
        """The body, by its names on the wire."""
        if operation.body is not None:
            self.json = _body(operation, body, fields or {})
        for key, words in operation.choices.items():
            for sent in (path, self.query, self.headers, self.json):
                if sent and key in sent and sent[key] not in words:
                    raise _wrong_word(operation, key, words, sent[key])
        for key, bounds in operation.bounds.items():
            for sent in (path, query, self.headers):
                if sent and key in sent:
                    check_bounds(name, key, bounds, sent[key])
            for value in values_at(self.json, key.replace("[]", ".[]").split(".")):
                check_bounds(name, key, bounds, value)

    def __repr__(self) -> str:
        # A traceback with variables may show one whose arguments were refused.
        path = getattr(self, "path", "...")
        return f"Request({self.operation.name}: {self.operation.method} {path})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Request):
            return NotImplemented
        one = cast("Request[Any]", other)
        mine = (self.operation.name, self.path, self.query, self.headers, self.json)
        return mine == (one.operation.name, one.path, one.query, one.headers, one.json)

    __hash__: ClassVar[None]  # type: ignore[assignment]  # it holds dicts

    def with_changes(
        self,
        *,
        query: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
        fields: Mapping[str, Any] | None = None,
    ) -> Request[M]:
        """Return a copy with other query parameters, headers or fields of the body."""
        made: Request[M] = object.__new__(type(self))
        made.operation, made.path = self.operation, self.path
        made.headers = {**self.headers, **(headers or {})}
        made.query = {**self.query, **(query or {})}
        made.json = {**(self.json or {}), **fields} if fields else self.json
        return made

    def key(self) -> str:
        """Return a text that only equal requests share."""
        return repr((self.operation.name, self.path, self.query, self.headers, self.json))


def _body(operation: Operation[Any], body: Any, fields: Mapping[str, Any]) -> dict[str, Any]:
    given = {name: value for name, value in fields.items() if value is not UNSET}
    if body is None:
        _check_required(operation, given)
        return {name: _json(operation, name, value) for name, value in given.items()}
    if given:
        raise ArgumentError(
            f"give either body or its fields ({', '.join(given)}), not both",
            operation=operation.name,
        )
    from .models import Model  # not before there is a body

    if isinstance(body, Model):
        if type(body).__name__ != operation.body:
            raise _wrong_body(operation, body)
        data = _json(operation, "body", body)
    elif isinstance(body, Mapping):
        data = _json(operation, "body", dict(cast("Mapping[str, Any]", body)))
    else:
        raise _wrong_body(operation, body)
    _check_required(operation, data)
    return data


def _check_required(operation: Operation[Any], body: Mapping[str, Any]) -> None:
    if missing := [name for name in operation.required if name not in body]:
        raise ArgumentError(f"{', '.join(missing)} must be given", operation=operation.name)


def _json(operation: Operation[Any], name: str, value: Any) -> Any:
    from .models import dump

    try:
        data = dump(value)
        holds_unset = _holds_unset(data)
    except RecursionError:
        problem = "a value cannot be nested so deeply, or in itself"
        raise ArgumentError(f"{name}: {problem}", operation=operation.name) from None
    if holds_unset:
        raise ArgumentError(f"{name}: UNSET cannot be nested in a value", operation=operation.name)
    return data


def _holds_unset(value: Any) -> bool:
    if isinstance(value, dict):
        return any(map(_holds_unset, cast("dict[str, Any]", value).values()))
    if isinstance(value, list):
        return any(map(_holds_unset, cast("list[Any]", value)))
    return value is UNSET


def _wrong_word(
    operation: Operation[Any], name: str, words: tuple[str, ...], value: Any
) -> ArgumentError:
    given = repr(value[:40]) if isinstance(value, str) else type(value).__name__
    return ArgumentError(
        f"{name} must be {' or '.join(words)}, not {given}", operation=operation.name
    )


def _wrong_body(operation: Operation[Any], body: Any) -> ArgumentError:
    return ArgumentError(
        f"body must be of the type {operation.body} or a mapping, not {type(body).__name__}",
        operation=operation.name,
    )
