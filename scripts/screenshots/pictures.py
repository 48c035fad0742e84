"""The pictures of docs/screens: a terminal as SVG, the report as PNG.

Drawn by hand because rich, which draws such pictures too, slows `import httpx` down wherever it is
installed, and with it every test that starts the command.
"""

import hashlib
import html
import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import pyte

from .shell import Shell

COLUMNS = 100
LIST = "roster list --sim --sort-by created --reverse --limit 18"
REPORT = "roster report --sim"
#: Largest file that a page should make its readers load.
LARGEST = 300 * 1024
#: How the colours of a terminal look, on a dark ground.
COLOURS = {
    "default": "#d8dee6",
    "green": "#5fd38a",
    "red": "#ff7b72",
    "brown": "#e3b341",  # what pyte calls yellow
    "yellow": "#e3b341",
    "blue": "#79b8ff",
    "cyan": "#56d4dd",
    "magenta": "#d2a8ff",
}
GROUND, EDGE, FADED = "#161b22", "#30363d", "#8b949e"
WIDE, HIGH, MARGIN = 8.4, 19, 14
#: Blanks between columns are room, not text: browsers would make one of them.
WORDS = re.compile(r"\S+(?: \S+)*")
FONT = "ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace"


class Look(NamedTuple):
    """How a cell of the terminal looks."""

    colour: str
    bold: bool
    wide: bool


def stale(shell: Shell, folder: Path, *, check: bool) -> Iterator[Path]:
    """Yield the pictures of a folder that changed; draw them again unless only checking."""
    drawing = folder / "list.svg"
    if changed(drawing, draw(shell.run(LIST, COLUMNS).screen, LIST), check=check):
        yield drawing
    shell.run(f"{REPORT} -o report.html", COLUMNS)
    page, record = (shell.folder / "report.html").read_bytes(), folder / "report.txt"
    text = f"report.png shows the page whose SHA-256 is\n{hashlib.sha256(page).hexdigest()}\n"
    if changed(record, text, check=True):
        if not check:
            (folder / "report.png").write_bytes(photographed(page))
            record.write_text(text, encoding="utf-8")
        yield folder / "report.png"


def changed(file: Path, text: str, *, check: bool) -> bool:
    """Whether a file has another text; it is written unless only checking."""
    if file.exists() and file.read_text("utf-8") == text:
        return False
    if not check:
        file.write_text(text, encoding="utf-8")
    return True


def draw(screen: pyte.Screen, command: str) -> str:
    """Return the screen after a command as SVG; it needs a font of letters of one width."""
    rows = [_row(screen, number) for number in range(screen.cursor.y)]
    width, height = COLUMNS * WIDE + 2 * MARGIN, (len(rows) + 1) * HIGH + 2 * MARGIN
    drawn = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" role="img">',
        f"<title>{html.escape(command)}</title>",
        f'<rect x=".5" y=".5" width="{width - 1:g}" height="{height - 1:g}" rx="8"'
        f' fill="{GROUND}" stroke="{EDGE}"/>',
        f'<g font-family="{FONT}" font-size="14">',
        _text(0, 0, f"$ {command}", Look(FADED, bold=False, wide=False)),
    ]
    for number, runs in enumerate(rows, 1):
        drawn += [_text(column, number, text, look) for column, text, look in runs]
    return "\n".join([*drawn, "</g>", "</svg>", ""])


def _row(screen: pyte.Screen, number: int) -> Iterator[tuple[int, str, Look]]:
    """Yield the words of a row that stand together and look alike, with their first column."""
    line = screen.buffer[number]
    cells = [(column, line[column]) for column in range(screen.columns)]

    def look(cell: tuple[int, pyte.screens.Char]) -> Look:
        column, char = cell
        wide = not char.data or (column + 1 < screen.columns and not line[column + 1].data)
        return Look(COLOURS[char.fg], char.bold, wide)

    for same, run in groupby(cells, look):
        run = list(run)
        text = "".join(char.data for _, char in run)
        for words in WORDS.finditer(text):
            yield run[words.start()][0], words[0], same


def _text(column: int, row: int, text: str, look: Look) -> str:
    length = len(text) * (2 if look.wide else 1)
    x, y = MARGIN + column * WIDE, MARGIN + (row + 1) * HIGH - 5
    bold = ' font-weight="bold"' if look.bold else ""
    place = f'x="{x:g}" y="{y:g}" textLength="{length * WIDE:g}" fill="{look.colour}"{bold}'
    return f"<text {place}>{html.escape(text)}</text>"


def photographed(page: bytes) -> bytes:
    """Return the top of a page as PNG, as a browser shows it.

    Raises:
        NoChromiumError: There is no browser.
        ValueError: The picture is too large for a page.
    """
    from .chromium import open_chromium

    with open_chromium() as browser:
        tab = browser.new_page(viewport={"width": 1280, "height": 1080}, color_scheme="light")
        tab.set_content(page.decode())
        picture = tab.screenshot()
    if len(picture) > LARGEST:
        raise ValueError(f"the picture has {len(picture)} bytes, more than {LARGEST}")
    return picture
