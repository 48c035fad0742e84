"""The metrics that pages and the dashboard name are those of the exporter."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from endpoint_roster_cli.exporter import METRICS

DOCS = Path(__file__).resolve().parents[2] / "docs"
DASHBOARD: Any = json.loads((DOCS / "grafana.json").read_text(encoding="utf-8"))
PANELS: list[Any] = DASHBOARD["panels"]
NAME = re.compile(r"\broster_\w+")
#: The labels within braces, after by, on and such, or in a legend.
MATCHER = re.compile(r"(\w+)=~?\"")
GROUPING = re.compile(r"\b(?:by|on|ignoring|group_left) \(([^)]*)\)|\bignoring\(([^)]*)\)")
LEGEND = re.compile(r"\{\{(\w+)\}\}")


def labels_of(text: str) -> set[str]:
    """Return the labels that a query names."""
    lists = [first or second for first, second in GROUPING.findall(text)]
    grouped = {label.strip() for one in lists for label in one.split(",")}
    return {*MATCHER.findall(text), *grouped}


def test_the_page_has_every_metric_and_no_other() -> None:
    page = (DOCS / "alerting.md").read_text(encoding="utf-8")
    assert {*NAME.findall(page)} == {*METRICS}


@pytest.mark.parametrize("panel", PANELS, ids=lambda panel: panel["title"])
def test_a_panel_asks_for_what_there_is(panel: Any) -> None:
    [target] = panel["targets"]
    names = NAME.findall(target["expr"])
    assert names
    assert {*names} <= {*METRICS}
    known = {label for name in names for label in METRICS[name].labels}
    assert labels_of(target["expr"]) <= known
    assert {*LEGEND.findall(target["legendFormat"])} <= known


def test_the_alerts_ask_for_what_there_is() -> None:
    page = (DOCS / "alerting.md").read_text(encoding="utf-8")
    [block] = re.findall(r"```yaml\n(groups:.*?)```", page, re.DOTALL)
    rules: list[Any] = yaml.safe_load(block)["groups"][0]["rules"]
    assert len(rules) == 3
    for rule in rules:
        [name] = NAME.findall(rule["expr"])
        assert labels_of(rule["expr"]) <= {*METRICS[name].labels}


def test_the_dashboard_can_be_imported() -> None:
    assert {"title", "uid", "schemaVersion", "templating", "panels"} <= DASHBOARD.keys()
    assert len({panel["id"] for panel in PANELS}) == len(PANELS)
    variables = {one["name"] for one in DASHBOARD["templating"]["list"]}
    used = {*re.findall(r"\$\{?(\w+)", json.dumps(DASHBOARD))} - {"__all"}
    assert used == variables
    for panel in PANELS:  # none lies on another
        place = panel["gridPos"]
        assert place["x"] + place["w"] <= 24
    cells = [
        (x, y)
        for place in (panel["gridPos"] for panel in PANELS)
        for x in range(place["x"], place["x"] + place["w"])
        for y in range(place["y"], place["y"] + place["h"])
    ]
    assert len(cells) == len({*cells})
