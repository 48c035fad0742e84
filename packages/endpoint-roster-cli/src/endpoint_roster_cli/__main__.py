"""`python -m endpoint_roster_cli` is `roster`."""

import sys

from .main import main

sys.exit(main())
