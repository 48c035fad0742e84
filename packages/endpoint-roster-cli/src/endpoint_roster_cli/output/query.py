"""--query: a part of the document, in the language JMESPath."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import click
import jmespath
from jmespath.exceptions import (
    IncompleteExpressionError,
    JMESPathError,
    LexerError,
    ParseError,
)
from jmespath.functions import Functions

from .text import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_OPTION = "--query"


def compiled(expression: str) -> Callable[[Any], Any]:
    """Return a function that takes from a document what an expression selects.

    Raises:
        click.BadParameter: It is invalid, or calls a function that does not exist. What is returned
            raises it too: a function may not fit what it is called with.
    """
    try:
        query: Any = jmespath.compile(expression)
    except LexerError as error:
        raise _wrong(expression, error.lexer_position, error.message) from None
    except IncompleteExpressionError:
        raise _wrong(expression, None, "something must follow") from None
    except ParseError as error:
        raise _wrong(expression, error.lex_position, error.msg) from None
    except JMESPathError as error:  # an empty one
        raise _bad(str(error)) from None
    _check_functions(query.parsed)

    def take(document: Any) -> Any:
        try:
            return query.search(document)
        except JMESPathError as error:
            raise _bad(f"{expression}: {error}") from None

    return take


def _wrong(expression: str, position: int | None, why: str) -> click.BadParameter:
    """Return what to raise of an expression that cannot be read; the place is marked."""
    place = len(expression) if position is None else position
    return _bad(f"position {place + 1}: {why}\n  {expression}\n  {' ' * place}^")


def _bad(message: str) -> click.BadParameter:
    return click.BadParameter(message, param_hint=_OPTION)


def _check_functions(root: dict[str, Any]) -> None:
    known: list[str] = sorted(cast("Any", Functions).FUNCTION_TABLE)
    for node in _nodes(root):
        name = node.get("value")
        if node.get("type") == "function_expression" and name not in known:
            meant = did_you_mean(str(name), known)
            raise _bad(f"unknown function {name!r}.{meant} Functions: {', '.join(known)}.")


def _nodes(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        tree = cast("dict[str, Any]", node)
        yield tree
        for child in tree.get("children", []):
            yield from _nodes(child)
