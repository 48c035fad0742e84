"""The pages of the documentation site, in one tree, with the links between them adjusted.

Hand-written because a page stands where readers of the repository meet it: in `docs/`, beside a
package, beside a spec. Builders of sites take one folder of pages.
"""

import fnmatch
import os
import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, cast

import tomlkit

#: A link or image of Markdown; or code, in blocks and in lines, which is not searched.
LINK = re.compile(r"```.*?```|`[^`\n]*`|(?P<open>\]\()(?P<target>[^()\s]+)(?P<close>\))", re.DOTALL)
#: What becomes a page, and its path there, by the name of the file and of the folder that it is in.
PAGES = {
    "README.md": "index.md",
    "CONTRIBUTING.md": "contributing.md",
    "docs/*.md": "{file}.md",
    "docs/*/*.md": "{folder}/{file}.md",
    "packages/*/README.md": "packages/{folder}.md",
    "generated/*/README.md": "packages/{folder}.md",
    "specs/*/CHANGELOG.md": "changelogs/endpoint-roster-{folder}.md",
    "packages/*/CHANGELOG.md": "changelogs/{folder}.md",
    "specs/*/notes.md": "notes/{folder}.md",
}
#: The page of a generated client: its classes, then its resources, then its models.
CLIENT, RESOURCE = (
    Path(__file__).with_name(f"{name}.md.txt").read_text("utf-8") for name in ("client", "resource")
)


def gather(root: Path, site: Path) -> int:
    """Write the pages, print what is wrong with the navigation, return the exit code."""
    shutil.rmtree(site, ignore_errors=True)
    folder = site / "pages"
    shutil.copytree(root / "docs/screens", folder / "screens")
    pages = {
        source: place.format(file=source.stem, folder=source.parent.name)
        for pattern, place in PAGES.items()
        for source in sorted(root.glob(pattern))
    }
    texts = {page: adjusted(source, page, pages, folder) for source, page in pages.items()}
    for client in sorted(root.glob("generated/*/src/*")):
        texts[f"api/{client.name.removeprefix('endpoint_roster_')}.md"] = client_page(client)
    for page, text in texts.items():
        (folder / page).parent.mkdir(parents=True, exist_ok=True)
        (folder / page).write_text(text, "utf-8")
    config = cast("Any", tomlkit.parse((root / "docs/zensical.toml").read_text("utf-8")))
    nav = config["project"]["nav"]
    complete(nav, texts)
    (site / "zensical.toml").write_text(tomlkit.dumps(config), "utf-8")
    listed = set(navigation(nav))
    for page in sorted(texts.keys() - listed):
        print(f"{page}: is not in the navigation (nav in docs/zensical.toml)")
    for page in sorted(listed - texts.keys()):
        print(f"{page}: is in the navigation, but does not exist")
    return 1 if texts.keys() ^ listed else 0


def adjusted(source: Path, page: str, pages: dict[Path, str], folder: Path) -> str:
    """Return a page's text with its links pointing to the pages of the site.

    A file of the repository that is not a page, such as a schema, comes along when it is linked.
    """

    def adjust(match: re.Match[str]) -> str:
        target = match["target"]
        if target is None or target.startswith(("#", "mailto:")) or "://" in target:
            return match[0]
        path, sign, anchor = target.partition("#")
        file = (source.parent / path).resolve()
        there = pages.get(file)
        if there is None:
            if not file.is_file():
                return match[0]  # the build reports it
            there = f"{'screens' if file.parent.name == 'screens' else 'files'}/{file.name}"
            (folder / there).parent.mkdir(exist_ok=True)
            shutil.copyfile(file, folder / there)
        relative = Path(os.path.relpath(there, Path(page).parent)).as_posix()
        return f"{match['open']}{relative}{sign}{anchor}{match['close']}"

    return LINK.sub(adjust, source.read_text("utf-8"))


def client_page(client: Path) -> str:
    """Return the API page of a generated client."""
    resources = sorted(path.stem for path in client.glob("resources/[!_]*.py"))
    classes = re.findall(r"^class (\w+)", (client / "client.py").read_text("utf-8"), re.MULTILINE)
    return CLIENT.format(
        package=client.name,
        classes=classes,
        resources="\n".join(RESOURCE.format(package=client.name, module=one) for one in resources),
    )


def complete(nav: Any, pages: Iterable[str]) -> None:
    """Replace each pattern of the navigation by the pages that it matches and that are not in it.

    So the pages of a new provider are in the navigation without a line for each.
    """
    for entries in (entries for section in nav for entries in section.values()):
        for pattern in [one for one in entries if isinstance(one, str) and "*" in one]:
            entries.remove(pattern)
            found = {*fnmatch.filter(pages, pattern)}.difference(navigation(nav))
            entries.extend({Path(page).stem: page} for page in sorted(found))


def navigation(entry: Any) -> Iterator[str]:
    """Yield every page of a navigation: a page, a list of entries, or entries by title."""
    if isinstance(entry, str):
        yield entry
        return
    for one in cast("dict[str, Any]", entry).values() if isinstance(entry, dict) else entry:
        yield from navigation(one)
