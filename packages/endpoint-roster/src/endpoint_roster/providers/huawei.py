"""Huawei Cloud MaaS: the real-time services of one region and workspace, and custom endpoints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from endpoint_roster_core.errors import PermissionDeniedError

from ..errors import AnswerError
from ..models import Action, Outcome, RateLimit
from ..query import ProviderOptions, Query
from ..settings import PushedDown
from .base import Provider, find_listed, listed
from .consoles import as_value, console_of
from .forms import Form, Settings
from .mapping import GIVEN, EndpointMapping
from .normalize import States, integer, quantity, tags_of, text
from .steps import Call, PartialFailure

if TYPE_CHECKING:
    from endpoint_roster_huawei.models import CustomEndpoint

    from ..account import Account
    from ..models import Endpoint
    from .pricer import Pricer
    from .steps import Calls, Page, Steps

#: What the kinds of each sort can be: a list is not asked for where only the other is wanted.
_SERVICES = ("dedicated", "real_time", "async_real_time")
_CUSTOM = ("custom", "custom_from_maas", "custom_from_modelarts_v2")

_CONSOLES = {"myhuaweicloud.com": "https://console.huaweicloud.com/modelarts/"}

# The words of custom endpoints are inferred; they are among those of services.
STATES = States(
    pending=("init",),
    starting=("deploying", "upgrading"),
    running=("running",),
    degraded=("concerning",),
    stopping=("stopping", "interrupting", "deleting"),
    stopped=("stopped",),
    failed=("failed", "error"),
)


SERVICES = EndpointMapping(
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
    tags=tags_of,
)


def _rate_limit(item: CustomEndpoint) -> RateLimit | None:
    rpm, tpm = quantity(item.rpm), quantity(item.tpm)
    return None if rpm is None and tpm is None else RateLimit(rpm, tpm)


CUSTOM_ENDPOINTS = EndpointMapping(
    STATES,
    id="id",
    name="endpoint_name",
    model="served_model_name",
    kind=GIVEN,
    provider_state="status",
    region=GIVEN,
    provider_kind="source",
    description="remark",
    rate_limit=_rate_limit,
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
    description = "Huawei Cloud MaaS (real-time services, custom endpoints)"
    paging = "one answer per kind"
    pushed_down: ClassVar = {
        "kinds": PushedDown(
            (*_SERVICES, *_CUSTOM), note="the list that has none of them is not asked for"
        ),
        "region": PushedDown(note="an account of another region is not asked"),
    }
    options = HuaweiOptions
    fields = tuple(dict.fromkeys((*SERVICES.fields, *CUSTOM_ENDPOINTS.fields)))
    actions = frozenset(Action)
    forms: ClassVar = {
        Action.CREATE: (Form(("create_custom_endpoint",)),),
        Action.UPDATE: (Form(("update_custom_endpoint",)),),
    }

    def pricer(self, account: Account) -> Pricer:
        """Return what asks nothing: no API has prices."""
        from .pricing.huawei import HuaweiPricer

        return HuaweiPricer()

    def console_url(self, account: Account, endpoint: Endpoint) -> str | None:
        """Return the page of online inference of a region.

        Regions outside of mainland China have another console, whose pages are not known.
        """
        console = console_of(account, _CONSOLES)
        region = endpoint.region or account.region or ""
        if not console or not region.startswith("cn-"):
            return None
        return f"{console}?region={as_value(region)}#/model-studio/deployment"

    def list_endpoints(self, account: Account, query: Query) -> Steps:
        """Ask for services, then for custom endpoints; what may not be read costs only itself."""
        if query.excludes_region(account.region):
            return
        lists = (
            ("list services", self._services(account, query), _CUSTOM),
            ("list custom endpoints", self._custom_endpoints(account), _SERVICES),
        )
        for attempted, steps, kinds_of_others in lists:
            if query.kinds and query.kinds <= {*kinds_of_others}:
                continue
            try:
                yield from steps
            except PermissionDeniedError as error:
                yield PartialFailure(attempted, error)

    def _services(self, account: Account, query: Query) -> Steps:
        workspace = query.chosen(HuaweiOptions).workspace_id or account.workspace_id
        request = self.operation("list_endpoints")(
            account.project_id, account.region, workspace_id=workspace or None
        )
        answer = yield Call(request, "list services")
        page = SERVICES.page(answer.data, account, kind="dedicated", region=account.region)
        advice = "List one workspace at a time (workspace_id); the API has no further pages."
        yield from _counted(page, answer.total, "services", advice)

    def _custom_endpoints(self, account: Account) -> Steps:
        request = self.operation("list_custom_endpoints")(account.project_id)
        answer = yield Call(request, "list custom endpoints")
        items: object = answer.items
        if items is None and integer(answer.total) == 0:
            items = []  # an empty list may be left out
        page = CUSTOM_ENDPOINTS.page(items, account, kind="custom", region=account.region)
        advice = "Try again; the API has no further pages."
        yield from _counted(page, answer.total, "custom endpoints", advice)

    # Actions: with custom endpoints alone.

    def why_not(self, account: Account, action: Action, endpoint: Endpoint | None) -> str:
        """Refuse what is done to services, which belong to ModelArts or to Huawei."""
        if endpoint and endpoint.kind != "custom":
            return f"it is a service, which MaaS only lists: {action} it in ModelArts"
        return ""

    def get_endpoint(
        self, account: Account, endpoint_id: str, seen: Endpoint | None = None
    ) -> Calls[Endpoint | None]:
        """Look for one endpoint in the lists: there is no other way to read it."""
        kind = seen.kind if seen else None
        if kind != "dedicated":
            found = yield from find_listed(self._custom_endpoints(account), endpoint_id)
            if found or kind == "custom":
                return found
        return (yield from find_listed(self._services(account, Query()), endpoint_id))

    def act(
        self, account: Account, action: Action, endpoint: Endpoint, settings: Settings | None
    ) -> Calls[Endpoint | None]:
        """Activate, deactivate, update or delete a custom endpoint; the answers are empty."""
        where = account.project_id, endpoint.id
        if action is Action.UPDATE:
            request = self.operation("update_custom_endpoint")(*where, dict(settings or {}))
        elif action is Action.DELETE:
            request = self.operation("delete_custom_endpoint")(*where)
        else:
            word = "activate" if action is Action.START else "deactivate"
            request = self.operation("control_custom_endpoint")(*where, action=word)
        yield Call(request, f"{action} the endpoint")
        return None

    def name_in(self, settings: Settings) -> str | None:
        """Return the name of what settings create."""
        return settings.get("endpoint_name")

    def create(self, account: Account, settings: Settings) -> Calls[str | None]:
        """Create a custom endpoint; whether the answer has its id is not published."""
        request = self.operation("create_custom_endpoint")(account.project_id, dict(settings))
        answer = yield Call(request, "create the endpoint")
        return text(answer.id)

    def find_alike(self, account: Account, settings: Settings) -> Calls[list[Endpoint]]:
        """Find the custom endpoint of a name, of which there is one at most."""
        name = settings["endpoint_name"]
        steps = self._custom_endpoints(account)
        return (yield from listed(steps, lambda one: one.name == name))

    def is_alike(self, endpoint: Endpoint, settings: Settings) -> bool:
        """Tell whether a custom endpoint is what the settings create."""
        wanted = dict(settings)
        if model := wanted.pop("model_name", None):
            wanted["served_model_name"] = model
        shown = self.effect(Action.UPDATE, endpoint, Settings(settings.form, wanted))
        return shown is not Outcome.FAILED


def _counted(page: Page, total: object, what: str, advice: str) -> Steps:
    """Deliver a page that is all there is, and compare it with the number that was announced."""
    announced, delivered = integer(total), len(page.endpoints) + page.left_out
    if announced is not None and announced < delivered:
        note = f"the provider announced {announced} {what} and delivered {delivered}"
        page = page._replace(notes=(note,))
    yield page
    if announced is not None and announced > delivered:
        cause = f"the provider has {announced} {what} and delivered {delivered}"
        yield PartialFailure(f"list {what}", AnswerError(cause, advice, "missing_items"))
