"""Where accounts come from when the caller does not make them: a file, or the environment."""

from .discovery import default_file, how_to_configure

__all__ = ["default_file", "how_to_configure"]
