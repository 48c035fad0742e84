"""The five providers' pages, in the style in which they are really served."""

import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from support.pages import OF_LIFE, PAGES, ROOT, SPECS
from upstream_pages.differences import Difference
from upstream_pages.known import PIN, covers, read_known
from upstream_pages.report import run

PROVIDERS = ["huawei", "openrouter", "ppio", "together", "volcengine"]
# What of each page is odd, and has to be noticed and read all the same.
ODDITIES = {
    "huawei": ["a comma after the last field"],
    "openrouter": [
        "tags nested in lists",
        "members written as `- value: X`",
        "an alternative stands here twice",
        "an object without a description of its fields",
        "header Authorization is authentication",
    ],
    "ppio": ["the page says nothing of: errors"],
    "together": ["nullable means nothing in OpenAPI 3.1", "read the OpenAPI block"],
    "volcengine": ["'OM' is taken for a placeholder", "'dK'", "taken for what Result holds"],
}


def test_there_is_a_page_of_each_provider() -> None:
    assert sorted(page.stem for page in PAGES) == PROVIDERS


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_everything_is_known(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = run(page, SPECS / page.stem, as_yaml=False)
    report = capsys.readouterr()
    assert report.out == ""
    assert code == 0
    assert "0 new, 0 entries unneeded" in report.err


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_what_is_odd_is_noted(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(page, SPECS / page.stem, as_yaml=False)
    notes = capsys.readouterr().err
    for oddity in ODDITIES[page.stem]:
        assert oddity in notes


@pytest.mark.parametrize("provider", PROVIDERS)
def test_every_pin_is_needed(
    provider: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without its divergences.yaml a page fails, and each pin covers a difference that is there."""
    [page] = [page for page in PAGES if page.stem == provider]
    pages = [page, *(page for page in OF_LIFE if page.parent.name == provider)]
    known = read_known(ROOT / "specs" / provider / "divergences.yaml")
    # Those of a document of the API as a whole are needed by that alone.
    pins = [pin for entry in known if entry.scope != "api" for pin in entry.differences]
    folder = tmp_path / "specs" / provider
    folder.mkdir(parents=True)
    spec = (ROOT / "specs" / provider / "openapi.yaml").read_bytes()
    (folder / "openapi.yaml").write_bytes(spec)
    needed: set[Difference] = set()
    for page in pages:
        code = run(page, folder, as_yaml=False)
        report = capsys.readouterr()
        if page in OF_LIFE and code == 0:
            assert "0 differences, 0 new" in report.err
            continue
        assert code == 1
        run(page, folder, as_yaml=True)
        [entry] = yaml.safe_load(capsys.readouterr().out)
        found = [Difference(*(one[key] for key in PIN)) for one in entry["differences"]]
        assert f"{len(found)} differences, {len(found)} new" in report.err
        # Each new difference names our place, and that place is in our spec or just below one.
        assert report.out.count(f"specs/{provider}/openapi.yaml#/") == len(found)
        for difference in found:
            [pin] = [pin for pin in pins if covers(pin, difference)]
            needed.add(pin)
    assert needed == {*pins}


CHANGES = {
    "huawei": ("<td>auth_type</td>", "<td>auth_kind</td>", "data[].auth_kind"),
    "openrouter": ("- value: qwen3", "- value: llama5", "'llama5'"),
    "ppio": ('"gpu_num": 1', '"gpu_num": "1"', "worker_config.gpu_num: type"),
    "together": ("[PENDING, STARTING,", "[PENDING, PAUSED, STARTING,", "'PAUSED'"),
    "volcengine": ('"Status": "OM"', '"Status": "Migrating"', "'Migrating'"),
}


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_change_of_the_page_is_found(
    provider: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    [page] = [page for page in PAGES if page.stem == provider]
    before, after, expected = CHANGES[provider]
    text = page.read_text("utf-8")

    assert before in text
    changed = tmp_path / page.name
    changed.write_text(text.replace(before, after, 1), "utf-8")
    assert run(changed, SPECS / provider, as_yaml=False) == 1
    assert expected in capsys.readouterr().out


def test_nothing_is_fetched(tmp_path: Path) -> None:
    """A reference to an address or a file is noted, and neither is opened."""
    secret = tmp_path / "secret.yaml"
    secret.write_text("type: object", "utf-8")
    page = tmp_path / "page.yaml"
    text = next(page for page in PAGES if page.stem == "together").read_text("utf-8")
    block = text.split("````")[1].partition("\n")[2]
    inner = f"{secret.as_uri()}#/x"
    for reference in ("https://example.com/x.yaml#/y", "secret.yaml", inner):
        changed = block.replace("'#/components/schemas/ErrorData'", f"'{reference}'", 1)
        page.write_text(changed, "utf-8")
        program = (
            "import sys; sys.path.insert(0, sys.argv[1]); opened = []\n"
            "def watch(event, arguments):\n"
            "    if event.startswith(('socket.', 'subprocess.', 'os.system', 'urllib.')):\n"
            "        raise SystemExit(event)\n"
            "    if event == 'open' and 'secret' in str(arguments[0]): raise SystemExit('opened')\n"
            "from pathlib import Path; from upstream_pages.report import run\n"
            "sys.addaudithook(watch)\n"
            "sys.exit(run(Path(sys.argv[2]), Path(sys.argv[3]), as_yaml=False))\n"
        )
        command = [sys.executable, "-c", program, str(ROOT / "scripts")]
        command += [str(page), str(SPECS / "together")]
        process = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
        assert process.returncode == 1, process.stderr
        assert "leads out of the document" in process.stderr
