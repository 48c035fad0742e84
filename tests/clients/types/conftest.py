"""What type checkers say of users' programs; the checkers are in the session `types`."""

import shutil
import sys
from pathlib import Path

# `pytest tests/clients` where there is none leaves this folder out.
_CHECKER = shutil.which("pyright", path=str(Path(sys.executable).parent))
collect_ignore_glob = [] if _CHECKER else ["test_*.py"]
