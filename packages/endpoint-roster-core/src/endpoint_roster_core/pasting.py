"""Whether a header can hold a value, and what is wrong with a pasted credential.

It is described without showing it.
"""

from __future__ import annotations

from typing import Final

_QUOTES: Final = "\"'`"
_ADDED: Final = ("bearer ", "authorization:", "authorization ")
_PLACEHOLDERS: Final = ("your-", "your_", "your ", "my-api-key", "my_api_key", "changeme", "****")


def is_sendable(text: object) -> bool:
    """Whether a value can be that of a header: a text, not empty, that HTTP sends as it is."""
    if not isinstance(text, str) or not text:
        return False
    return text.isascii() and text.isprintable() and text == text.strip()


#: What is only doubtful, because a good credential may be the same by chance.
_EMPTY: Final = ("none", "null", "nil", "undefined", "nan", "true", "false")
_FOLDERS: Final = ("run", "etc", "var", "home", "root")
_PATHS: Final = (*(f"/{name}/" for name in _FOLDERS), "./", "../", "~/", "file:", "c:\\")
_REFERENCES: Final = ("arn:", "vault:", "projects/", "secret:", "ssm:", "env:", "@")
_ESCAPES: Final = ("\\n", "\\r", "\\u", "%0a", "%0d", "%22", "%27", "&quot;")
_EXAMPLES: Final = ("example", "dummy", "replace", "insert", "placeholder", "api_key", "api-key")
_SHORT: Final = 15


def oddity(value: str, variable: str = "") -> str | None:
    """Return what is odd about a credential, as words that follow "it"; None if nothing is.

    Args:
        value: The credential. No part of it is repeated.
        variable: Name of the environment variable that it may come from.
    """
    if value.endswith(("\n", "\r")):
        return "ends with a line break"
    if found := _strange_character(value):
        return f"contains {found}"
    text = value.strip()
    lower = text.lower()
    if lower.startswith(_ADDED):
        return f"begins with {lower.split()[0].rstrip(':').capitalize()!r}, which is added to it"
    if text[:1] in _QUOTES and text:
        return "is in quotes, which are not part of it"
    name, is_assignment, _ = text.partition("=")
    if is_assignment and variable and name.split()[-1:] == [variable]:
        return "begins with the name of its variable"
    if text != value:
        return "begins or ends with a space"
    if _is_variable(text):
        return "looks like a variable that was not expanded"
    if text[:1] == "<" or "..." in text or lower.startswith(_PLACEHOLDERS):
        return "looks like a placeholder from an example"
    return "contains a space" if " " in text else None


def doubt(value: str, variable: str = "") -> str | None:
    """Return what seems to be wrong with a credential that was refused, in words like ``oddity``.

    A good one may look so, too: nothing is refused for it.
    """
    if odd := oddity(value, variable):
        return odd
    lower = value.lower()
    if value == variable:
        return "is the name of its variable"
    if lower in _EMPTY:
        return "is how a program writes a missing value"
    if lower.startswith(_PATHS):
        return "looks like the path of a file, not like what is in it"
    if "://" in value or lower.startswith(_REFERENCES):
        return "looks like a reference to a secret that was not resolved"
    if value[-1:] in ",;\\":
        return "ends with a punctuation mark"
    if any(escape in lower for escape in _ESCAPES):
        return "contains an escaped character"
    if value[:1] in "{[":
        return "looks like JSON"
    if len(value) > _SHORT and value[: len(value) // 2] * 2 == value:
        return "is the same text twice"
    if "xxxx" in lower or any(word in lower for word in _EXAMPLES):
        return "looks like a placeholder from an example"
    return None


def _is_variable(text: str) -> bool:
    """Whether a shell or a template would put something else in its place: all of it, no part."""
    if text[:1] == "$":
        name = text[1:]
        return name.isidentifier() or name[:1] + name[-1:] in ("{}", "()")
    return text[:2] == "{{" or (text[:1] == text[-1:] == "%" and text[1:-1].isidentifier())


def _strange_character(value: str) -> str | None:
    """An invisible character, or one that is not typed on purpose; letters are part of a secret."""
    if value.isascii() and value.isprintable():
        return None
    import unicodedata

    for one in value:
        if one == "\N{HORIZONTAL ELLIPSIS}":
            return "the ellipsis of a shortened text"
        if one in "\r\n":
            return "a line break"
        if one != " " and unicodedata.category(one) in ("Cc", "Cf", "Zs", "Zl", "Zp", "Pi", "Pf"):
            name = unicodedata.name(one, "a control character")
            return f"{name} (U+{ord(one):04X})"
    return "characters beyond ASCII"
