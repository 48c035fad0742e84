"""A client's list operation, called both ways."""

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from support.clients import SECRET

from .samples import Sample

#: Seconds; far above what a good answer takes here, so that only a client that hangs meets them.
PATIENT: Mapping[str, Any] = {"timeout": 5.0, "deadline": 8.0}
#: Seconds, for a call that nothing comes of.
BRIEF: Mapping[str, Any] = {"timeout": 0.2, "deadline": 0.4}


def client_of(sample: Sample, address: str, options: Mapping[str, Any]) -> Any:
    return sample.client.package.AuthenticatedClient(
        address, token=SECRET, **{**PATIENT, **options}
    )


@dataclass(frozen=True)
class Result:
    """What came of a call.

    Attributes:
        page: The page, if one came out.
        error: The typed error, if one came out; anything else is raised.
        seconds: How long it took.
        again: The page that the next call on the same client gave.
    """

    page: Any
    error: Any
    seconds: float
    again: Any


def call(sample: Sample, address: str, options: Mapping[str, Any]) -> Result:
    operation, arguments = sample.client.operation, sample.client.arguments
    page = error = None
    with client_of(sample, address, options) as client:
        before = time.monotonic()
        try:
            page = operation.sync(client=client, **arguments)
        except sample.client.package.ClientError as raised:
            error = raised
        seconds = time.monotonic() - before
        again = operation.sync(client=client, **arguments)
    return Result(page, error, seconds, again)


async def call_async(sample: Sample, address: str, options: Mapping[str, Any]) -> Result:
    operation, arguments = sample.client.operation, sample.client.arguments
    page = error = None
    async with client_of(sample, address, options) as client:
        before = time.monotonic()
        try:
            page = await operation.asyncio(client=client, **arguments)
        except sample.client.package.ClientError as raised:
            error = raised
        seconds = time.monotonic() - before
        again = await operation.asyncio(client=client, **arguments)
    return Result(page, error, seconds, again)


def listed(way: str, sample: Sample, address: str, **options: Any) -> Any:
    """The page of one call, ``sync`` or ``async``, with a client of its own."""
    operation, arguments = sample.client.operation, sample.client.arguments

    async def list_async() -> Any:
        async with client_of(sample, address, options) as client:
            return await operation.asyncio(client=client, **arguments)

    if way == "async":
        return asyncio.run(list_async())
    with client_of(sample, address, options) as client:
        return operation.sync(client=client, **arguments)
