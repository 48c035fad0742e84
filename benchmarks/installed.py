"""What an installation consists of: a distribution with everything that it depends on."""

from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name


def closure(requirements: Iterable[str]) -> set[str]:
    """Return the names of the distributions that ``pip install`` would bring for these.

    Args:
        requirements: such as ``together`` or ``endpoint-roster-together[speed]``.

    Raises:
        importlib.metadata.PackageNotFoundError: one of them is not installed here.
    """
    found: set[str] = set()
    for requirement in requirements:
        _add(Requirement(requirement), found)
    return found


def _add(requirement: Requirement, found: set[str]) -> None:
    name = canonicalize_name(requirement.name)
    if name in found and not requirement.extras:
        return
    found.add(name)
    for text in metadata.requires(name) or ():
        needed = Requirement(text)
        if needed.marker is None or any(
            needed.marker.evaluate({"extra": extra}) for extra in ("", *requirement.extras)
        ):
            _add(needed, found)


def size_of(name: str) -> int:
    """Return the bytes of a distribution's files, without what Python compiles by itself.

    Raises:
        RuntimeError: it is installed as editable, so that its files are elsewhere.
    """
    return sum(path.stat().st_size for path in _files(name) if path.suffix != ".pyc")


def link(requirements: Iterable[str], folder: Path) -> None:
    """Fill a folder with links to an installation, as if nothing else were installed."""
    folder.mkdir()
    for name in closure(requirements):
        site = Path(str(metadata.distribution(name).locate_file("")))
        inside = [path.relative_to(site) for path in _files(name) if path.is_relative_to(site)]
        for top in {path.parts[0] for path in inside if path.parts[0] not in ("..", "__pycache__")}:
            target = folder / top
            if not target.exists():  # a namespace can belong to several
                target.symlink_to(site / top)


def _files(name: str) -> Iterator[Path]:
    distribution = metadata.distribution(name)
    if '"editable"' in (distribution.read_text("direct_url.json") or ""):
        raise RuntimeError(f"{name} is installed as editable: its files are elsewhere")
    for file in distribution.files or ():
        path = Path(str(distribution.locate_file(file)))
        if path.is_file():
            yield path
