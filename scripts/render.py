"""Render client packages and the facade's models.

Runs in the generators' environment; regenerate.py starts it.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any, cast

import openapi_python_client as opc
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from openapi_python_client.config import Config, ConfigFile, MetaType
from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser.errors import GeneratorError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

TEMPLATES = Path(__file__).parent / "templates"
REGENERATE = "uv run nox -s regenerate"


class RenderError(Exception):
    """A spec, a setting or a template that no code can be made from."""


def main() -> int:
    """Render the named packages into a folder; the exit code."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--root", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("names", nargs="+")
    options = parser.parse_args()
    try:
        check_upstream_templates()
        for name in options.names:
            if name == "roster":
                render_facade_models(options.root, options.out)
            else:
                render_client(name, options.root, options.out)
    except RenderError as error:
        print(f"cannot generate: {error}", file=sys.stderr)
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
    folder = root / "specs" / provider
    spec_file, settings_file = folder / "openapi.yaml", folder / "codegen.yaml"
    spec, settings = load(spec_file, root), load(settings_file, root)
    package = out / "generated" / f"endpoint-roster-{provider}"
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
    if errors := [*data.errors, *misread] or project.build():
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
    for name in ("README.md", "pyproject.toml"):
        (package / name).write_text(
            templates.get_template(f"{name}.jinja").render(about), encoding="utf-8"
        )
    shutil.copyfile(root / "LICENSE", package / "LICENSE")
    header = f"# Written by `{REGENERATE}` from specs/{provider}; do not edit.\n"
    for file in source.rglob("*.py"):
        file.write_text(header + file.read_text(encoding="utf-8"), encoding="utf-8")
    format_code(package)
    record = {
        "generator": f"openapi-python-client {version('openapi-python-client')}",
        "formatter": f"ruff {version('ruff')}",
        "spec": sha256(spec_file),
        "settings": sha256(settings_file),
        "templates": sha256(*sorted(p for p in TEMPLATES.rglob("*") if p.is_file())),
    }
    (package / "generation.json").write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")


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


def load(file: Path, root: Path) -> dict[str, Any]:
    """The mapping that a YAML file holds."""
    yaml: Any = YAML(typ="safe")
    try:
        value: Any = yaml.load(file)
    except (OSError, YAMLError) as error:
        raise RenderError(f"{file.relative_to(root)}: {' '.join(str(error).split())}") from None
    if not isinstance(value, dict):
        raise RenderError(f"{file.relative_to(root)}: not a mapping")
    return cast("dict[str, Any]", value)


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
    settings = load(folder / "codegen.yaml", root)
    file = out / "packages/endpoint-roster/src/endpoint_roster/models.py"
    file.parent.mkdir(parents=True)
    header = f"# Written by `{REGENERATE} -- roster` from specs/roster; do not edit."
    command = [tool("datamodel-codegen"), "--input", str(folder / "endpoint.yaml")]
    for name, value in {**settings, "custom-file-header": header, "output": str(file)}.items():
        if value is True:
            command.append(f"--{name}")
        elif value is not False:
            command += [f"--{name}", json.dumps(value) if isinstance(value, dict) else str(value)]
    run(command)
    format_code(file)


def format_code(path: Path) -> None:
    """Sort imports, drop unused ones, format; by our settings, whatever the surroundings say."""
    ruff = tool("ruff")
    config = ["--config", str(TEMPLATES / "ruff.toml"), "--no-cache", "--quiet"]
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
