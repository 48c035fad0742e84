"""The GitHub Action: its steps as a runner executes them, on simulated clouds."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import yaml
from install.test_alone import variables

ROOT = Path(__file__).parents[2]
ACTION = ROOT / ".github/actions/check/action.yml"
EXPRESSION = re.compile(r"\$\{\{ (\S+) \}\}")


class Runner:
    """What a runner does with the scripts of a composite action."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.folder = folder
        self.action: Any = yaml.safe_load(ACTION.read_text(encoding="utf-8"))
        self._environment = environment

    def run(self, name: str, **inputs: str) -> tuple[int, dict[str, str]]:
        """Run the script of one step; its exit code and its outputs."""
        known = {name: about["default"] for name, about in self.action["inputs"].items()} | inputs
        values = {f"inputs.{name}": value for name, value in known.items()}
        values["steps.python.outputs.python-path"] = sys.executable
        [step] = [step for step in self.action["runs"]["steps"] if step.get("name") == name]
        own = {
            name: EXPRESSION.sub(lambda found: values[found[1]], value)
            for name, value in step["env"].items()
        }
        written = self.folder / "outputs"
        written.write_text("")
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            env={
                **self._environment,
                **own,
                "GITHUB_ACTION_PATH": str(ACTION.parent),
                "GITHUB_OUTPUT": str(written),
                "RUNNER_TEMP": str(self.folder),
            },
            cwd=self.folder,
            check=False,
        )
        pairs = (line.partition("=") for line in written.read_text().splitlines())
        return done.returncode, {name: value for name, _, value in pairs}


@pytest.fixture(scope="module")
def runner(tmp_path_factory: pytest.TempPathFactory, clouds: Path) -> Runner:
    cloud = json.loads(clouds.read_text())["together"]
    environment = {**os.environ, **variables("together", cloud), "HOME": str(clouds.parent)}
    runner = Runner(tmp_path_factory.mktemp("runner"), environment)
    assert runner.run("Install") == (0, {})
    return runner


def test_findings_fail_the_step_and_are_in_the_report(runner: Runner) -> None:
    code, outputs = runner.run(
        "Check", rules="failed", arguments="--kind dedicated --provider together"
    )
    report = ET.parse(runner.folder / outputs["report"]).getroot()
    assert outputs == {"report": "roster.xml"}
    failures = report.findall(".//failure")
    assert len(report.findall(".//testcase")) > 0
    assert code == (5 if failures else 0)


def test_a_rule_that_does_not_exist_is_wrong_usage(runner: Runner) -> None:
    code, _ = runner.run("Check", rules="faild", report="other.xml")
    assert code == 2
    assert (runner.folder / "other.xml").read_text() == ""
