"""Render client packages and the facade's models."""

from __future__ import annotations

import contextlib
import io
import json
import re
import shutil
import subprocess
import sys
from copy import deepcopy
from importlib.metadata import version
from pathlib import Path
from typing import Any, cast

import openapi_python_client as opc
from documents.spec import METHODS, Spec, UnreadableError, read_spec
from generation.record import FACADE, inputs, sha256, target, write
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from linting.safety import dangers
from linting.settings import bad_settings
from openapi_python_client.config import Config, ConfigFile, MetaType
from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser.errors import GeneratorError

from . import listing_schema
from .facts import client_facts, key_paths, module_of
from .names import clashes
from .properties import FactError, argument_type, described, kind_of, plain_text, type_of

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
REGENERATE = "uv run nox -s regenerate"
#: Formats that the generator has a Python type for and our models read as the text that they are.
PLAIN_FORMATS = frozenset({"date", "uuid"})


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
        print(f"cannot generate: {name}: {type(error).__name__}: {reason}", file=sys.stderr)
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
    spec_file = root / "specs" / provider / "openapi.yaml"
    made_from = inputs_of(provider, root)
    checked = safe_spec(spec_file, root)
    spec: dict[str, Any] = checked.document
    settings: dict[str, Any] = checked.settings
    package = out / target(provider)
    source = package / "src" / f"endpoint_roster_{provider}"
    source.parent.mkdir(parents=True)

    about = describe(provider, spec, settings)
    ours = ("client", "operations", "package")
    config = Config.from_sources(
        ConfigFile(
            **{key: value for key, value in settings.items() if key not in ours}, post_hooks=[]
        ),
        MetaType.NONE,
        spec_file,
        "utf-8",
        False,
        source,
    )
    whole = prepared(checked)
    data = GeneratorData.from_dict(whole, config=config)
    if isinstance(data, GeneratorError):
        raise RenderError(f"{spec_file.relative_to(root)}: {data.header}: {data.detail}")
    # A warning means that something of the spec is missing in the client, so each is fatal.
    misread = [e for c in data.endpoint_collections_by_tag.values() for e in c.parse_errors]
    if errors := [*data.errors, *misread]:
        raise RenderError(f"{provider}: {'; '.join(map(explain, errors))}")
    try:
        about.update(client_facts(whole, settings, data))
    except FactError as error:
        place = spec_file.relative_to(root).as_posix()
        if error.in_settings:
            place = spec_file.with_name("codegen.yaml").relative_to(root).as_posix()
            raise RenderError(f"{place}: #{error.pointer} {error}") from None
        line = checked.line(error.pointer)
        raise RenderError(f"{place}:{line}: #{error.pointer} {error}") from None
    project = opc.Project(openapi=data, config=config, custom_template_path=TEMPLATES / "client")
    extras: dict[str, Any] = {
        "spec": about, "kind_of": kind_of, "module_of": module_of, "paths": key_paths,
        "type_of": type_of, "argument_type": argument_type, "plain": plain_text,
        "described": described,
    }  # fmt: skip
    cast("dict[str, Any]", project.env.globals).update(extras)
    if errors := built(project):
        raise RenderError(f"{provider}: {'; '.join(map(explain, errors))}")
    arrange(source)
    (source / "py.typed").touch()

    templates = Environment(
        loader=FileSystemLoader(TEMPLATES / "package"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701 - Markdown and TOML, of our own specs
    )
    # JSON's strings are TOML's too.
    templates.filters["quoted"] = lambda text: json.dumps(text, ensure_ascii=False)
    for name in ("README.md", "pyproject.toml"):
        (package / name).write_text(
            templates.get_template(f"{name}.jinja").render(about), encoding="utf-8"
        )
    shutil.copyfile(root / "LICENSE", package / "LICENSE")
    header = f"# Written by `{REGENERATE}` from specs/{provider}; do not edit.\n"
    for file in source.rglob("*.py"):
        file.write_text(header + file.read_text(encoding="utf-8"), encoding="utf-8")
    format_code(package)
    write(
        package,
        made_from,
        generator=f"openapi-python-client {version('openapi-python-client')}",
        formatter=f"ruff {version('ruff')}",
    )


def built(project: opc.Project) -> list[GeneratorError]:
    """What went wrong when the package was written; its chatter is swallowed."""
    with contextlib.redirect_stdout(io.StringIO()):
        return list(project.build())


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


def prepared(spec: Spec) -> dict[str, Any]:
    """The document as the generator reads it best.

    Each operation has all its parameters, written out, also those of its path. Each parameter's
    description stands on its schema too, the only place the generator takes it from. Texts of a
    special format stay texts. Descriptions are single lines, which the templates wrap to the width
    of the code.
    """
    document: dict[str, Any] = unwrapped(spec.document)
    copy = Spec(spec.path, document, {})
    for path in copy.root.at("paths").children():
        shared = [copy.follow(one).value for one in path.at("parameters").children()]
        path.value.pop("parameters", None)
        for operation in (one for one in path.children() if one.name in METHODS):
            own = [copy.follow(one).value for one in operation.at("parameters").children()]
            known = {(one["in"], one["name"]) for one in own}
            every = [one for one in shared if (one["in"], one["name"]) not in known] + own
            operation.value["parameters"] = deepcopy(every)
            for parameter in operation.value["parameters"]:
                parameter["schema"].setdefault("description", parameter.get("description", ""))
    for schema in copy.schemas():
        if schema.value.get("format") in PLAIN_FORMATS:
            del schema.value["format"]
    return document


def unwrapped(value: Any) -> Any:
    """A copy in which the paragraphs of descriptions are single lines."""
    if isinstance(value, dict):
        fields = cast("dict[str, Any]", value)
        return {
            key: re.sub(r"(?<!\n)\n(?!\n|[-*] )", " ", item.strip())
            if key in ("description", "summary") and isinstance(item, str)
            else unwrapped(item)
            for key, item in fields.items()
        }
    if isinstance(value, list):
        return [unwrapped(item) for item in cast("list[Any]", value)]
    return value


def safe_spec(file: Path, root: Path) -> Spec:
    """A spec with its settings, in which nothing was found that could do harm.

    Raises:
        RenderError: It cannot be read, or something was found: where, and what to do.
    """
    place, settings = (
        path.relative_to(root).as_posix() for path in (file, file.with_name("codegen.yaml"))
    )
    try:
        spec = read_spec(file)
    except UnreadableError as error:
        place = error.path.relative_to(root).as_posix()
        raise RenderError(f"{place}:{error.line}: {error.place}{error}") from None
    for pointer, advice in dangers(spec):
        raise RenderError(f"{place}:{spec.line(pointer)}: #{pointer} {advice}")
    if spec.settings is None:
        raise RenderError(f"{settings}: write this file")
    for pointer, advice in bad_settings(spec):
        raise RenderError(f"{settings}: #{pointer} {advice}")
    if spec.is_openapi:
        for pointer, advice in clashes(spec):
            raise RenderError(f"{place}:{spec.line(pointer)}: #{pointer} {advice}")
    return spec


def describe(provider: str, spec: dict[str, Any], settings: dict[str, Any]) -> dict[str, Any]:
    """What the templates need to know of a spec and the generator does not pass on."""
    errors = dict(spec["x-error-body"])
    header = errors.pop("request_id_header", None)
    headers = [header] if isinstance(header, str) else header or []
    errors["request_id_headers"] = list(dict.fromkeys([*headers, "X-Request-Id"]))
    return {
        "provider": provider,
        "project": f"endpoint-roster-{provider}",
        "module": f"endpoint_roster_{provider}",
        "version": spec["info"]["version"],
        "summary": " ".join(spec["info"]["summary"].split()),
        "errors": errors,
        "headers": spec.get("x-request-headers", {}),
        "package": settings["package"],
    }


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
    for name, value in {**settings, "custom-file-header": header, "output": str(file)}.items():
        if value is True:
            command.append(f"--{name}")
        elif isinstance(value, list):
            command += [f"--{name}", *map(str, cast("list[object]", value))]
        elif value is not False:
            command += [f"--{name}", json.dumps(value) if isinstance(value, dict) else str(value)]
    run(command)
    format_code(file)
    listing_schema.write(spec.document, out)
    write(
        file,
        made_from,
        generator=f"datamodel-code-generator {version('datamodel-code-generator')}",
        formatter=f"ruff {version('ruff')}",
    )


def format_code(path: Path) -> None:
    """Sort imports, drop unused ones, format; by our settings, whatever the surroundings say."""
    ruff = tool("ruff")
    config = ["--config", str(TEMPLATES / "formatting.toml"), "--no-cache", "--quiet"]
    config.append("--no-respect-gitignore")  # what is rendered lies in an ignored folder
    run([ruff, "check", "--fix-only", *config, str(path)])
    run([ruff, "format", *config, str(path)])


def explain(error: GeneratorError) -> str:
    """The words of a generator's error in one line, without addresses of its objects."""
    words = f"{error.header} {error.detail or ''}"
    return " ".join(re.sub(r"<\S+ object at 0x[0-9a-f]+>", "", words).split())


def tool(name: str) -> str:
    """The path of a tool of the environment that this runs in."""
    return str(Path(sys.executable).with_name(name))


def run(command: list[str]) -> None:
    """Run a tool; its words become the error."""
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        raise RenderError(f"{Path(command[0]).name} failed: {done.stderr or done.stdout}")


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
