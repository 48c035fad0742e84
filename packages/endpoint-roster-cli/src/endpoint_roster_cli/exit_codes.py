"""What the command's exit codes mean; no HTTP status is ever one."""

OK, ERROR, USAGE, INCOMPLETE, NO_CREDENTIALS, FOUND = range(6)
# What shells report for a program that SIGINT or SIGPIPE ended.
INTERRUPTED, PIPE_CLOSED = 130, 141


def completeness(*, complete: bool, usable: object) -> int:
    """Return the code of what was read; ``usable`` is true if any account could be used."""
    return OK if complete else INCOMPLETE if usable else NO_CREDENTIALS
