"""roster report: the page as a file; what it does in a browser stands in tests/browser."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import subprocess
from datetime import timedelta
from decimal import Decimal
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from browser.fleets import HOSTILE, MONTH, NOW, few, hostile, html, listing
from endpoint_roster import Endpoint, EndpointState, Listing, to_dict
from endpoint_roster_cli.endpoints.cells import money
from endpoint_roster_cli.output.text import counted, safe
from endpoint_roster_cli.report.figures import figures_of, span_words
from support.few_endpoints import Serve, at_usual_address, item, serving
from support.fixed_time import command_at
from support.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from support.running import Run

EMPTY = ("meta", "input", "col", "!doctype")


class Outline(HTMLParser):
    """Reads a page as strictly as no browser does: each element ends where it should."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.texts: dict[str, list[str]] = {}
        self.rows = 0
        self.links: list[dict[str, str | None]] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len({*names})
        self.rows += tag == "tr" and "data-provider" in names
        if tag == "a":
            self.links.append(dict(attrs))
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.setdefault(self.open[-1] if self.open else "", []).append(data)


@pytest.fixture
def served() -> Iterator[Serve]:
    with serving() as serve:
        yield serve


@pytest.fixture
def saved(tmp_path: Path, noon: Run) -> Path:
    file = tmp_path / "monday.json"
    done = noon("list", "--sim", "--sim-endpoints", "8", "-o", "json")
    file.write_text(done.out, encoding="utf-8")
    return file


def test_the_simulated_clouds_become_a_page(noon: Run, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    done = noon("report", "--sim", "--sim-endpoints", "8", "-o", str(file))
    assert (done.code, done.out, done.err) == (0, "", "")
    outline = Outline(file.read_text(encoding="utf-8"))
    assert outline.texts["h1"] == ["Inference endpoints"]
    assert outline.texts["title"][0] == "Inference endpoints, 2026-03-01 12:00 UTC"
    assert outline.texts["p"][0] == "2026-03-01 12:00 UTC · read from simulated clouds"
    assert outline.texts["dd"][:3] == ["40", "5", "5"]
    assert [*tmp_path.iterdir()] == [file]


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_a_saved_listing_becomes_the_same_page(noon: Run, tmp_path: Path, form: str) -> None:
    sim = ("--sim", "--sim-endpoints", "8")
    live = noon("report", *sim).out
    file = tmp_path / f"monday.{form}"
    file.write_text(noon("list", *sim, "-o", form).out, encoding="utf-8")
    done = noon("report", str(file))
    assert done.code == 0
    origin = f"from the saved listing monday.{form}, whose states may have changed since"
    # jsonl is in the order in which the accounts answered.
    live = live.replace(" of your own", "")  # which a saved listing does not say
    there, here = (sorted(re.split("</?tr", page)) for page in (live, done.out))
    assert here == [part.replace("read from simulated clouds", origin) for part in there]


def test_the_same_listing_and_time_make_the_same_page() -> None:
    assert html(hostile()) == html(hostile())


def test_stdin_is_a_file_too(
    command: tuple[str, ...], clean_env: Mapping[str, str], saved: Path
) -> None:
    done = subprocess.run(
        [*command, "report", "-"],
        env=clean_env,
        input=saved.read_bytes(),
        capture_output=True,
        check=True,
        timeout=60,
    )
    page = done.stdout.decode()
    assert "from the saved listing stdin" in page
    assert Outline(page).rows >= 40


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_pipe_that_closes_ends_it_without_a_word(
    command: tuple[str, ...], clean_env: Mapping[str, str], tmp_path: Path, unbuffered: str
) -> None:
    file = tmp_path / "many.json"
    file.write_text(json.dumps(to_dict(listing(2000))), encoding="utf-8")
    process = subprocess.Popen(
        [*command, "report", str(file)],
        env={**clean_env, "PYTHONUNBUFFERED": unbuffered},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    with process, process.stdout, process.stderr as errors:
        assert process.stdout.read(15) == b"<!DOCTYPE html>"
        process.stdout.close()
        assert (process.wait(60), errors.read()) == (141, b"")


def test_the_page_is_utf_8_wherever_it_goes(process: Run, saved: Path) -> None:
    done = process("report", str(saved), env={"PYTHONIOENCODING": "latin-1"})
    assert done.code == 0
    assert '<meta charset="utf-8">' in done.out
    assert [c for c in done.out if ord(c) > 0x2E80]


def test_costs_are_those_of_roster_costs(noon: Run, tmp_path: Path) -> None:
    sim = ("--sim", "--sim-endpoints", "8")
    live = noon("report", *sim, "--costs")
    assert (live.code, live.err) == (0, "")
    total = json.loads(noon("costs", *sim, "-o", "json").out)["total"]
    texts = Outline(live.out).texts
    for one in total["costs"]:
        assert f"{one['currency']} per hour" in texts["dt"]
        assert money(Decimal(one["per_hour"])) in texts["dd"]
        assert money(Decimal(one["per_30_days"])) in texts["dd"]
    assert "~31.92 USD" in texts["td"]
    assert "Cost/h" in texts["th"]

    file = tmp_path / "priced.json"
    file.write_text(noon("list", *sim, "--costs", "-o", "json").out, encoding="utf-8")
    assert Outline(noon("report", str(file)).out).texts["dd"] == texts["dd"]
    assert noon("report", str(file), "--costs").code == 2
    assert "Costs" not in Outline(noon("report", *sim).out).texts["h2"]


def test_filters_ask_a_saved_listing_too(noon: Run, saved: Path) -> None:
    done = noon("report", str(saved), "--provider", "together", "--state", "running")
    endpoints = json.loads(saved.read_text(encoding="utf-8"))["endpoints"]
    asked = [e for e in endpoints if (e["provider"], e["state"]) == ("together", "running")]
    outline = Outline(done.out)
    assert outline.texts["dd"][0] == str(len(asked)) != "0"
    assert noon("report", str(saved), "--account", "ppio").code == 0


@pytest.mark.parametrize(
    "words",
    [("--sim",), ("--timeout", "5"), ("--provider-option", "together.mine=true")],
    ids=lambda w: w[0],
)
def test_a_saved_listing_cannot_ask_providers(noon: Run, saved: Path, words: list[str]) -> None:
    done = noon("report", str(saved), *words)
    assert (done.code, done.out) == (2, "")
    assert "leave out FILE" in done.err


def test_what_failed_stands_on_top_and_the_exit_code_says_so(
    noon: Run, variables: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "report.html"
    broken = variables | {"PPIO_API_KEY": "wrong-k3y"}
    done = noon("report", "-o", str(file), env=broken)
    assert done.code == 3
    assert "ppio" in done.err
    page = file.read_text(encoding="utf-8")
    outline = Outline(page)
    assert outline.texts["h2"][0] == "This page is incomplete"
    assert outline.texts["strong"] == ["ppio (ppio)"]
    assert "The API key is not accepted" in page
    assert "wrong-k3y" not in page + done.err
    assert outline.texts["dd"][:3] == ["48", "5", "5"]


def test_a_saved_listing_stays_incomplete(noon: Run, tmp_path: Path) -> None:
    file = tmp_path / "cut.json"
    incomplete = Listing(few().endpoints, [], complete=False)
    file.write_text(json.dumps(to_dict(incomplete)), encoding="utf-8")
    done = noon("report", str(file))
    assert done.code == 3
    assert "The listing is marked as incomplete." in done.out


def test_without_any_account_it_says_what_to_do(noon: Run, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    done = noon("report", "-o", str(file))
    assert done.code == 4
    assert "TOGETHER_API_KEY" in done.err
    assert not file.exists()


def test_a_page_is_nothing_for_a_terminal(env_at_noon: dict[str, str]) -> None:
    with Terminal([*command_at(), "report", "--sim"], env_at_noon, columns=80) as terminal:
        assert terminal.wait() == 2
        assert "use -o report.html" in terminal.text()
        assert "<" not in terminal.text()


def test_a_file_that_holds_no_listing(noon: Run, tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("buy milk\n", encoding="utf-8")
    done = noon("report", str(file))
    assert (done.code, done.out) == (2, "")
    assert "notes.txt" in done.err
    assert noon("report", str(tmp_path / "missing.json")).code == 2


def test_a_place_that_cannot_be_written_keeps_what_was_there(noon: Run, tmp_path: Path) -> None:
    done = noon("report", "--sim", "-o", str(tmp_path / "missing" / "report.html"))
    assert done.code == 1
    assert "roster:   Name another place with -o" in done.err
    assert [*tmp_path.iterdir()] == []


def test_a_device_is_written_to_and_never_replaced(noon: Run, saved: Path) -> None:
    assert noon("report", str(saved), "-o", "/dev/null").code == 0
    assert Path("/dev/null").is_char_device()


def test_old_is_what_the_user_calls_old(noon: Run, saved: Path) -> None:
    month = Outline(noon("report", str(saved)).out)
    day = Outline(noon("report", str(saved), "--forgotten-after", "36h").out)
    texts = [
        next(text for text in outline.texts["p"] if "created" in text) for outline in (month, day)
    ]
    assert "30 d ago" in texts[0]
    assert "36 h ago" in texts[1]
    assert int(texts[0].split()[0]) < int(texts[1].split()[0])


def test_the_policy_names_the_one_style_and_the_one_script() -> None:
    page = unescape(html(few()))
    for what in ("style", "script"):
        (content,) = re.findall(f"<{what}>(.*?)</{what}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{what}-src 'sha256-{digest}'" in page
        assert "url(" not in content
        assert "@import" not in content
    assert "default-src 'none'" in page
    assert not re.findall(
        r"\b(?:src|href|action|style|on\w+)=", re.sub(r"<sc.*?</sc\w+>", "", page)
    )


def test_hostile_texts_stay_texts() -> None:
    outline = Outline(html(hostile()))
    read = {text for texts in outline.texts.values() for text in texts}
    assert {safe(text) for text in HOSTILE} <= read
    assert all(text.isprintable() for text in outline.texts["td"])


def test_endpoints_link_to_their_consoles() -> None:
    outline = Outline(html(few(), 'https://console.example/a?b=1&c="<d>'))
    assert outline.links == [
        {
            "href": 'https://console.example/a?b=1&c="<d>',
            "target": "_blank",
            "rel": "noopener noreferrer",
            "aria-label": f"Console of {endpoint.provider}: {endpoint.name}",
        }
        for endpoint in [few().endpoints[0], *few().endpoints]  # the first is an old one, too
    ]
    assert outline.texts["th"].count("Console") == 2


def test_there_is_no_column_of_consoles_where_none_is_known() -> None:
    outline = Outline(html(few()))
    assert outline.links == []
    assert "Console" not in outline.texts["th"]


def test_a_live_report_knows_the_consoles_of_the_accounts(noon: Run, served: Serve) -> None:
    env = at_usual_address(served(item("endpoint-1", "dev/chat")))
    links = Outline(noon("report", env=env).out).links
    assert {link["href"] for link in links} == {"https://api.together.ai/endpoints/dev/chat"}


def test_every_endpoint_is_in_the_page() -> None:
    outline = Outline(html(listing(2000)))
    assert {f"chat {number}" for number in range(2000)} <= {*outline.texts["td"]}


def test_what_is_in_an_attribute_stays_there() -> None:
    hostile_name = '"><img src=x onerror=alert(1)>\n'
    found = html(Listing([Endpoint(hostile_name, "a", "1")], [], complete=True))
    shown = "&#34;&gt;&lt;img src=x onerror=alert(1)&gt;\\n"
    assert f'<tr data-provider="{shown}" data-state="unknown">' in found
    assert f'value="{shown}"' in found


def up(age: timedelta | None, kind: str | None = "dedicated") -> Endpoint:
    created = None if age is None else NOW - age
    return Endpoint("p", "a", str(age), kind=kind, state=EndpointState.RUNNING, created_at=created)


def test_ages_begin_where_the_column_says() -> None:
    hour = timedelta(hours=1)
    ages = [timedelta(0), -hour, hour, 6 * hour, MONTH, MONTH - hour, 900 * MONTH, None]
    fleet = [*map(up, ages), up(hour, "serverless"), up(hour, None)]
    figures = figures_of(Listing(fleet, [], complete=True), NOW, MONTH, lambda _: True)
    filled = {
        column.since: (column.dedicated, column.others)
        for column in figures.ages
        if column.dedicated or column.others
    }
    day = timedelta(days=1)
    assert filled == {
        timedelta(0): (2, 0),
        hour: (1, 2),
        6 * hour: (1, 0),
        14 * day: (1, 0),
        30 * day: (1, 0),
        365 * day: (1, 0),
    }
    assert figures.ageless == 1
    assert [endpoint.created_at for endpoint in figures.forgotten] == [
        NOW - 900 * MONTH,
        NOW - MONTH,
    ]


def test_what_is_stopped_or_shared_is_not_forgotten() -> None:
    stopped = up(2 * MONTH)
    stopped.state = EndpointState.STOPPED
    fleet = [stopped, up(2 * MONTH, "serverless")]
    figures = figures_of(Listing(fleet, [], complete=True), NOW, MONTH, lambda _: True)
    assert figures.forgotten == []


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        (0, "0"),
        (1, "1 h"),
        (36, "36 h"),
        (720, "30 d"),
        (8760, "1 y"),
        (0.5, "30 min"),
        (1 / 360, "10 s"),
    ],
)
def test_lengths_of_time_in_words(hours: float, words: str) -> None:
    assert span_words(timedelta(hours=hours)) == words


def test_numbers_in_words() -> None:
    words = [counted(number, "account") for number in (0, 1, 1200)]
    assert words == ["0 accounts", "1 account", "1,200 accounts"]
