"""Gather the pages of the documentation site: `python scripts/docs_site.py`.

Pages stand where readers of the repository meet them: in `docs/`, beside a package, beside a spec.
This copies them into one tree, `.cache/docs/pages`, and adjusts the links between them;
`docs/zensical.toml` has the navigation, and builds the site from that tree. Exits 1 if a page is
missing from the navigation, or the navigation names a page that does not exist.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
CONFIG = ROOT / "docs/zensical.toml"
SITE = ROOT / ".cache/docs"
#: A link or image of Markdown; or code, in blocks and in lines, which is not searched.
LINK = re.compile(r"```.*?```|`[^`\n]*`|(?P<open>\]\()(?P<target>[^()\s]+)(?P<close>\))", re.DOTALL)
#: The page of a generated client: its classes, then its resources, then its models.
CLIENT_PAGE = """\
# {package}

## Clients

::: {package}.client
    options:
      filters: ["!^_", "!^api$"]
      members: {classes}
      show_root_heading: false
      show_root_toc_entry: false

## Resources

{resources}
## Models

::: {package}.models
    options:
      show_if_no_docstring: true
      show_root_heading: false
      show_root_toc_entry: false
"""
RESOURCE = """\
::: {package}.resources.{module}
    options:
      show_bases: false
      show_root_heading: false
      show_root_toc_entry: false
"""


def main() -> int:
    """Write the pages, print what is wrong with the navigation, return the exit code."""
    shutil.rmtree(SITE, ignore_errors=True)
    folder = SITE / "pages"
    copy(CONFIG, SITE / CONFIG.name)
    sources = dict(pages())
    for source, page in sources.items():
        write(folder / page, adjusted(source, page, sources, folder))
    for source in ROOT.glob("docs/screens/*"):
        copy(source, folder / "screens" / source.name)
    for client in sorted(ROOT.glob("generated/*/src/*")):
        write(
            folder / f"api/{client.name.removeprefix('endpoint_roster_')}.md", client_page(client)
        )
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*.md")}
    listed = set(navigation(tomllib.loads(CONFIG.read_text("utf-8"))["project"]["nav"]))
    for page in sorted(found - listed):
        print(f"{page}: is not in the navigation (nav in docs/zensical.toml)")
    for page in sorted(listed - found):
        print(f"{page}: is in the navigation, but does not exist")
    return 1 if found ^ listed else 0


def pages() -> Iterator[tuple[Path, str]]:
    """Yield each Markdown file that becomes a page, and the page's path."""
    yield ROOT / "README.md", "index.md"
    yield ROOT / "CONTRIBUTING.md", "contributing.md"
    for path in sorted(ROOT.glob("docs/**/*.md")):
        yield path, path.relative_to(ROOT / "docs").as_posix()
    for folder in ("packages", "generated"):
        for path in sorted(ROOT.glob(f"{folder}/*/README.md")):
            yield path, f"packages/{path.parent.name}.md"
    for path in sorted(ROOT.glob("specs/*/CHANGELOG.md")):
        yield path, f"changelogs/endpoint-roster-{path.parent.name}.md"
    for path in sorted(ROOT.glob("packages/*/CHANGELOG.md")):
        yield path, f"changelogs/{path.parent.name}.md"
    for path in sorted(ROOT.glob("specs/*/notes.md")):
        yield path, f"notes/{path.parent.name}.md"


def adjusted(source: Path, page: str, sources: dict[Path, str], folder: Path) -> str:
    """Return a page's text with its links pointing to the pages of the site.

    A file of the repository that is not a page, such as a schema, comes along when it is linked.
    """

    def adjust(match: re.Match[str]) -> str:
        target = match["target"]
        if target is None or target.startswith(("#", "mailto:")) or "://" in target:
            return match[0]
        path, sign, anchor = target.partition("#")
        file = (source.parent / path).resolve()
        there = sources.get(file)
        if there is None:
            if not file.is_file():
                return match[0]  # the build reports it
            there = file.relative_to(ROOT).as_posix().removeprefix("docs/")
            there = there if there.startswith("screens/") else f"files/{file.name}"
            copy(file, folder / there)
        relative = Path(os.path.relpath(there, Path(page).parent)).as_posix()
        return f"{match['open']}{relative}{sign}{anchor}{match['close']}"

    return LINK.sub(adjust, source.read_text("utf-8"))


def client_page(client: Path) -> str:
    """Return the API page of a generated client."""
    resources = sorted(path.stem for path in client.glob("resources/[!_]*.py"))
    classes = re.findall(r"^class (\w+)", (client / "client.py").read_text("utf-8"), re.MULTILINE)
    return CLIENT_PAGE.format(
        package=client.name,
        classes=classes,
        resources="\n".join(RESOURCE.format(package=client.name, module=one) for one in resources),
    )


def navigation(entry: Any) -> Iterator[str]:
    """Yield every page of a navigation: a page, a list of entries, or entries by title."""
    if isinstance(entry, str):
        yield entry
        return
    for one in cast("dict[str, Any]", entry).values() if isinstance(entry, dict) else entry:
        yield from navigation(one)


def write(path: Path, text: str) -> None:
    """Write a file, with its folders."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def copy(source: Path, path: Path) -> None:
    """Copy a file, with its folders."""
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, path)


if __name__ == "__main__":
    sys.exit(main())
