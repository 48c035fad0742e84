"""What the command's exit codes mean; no HTTP status is ever one."""

OK, ERROR, USAGE, INCOMPLETE, NO_CREDENTIALS = range(5)
# What shells report for a program that SIGINT or SIGPIPE ended.
INTERRUPTED, PIPE_CLOSED = 130, 141
