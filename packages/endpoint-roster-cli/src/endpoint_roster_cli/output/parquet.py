"""Parquet: a listing column by column, written while accounts are still being read."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from importlib import import_module
from io import BufferedIOBase
from typing import TYPE_CHECKING, Any

import click

from .stdout import write_bytes
from .text import safe

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Sequence

    import pyarrow as pa
    from endpoint_roster import Endpoint, Failure

#: Endpoints that are kept as objects until they are columns, which take a tenth of the memory.
_KEPT = 2**10


def check_parquet(*, to_terminal: bool) -> None:
    """Check that Parquet can be written, before anything is asked.

    Raises:
        click.ClickException: The extra is not installed.
        click.UsageError: It would go to a terminal.
    """
    if to_terminal:
        raise click.UsageError(
            "refusing to write Parquet to a terminal: use --output-file endpoints.parquet."
        )
    try:
        import_module("pyarrow.parquet")
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "pyarrow":
            raise
        raise click.ClickException(
            'pyarrow is not installed. Install it: pip install "endpoint-roster-cli[arrow]".'
        ) from None


def write_parquet(
    endpoints: Iterable[Endpoint], failures: Sequence[Failure] = (), *, complete: bool = True
) -> Sequence[Failure]:
    """Write endpoints to stdout, a row group for every 65,536, and return what is missing.

    The metadata of the file says whether the listing is complete, and has the failures.

    Args:
        endpoints: A listing, or a pager that is still reading.
        failures: What the listing could not reach; that of a pager is found out.
        complete: Whether every endpoint is there.

    Raises:
        click.ClickException: A column cannot hold a value.
    """
    from endpoint_roster import IncompleteError, Listing
    from endpoint_roster.frames import arrow

    with _open(arrow.schema(Listing)) as writer:
        rows = _RowGroups(writer)
        try:
            for endpoint in endpoints:
                rows.add(endpoint)
        except IncompleteError as error:
            failures, complete = error.failures, False
        rows.write()
        writer.add_key_value_metadata(arrow.metadata(failures, complete=complete))
    return failures


@contextmanager
def _open(schema: pa.Schema) -> Generator[Any]:
    """Open a file of Parquet on stdout; one that is cut off is not readable."""
    parquet, stdout = import_module("pyarrow.parquet"), _Stdout()
    # A schema of Arrow's own beside that of Parquet would hide the metadata from pyarrow.
    writer = parquet.ParquetWriter(stdout, schema, compression="zstd", store_schema=False)
    try:
        yield writer
        writer.close()
    except BaseException:
        writer.is_open, stdout.is_open = False, False
        raise
    sys.stdout.flush()


class _Stdout(BufferedIOBase):
    """Stdout for pyarrow, which ends every file that it began, unless it is cut off."""

    def __init__(self) -> None:
        super().__init__()
        self.is_open = True

    def writable(self) -> bool:
        """Tell that it is for writing."""
        return True

    def write(self, data: Any, /) -> int:
        """Write all of it."""
        view = memoryview(data)
        return write_bytes(view) if self.is_open else len(view)


class _RowGroups:
    """Gathers endpoints until there are enough for a row group."""

    def __init__(self, writer: Any) -> None:
        self._writer = writer
        self._endpoints: list[Endpoint] = []
        self._batches: list[pa.RecordBatch] = []

    def add(self, endpoint: Endpoint) -> None:
        """Take an endpoint, and write those before it once they are enough."""
        from endpoint_roster.frames.arrow import ROWS

        self._endpoints.append(endpoint)
        if len(self._endpoints) == _KEPT:
            self._convert()
            if len(self._batches) * _KEPT == ROWS:
                self.write()

    def write(self) -> None:
        """Write what was gathered as one row group."""
        from pyarrow import Table

        self._convert()
        if self._batches:
            self._writer.write_table(Table.from_batches(self._batches))
            self._batches = []

    def _convert(self) -> None:
        from endpoint_roster import Listing
        from endpoint_roster.frames.arrow import record_batch

        if not self._endpoints:
            return
        try:
            self._batches.append(record_batch(Listing, self._endpoints))
        except ValueError as error:
            raise click.ClickException(safe(f"{error}; -o jsonl has it")) from None
        self._endpoints = []
