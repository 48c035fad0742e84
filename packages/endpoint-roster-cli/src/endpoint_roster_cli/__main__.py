"""The process of the command: `roster`, or `python -m endpoint_roster_cli`."""

from __future__ import annotations

import gc
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

#: New objects before the garbage collector looks for garbage; Python's own default is 700.
_THRESHOLD = 200_000


def run() -> NoReturn:
    """Run the command in a process that does nothing else, and end it with the exit code.

    Returning the code would not do: the programs that ``python -m zipapp`` makes ignore it.

    Four things make it quicker, and are only right because the process is ours:

    - `import httpx` imports httpx's own command too, with rich and pygments, wherever something
      else has installed them. That takes longer than the rest of httpx, which goes without where
      it cannot be imported; ``None`` is how Python's import system marks such a module.
    - Other modules are imported by libraries but rarely used; see ``postponed``.
    - While modules are imported, even the first ones, the garbage collector searches again and
      again through objects that stay.
    - At its end, Python would clear the memory object by object; see ``leave``.
    """
    gc.set_threshold(_THRESHOLD)
    sys.modules.setdefault("httpx._main", None)  # pyright: ignore[reportArgumentType]
    # All that is imported is imported after that.
    from .postponed import MODULES, postpone

    postpone(*MODULES)
    from .exit_codes import INTERRUPTED
    from .process import leave, obey_signals, open_streams

    open_streams()
    obey_signals()
    try:
        from .main import main

        code = main()
    except KeyboardInterrupt:  # before the command starts
        code = INTERRUPTED
    leave(code)


if __name__ == "__main__":
    run()
