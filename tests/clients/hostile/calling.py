"""A client's list operation, called both ways."""

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from .samples import Sample

#: Seconds; far above what a good answer takes here, so that only a client that hangs meets them.
#: Each call is one attempt, so that what one answer does can be seen.
PATIENT: Mapping[str, Any] = {"timeout": 20.0, "deadline": 25.0, "max_attempts": 1}
#: Seconds, for a call that nothing comes of.
BRIEF: Mapping[str, Any] = {"timeout": 0.2, "deadline": 0.4}


def client_of(sample: Sample, address: str, options: Mapping[str, Any]) -> Any:
    """A synchronous client of a server."""
    return sample.client.make(**{"base_url": address, **PATIENT, **options})


def async_client_of(sample: Sample, address: str, options: Mapping[str, Any]) -> Any:
    """An asynchronous client of a server."""
    return sample.client.make_async(**{"base_url": address, **PATIENT, **options})


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
    request = sample.client.request()
    page = error = None
    with client_of(sample, address, options) as client:
        before = time.monotonic()
        try:
            page = client.call(request)
        except sample.client.package.ClientError as raised:
            error = raised
        seconds = time.monotonic() - before
        again = client.send(request, deadline=PATIENT["deadline"]).result()
    return Result(page, error, seconds, again)


async def call_async(sample: Sample, address: str, options: Mapping[str, Any]) -> Result:
    request = sample.client.request()
    page = error = None
    async with async_client_of(sample, address, options) as client:
        before = time.monotonic()
        try:
            page = await client.call(request)
        except sample.client.package.ClientError as raised:
            error = raised
        seconds = time.monotonic() - before
        again = (await client.send(request, deadline=PATIENT["deadline"])).result()
    return Result(page, error, seconds, again)


def listed(
    way: str,
    sample: Sample,
    address: str,
    given: Callable[[str], Any] | None = None,
    **options: Any,
) -> Any:
    """The page of one call, ``sync`` or ``async``, with a client of its own.

    Args:
        given: Makes an httpx client for it, which it must not close.
    """
    request = sample.client.request()

    async def list_async(**options: Any) -> Any:
        async with async_client_of(sample, address, options) as client:
            return await client.call(request)

    async def list_given() -> Any:
        assert given is not None
        async with given(way) as http_client:
            page = await list_async(http_client=http_client, **options)
            assert not http_client.is_closed
        return page

    if way == "async":
        return asyncio.run(list_given() if given else list_async(**options))
    if given:
        with given(way) as http_client:
            page = listed(way, sample, address, http_client=http_client, **options)
            assert not http_client.is_closed
        return page
    with client_of(sample, address, options) as client:
        return client.call(request)
