"""What the templates of a client need to know beyond what the generator tells them.

Runs in the generators' environment.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from openapi_python_client.strings import ClassName

from .models import models_with_facts, name_properties, schemas_of
from .names import PREFIX
from .operations import operations_of

if TYPE_CHECKING:
    from documents.spec import Spec

    from .operations import Operation


def client_facts(spec: Spec, openapi: Any) -> dict[str, Any]:
    """Return the facts, by the names that the templates use.

    Raises:
        FactError: The client would be wrong or incomplete.
    """
    models = {model.class_info.name: model for model in openapi.models}
    schemas = schemas_of(spec)
    name_properties(models, schemas)
    operations = operations_of(spec, openapi, models)
    info = spec.document["info"]
    return {
        "provider": spec.provider,
        "project": f"endpoint-roster-{spec.provider}",
        "module": f"endpoint_roster_{spec.provider}",
        "version": info["version"],
        "summary": " ".join(info["summary"].split()),
        "errors": _errors(spec.document["x-error-body"]),
        "headers": spec.document.get("x-request-headers", {}),
        "client": spec.settings["client"],
        "package": spec.settings["package"],
        "operations": operations,
        "resources": _resources(spec, openapi, operations),
        "models": models_with_facts(openapi, models, schemas),
        **_addresses(spec),
    }


def _errors(body: dict[str, Any]) -> dict[str, Any]:
    """Where errors have their parts; the request id in headers too, by the usual name at last."""
    header = body.get("request_id_header")
    headers = [header] if isinstance(header, str) else header or []
    return {**body, "request_id_headers": list(dict.fromkeys([*headers, "X-Request-Id"]))}


def _addresses(spec: Spec) -> dict[str, Any]:
    base_url = spec.document["servers"][0]["url"].rstrip("/")
    regions = spec.settings["client"].get("regions")
    if regions is None:
        return {"base_url": base_url, "regional_urls": {}}
    return {
        "base_url": regions["others"],
        "regional_urls": dict.fromkeys(regions["general"], base_url),
    }


def _resources(
    spec: Spec, openapi: Any, operations: dict[str, Operation]
) -> dict[str, dict[str, Any]]:
    """The name, the text and the models of each tag's operations."""
    texts = {tag["name"]: tag.get("description", "") for tag in spec.document.get("tags", [])}
    return {
        str(tag): {
            "name": str(ClassName(str(tag), PREFIX)),
            "text": texts.get(str(tag), ""),
            "models": set[str]().union(
                *(operations[str(one.name)].models for one in collection.endpoints)
            ),
        }
        for tag, collection in openapi.endpoint_collections_by_tag.items()
    }
