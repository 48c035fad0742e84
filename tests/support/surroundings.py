"""What a user has around a program: variables of the environment, and a configuration file."""

from __future__ import annotations

import json
import os
import tomllib
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from endpoint_roster_sim import Simulator

OURS = ("VOLC", "PPIO_", "TOGETHER_", "OPENROUTER_", "HUAWEICLOUD_", "ENDPOINT_ROSTER_")
#: Whom programs trust, how they look on a terminal, and whether ours shows where a fault is.
OTHERS = (
    *("SSL_CERT_FILE", "SSL_CERT_DIR", "SSLKEYLOGFILE"),
    *("NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "PAGER", "LESS", "ROSTER_TRACEBACK"),
)


def toml_as_json(text: str) -> Any:
    """Return the JSON data of a TOML document, as editors compare it with a JSON Schema."""
    return json.loads(json.dumps(tomllib.loads(text), default=str))  # a date becomes text


def disturbing() -> list[str]:
    """Return the variables of this machine that would change what is tested."""
    return [
        name
        for name in os.environ
        if name.startswith(OURS) or name in OTHERS or name.lower().endswith("_proxy")
    ]


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out what the machine has set; a room has this by importing it in its conftest."""
    for name in disturbing():
        monkeypatch.delenv(name)


def variables_of(simulator: Simulator) -> dict[str, str]:
    """Return the variables of a user who has an account everywhere; at Huawei without a key."""
    about = simulator.describe()
    addresses = {f"{name.upper()}_BASE_URL": about[name]["base_url"] for name in about}
    addresses["HUAWEICLOUD_BASE_URL"] = addresses.pop("HUAWEI_BASE_URL")
    return {
        **addresses,
        "VOLCENGINE_ACCESS_KEY": about["volcengine"]["access_key"],
        "VOLCENGINE_SECRET_KEY": about["volcengine"]["secret_key"],
        "PPIO_API_KEY": about["ppio"]["api_key"],
        "TOGETHER_API_KEY": about["together"]["api_key"],
        "TOGETHER_PROJECT_ID": about["together"]["project_id"],
        "OPENROUTER_API_KEY": about["openrouter"]["api_key"],
        "OPENROUTER_MODELS": ",".join(about["openrouter"]["models"]),
        "HUAWEICLOUD_SDK_PROJECT_ID": about["huawei"]["project_id"],
    }


def write_config(folder: Path, text: str) -> Path:
    """Write a configuration file that only its owner may read, and return its path."""
    file = folder / "roster.toml"
    file.write_text(text, encoding="utf-8")
    file.chmod(0o600)
    return file
