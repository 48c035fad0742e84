"""Edits of the five real specs, as a provider's morning may bring them, each judged right."""

import copy
from functools import cache, partial

import pytest
from diffing.rules import Change, Level
from diffing.specs import Baseline
from documents.spec import read_any
from support.workspace import ROOT

from pipeline.diffing.edits import Document, spec_of
from pipeline.diffing.mutations import (
    MUTATIONS,
    Mutation,
    add_error,
    add_field,
    add_parameter,
    describe,
    server,
)

PROVIDERS = ("huawei", "openrouter", "ppio", "together", "volcengine")


@cache
def document_of(provider: str) -> Document:
    return read_any(ROOT / "specs" / provider / "openapi.yaml")[0]


@cache
def baseline(provider: str) -> Baseline:
    return Baseline(spec_of(document_of(provider)))


def changes_from(provider: str, new: Document) -> list[Change]:
    """What changed since the real spec."""
    return baseline(provider).compare(spec_of(new))[0]


def test_there_are_many_kinds_of_edits() -> None:
    assert len({name for name, *_ in MUTATIONS}) == len(MUTATIONS) >= 30


@pytest.mark.slow
@pytest.mark.parametrize(
    ("rules", "level", "edit"), [m[1:] for m in MUTATIONS], ids=[m[0] for m in MUTATIONS]
)
def test_an_edit_of_the_real_specs_is_judged_right(
    rules: str, level: Level, edit: Mutation
) -> None:
    judged = 0
    for provider in PROVIDERS:
        document = document_of(provider)
        new = copy.deepcopy(document)
        if not edit(new):
            continue
        found = changes_from(provider, new)
        assert {change.rule for change in found} == {*rules.split()}, provider
        assert max(change.level for change in found) is level
        judged += 1
    assert judged, "no spec has what this edit needs"


@pytest.mark.parametrize("provider", PROVIDERS)
def test_all_edits_at_once_are_all_seen(provider: str) -> None:
    """Edits that follow each other do not hide each other: no level is lost."""
    document = document_of(provider)
    new = copy.deepcopy(document)
    for edit in (describe, add_error, add_parameter, server, partial(add_field, direction="read")):
        assert edit(new)
    rules = {change.rule for change in changes_from(provider, new)}
    assert rules == {
        "description-changed", "error-added", "response-property-added",
        "parameter-added-optional", "default-server-changed",
    }  # fmt: skip
