"""Render client packages and the facade's models."""

from __future__ import annotations

import contextlib
import io
import json
import re
import shutil
import subprocess
import sys
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import openapi_python_client as opc
from documents.spec import Place, Spec, UnreadableError, read_spec
from generation.record import FACADE, inputs, sha256, target, write
from jinja2 import FileSystemLoader, StrictUndefined
from linting.safety import dangers
from linting.settings import bad_settings
from openapi_python_client.config import Config, ConfigFile, MetaType
from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser.errors import GeneratorError
from openapi_python_client.strings import snake_case

from . import listing_schema, request_bodies
from .document import prepared
from .facts import client_facts
from .names import clashes
from .properties import FactError, argument_type, described, kind_of, plain_text, type_of

if TYPE_CHECKING:
    from collections.abc import Iterable

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
REGENERATE = "uv run nox -s regenerate"
#: Settings that are not the generator's.
OURS = frozenset({"client", "operations", "package"})
#: Bases of the facade's models: what they have beside their fields, written by hand.
RECORD = "endpoint_roster.records.Record"
SPECIAL_RECORDS = {
    "Endpoint": "endpoint_roster.records.EndpointRecord",
    "Listing": "endpoint_roster.records.ListingRecord",
}


# How the generator names what it speaks of.
SCHEMA = re.compile(r"/components/schemas/(\w+)")
OPERATION = re.compile(r"\b(GET|PUT|POST|DELETE|OPTIONS|HEAD|PATCH|TRACE) (/\S*)")
DUPLICATE = re.compile(r'duplicate models with name "(\w+)"')
STEPS = re.compile(r"\b(?:components|paths|info|servers)\.\S+")


class RenderError(Exception):
    """A spec, a setting or a template that no code can be made from."""


def render(names: list[str], root: Path, out: Path) -> int:
    """Render the named packages into a folder; the exit code."""
    name = "templates"
    try:
        check_upstream_templates()
        for name in names:
            if name == FACADE:
                render_facade_models(root, out)
            else:
                render_client(name, root, out)
    except RenderError as error:
        print(f"cannot generate: {error}", file=sys.stderr)
        return 1
    except Exception as error:  # noqa: BLE001 - whatever a spec makes the generator raise
        reason = " ".join(str(error).split())[:300]
        place = f"specs/{name}/{'endpoint' if name == FACADE else 'openapi'}.yaml:1: #"
        advice = "which no rule foresees: change what was changed last, and report it"
        text = f"{place} {type(error).__name__}: {reason}, {advice}"
        print(f"cannot generate: {text}", file=sys.stderr)
        return 1
    return 0


def check_upstream_templates() -> None:
    """Fail when a template that ours replaces is not the one that ours was written against."""
    known: dict[str, str] = json.loads((TEMPLATES / "upstream.json").read_text())
    upstream = Path(opc.__file__).parent / "templates"
    ours = sorted(path.name for path in (TEMPLATES / "client").glob("*.jinja"))
    found = [upstream / name for name in ours if (upstream / name).exists()]
    actual = {path.name: sha256(upstream, path) for path in found}
    if actual != known:
        changed = sorted({name for name, _ in actual.items() ^ known.items()})
        raise RenderError(
            f"upstream templates changed or are not recorded: {', '.join(changed)}."
            " Compare each with scripts/templates/client, then write the new hashes to"
            f" scripts/templates/upstream.json:\n{json.dumps(actual, indent=2)}"
        )


def render_client(provider: str, root: Path, out: Path) -> None:
    """Render one client package."""
    file = root / "specs" / provider / "openapi.yaml"
    made_from = inputs_of(provider, root)
    checked = safe_spec(file, root)
    package = out / target(provider)
    source = package / "src" / f"endpoint_roster_{provider}"
    source.parent.mkdir(parents=True)

    spec = prepared(checked)
    options = {key: value for key, value in spec.settings.items() if key not in OURS}
    config = Config.from_sources(
        ConfigFile(**options, post_hooks=[]), MetaType.NONE, file, "utf-8", False, source
    )
    data = GeneratorData.from_dict(spec.document, config=config)
    if isinstance(data, GeneratorError):
        raise refused(checked, root, *refusal(checked, f"{data.header}: {data.detail}"))
    collections = data.endpoint_collections_by_tag.values()
    errors = [*data.errors, *chain(*(one.parse_errors for one in collections))]
    refuse_errors(checked, root, errors)
    try:
        about = client_facts(spec, data)
    except FactError as error:
        raise refused(checked, root, error.pointer, error, in_settings=error.in_settings) from None
    project = opc.Project(openapi=data, config=config, custom_template_path=TEMPLATES / "client")
    extras: dict[str, Any] = {
        "spec": about, "kind_of": kind_of, "module_of": snake_case, "paths": key_paths,
        "type_of": type_of, "argument_type": argument_type, "plain": plain_text,
        "described": described,
    }  # fmt: skip
    cast("dict[str, Any]", project.env.globals).update(extras)
    with contextlib.redirect_stdout(io.StringIO()):  # it says what it does
        refuse_errors(checked, root, project.build())
    arrange(source)
    (source / "py.typed").touch()
    request_bodies.write(checked, source)
    templates = project.env.overlay(
        loader=FileSystemLoader(TEMPLATES / "package"), undefined=StrictUndefined
    )
    for name in ("README.md", "pyproject.toml"):
        text = templates.get_template(f"{name}.jinja").render(about)
        (package / name).write_text(text, encoding="utf-8")
    shutil.copyfile(root / "LICENSE", package / "LICENSE")
    header = f"# Written by `{REGENERATE}` from specs/{provider}; do not edit.\n"
    for module in source.rglob("*.py"):
        module.write_text(header + module.read_text(encoding="utf-8"), encoding="utf-8")
    finish(package, made_from, "openapi-python-client")


def refuse_errors(spec: Spec, root: Path, errors: Iterable[GeneratorError]) -> None:
    """Raise what the generator says first: also of a warning, something is missing in the client.

    The others mostly follow from it.
    """
    for error in errors:
        raise refused(spec, root, *refusal(spec, f"{error.header} {error.detail or ''}"))


def refusal(spec: Spec, words: str) -> tuple[str, str]:
    """Where that stands which the generator speaks of, and its words in one line."""
    plain = re.sub(r"<\S+ object at 0x[0-9a-f]+>", "", words)
    plain = " ".join(plain.partition("Failure to process schema")[0].split())[:300]
    place = spec.root
    if named := SCHEMA.search(plain):
        place = spec.root.at("components", "schemas", named[1])
    elif named := OPERATION.search(plain):
        place = spec.root.at("paths", named[2], named[1].lower())
    elif named := STEPS.search(words):
        place = nearest(spec, [step for step in named[0].split(".") if step != "other"])
    if double := DUPLICATE.search(plain):
        advice = f"two objects would be the class {double[1]}: move the one inside of another to"
        return place.pointer, f"{advice} components/schemas, under a name of its own"
    return place.pointer, f"the generator cannot read it: {plain}. Describe it in a plainer way"


def nearest(spec: Spec, steps: list[str]) -> Place:
    """The place that these steps lead to, as far as they do."""
    place = spec.root
    for step in steps:
        if place.at(step).value is None:
            break
        place = place.at(step)
    return place


def arrange(source: Path) -> None:
    """Move operations and resources where ours belong, and drop what core has."""
    for name in ("types.py", "errors.py"):
        (source / name).unlink()
    operations, resources = source / "operations", source / "resources"
    for folder, about in (operations, "Operations"), (resources, "Resources"):
        folder.mkdir()
        text = f'"""{about} of the API, one module each."""\n'
        (folder / "__init__.py").write_text(text, encoding="utf-8")
    for tag in sorted(path for path in (source / "api").iterdir() if path.is_dir()):
        (tag / "__init__.py").rename(resources / f"{tag.name}.py")
        for module in sorted(tag.glob("*.py")):
            module.rename(operations / module.name)
    shutil.rmtree(source / "api")


def safe_spec(file: Path, root: Path) -> Spec:
    """A spec with its settings, in which nothing was found that could do harm.

    Raises:
        RenderError: It cannot be read, or something was found: where, and what to do.
    """
    try:
        spec = read_spec(file)
    except UnreadableError as error:
        place = error.path.relative_to(root).as_posix()
        raise RenderError(f"{place}:{error.line}: {error.place}{error}") from None
    for pointer, advice in dangers(spec):
        raise refused(spec, root, pointer, advice)
    if spec.settings is None:
        settings = file.with_name("codegen.yaml").relative_to(root).as_posix()
        raise RenderError(f"{settings}: write this file")
    for pointer, advice in bad_settings(spec):
        raise refused(spec, root, pointer, advice, in_settings=True)
    for pointer, advice in clashes(spec) if spec.is_openapi else ():
        raise refused(spec, root, pointer, advice)
    return spec


def refused(
    spec: Spec, root: Path, pointer: str, advice: object, *, in_settings: bool = False
) -> RenderError:
    """The error of something found in a spec or its settings: where, and what to do."""
    file = spec.path.with_name("codegen.yaml") if in_settings else spec.path
    line = spec.line(pointer, in_settings=in_settings)
    return RenderError(f"{file.relative_to(root).as_posix()}:{line}: #{pointer} {advice}")


def render_facade_models(root: Path, out: Path) -> None:
    """Render the facade's models with datamodel-code-generator."""
    folder = root / "specs" / "roster"
    made_from = inputs_of(FACADE, root)
    spec = safe_spec(folder / "endpoint.yaml", root)
    settings: dict[str, Any] = spec.settings
    file = out / target(FACADE)
    file.parent.mkdir(parents=True)
    header = f"# Written by `{REGENERATE} -- roster` from specs/roster; do not edit."
    command = [tool("datamodel-codegen"), "--input", str(folder / "endpoint.yaml")]
    ours = {
        "base-class": RECORD,
        "base-class-map": SPECIAL_RECORDS,
        "custom-file-header": header,
        "output": str(file),
    }
    for name, value in {**settings, **ours}.items():
        if value is True:
            command.append(f"--{name}")
        elif isinstance(value, list):
            command += [f"--{name}", *map(str, cast("list[object]", value))]
        elif value is not False:
            command += [f"--{name}", json.dumps(value) if isinstance(value, dict) else str(value)]
    run(command)
    # Its template leaves out arguments that are false.
    arguments: dict[str, bool] = settings.get("dataclass-arguments", {})
    off = "".join(f", {name}=False" for name, is_on in arguments.items() if not is_on)
    text = file.read_text(encoding="utf-8")
    text = re.sub(r"^(@dataclass\(.+)\)$", rf"\1{off})", text, flags=re.MULTILINE)
    file.write_text(text, encoding="utf-8")
    listing_schema.write(spec.document, out)
    finish(file, made_from, "datamodel-code-generator")


def finish(path: Path, made_from: dict[str, str], generator: str) -> None:
    """Sort imports, drop unused ones, format; then write the record.

    By our settings, whatever the surroundings say.
    """
    ruff = tool("ruff")
    config = ["--config", str(TEMPLATES / "formatting.toml"), "--no-cache", "--quiet"]
    config.append("--no-respect-gitignore")  # what is rendered lies in an ignored folder
    run([ruff, "check", "--fix-only", *config, str(path)])
    run([ruff, "format", *config, str(path)])
    tools = {"generator": generator, "formatter": "ruff"}
    write(path, made_from, **{what: f"{name} {version(name)}" for what, name in tools.items()})


def tool(name: str) -> str:
    """The path of a tool of the environment that this runs in."""
    return str(Path(sys.executable).with_name(name))


def run(command: list[str]) -> None:
    """Run a tool; its words become the error."""
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        raise RenderError(f"{Path(command[0]).name} failed: {done.stderr or done.stdout}")


def key_paths(paths: Iterable[Iterable[str]] | None) -> str:
    """A tuple of tuples of keys, as Python writes it."""
    return repr(tuple(tuple(path) for path in paths or ()))


def inputs_of(name: str, root: Path) -> dict[str, str]:
    """Hashes of the inputs.

    Raises:
        RenderError: One of them is missing.
    """
    try:
        return inputs(name, root)
    except OSError as error:
        place = Path(str(error.filename)).relative_to(root).as_posix()
        raise RenderError(f"{place}: {error.strerror}: write this file") from None
