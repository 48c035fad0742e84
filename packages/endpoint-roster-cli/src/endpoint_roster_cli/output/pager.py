"""Long text for people at a terminal: page by page, in the pager that they use."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from .stdout import print_lines
from .terminal import size, takes_escapes

if TYPE_CHECKING:
    from collections.abc import Sequence

#: What ``less`` does unless ``LESS`` says otherwise: end at once where all fits into the window,
#: show colours, and leave the text there at the end.
_LESS = "FRX"


def print_paged(lines: Sequence[str]) -> None:
    """Print lines; those that do not fit into the window, with ``PAGER`` or else ``less``.

    An empty ``PAGER``, and ``cat``, mean none, as does stdin or stdout that is not a terminal.
    """
    words = _pager() if len(lines) >= size(sys.stdout)[1] else []
    if not words:
        print_lines(lines)
        return
    sys.stdout.flush()
    env = {"LESS": _LESS, **os.environ}
    with subprocess.Popen(words, stdin=subprocess.PIPE, env=env) as pager:  # noqa: S603 - its user's own choice
        if pager.stdin is None:
            return
        text = "".join(f"{line}\n" for line in lines)
        # Its user may have seen enough before the end.
        with suppress(BrokenPipeError):
            pager.stdin.write(text.encode(sys.stdout.encoding, "backslashreplace"))
            pager.stdin.close()
        while pager.poll() is None:
            with suppress(KeyboardInterrupt):  # Ctrl-C is for the pager
                pager.wait()


def _pager() -> list[str]:
    """Return the words of the pager's command; none where there is none."""
    if not (takes_escapes(sys.stdout) and sys.stdin.isatty()):
        return []
    import shlex

    try:
        words = shlex.split(os.environ.get("PAGER", "less"))
    except ValueError:  # quotes that do not match
        return []
    if not words or words == ["cat"] or shutil.which(words[0]) is None:
        return []
    return words
