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


def compiled(expression: str) -> Callable[[Any], Any]:
    """Return a function that takes from a document what an expression selects.

    Raises:
        click.BadParameter: It is invalid, or calls a function that does not exist. What is returned
            raises it too: a function may not fit what it is called with.
    """
    try:
        query: Any = jmespath.compile(expression)
    except ParseError as error:
        place = error.lex_position
        why = error.message if isinstance(error, LexerError) else error.msg
        if isinstance(error, IncompleteExpressionError):
            why = "something must follow"
        mark = f"  {expression}\n  {' ' * place}^"
        raise _bad(f"position {place + 1}: {why}\n{mark}") from None
    except JMESPathError as error:  # an empty one
        raise _bad(str(error)) from None
    _check_functions(query.parsed)

    def take(document: Any) -> Any:
        try:
            return query.search(document)
        except JMESPathError as error:
            raise _bad(f"{expression}: {error}") from None

    return take


def _bad(message: str) -> click.BadParameter:
    return click.BadParameter(message, param_hint="--query")


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
