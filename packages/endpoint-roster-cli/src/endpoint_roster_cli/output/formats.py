"""The formats of results: the one place that knows them all."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from .stdout import ascii_only, print_json, print_text
from .text import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

#: Formats with columns that can be chosen, and a line of headings.
TABULAR = ("table", "wide", "csv", "tsv")
#: Formats that hold one document.
DOCUMENTS = ("json", "yaml")


def output_option(*formats: str, default: str | None = None, text: str = "How to print.") -> Any:
    """Return the option ``--output`` of a command."""
    return click.option(
        "-o",
        "--output",
        type=click.Choice(formats),
        default=default,
        show_default=default is not None,
        help=text,
    )


def emit(
    output: str,
    *,
    text: Callable[[], None],
    document: Callable[[], Any] = dict,
    records: Callable[[], Iterable[Mapping[str, Any]]] = list,
    fields: Sequence[str] = (),
    headings: bool = True,
    bom: bool = False,
) -> None:
    """Print a result in one of the formats; only what that format needs is made.

    Args:
        output: Name of the format.
        text: Prints the result for people.
        document: Makes the document of json and yaml.
        records: Makes the records of jsonl and csv, one a line.
        fields: Fields of the records that csv has.
        headings: Whether csv has a line of headings.
        bom: Whether csv begins with a byte order mark; Excel takes it for another encoding without.
    """
    if output in DOCUMENTS:
        _print_document(output, document())
    elif output == "jsonl":
        for record in records():
            print_json(record)
    elif output == "csv":
        from . import csv_text

        if bom and not ascii_only():
            sys.stdout.write("\ufeff")
        csv_text.write(records(), fields, sys.stdout, headings=headings, ascii_only=ascii_only())
    else:
        text()
    sys.stdout.flush()


def _print_document(output: str, document: Any) -> None:
    if output == "yaml":
        from .yaml_text import to_yaml

        print_text(to_yaml(plain(document), ascii_only=ascii_only()))
    else:
        print_json(document, indent=2)
