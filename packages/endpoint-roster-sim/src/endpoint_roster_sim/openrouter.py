"""OpenRouter: a public catalogue, one answer for each model, the key is optional."""

from collections.abc import Sequence
from types import MappingProxyType
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from .cloud import Cloud, Setting, json_response
from .fleets import openrouter as fleets
from .fleets.store import to_json
from .wire import RefusalError, bearer_token, same


class OpenRouterCloud(Cloud[fleets.Catalogue]):
    """OpenRouter, simulated: ``GET /api/v1/models/{author}/{slug}/endpoints``.

    Attributes:
        api_key: the key that is accepted.
        models: all models, as ``author/slug``; the last one has no endpoints.
    """

    provider = "openrouter"
    _codes = MappingProxyType({400: "400", 500: "500"})  # an error's code is its status
    _root = "/api/v1"

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self.api_key = f"sk-or-v1-sim-{self._draw('credentials').hexadecimal(40)}"
        self.models: list[str] = fleets.slugs(setting.endpoints)

    def _credentials(self) -> dict[str, Any]:
        return {"api_key": self.api_key, "models": self.models.copy()}

    def _routes(self) -> Sequence[Route]:
        path = "/api/v1/models/{author}/{slug}/endpoints"
        return [Route(path, self._list, methods=["GET"])]

    def _make_stock(self, setting: Setting, /) -> fleets.Catalogue:
        return fleets.make(setting.seed, setting.endpoints, setting.epoch)

    async def _list(self, request: Request) -> Response:
        token = bearer_token(request)
        if token is not None and not same(token, self.api_key):
            raise RefusalError(401, "401", "This API key is not valid.")
        slug = f"{request.path_params['author']}/{request.path_params['slug']}"
        model = (await self._get_stock()).models.get(slug)
        if model is None:
            raise RefusalError(404, "404", "No model has this author and slug.")
        return json_response(model.public_page if token is None else model.page)

    def _no_route(self, status: int, /) -> RefusalError:
        what = "route" if status == 404 else "method on this route"
        return RefusalError(status, str(status), f"This {what} does not exist.")

    def _refuse(self, refusal: RefusalError, _request: Request, /) -> Response:
        error = {"code": refusal.status, "message": refusal.message, "metadata": None}
        return json_response(to_json({"error": error}), refusal.status)
