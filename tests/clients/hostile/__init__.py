"""Answers as nobody wants them, over real sockets."""
