"""Volcengine Ark: numbered pages, signed requests."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from ..errors import AnswerError
from ..models import Endpoint, EndpointState, RateLimit
from ..normalize import States, moment, part, parts, text, whole
from .base import Call, Provider, read_page

if TYPE_CHECKING:
    from endpoint_roster_volcengine.models import Endpoint as Item

    from ..account import Account
    from ..options import Options
    from ..query import Query
    from .base import Client, Steps

# Running, Stopped and Failed have been seen; the others are inferred.
STATES = States(
    {
        EndpointState.PENDING: ("pending", "creating"),
        EndpointState.STARTING: ("starting", "updating"),
        EndpointState.RUNNING: ("running",),
        EndpointState.STOPPING: ("stopping", "deleting"),
        EndpointState.STOPPED: ("stopped",),
        EndpointState.FAILED: ("failed",),
    }
)

_LARGEST_PAGE = 100
# Regions that the general address serves; the others have one of their own.
_GENERAL = ("cn-beijing", "cn-shanghai", "ap-southeast-1")
_CREATOR = "sys:ark:createdBy"


class Volcengine(Provider):
    """Volcengine Ark."""

    name = "volcengine"
    package = "endpoint_roster_volcengine"
    arguments: ClassVar = {
        "access_key": "VOLCENGINE_ACCESS_KEY",
        "secret_key": "VOLCENGINE_SECRET_KEY",
        "session_token": "VOLCENGINE_SESSION_TOKEN",
        "region": None,
        "project_name": None,
        "base_url": "VOLCENGINE_BASE_URL",
    }
    credentials = (("access_key", "secret_key"),)
    companions = ("session_token",)
    defaults: ClassVar = {"region": "cn-beijing"}

    def connect(self, account: Account, options: Options) -> Client:
        """Return a client that signs its requests."""
        client, auth = self.load(), self.load_auth()
        region = account.region or ""
        host = "open" if region in _GENERAL else f"ark.{region}"
        address = account.base_url or f"https://{host}.volcengineapi.com"
        return client.Client(
            address,
            auth=auth.VolcengineAuth(
                account.access_key,
                account.secret_key,
                session_token=account.session_token,
                region=region,
            ),
            **options.for_client(address),
        )

    def steps(self, account: Account, query: Query) -> Steps:
        """Count the pages up to the announced total."""
        operation, models = self.load("api.endpoints.list_endpoints"), self.load("models")
        build = partial(_endpoint, account.label, account.region, models)
        project = {"project_name": account.project_name} if account.project_name else {}
        size = min(query.page_size, _LARGEST_PAGE)
        number = seen = 0
        while True:
            number += 1
            body = models.ListEndpointsRequest(page_number=number, page_size=size, **project)
            answer = yield Call(operation, {"body": body}, f"list endpoints, page {number}")
            result = part(answer.result, models.ListEndpointsResult)
            if result is None:
                raise AnswerError(
                    "the answer has no Result",
                    "Check that base_url is the address of the provider's API.",
                    "decode",
                )
            items: list[Any] = result.items or []  # left out when there are none
            yield read_page(items, models.Endpoint, build)
            seen += len(items)
            total = whole(result.total_count)
            if not items and total is not None and seen < total:
                raise AnswerError(
                    f"the provider announced {total} endpoints and delivered {seen}",
                    "Try again; if it lasts, report it to the provider.",
                    "missing_items",
                )
            # Without a total, a page that is not full is the last.
            if not items or number * size >= (total if total is not None else seen + 1):
                return


def _endpoint(label: str, region: str | None, models: Any, item: Item) -> Endpoint:
    word = text(item.status)
    kind = None
    if type(item.model_unit_id) is str:  # empty: paid by use; else a unit that was paid for
        kind = "dedicated" if item.model_unit_id else "serverless"
    limit = part(item.rate_limit, models.RateLimit)
    tags = {
        key: text(tag.value) or "" for tag in parts(item.tags, models.Tag) if (key := text(tag.key))
    }
    return Endpoint(
        "volcengine",
        label,
        text(item.id) or "",
        text(item.name),
        _model(models, item),
        kind,
        STATES[word],
        word,
        None,
        region,
        tags.get(_CREATOR),
        moment(item.create_time),
        moment(item.update_time),
        text(item.endpoint_model_type),
        text(item.description),
        text(item.status_reason),
        text(item.project_name),
        None,
        None,
        None,
        None,
        None,
        RateLimit(whole(limit.rpm), whole(limit.tpm)) if limit else None,
        [],
        tags,
        item,
    )


def _model(models: Any, item: Item) -> str | None:
    """Return the model's id as Ark writes it: name and version, or the id of a custom model."""
    reference = part(item.model_reference, models.ModelReference)
    if reference is None:
        return None
    foundation = part(reference.foundation_model, models.FoundationModel)
    if foundation is None:
        return text(reference.custom_model_id)
    words = (text(foundation.name), text(foundation.model_version))
    return "-".join(word for word in words if word) or None
