"""Render client packages and the facade's models.

Runs in the generators' environment; regenerate.py starts it.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import io
import json
import re
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any, cast

import openapi_python_client as opc
from generation_record import FACADE, target, write
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from openapi_python_client.config import Config, ConfigFile, MetaType
from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser.errors import GeneratorError
from python_names import clashes
from settings_safety import client_settings, model_settings
from spec_files import Spec, UnreadableError, read_spec
from spec_safety import dangers

TEMPLATES = Path(__file__).parent / "templates"
REGENERATE = "uv run nox -s regenerate"


class RenderError(Exception):
    """A spec, a setting or a template that no code can be made from."""


def main(arguments: list[str] | None = None) -> int:
    """Render the named packages into a folder; the exit code."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--root", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("names", nargs="+")
    options = parser.parse_args(arguments)
    name = "templates"
    try:
        check_upstream_templates()
        for name in options.names:
            if name == FACADE:
                render_facade_models(options.root, options.out)
            else:
                render_client(name, options.root, options.out)
    except RenderError as error:
        print(f"cannot generate: {error}", file=sys.stderr)
        return 1
    except Exception as error:  # noqa: BLE001 - whatever a spec makes the generator stumble over
        reason = " ".join(str(error).split())[:300]
        print(f"cannot generate: {name}: {type(error).__name__}: {reason}", file=sys.stderr)
        return 1
    return 0


def check_upstream_templates() -> None:
    """Fail when a template that ours replaces is not the one that ours was written against."""
    known: dict[str, str] = json.loads((TEMPLATES / "upstream.json").read_text())
    upstream = Path(opc.__file__).parent / "templates"
    ours = {
        str(p.relative_to(TEMPLATES / "client")) for p in (TEMPLATES / "client").rglob("*.jinja")
    }
    actual = {name: sha256(upstream / name) for name in sorted(ours) if (upstream / name).exists()}
    if actual != known:
        changed = sorted(
            name for name in actual.keys() | known.keys() if actual.get(name) != known.get(name)
        )
        raise RenderError(
            f"upstream templates changed or are not recorded: {', '.join(changed)}."
            " Compare each with scripts/templates/client, then write the new hashes to"
            f" scripts/templates/upstream.json:\n{json.dumps(actual, indent=2)}"
        )


def render_client(provider: str, root: Path, out: Path) -> None:
    """Render one client package."""
    spec_file = root / "specs" / provider / "openapi.yaml"
    checked = safe_spec(spec_file, root)
    spec: dict[str, Any] = checked.document
    settings: dict[str, Any] = checked.settings
    package = out / target(provider)
    source = package / "src" / f"endpoint_roster_{provider}"
    source.parent.mkdir(parents=True)

    about = describe(provider, spec, settings)
    config = Config.from_sources(
        ConfigFile(
            **{key: value for key, value in settings.items() if key != "package"}, post_hooks=[]
        ),
        MetaType.NONE,
        spec_file,
        "utf-8",
        False,
        source,
    )
    data = GeneratorData.from_dict(prepared(spec), config=config)
    if isinstance(data, GeneratorError):
        raise RenderError(f"{spec_file.relative_to(root)}: {data.header}: {data.detail}")
    project = opc.Project(openapi=data, config=config, custom_template_path=TEMPLATES / "client")
    extras: dict[str, Any] = {"spec": about, "fail": fail}
    cast("dict[str, Any]", project.env.globals).update(extras)
    # A warning means that something of the spec is missing in the client, so each is fatal.
    misread = [e for c in data.endpoint_collections_by_tag.values() for e in c.parse_errors]
    if errors := [*data.errors, *misread] or built(project):
        raise RenderError(f"{provider}: {'; '.join(map(explain, errors))}")
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
        provider,
        root,
        generator=f"openapi-python-client {version('openapi-python-client')}",
        formatter=f"ruff {version('ruff')}",
    )


def built(project: opc.Project) -> list[GeneratorError]:
    """What went wrong when the package was written; its chatter is swallowed."""
    with contextlib.redirect_stdout(io.StringIO()):
        return list(project.build())


def prepared(spec: dict[str, Any]) -> dict[str, Any]:
    """The spec as the generator reads it best.

    Each parameter's description stands on its schema too, the only place the generator takes it
    from; and descriptions are single lines, which the templates wrap to the width of the code.
    """
    spec = unwrapped(spec)
    for path in spec["paths"].values():
        for operation in (item for item in path.values() if "operationId" in item):
            for parameter in operation.get("parameters", []):
                parameter["schema"].setdefault("description", parameter.get("description", ""))
    return spec


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
    place = file.relative_to(root).as_posix()
    try:
        spec = read_spec(file)
    except UnreadableError as error:
        place = error.path.relative_to(root).as_posix()
        raise RenderError(f"{place}:{error.line}: {error.place}{error}") from None
    for pointer, advice in dangers(spec):
        raise RenderError(f"{place}:{spec.line(pointer)}: #{pointer} {advice}")
    settings = file.with_name("codegen.yaml").relative_to(root).as_posix()
    if spec.settings is None:
        raise RenderError(f"{settings}: write this file")
    provider, known = file.parent.name, spec.settings
    found = client_settings(known, provider) if spec.is_openapi else model_settings(known)
    for pointer, advice in found:
        raise RenderError(f"{settings}: #{pointer} {advice}")
    if spec.is_openapi:
        for pointer, advice in clashes(spec):
            raise RenderError(f"{place}:{spec.line(pointer)}: #{pointer} {advice}")
    return spec


def describe(provider: str, spec: dict[str, Any], settings: dict[str, Any]) -> dict[str, Any]:
    """What the templates need to know of a spec and the generator does not pass on."""
    server = spec["servers"][0]
    base_url: str = server["url"]
    for name, variable in server.get("variables", {}).items():
        base_url = base_url.replace(f"{{{name}}}", variable["default"])
    operation = next(
        op for path in spec["paths"].values() for op in path.values() if "operationId" in op
    )
    scheme_name = next(name for alternative in operation["security"] for name in alternative)
    scheme = spec["components"]["securitySchemes"][scheme_name]
    if scheme["type"] == "http":
        security = {"kind": "bearer", "prefix": "Bearer", "header": "Authorization"}
    else:
        kind = "signature" if "x-signature" in scheme else "token"
        security = {"kind": kind, "prefix": "", "header": scheme["name"]}
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
        "base_url": base_url.rstrip("/"),
        "security": security,
        "errors": errors,
        "headers": spec.get("x-request-headers", {}),
        "operation": operation,
        "package": settings["package"],
    }


def render_facade_models(root: Path, out: Path) -> None:
    """Render the facade's models with datamodel-code-generator."""
    folder = root / "specs" / "roster"
    settings: dict[str, Any] = safe_spec(folder / "endpoint.yaml", root).settings
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
    write(
        file,
        FACADE,
        root,
        generator=f"datamodel-code-generator {version('datamodel-code-generator')}",
        formatter=f"ruff {version('ruff')}",
    )


def format_code(path: Path) -> None:
    """Sort imports, drop unused ones, format; by our settings, whatever the surroundings say."""
    ruff = tool("ruff")
    config = ["--config", str(TEMPLATES / "ruff.toml"), "--no-cache", "--quiet"]
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


def fail(message: str) -> None:
    """For templates: what they cannot render."""
    raise RenderError(message)


def sha256(*files: Path) -> str:
    """One hash over the names and bytes of files."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()


if __name__ == "__main__":
    sys.exit(main())
