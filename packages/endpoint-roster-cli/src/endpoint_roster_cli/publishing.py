"""roster schema."""

from __future__ import annotations

from . import schema_files
from .exit_codes import OK
from .output import print_json
from .tables import Column, print_table


def print_schema(name: str) -> int:
    """Print one schema.

    Args:
        name: Name of the schema.

    Returns:
        The exit code.
    """
    print_json(schema_files.read(name), indent=2)
    return OK


def print_names() -> int:
    """Print the names of all schemas, and what each describes.

    Returns:
        The exit code.
    """
    names = schema_files.names()
    # The first sentence of each; more of it is in the schema.
    about = [schema_files.read(name).get("description", "").split(". ")[0] for name in names]
    print_table(
        [
            Column("NAME", names),
            Column("DESCRIBES", [sentence.removesuffix(".") for sentence in about]),
        ]
    )
    return OK
