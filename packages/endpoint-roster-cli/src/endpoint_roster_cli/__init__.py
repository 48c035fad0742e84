"""The roster command: inference endpoints of every account on every cloud in one table."""

__version__ = "0.1.0"
