"""Faults as people write them: read, written back, and what is none."""

import pytest
from endpoint_roster_sim import Fault, Simulator, parse_fault
from endpoint_roster_sim.faults import (
    ClockSkew,
    Drip,
    Latency,
    LostAnswer,
    PageDrift,
    Reset,
    Status,
    TokenExpiry,
    Truncation,
)
from hypothesis import given
from hypothesis import strategies as st

ANY = [
    Status(503, retry_after="date+5", nth=2),
    Status(429, retry_after="", every=3, provider="ppio"),
    Latency(0.25, rate=0.05, seed=3),
    Reset(),
    Reset(0.5, rate=0.001),
    Truncation(0.1, silent=True),
    Drip(2, pieces=20),
    TokenExpiry(nth=4),
    ClockSkew(-90),
    PageDrift("vanish", every=2),
    LostAnswer(rate=0.2, only="changes"),
    Status(503, only="reads"),
]


@pytest.mark.parametrize("fault", ANY, ids=str)
def test_text_and_back(fault: Fault) -> None:
    assert parse_fault(str(fault)) == fault


def test_text_of_people() -> None:
    assert parse_fault("503") == parse_fault(" status=503 ") == Status(503)
    assert parse_fault("reset, rate=5%") == Reset(rate=0.05)
    assert parse_fault("latency") == Latency()
    assert parse_fault("lost-answer,rate=20%,only=changes") == LostAnswer(rate=0.2, only="changes")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "unknown kind ''"),
        ("explode", "unknown kind 'explode'. Choose from status, latency"),
        ("status", "status needs a number"),
        ("status=", "status must be an integer, not ''"),
        ("600", "status must be from 400 to 599"),
        ("latency=soon", "latency must be a number, not 'soon'"),
        ("latency=nan", "seconds must be from 0"),
        ("latency=-1", "seconds must be from 0"),
        ("clock-skew=nan", "seconds must be from -8640000"),
        ("reset=1", "must be 0 or more and below 1"),
        ("truncation=nan", "must be 0 or more and below 1"),
        ("drip=1,pieces=1", "pieces must be from 2"),
        ("token-expiry=5", "token-expiry takes no amount"),
        ("token-expiry,provider=ppio", "only huawei has this fault"),
        ("drift=sideways", "drift is appear or vanish"),
        ("503,nth=0", "nth must be 1 or more"),
        ("503,nth=2,every=2", "nth and every cannot be combined"),
        ("503,nth=2,nth=3", "nth is given twice"),
        ("503,rate=7", "rate must be from 0 to 1"),
        ("503,rate=x%", "rate must be a number, not 'x'"),
        ("503,seed=7", "seed needs rate"),
        ("503,only=writes", "only is reads or changes"),
        ("lost-answer=1", "lost-answer takes no amount"),
        ("503,nth", "nth needs a value"),
        ("503,retry-after=a\tb", "retry-after must be printable"),
        ("503,colour=red", "status has no option 'colour'; it has nth, every"),
        ("503,status=504", "status has no option 'status'"),
        ("truncation,silent=yes", "silent takes no value"),
        ("503,,nth=2", "status has no option ''"),
    ],
)
def test_text_that_is_no_fault(text: str, complaint: str) -> None:
    with pytest.raises(ValueError) as caught:
        parse_fault(text)
    assert str(caught.value).startswith(f"fault {text!r}: ")
    assert complaint in str(caught.value)


@given(st.text(alphabet=st.sampled_from("status=503,nth%.-latencyrateé \x00"), max_size=40))
def test_any_text_is_a_fault_or_a_value_error(text: str) -> None:
    try:
        fault = parse_fault(text)
    except ValueError:
        return
    assert parse_fault(str(fault)) == fault


@pytest.mark.parametrize("fault", ["503,provider=acme", "503,provider=huawei", TokenExpiry()])
def test_a_fault_where_nothing_is_simulated(fault: Fault | str) -> None:
    with pytest.raises(ValueError, match="is not simulated"):
        Simulator(providers=["together"], faults=[fault])
