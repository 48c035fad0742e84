"""Together: one answer with everything, bearer key."""

from collections.abc import Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from .cloud import Cloud, Setting, json_response
from .fleets import together as fleets
from .fleets.store import Fleet, to_json, with_list
from .wire import RefusalError, bearer_token, same

_INVALID = "invalid_request_error"
_WRONG_KEY = "invalid_api_key"


class _Question(NamedTuple):
    type: str | None
    usage_type: str | None
    mine: bool

    def keeps(self, facets: fleets.Facets) -> bool:
        return (
            (self.type is None or facets.type == self.type)
            and (self.usage_type is None or facets.usage_type == self.usage_type)
            and (not self.mine or facets.owner == fleets.OWNER)
        )


class TogetherCloud(Cloud[Fleet[fleets.Facets]]):
    """Together, simulated: ``GET /v1/endpoints``.

    Attributes:
        api_key: the key that is accepted.
    """

    provider = "together"
    _codes = MappingProxyType(
        {
            400: _INVALID,
            401: _WRONG_KEY,
            402: "credit_limit",
            403: "forbidden",
            404: "not_found",
            429: "dynamic_request_limited",
            500: "server_error",
            503: "service_unavailable",
        }
    )
    _root = "/v1"
    _state = ("state",)

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self.api_key = f"tgp_v1_sim_{self._draw('credentials').hexadecimal(32)}"

    def _credentials(self) -> dict[str, Any]:
        return {"api_key": self.api_key}

    def _routes(self) -> Sequence[Route]:
        return [Route("/v1/endpoints", self._list, methods=["GET"])]

    def _make_stock(self, setting: Setting, /) -> Fleet[fleets.Facets]:
        return fleets.make(setting.seed, setting.endpoints, setting.epoch)

    async def _list(self, request: Request) -> Response:
        token = bearer_token(request)
        if token is None or not same(token, self.api_key):
            what = "No API key was sent." if token is None else "The API key is not valid."
            raise RefusalError(401, _WRONG_KEY, what)
        question = _Question(
            type=_choice(request, "type", ("dedicated", "serverless")),
            usage_type=_choice(request, "usage_type", ("on-demand", "reserved")),
            # An old SDK writes True.
            mine=_choice(request, "mine", ("true", "false"), fold=True) == "true",
        )
        fleet = await self._get_stock()
        endpoints = fleet.select(question, question.keeps)
        return json_response(with_list({"object": "list"}, "data", endpoints))

    def _no_route(self, status: int, /) -> RefusalError:
        what = "no such route" if status == 404 else "no such method on this route"
        return RefusalError(status, _INVALID, f"There is {what}.")

    def _refuse(self, refusal: RefusalError, _request: Request, /) -> Response:
        # Most errors have a type and no code.
        is_code = refusal.code == _WRONG_KEY
        error = {
            "message": refusal.message,
            "type": _INVALID if is_code else refusal.code,
            "param": refusal.parameter,
            "code": refusal.code if is_code else None,
        }
        return json_response(to_json({"error": error}), refusal.status)


def _choice(
    request: Request, name: str, options: tuple[str, ...], *, fold: bool = False
) -> str | None:
    value = request.query_params.get(name)
    if value is None:
        return None
    value = value.lower() if fold else value
    if value not in options:
        message = f"{name} must be one of {', '.join(options)}."
        raise RefusalError(400, _INVALID, message, parameter=name)
    return value
