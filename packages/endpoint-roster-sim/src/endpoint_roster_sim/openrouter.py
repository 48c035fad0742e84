"""OpenRouter: a public catalogue, one answer for each model, and private endpoints."""

from collections.abc import Sequence
from types import MappingProxyType
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from . import openrouter_catalogue as catalogue
from .cloud import Cloud, Setting, json_response
from .fleets import openrouter as fleets
from .fleets.store import to_json
from .openrouter_private import PrivateEndpoints
from .wire import RefusalError, bearer_token, same

_SPANS = ("", "_daily", "_weekly", "_monthly")
_MANAGEMENT = "This takes a management key."


class OpenRouterCloud(Cloud[fleets.Catalogue]):
    """OpenRouter, simulated: ``GET /api/v1/models/{author}/{slug}/endpoints`` and its neighbours.

    Attributes:
        api_key: the key that is accepted.
        models: all models, as ``author/slug``; the last one has no endpoints.
        private_endpoints: the private endpoints of the organization; none at first.
        is_management_key: whether the key is one, which private endpoints and credits take.
    """

    provider = "openrouter"
    _codes = MappingProxyType({400: "400", 500: "500"})  # an error's code is its status
    _root = "/api/v1"

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self.api_key = f"sk-or-v1-sim-{self._draw('credentials').hexadecimal(40)}"
        self.models: list[str] = fleets.slugs(setting.endpoints)
        self.private_endpoints = PrivateEndpoints(
            self._draw("private"), setting.clock, self._get_stock
        )
        self.is_management_key = True

    def _credentials(self) -> dict[str, Any]:
        return {"api_key": self.api_key, "models": self.models.copy()}

    def _restart(self) -> None:
        super()._restart()
        self.private_endpoints.clear()

    def _routes(self) -> Sequence[Route]:
        handlers = {
            "models/{author}/{slug}/endpoints": self._list,
            "models": self._list_models,
            "providers": self._list_providers,
            "endpoints/zdr": self._list_without_retention,
            "key": self._get_key,
            "credits": self._get_credits,
        }
        return [
            *(Route(f"/api/v1/{path}", run, methods=["GET"]) for path, run in handlers.items()),
            *self.private_endpoints.routes(self._check_management),
        ]

    def _make_stock(self, setting: Setting, /) -> fleets.Catalogue:
        return fleets.make(setting.seed, setting.endpoints, setting.epoch)

    async def _list(self, request: Request) -> Response:
        has_key = self._check_key(request)
        slug = f"{request.path_params['author']}/{request.path_params['slug']}"
        model = (await self._get_stock()).models.get(slug)
        if model is None:
            raise RefusalError(404, "404", "No model has this author and slug.")
        return json_response(model.page if has_key else model.public_page)

    async def _list_models(self, request: Request) -> Response:
        self._check_key(request)
        stock, now = await self._get_stock(), self._setting.clock()
        return json_response(to_json(catalogue.models(stock, request.query_params, now)))

    async def _list_providers(self, request: Request) -> Response:
        self._check_key(request)
        return json_response(to_json(catalogue.providers()))

    async def _list_without_retention(self, request: Request) -> Response:
        self._check_key(request)
        return json_response(to_json(catalogue.without_retention(await self._get_stock())))

    async def _get_key(self, request: Request) -> Response:
        self._check_key(request, is_needed=True)
        spent = {f"{kind}usage{span}": 0 for kind in ("", "byok_") for span in _SPANS}
        data = {
            **spent,
            "label": f"{self.api_key[:12]}...{self.api_key[-3:]}",
            **dict.fromkeys(("limit", "limit_remaining", "limit_reset", "expires_at")),
            "include_byok_in_limit": False,
            "is_free_tier": False,
            "is_management_key": self.is_management_key,
            "is_provisioning_key": self.is_management_key,
            "creator_user_id": "user_roster",
            "organization_id": "org_acme",
            "workspace_id": self.private_endpoints.workspace_id,
            "allowed_data_regions": ["global", "europe"],
            "budgets": [],
            "effective_budget": None,
            "free_model_daily_requests": {"limit": 1000, "used": 0, "remaining": 1000},
            "rate_limit": {"requests": -1, "interval": "10s", "note": "Deprecated."},
        }
        return json_response(to_json({"data": data}))

    async def _get_credits(self, request: Request) -> Response:
        self._check_management(request)
        return json_response(b'{"data":{"total_credits":120,"total_usage":37.42}}')

    def _check_key(self, request: Request, *, is_needed: bool = False) -> bool:
        """Return whether a key was sent; a wrong one is refused."""
        token = bearer_token(request)
        if token is None and is_needed:
            raise RefusalError(401, "401", "No API key was sent.")
        if token is not None and not same(token, self.api_key):
            raise RefusalError(401, "401", "This API key is not valid.")
        return token is not None

    def _check_management(self, request: Request) -> None:
        self._check_key(request, is_needed=True)
        if not self.is_management_key:
            raise RefusalError(403, "403", _MANAGEMENT)

    def _no_route(self, status: int, /) -> RefusalError:
        what = "route" if status == 404 else "method on this route"
        return RefusalError(status, str(status), f"This {what} does not exist.")

    def _refuse(self, refusal: RefusalError, _request: Request, /) -> Response:
        error = {"code": refusal.status, "message": refusal.message, "metadata": None}
        return json_response(to_json({"error": error}), refusal.status)
