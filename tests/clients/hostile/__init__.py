"""Bad answers, over real sockets."""
