"""The bytes that every subject reads: 1, 100 and 10,000 endpoints of simulated fleets."""

import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from endpoint_roster_sim import Simulator

SIZES = (1, 100, 10_000)
#: The providers that publish an SDK with this operation.
PROVIDERS = ("together", "openrouter", "volcengine")

Items = list[dict[str, Any]]


def write(folder: Path) -> None:
    """Write one file for each provider and size; the same bytes on every machine and day."""
    epoch = datetime(2026, 1, 1, tzinfo=UTC)
    simulator = Simulator(endpoints=max(SIZES), seed=0, providers=PROVIDERS, epoch=epoch)
    for provider in PROVIDERS:
        fleet = simulator.fleet(provider)
        for size in SIZES:
            body = _ENVELOPES[provider](fleet[:size])
            text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
            path_of(folder, provider, size).write_text(text, "utf-8")


def path_of(folder: Path, provider: str, size: int) -> Path:
    """Return where the body of one provider and size lies."""
    return folder / f"{provider}-{size}.json"


def read(folder: Path, provider: str, size: int) -> bytes:
    """Return one body."""
    return path_of(folder, provider, size).read_bytes()


def _together(items: Items) -> dict[str, Any]:
    return {"object": "list", "data": items}


def _openrouter(items: Items) -> dict[str, Any]:
    model = {
        "id": "meta-llama/llama-3.3-70b-instruct",
        "name": "Meta: Llama 3.3 70B Instruct",
        "created": 1_733_506_137,
        "description": "Meta: Llama 3.3 70B Instruct, served by several providers.",
        "architecture": {
            "tokenizer": "Llama3",
            "instruct_type": "llama3",
            "modality": "text->text",
            "input_modalities": ["text"],
            "output_modalities": ["text"],
        },
        "endpoints": items,
    }
    return {"data": model}


def _volcengine(items: Items) -> dict[str, Any]:
    # The real service gives at most 100 a page; a longer one only shows how the cost grows.
    return {
        "ResponseMetadata": {
            "RequestId": "20260101000000A1B2C3D4E5F60718293A",
            "Action": "ListEndpoints",
            "Version": "2024-01-01",
            "Service": "ark",
            "Region": "cn-beijing",
        },
        "Result": {
            "TotalCount": len(items),
            "PageNumber": 1,
            "PageSize": len(items),
            "Items": items,
        },
    }


_ENVELOPES: dict[str, Callable[[Items], dict[str, Any]]] = {
    "together": _together,
    "openrouter": _openrouter,
    "volcengine": _volcengine,
}


if __name__ == "__main__":
    write(Path(sys.argv[1]))
