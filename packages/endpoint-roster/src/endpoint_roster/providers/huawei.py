"""Huawei Cloud MaaS: the real-time services of one region and workspace, in one answer."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from ..errors import AnswerError
from ..models import Endpoint, EndpointState
from ..normalize import States, moment, text, whole
from .base import Call, Provider, read_page

if TYPE_CHECKING:
    from endpoint_roster_huawei.models import InferenceService as Item

    from ..account import Account
    from ..options import Options
    from ..query import Query
    from .base import Client, Steps

STATES = States(
    {
        EndpointState.PENDING: ("init",),
        EndpointState.STARTING: ("deploying", "upgrading"),
        EndpointState.RUNNING: ("running",),
        EndpointState.DEGRADED: ("concerning",),
        EndpointState.STOPPING: ("stopping", "interrupting", "deleting"),
        EndpointState.STOPPED: ("stopped",),
        EndpointState.FAILED: ("failed", "error"),
    }
)


class Huawei(Provider):
    """Huawei Cloud MaaS."""

    name = "huawei"
    package = "endpoint_roster_huawei"
    arguments: ClassVar = {
        "token": "HUAWEICLOUD_X_AUTH_TOKEN",
        "access_key": "HUAWEICLOUD_SDK_AK",
        "secret_key": "HUAWEICLOUD_SDK_SK",
        "session_token": "HUAWEICLOUD_SDK_SECURITY_TOKEN",
        "username": None,
        "password": None,
        "domain": None,
        "project_id": "HUAWEICLOUD_SDK_PROJECT_ID",
        "region": None,
        "workspace_id": None,
        "iam_url": None,
        "base_url": "HUAWEICLOUD_BASE_URL",
    }
    credentials = (("token",), ("access_key", "secret_key"), ("username", "password", "domain"))
    companions = ("session_token",)
    required = ("project_id",)
    defaults: ClassVar = {"region": "cn-southwest-2"}

    def connect(self, account: Account, options: Options) -> Client:
        """Return a client for the best of the credentials: token, access keys, or password."""
        client = self.load()
        address = account.base_url or f"https://modelarts.{account.region}.myhuaweicloud.com"
        if account.token:
            return client.AuthenticatedClient(
                address,
                token=account.token,
                prefix="",
                auth_header_name="X-Auth-Token",
                **options.for_client(address),
            )
        auth = self.load_auth()
        if account.access_key:
            credentials = auth.HuaweiAkSkAuth(
                account.access_key,
                account.secret_key,
                project_id=account.project_id,
                security_token=account.session_token,
            )
        else:
            credentials = auth.HuaweiPasswordAuth(
                account.username,
                account.password,
                account.domain,
                project=account.region,
                iam_url=account.iam_url,
            )
        return client.Client(address, auth=credentials, **options.for_client(address))

    def steps(self, account: Account, query: Query) -> Steps:  # noqa: ARG002 - filtered later
        """Ask once: further pages cannot be asked for, even where the answer announces some."""
        operation, models = self.load("api.endpoints.list_endpoints"), self.load("models")
        arguments = {"project_id": account.project_id, "region_id": account.region}
        if account.workspace_id:
            arguments["workspace_id"] = account.workspace_id
        answer = yield Call(operation, arguments, "list services")
        page = read_page(
            answer.data, models.InferenceService, partial(_endpoint, account.label, account.region)
        )
        yield page
        total, delivered = whole(answer.total) or 0, len(page.endpoints) + page.left_out
        if total > delivered:
            raise AnswerError(
                f"the provider has {total} services and delivered {delivered}",
                "List one workspace at a time (workspace_id); the API has no further pages.",
                "missing_items",
            )


def _endpoint(label: str, region: str | None, item: Item) -> Endpoint:
    word = text(item.status)
    return Endpoint(
        "huawei",
        label,
        text(item.id) or "",
        text(item.name),
        None,
        "dedicated",
        STATES[word],
        word,
        None,
        region,
        text(item.user_name),
        moment(item.create_at),
        moment(item.update_at),
        text(item.type_),
        text(item.description),
        None,
        text(item.workspace_id),
        None,
        None,
        None,
        None,
        None,
        None,
        [],
        {},
        item,
    )
