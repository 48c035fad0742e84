"""HTML that is put together from elements, so that no text can become one."""

from __future__ import annotations

from html import escape

from ..output.text import safe

#: Elements that have no content and no end.
_EMPTY = frozenset({"col", "input", "meta"})


class Markup(str):
    """Text that is HTML already; every other text is escaped before it gets into a page."""

    __slots__ = ()


def element(name: str, /, *children: str, **attributes: str | float | bool | None) -> Markup:
    """Return an element.

    Args:
        name: Its name.
        children: What is in it: elements, or text, which is made harmless.
        **attributes: Its attributes; ``aria_label`` is written ``aria-label``, ``class_`` is
            ``class``, True is an attribute without value, None and False are none at all.
    """
    begin = f"<{name}{''.join(map(_attribute, attributes, attributes.values()))}>"
    return Markup(begin if name in _EMPTY else f"{begin}{join(*children)}</{name}>")


def join(*parts: str) -> Markup:
    """Return elements and texts one after the other."""
    return Markup("".join(part if isinstance(part, Markup) else text(part) for part in parts))


def text(value: str) -> Markup:
    """Return a text as it is shown: its letters and nothing else."""
    return Markup(escape(safe(value)))


def _attribute(name: str, value: str | float | bool | None) -> str:
    if value is None or value is False:
        return ""
    written = name.rstrip("_").replace("_", "-")
    return f" {written}" if value is True else f' {written}="{text(str(value))}"'
