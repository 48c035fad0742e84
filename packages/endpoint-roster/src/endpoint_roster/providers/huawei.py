"""Huawei Cloud MaaS: the real-time services of one region and workspace, in one answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from ..errors import AnswerError
from ..query import ProviderOptions
from ..settings import PushedDown
from .base import Call, Provider
from .mapping import GIVEN, EndpointMapping
from .normalize import States, whole

if TYPE_CHECKING:
    from ..account import Account
    from ..query import Query
    from .base import Steps

STATES = States(
    pending=("init",),
    starting=("deploying", "upgrading"),
    running=("running",),
    degraded=("concerning",),
    stopping=("stopping", "interrupting", "deleting"),
    stopped=("stopped",),
    failed=("failed", "error"),
)


ENDPOINTS = EndpointMapping(
    STATES,
    id="id",
    name="name",
    kind=GIVEN,
    provider_state="status",
    region=GIVEN,
    owner="user_name",
    created_at="create_at",
    updated_at="update_at",
    provider_kind="type_",
    description="description",
    project="workspace_id",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class HuaweiOptions(ProviderOptions):
    """What only Huawei Cloud MaaS can be asked.

    Attributes:
        workspace_id: Only services of this workspace, whatever the account says.
    """

    provider: ClassVar[str] = "huawei"
    workspace_id: str | None = None


class Huawei(Provider):
    """Huawei Cloud MaaS."""

    name = "huawei"
    package = "endpoint_roster_huawei"
    client = "AsyncHuawei"
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
    visible = ("username", "domain")
    required = ("project_id",)
    of_operations = ("workspace_id",)
    defaults: ClassVar = {"region": "cn-southwest-2"}
    description = "real-time services of Huawei Cloud MaaS"
    paging = "one answer"
    pushed_down: ClassVar = {"region": PushedDown(note="an account of another region is not asked")}
    options = HuaweiOptions
    fields = ENDPOINTS.fields

    def list_endpoints(self, account: Account, query: Query) -> Steps:
        """Ask once: further pages cannot be asked for, even where the answer announces some."""
        if query.excludes_region(account.region):
            return
        workspace = query.chosen(HuaweiOptions).workspace_id or account.workspace_id
        request = self.operation("list_endpoints")(
            account.project_id, account.region, workspace_id=workspace or None
        )
        answer = yield Call(request, "list services")
        page = ENDPOINTS.page(answer.data, account, kind="dedicated", region=account.region)
        total, delivered = whole(answer.total), len(page.endpoints) + page.left_out
        if total is not None and total < delivered:
            note = f"the provider announced {total} services and delivered {delivered}"
            page = page._replace(notes=(note,))
        yield page
        if total is not None and total > delivered:
            raise AnswerError(
                f"the provider has {total} services and delivered {delivered}",
                "List one workspace at a time (workspace_id); the API has no further pages.",
                "missing_items",
            )
