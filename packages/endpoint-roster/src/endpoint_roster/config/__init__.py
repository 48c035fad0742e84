"""Where accounts come from when the caller does not make them: a file, or the environment."""

from .discovery import default_file, how_to_add, how_to_configure
from .schema import config_schema

__all__ = ["config_schema", "default_file", "how_to_add", "how_to_configure"]
