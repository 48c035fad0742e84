"""OpenRouter's private endpoints: drafts that are validated, activated, disabled and deleted."""

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from .cloud import json_response
from .fleets.draw import Draw, utc_text
from .fleets.openrouter import PROVIDER_SLUGS, Catalogue
from .fleets.store import to_json
from .living import json_object
from .wire import RefusalError

#: Providers that derive the address of a deployment from the key.
_DERIVED = frozenset({"amazon-bedrock", "azure", "google-vertex"})
_CHECKS = ("completion", "streaming", "usage")
_REGIONS = ("global", "europe", "us")
_PRICE = re.compile(r"\d+(\.\d+)?")
_FRESH = timedelta(hours=1)
_SUMMARY = ("id", "status", "model_permaslug", "model_slug", "model_name", "provider_name")
_DECLARED = ("declared_region", "declared_zdr")

Handler = Callable[[Request], Awaitable[Any]]


@dataclass
class PrivateEndpoint:
    """A private endpoint.

    Attributes:
        data: What is known of it, the time of its creation too.
        wish: The body that it was created with, what is not compared aside.
        validated: When its deployment last passed the checks; None since its last change.
    """

    data: dict[str, Any]
    wish: Mapping[str, Any]
    validated: datetime | None = None

    def managed(self) -> dict[str, Any]:
        """Return what creation and changes of the state answer."""
        return {name: self.data[name] for name in (*_SUMMARY, *_DECLARED, "created_at")}


class PrivateEndpoints:
    """The private endpoints of one organization.

    Each change is done when its answer is sent.

    Args:
        draw: Where identifiers come from.
        now: Returns the present time.
        catalogue: Returns the models that an endpoint can serve.

    Attributes:
        workspace_id: The workspace that has keys for every provider.
        failing: Why each validation fails, such as ``upstream_error``; None where they pass.
        is_entitled: Whether the organization has the right to private endpoints.
        quota: How many more may be created; None for no limit.
    """

    def __init__(
        self,
        draw: Draw,
        now: Callable[[], datetime],
        catalogue: Callable[[], Awaitable[Catalogue]],
    ) -> None:
        self._draw = draw
        self._now = now
        self._catalogue = catalogue
        self._endpoints: dict[str, PrivateEndpoint] = {}
        self._keys: dict[str, tuple[Mapping[str, Any], str]] = {}
        self.workspace_id = f"ws_{draw.text(12)}"
        self.failing: str | None = None
        self.is_entitled = True
        self.quota: int | None = None

    def clear(self) -> None:
        """Delete all, and forget the keys."""
        self._endpoints.clear()
        self._keys.clear()

    def items(self) -> list[dict[str, Any]]:
        """Return the endpoints as they are listed, the newest first."""
        names = (*_SUMMARY, "created_at")
        return [
            {name: one.data[name] for name in names} for one in reversed(self._endpoints.values())
        ]

    def routes(self, check: Callable[[Request], None]) -> Sequence[Route]:
        """Return what is served, each after the check of the key."""
        every, one = "/api/v1/private-endpoints", "/api/v1/private-endpoints/{id}"
        handlers: tuple[tuple[str, str, Handler], ...] = (
            ("GET", every, self._list),
            ("POST", every, self._create),
            ("GET", one, self._get),
            ("PATCH", one, self._update),
            ("DELETE", one, self._delete),
            ("POST", f"{one}/validate", self._validate),
            ("POST", f"{one}/activate", self._activate),
            ("POST", f"{one}/disable", self._disable),
            ("POST", f"{one}/enable", self._enable),
            ("PUT", f"{one}/pricing", self._set_pricing),
        )

        def served(handler: Handler) -> Callable[[Request], Awaitable[Response]]:
            async def serve(request: Request) -> Response:
                check(request)
                if not self.is_entitled:
                    raise RefusalError(403, "403", "This organization has no private endpoints.")
                answer = await handler(request)
                if isinstance(answer, Response):
                    return answer
                return json_response(to_json({"data": answer}))

            return serve

        return [Route(path, served(run), methods=[method]) for method, path, run in handlers]

    async def _list(self, _: Request) -> list[dict[str, Any]]:
        return self.items()

    async def _create(self, request: Request) -> Response:
        body = await json_object(request, "400")
        _check(body, ("model_permaslug", "provider_slug", "upstream_model_id"))
        wish = {name: value for name, value in body.items() if name != "activate"}
        key = request.headers.get("idempotency-key")
        if key in self._keys:
            before, known = self._keys[key]
            if wish != before:
                raise RefusalError(422, "422", "idempotency_key_reused")
            return _created(self._find(known))
        made = await self._make(wish)
        if key:
            self._keys[key] = wish, made.data["id"]
        if "activate" in body:
            return self._activate_at_once(made, body["activate"])
        return _created(made)

    async def _make(self, wish: dict[str, Any]) -> PrivateEndpoint:
        slug, permaslug = str(wish["provider_slug"]), wish["model_permaslug"]
        models = (await self._catalogue()).models.values()
        model = next((one for one in models if one.canonical_slug == permaslug), None)
        if model is None:
            raise RefusalError(404, "404", "model_not_found")
        if slug not in PROVIDER_SLUGS:
            raise RefusalError(404, "404", "provider_not_found")
        if (slug in _DERIVED) == ("base_url" in wish):
            raise RefusalError(422, "422", "invalid_base_url")
        if self.quota is not None:
            if self.quota <= 0:
                raise RefusalError(422, "422", "endpoint_limit_reached")
            self.quota -= 1
        now = self._now()
        data: dict[str, Any] = {
            "id": f"pe_{self._draw.text(12)}",
            "status": "draft",
            "model_permaslug": permaslug,
            "model_slug": model.slug,
            "model_name": model.head["name"],
            "provider_name": PROVIDER_SLUGS[slug],
            "provider_slug": slug,
            "upstream_model_id": wish["upstream_model_id"],
            "base_url": wish.get("base_url"),
            "declared_region": wish.get("declared_region"),
            "declared_zdr": wish.get("declared_zdr"),
            "pricing": wish.get("pricing", {"prompt": "0", "completion": "0"}),
            "created_at": utc_text(
                int(now.timestamp()), f"%Y-%m-%dT%H:%M:%S.{now.microsecond // 1000:03}Z"
            ),
        }
        made = self._endpoints[data["id"]] = PrivateEndpoint(data, wish)
        return made

    def _activate_at_once(self, made: PrivateEndpoint, activation: dict[str, Any]) -> Response:
        """Validate and activate a new draft; it is kept when that fails."""
        try:
            validation = self._examine(made, activation)
        except RefusalError as refusal:
            return _kept(made, None, refusal)
        if not validation["passed"]:
            return _kept(made, validation, RefusalError(422, "422", "The validation failed."))
        made.data["status"] = "active"
        return _created(made)

    async def _get(self, request: Request) -> dict[str, Any]:
        return _detailed(self._endpoint(request))

    async def _update(self, request: Request) -> dict[str, Any]:
        one = self._endpoint(request)
        body = await json_object(request, "400")
        _check(body, ("upstream_model_id",))
        self._expect(one, "draft")
        if one.data["provider_slug"] in _DERIVED and "base_url" in body:
            raise RefusalError(422, "422", "invalid_base_url")
        upstream = {
            name: body.get(name, one.data[name]) for name in ("upstream_model_id", "base_url")
        }
        is_same = all(one.data[name] == value for name, value in upstream.items())
        declared = {name: body.get(name, one.data[name] if is_same else None) for name in _DECLARED}
        changed = {**one.data, **upstream, **declared}
        if changed != one.data:
            one.data, one.validated = changed, None
        return _detailed(one)

    async def _delete(self, request: Request) -> dict[str, Any]:
        one = self._endpoint(request)
        drafts = request.query_params.get("draft_only", "false")
        if drafts not in ("true", "false"):
            raise _malformed("draft_only must be true or false")
        if drafts == "true":
            self._expect(one, "draft")
        del self._endpoints[one.data["id"]]
        return {"id": one.data["id"]}

    async def _validate(self, request: Request) -> dict[str, Any]:
        one = self._endpoint(request)
        body = await json_object(request, "400")
        self._expect(one, "draft")
        return self._examine(one, body)

    def _examine(self, one: PrivateEndpoint, body: dict[str, Any]) -> dict[str, Any]:
        """Return the checks of a draft, and note when they passed."""
        _check(body, ("workspace_id",))
        if body["workspace_id"] != self.workspace_id:
            raise RefusalError(404, "404", "workspace_not_found")
        checks: list[dict[str, Any]] = [{"name": name, "passed": True} for name in _CHECKS]
        if self.failing:
            checks[-1] |= {"passed": False, "reason": self.failing}
        if self.failing == "upstream_error":
            checks[-1] |= {"upstream_status": 500, "upstream_message": "The model is not loaded."}
        if self.failing == "model_mismatch":
            checks[-1] |= {"actual_model": "another-model"}
        one.validated = None if self.failing else self._now()
        return {"passed": not self.failing, "checks": checks}

    async def _activate(self, request: Request) -> dict[str, Any]:
        one = self._endpoint(request)
        self._expect(one, "draft")
        if one.validated is None:
            raise RefusalError(409, "409", "not_validated")
        if self._now() > one.validated + _FRESH:
            raise RefusalError(409, "409", "validation_stale")
        one.data["status"] = "active"
        return one.managed()

    async def _disable(self, request: Request) -> dict[str, Any]:
        return self._switch(request, "active", "disabled")

    async def _enable(self, request: Request) -> dict[str, Any]:
        return self._switch(request, "disabled", "active")

    def _switch(self, request: Request, before: str, after: str) -> dict[str, Any]:
        one = self._endpoint(request)
        self._expect(one, before)
        one.data["status"] = after
        return one.managed()

    async def _set_pricing(self, request: Request) -> dict[str, Any]:
        one = self._endpoint(request)
        body = await json_object(request, "400")
        if "pricing" not in body:
            raise _malformed("pricing is missing")
        _check(body, ())
        self._expect(one, "draft", "active")
        one.data["pricing"] = body["pricing"]
        return _detailed(one)

    def _endpoint(self, request: Request) -> PrivateEndpoint:
        return self._find(request.path_params["id"])

    def _find(self, key: str) -> PrivateEndpoint:
        found = self._endpoints.get(key)
        if found is None:
            raise RefusalError(404, "404", "endpoint_not_found")
        return found

    def _expect(self, one: PrivateEndpoint, *states: str) -> None:
        if one.data["status"] not in states:
            raise RefusalError(409, "409", f"The endpoint is {one.data['status']}.")


def _created(one: PrivateEndpoint) -> Response:
    return json_response(to_json({"data": one.managed()}), 201)


def _kept(
    one: PrivateEndpoint, validation: dict[str, Any] | None, refusal: RefusalError
) -> Response:
    error = {"code": refusal.status, "message": refusal.message}
    draft = {"endpoint": one.managed(), "validation": validation}
    return json_response(to_json({"error": error, "data": draft}), refusal.status)


def _detailed(one: PrivateEndpoint) -> dict[str, Any]:
    return {name: value for name, value in one.data.items() if name != "created_at"}


def _check(body: dict[str, Any], required: Sequence[str]) -> None:
    """Refuse a body with fields of the wrong type, or that cannot be."""
    for name in required:
        if name not in body:
            raise _malformed(f"{name} is missing")
    for name in (*required, "base_url"):
        if name in body and not (isinstance(body[name], str) and body[name]):
            raise _malformed(f"{name} must be a text that is not empty")
    if body.get("declared_region") not in (None, *_REGIONS):
        raise _malformed(f"declared_region must be one of {', '.join(_REGIONS)}, or null")
    if not isinstance(body.get("declared_zdr"), bool | None):
        raise _malformed("declared_zdr must be a boolean, or null")
    if not isinstance(body.get("activate", {}), dict):
        raise _malformed("activate must be an object")
    if "pricing" in body:
        _check_pricing(body["pricing"])
    if "base_url" in body and not body["base_url"].startswith("https://"):
        raise RefusalError(422, "422", "invalid_base_url")


def _check_pricing(pricing: Any) -> None:
    if not isinstance(pricing, dict) or not {"prompt", "completion"} <= pricing.keys():
        raise _malformed("pricing must have prompt and completion")
    for name in ("prompt", "completion", "cache_read", "cache_write"):
        price: object = pricing.get(name, "0")  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
        if not isinstance(price, str) or not _PRICE.fullmatch(price):
            raise _malformed(f"pricing.{name} must be a decimal number in text")


def _malformed(what: str) -> RefusalError:
    return RefusalError(400, "400", f"{what}.")
