"""All saved pages and documents of all providers in one report, for a job that opens a ticket."""

import shutil
from pathlib import Path

import pytest
from support.pages import FIXTURES, ROOT, SPECS
from upstream_pages.watch import run

PAGES = FIXTURES.parent


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """Some pages that the tests have, laid out as `--all` takes them."""
    for name in ("fixtures/huawei.html", "life/huawei/delete.md", "life/ppio/get.md"):
        provider = "ppio" if "ppio" in name else "huawei"
        (tmp_path / provider).mkdir(exist_ok=True)
        shutil.copy(PAGES / name, tmp_path / provider)
    (tmp_path / "ppio" / ".DS_Store").write_bytes(b"\0")
    return tmp_path


def test_nothing_new(saved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(saved, SPECS) == 0
    report = capsys.readouterr()
    assert report.err == ""
    titles = [line for line in report.out.splitlines() if line.startswith("## ")]
    assert titles[:2] == ["## huawei: delete.md", "## huawei: huawei.html"]
    assert {"## ppio: get.md", "## together: nothing is saved"} < {*titles}
    assert report.out.endswith("3 files: 3 as known, 0 changed, 0 cannot be read\n")


def test_what_changed_stands_under_its_page(
    saved: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = saved / "ppio" / "get.md"
    page.write_text(page.read_text("utf-8").replace(": 1790000000", ': "1790000000"'), "utf-8")
    assert run(saved, SPECS) == 1
    report = capsys.readouterr().out
    part = report.partition("## ppio: get.md")[2].partition("\n## ")[0]
    assert "200 created_at: type: ours 'integer', theirs 'string in the example'" in part
    assert part.rstrip().endswith("changed.")
    assert "2 as known, 1 changed, 0 cannot be read" in report


def test_what_needs_somebody_comes_first(saved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = saved / "ppio" / "get.md"
    page.write_text(page.read_text("utf-8").replace(": 1790000000", ': "1790000000"'), "utf-8")
    (saved / "volcengine").mkdir()
    (saved / "volcengine" / "stop.html").write_text("", "utf-8")
    assert run(saved, SPECS) == 2
    titles = [line for line in capsys.readouterr().out.splitlines() if line.startswith("## ")]
    assert titles[:3] == ["## volcengine: stop.html", "## ppio: get.md", "## huawei: delete.md"]


@pytest.mark.parametrize("name", ["missing", "empty"])
def test_what_cannot_be_read_is_worse(
    name: str, saved: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if name == "missing":
        assert run(saved / "missing", SPECS) == 2
        return
    (saved / "huawei" / "huawei.html").write_text("", "utf-8")
    assert run(saved, SPECS) == 2
    assert "there is no text in this file" in capsys.readouterr().out


def test_what_is_published_is_of_our_providers_and_has_a_name_of_its_own() -> None:
    text = (ROOT / "scripts/upstream_pages/published.txt").read_text("utf-8")
    lines = [line.split(" ") for line in text.splitlines() if not line.startswith("#")]
    providers = {path.parent.name for path in SPECS.glob("*/openapi.yaml")}
    assert {provider for provider, _, _ in lines} == providers
    assert len({(provider, name) for provider, name, _ in lines}) == len(lines)
    assert all(address.startswith("https://") for _, _, address in lines)
