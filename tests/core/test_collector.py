"""The collector of cyclic garbage is paused, and runs again, whatever happens meanwhile."""

from __future__ import annotations

import gc
import os

import pytest
from endpoint_roster_core.collector import collector_paused


def test_the_collector_runs_again_after_an_error() -> None:
    def fail() -> None:
        with collector_paused():
            assert not gc.isenabled()
            raise ValueError("wrong")

    with pytest.raises(ValueError, match="wrong"):
        fail()
    assert gc.isenabled()


def test_a_program_that_has_the_collector_off_keeps_it_off() -> None:
    gc.disable()
    try:
        with collector_paused() as is_ours:
            assert not is_ours
        assert not gc.isenabled()
    finally:
        gc.enable()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system has no fork")
def test_a_child_collects_although_its_parent_had_paused() -> None:
    with collector_paused():
        child = os.fork()
        if not child:
            os._exit(0 if gc.isenabled() else 1)
        _, status = os.waitpid(child, 0)
        assert not gc.isenabled()
    assert status == 0
