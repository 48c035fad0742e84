"""How accounts are divided: each is in one group, and the groups together keep the limits."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from endpoint_roster.executors.groups import LARGEST, Group, Groups
from hypothesis import given
from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

PROVIDERS = ("huawei", "openrouter", "ppio", "together", "volcengine")


@given(
    providers=st.lists(st.sampled_from(PROVIDERS), max_size=300),
    concurrency=st.integers(1, 40),
    provider_concurrency=st.integers(1, 20),
    workers=st.integers(1, 50),
    random=st.randoms(),
)
def test_every_account_once_and_within_the_limits(
    providers: list[str], concurrency: int, provider_concurrency: int, workers: int, random: Random
) -> None:
    groups = Groups(providers, concurrency, provider_concurrency, workers)
    reading: list[Group] = []
    seen: list[int] = []
    while True:
        while group := groups.next():
            assert {providers[position] for position in group.positions} == {group.provider}
            assert 1 <= group.at_once <= len(group.positions) <= max(LARGEST, group.at_once)
            seen += group.positions
            reading.append(group)
        if not reading:
            break
        assert len(reading) <= workers
        assert sum(one.at_once for one in reading) <= concurrency
        held = Counter[str]()
        for one in reading:
            held[one.provider] += one.at_once
        assert max(held.values()) <= provider_concurrency
        groups.release(reading.pop(random.randrange(len(reading))))
    assert sorted(seen) == list(range(len(providers)))


def begin(counts: Sequence[int], *limits: int) -> list[Group]:
    """Return the groups that are read first, of providers with so many accounts."""
    groups = Groups(
        [name for name, count in zip(PROVIDERS, counts, strict=False) for _ in range(count)],
        *limits,
    )
    found: list[Group] = []
    while group := groups.next():
        found.append(group)
    return found


@pytest.mark.parametrize(
    ("counts", "limits", "at_once"),
    [
        ((1000,), (16, 8, 4), [2, 2, 2, 2]),  # as many as one provider may have
        ((500, 500), (16, 8, 4), [4, 4, 4, 4]),  # as many as all may have
        ((200,) * 5, (16, 8, 4), [4, 4, 4, 4]),
        ((1000,), (16, 8, 100), [1] * 8),  # more workers than the limit has use for
        ((1000,), (100, 80, 1), [80]),
        ((1000,), (4, 8, 2), [2, 2]),
        ((1000,), (16, 7, 2), [4, 3]),
        ((3,), (16, 8, 1), [3]),  # no more than there are
        ((), (16, 8, 4), []),
    ],
)
def test_the_limits_are_used_by_all_workers(
    counts: Sequence[int], limits: tuple[int, int, int], at_once: list[int]
) -> None:
    assert [group.at_once for group in begin(counts, *limits)] == at_once


def test_groups_become_smaller_towards_the_end() -> None:
    groups = Groups(["ppio"] * 500, 16, 8, 4)
    sizes: list[int] = []
    while group := groups.next():
        sizes.append(len(group.positions))
        groups.release(group)
    assert sizes[0] == LARGEST
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-1] <= 2
