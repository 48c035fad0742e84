"""Whatever is changed in a valid body, it is read or refused in a typed way, without loss."""

import copy
import importlib.util
import json
import pickle
import sys
from collections.abc import Callable
from typing import Any

import pytest
from endpoint_roster_core import decoding
from hypothesis import given
from hypothesis import strategies as st

from .comparing import as_it_came, differences
from .samples import SAMPLES, Sample, put, value_at
from .spoiling import BOUNDED, junk, spoiled

each_sample = pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.provider)


@each_sample
def test_examples_do_not_deviate(sample: Sample) -> None:
    for body in sample.bodies():
        page = sample.client.page.from_dict(body)
        assert page.deviations() == []
        assert list(differences(page.to_dict(), body)) == []


@each_sample
@BOUNDED
@given(data=st.data())
def test_a_spoiled_page_is_read_and_copied_without_loss(
    sample: Sample, data: st.DataObject
) -> None:
    body = data.draw(spoiled(sample.bodies()))
    untouched = copy.deepcopy(body)
    page = sample.client.page.from_dict(body)
    assert list(differences(as_it_came(page), body)) == []
    assert list(differences(body, untouched)) == []
    for twin in pickle.loads(pickle.dumps(page)), copy.deepcopy(page), copy.copy(page):
        assert repr(twin) == repr(page)
        assert repr(twin.deviations()) == repr(page.deviations())
        assert list(differences(twin.to_dict(), page.to_dict())) == []
    again = sample.client.page.from_dict(page.to_dict())
    assert list(differences(again.to_dict(), page.to_dict())) == []


@each_sample
@BOUNDED
@given(data=st.data())
def test_a_spoiled_answer_gives_a_page_or_an_error(sample: Sample, data: st.DataObject) -> None:
    body = data.draw(spoiled(sample.bodies()))
    outcome = page_or_error(sample, body)
    if sample.error_in(body):
        assert type(outcome) is sample.client.package.ApiError
        assert (outcome.kind, outcome.status) == ("status", 200)
        outcome = outcome.details
    assert list(differences(as_it_came(outcome), body)) == []


@each_sample
@BOUNDED
@given(data=st.data())
def test_a_spoiled_error_is_still_that_error(sample: Sample, data: st.DataObject) -> None:
    body = data.draw(spoiled(list(sample.errors().values())))
    package = sample.client.package
    with pytest.raises(package.ApiError) as caught:
        sample.client.read(body, 400)
    error = caught.value
    assert (error.kind, error.status) == ("status", 400)
    assert isinstance(error.code, str | None)
    assert len(str(error).splitlines()) == 1
    assert list(differences(as_it_came(error.details), body)) == []
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), repr(again.details)) == (str(error), repr(error.details))


@each_sample
@BOUNDED
@given(data=st.data(), status=st.sampled_from([200, 200, 200, 400, 503]))
def test_damaged_bytes_give_a_page_or_an_error(
    sample: Sample, data: st.DataObject, status: int
) -> None:
    whole = json.dumps(data.draw(st.sampled_from(sample.bodies()))).encode()
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(start + 40, len(whole))))
    content = whole[:start] + data.draw(st.binary(max_size=20)) + whole[end:]
    package = sample.client.package
    outcome = page_or_error(sample, content, status)
    try:
        sent = json.loads(content)
    except ValueError:
        sent = None
    if isinstance(sent, dict) and status == 200 and not sample.error_in(sent):
        assert list(differences(as_it_came(outcome), sent)) == []
    elif isinstance(sent, dict) or status != 200:
        assert type(outcome) is (package.ServerError if status == 503 else package.ApiError)
        assert (outcome.kind, outcome.status) == ("status", status)
    else:
        assert type(outcome) is package.DecodeError
        assert (outcome.kind, outcome.status) == ("decode", 200)


def page_or_error(sample: Sample, body: Any, status: int = 200) -> Any:
    try:
        return sample.client.read(body, status)
    except sample.client.package.ClientError as error:
        return error


@each_sample
def test_numbers_too_long_for_a_text_are_read(sample: Sample) -> None:
    """Python refuses to write them; other readers of JSON than its own let them pass."""
    body = sample.body
    endpoint = value_at(body, (*sample.items, 0))
    put(body, (*sample.items, 0), dict.fromkeys(endpoint, 10**5000))
    page = sample.client.page.from_dict(body)
    assert list(differences(as_it_came(page), body)) == []


@each_sample
@pytest.mark.parametrize("depth", [100, 500, 900, 3000, 100_000])
def test_deep_nesting_is_refused_or_read(sample: Sample, depth: int) -> None:
    """How deep JSON may be is the interpreter's business; what was read can be used."""
    body = json.dumps({**sample.body, "x_new": "~here~"})
    content = body.replace('"~here~"', "[" * depth + "]" * depth).encode()
    outcome = page_or_error(sample, content)
    if isinstance(outcome, sample.client.package.DecodeError):
        assert outcome.kind == "decode"
        return
    try:
        deviations, inside = outcome.deviations(), outcome.to_dict()["x_new"]
    except RecursionError:
        pytest.fail("the page was read, but cannot be used")
    assert deviations == []
    for _ in range(depth - 1):
        (inside,) = inside
    assert inside == []


Decode = Callable[[bytes], Any]


@pytest.fixture(scope="module")
def decoders() -> tuple[Decode, Decode]:
    """The clients' reading of JSON, with msgspec and without."""
    assert importlib.util.find_spec("msgspec") is not None
    loaded: list[Decode] = []
    for missing in ({}, {"msgspec": None, "msgspec.json": None}):
        with pytest.MonkeyPatch.context() as patch:
            for name, module in missing.items():
                patch.setitem(sys.modules, name, module)
            name = f"endpoint_roster_core.decoding_{len(loaded)}"
            spec = importlib.util.spec_from_file_location(name, str(decoding.__file__))
            assert spec is not None
            assert spec.loader is not None
            module = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(module)
            module.decode_json(b"{}")  # chooses the decoder
            loaded.append(module.decode_json)
    return loaded[0], loaded[1]


@BOUNDED
@given(value=junk(), damage=st.binary(max_size=3), at=st.integers(0, 30))
def test_both_decoders_read_the_same(
    decoders: tuple[Decode, Decode], value: Any, damage: bytes, at: int
) -> None:
    whole = json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")
    for content in whole, json.dumps(value).encode(), whole[:at] + damage + whole[at + 1 :]:
        answers: list[Any] = []
        for decode in decoders:
            try:
                answers.append(decode(content))
            except (ValueError, RecursionError):
                answers.append("refused")
        assert list(differences(*answers)) == []
