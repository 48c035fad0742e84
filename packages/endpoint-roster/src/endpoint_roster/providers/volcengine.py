"""Volcengine Ark: numbered pages, signed requests."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from endpoint_roster_core.errors import NotFoundError

from ..errors import AnswerError
from ..models import Action, EndpointState, Outcome, RateLimit
from ..query import ProviderOptions, Query, several
from ..settings import PushedDown
from .base import Provider, listed
from .consoles import as_value, console_of
from .forms import Form, Settings
from .mapping import GIVEN, EndpointMapping
from .normalize import States, integer, part, quantity, tags_of, text
from .steps import Call

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from endpoint_roster_volcengine.models import Endpoint as Item
    from endpoint_roster_volcengine.models import ListEndpointsResult

    from ..account import Account
    from ..models import Endpoint
    from .pricer import Pricer
    from .steps import Calls, Step, Steps

# Running, Stopped and Failed have been seen; the others are inferred.
STATES = States(
    pending=("pending", "creating"),
    starting=("starting", "updating"),
    running=("running",),
    stopping=("stopping", "deleting"),
    stopped=("stopped",),
    failed=("failed",),
)

_LARGEST_PAGE = 100
#: The tag that says who created an endpoint.
_CREATOR = "sys:ark:createdBy"
#: States in which Ark deletes nothing.
_IN_USE = (
    EndpointState.PENDING,
    EndpointState.STARTING,
    EndpointState.RUNNING,
    EndpointState.DEGRADED,
    EndpointState.STOPPING,
)
# States all of whose words are known to be Ark's, so that asking for these words loses nothing.
_STATUSES = {
    EndpointState.RUNNING: "Running",
    EndpointState.STOPPED: "Stopped",
    EndpointState.FAILED: "Failed",
}
_MODEL_TYPES = {"foundationmodel": "FoundationModel", "custommodel": "CustomModel"}
_BYTEPLUS = "https://console.byteplus.com"
_CONSOLES = {
    "volcengineapi.com": "https://console.volcengine.com",
    "byteplusapi.com": _BYTEPLUS,
}
# How often a listing is restarted because endpoints were deleted meanwhile.
_ROUNDS = 3


def _kind(item: Item) -> str | None:
    """Tell by the model unit: empty when paid by use, else one that was paid for."""
    unit = item.model_unit_id
    return None if type(unit) is not str else "dedicated" if unit else "serverless"


def _model(item: Item) -> str | None:
    """Return the model's id as Ark writes it: name and version, or the id of a custom model."""
    reference = part(item.model_reference)
    if reference is None:
        return None
    foundation = part(reference.foundation_model)
    if foundation is None:
        return text(reference.custom_model_id)
    name, version = text(foundation.name), text(foundation.model_version)
    return f"{name}-{version}" if name and version else name or version


def _rate_limit(item: Item) -> RateLimit | None:
    limit = part(item.rate_limit)
    return RateLimit(quantity(limit.rpm), quantity(limit.tpm)) if limit else None


ENDPOINTS = EndpointMapping(
    STATES,
    id="id",
    name="name",
    model=_model,
    kind=_kind,
    provider_state="status",
    region=GIVEN,
    owner=GIVEN,
    created_at="create_time",
    updated_at="update_time",
    provider_kind="endpoint_model_type",
    description="description",
    state_reason="status_reason",
    project="project_name",
    rate_limit=_rate_limit,
    tags=tags_of,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class VolcengineOptions(ProviderOptions):
    """What only Volcengine Ark can be asked.

    Attributes:
        project_name: Only endpoints of this project, whatever the account says.
        name: Only endpoints that Ark finds by this name; whether a part of it suffices is not
            published. So the filter ``name`` does not use it.
        ids: Only these endpoints.
        foundation_models: Only endpoints of one of these foundation models, such as
            ``doubao-seed-1-6``.
        model_versions: Only endpoints of one of these versions of a foundation model.
        custom_models: Only endpoints of one of these custom models, by id.
        sort_order: Whether the oldest (``Asc``) or the newest come first.
    """

    provider: ClassVar[str] = "volcengine"
    project_name: str | None = None
    name: str | None = None
    ids: Sequence[str] = ()
    foundation_models: Sequence[str] = ()
    model_versions: Sequence[str] = ()
    custom_models: Sequence[str] = ()
    sort_order: Literal["Asc", "Desc"] | None = None


class Volcengine(Provider):
    """Volcengine Ark."""

    name = "volcengine"
    package = "endpoint_roster_volcengine"
    client = "AsyncVolcengine"
    arguments: ClassVar = {
        "access_key": ("VOLCENGINE_ACCESS_KEY", "VOLC_ACCESSKEY"),
        "secret_key": ("VOLCENGINE_SECRET_KEY", "VOLC_SECRETKEY"),
        "session_token": "VOLCENGINE_SESSION_TOKEN",
        "region": None,
        "project_name": None,
        "base_url": "VOLCENGINE_BASE_URL",
    }
    credentials = (("access_key", "secret_key"),)
    other_variables: ClassVar = {
        "ARK_API_KEY": "such a key calls models and cannot list endpoints; set"
        " VOLCENGINE_ACCESS_KEY and VOLCENGINE_SECRET_KEY, an access key of your account."
    }
    companions = ("session_token",)
    of_operations = ("project_name",)
    defaults: ClassVar = {"region": "cn-beijing"}
    description = "Volcengine Ark, or BytePlus ModelArk by base_url and region"
    paging = "numbered"
    pushed_down: ClassVar = {
        "states": PushedDown(values=tuple(_STATUSES)),
        "kinds": PushedDown(values=tuple(_MODEL_TYPES)),
        "region": PushedDown(note="an account of another region is not asked"),
    }
    options = VolcengineOptions
    sort_fields = ("created_at",)
    fields = ENDPOINTS.fields
    actions = frozenset(Action)
    forms: ClassVar = {
        Action.CREATE: (Form(("create_endpoint",), filled=frozenset(("DryRun",))),),
        Action.UPDATE: (Form(("update_endpoint",), filled=frozenset(("Id",))),),
    }

    def pricer(self, account: Account) -> Pricer:
        """Return what asks for the prices of models."""
        from .pricing.volcengine import VolcenginePricer

        return VolcenginePricer(self, account)

    def console_url(self, account: Account, endpoint: Endpoint) -> str | None:
        """Return the page of an endpoint; of BytePlus, the address of the list alone is known."""
        console = console_of(account, _CONSOLES)
        region = endpoint.region or account.region
        if not console or not region:
            return None
        endpoints = f"{console}/ark/region:ark+{as_value(region)}/endpoint"
        if console == _BYTEPLUS:
            return endpoints
        return f"{endpoints}/detail?Id={as_value(endpoint.id)}"

    def list_endpoints(self, account: Account, query: Query) -> Steps:
        """Count pages to the end; restart when endpoints were deleted meanwhile.

        What follows a deleted endpoint moves forward, and would be missed where it moved to a page
        that was already read.
        """
        if query.excludes_region(account.region):
            return
        parameters = _parameters(self.load("models"), account, query)
        size = min(query.page_size, _LARGEST_PAGE)
        for round_ in range(_ROUNDS):
            if not (yield from self._read_pages(account, parameters, size, round_)):
                return
        raise AnswerError(
            f"endpoints were deleted during each of {_ROUNDS} readings, so that some may be missed",
            "Try again when fewer changes are made.",
            "missing_items",
        )

    def _read_pages(
        self, account: Account, parameters: dict[str, Any], size: int, round_: int
    ) -> Generator[Step, Any, bool]:
        """Read all pages once; tell whether endpoints were deleted meanwhile."""
        full, seen, has_shrunk = size, 0, False
        total: int | None = None
        for number in count(1):
            request = self.operation("list_endpoints")(
                page_number=number, page_size=size, **parameters
            )
            answer = yield Call(request, f"list endpoints, page {number}", round_)
            result: ListEndpointsResult | None = part(answer.result)
            items = (result.items or []) if result else None  # left out when there are none
            page = ENDPOINTS.page(items, account, region=account.region)
            for endpoint in page.endpoints:
                endpoint.owner = endpoint.tags.get(_CREATOR)
            before, total = total, integer(result.total_count) if result else None
            largest = quantity(result.page_size) if result else None
            full = min(full, largest or full)  # the provider's own maximum
            found = len(page.endpoints) + page.left_out
            seen += found
            notes: list[str] = []
            if before is not None and total is not None and total != before:
                has_shrunk |= total < before
                notes.append("the total changed while the pages were read")
            if total is None or seen > total:
                # Without a total that can be true, a page that is not full is the last.
                more = found >= full
                if total is not None and not has_shrunk and not more:
                    notes.append(f"the provider announced {total} endpoints and delivered {seen}")
            else:
                more = found > 0 and seen < total
            yield page._replace(more=more, notes=tuple(notes))
            if not more:
                break
        if total is not None and seen < total:
            raise AnswerError(
                f"the provider announced {total} endpoints and delivered {seen}",
                "Try again; if it lasts, report it to the provider.",
                "missing_items",
            )
        return has_shrunk

    # Actions

    def get_endpoint(
        self, account: Account, endpoint_id: str, seen: Endpoint | None = None
    ) -> Calls[Endpoint | None]:
        """Read one endpoint, which BytePlus puts into a field of its own."""
        try:
            answer = yield Call(self.operation("get_endpoint")(id=endpoint_id), "read the endpoint")
        except NotFoundError:
            return None
        item = part(answer.result)
        found = ENDPOINTS.one(
            item and (part(item.endpoint) or item), account, region=account.region
        )
        if found is None or found.id != endpoint_id:
            raise AnswerError(
                "the answer has no endpoint of this id",
                "Try again; if it lasts, report it to the provider.",
                "decode",
            )
        found.owner = found.tags.get(_CREATOR)
        return found

    def why_not(self, account: Account, action: Action, endpoint: Endpoint | None) -> str:
        """Refuse to delete what runs, as Ark does."""
        if endpoint and action is Action.DELETE and endpoint.state in _IN_USE:
            return f"it is {endpoint.state}: stop it, and delete it when it has stopped"
        return ""

    def act(
        self, account: Account, action: Action, endpoint: Endpoint, settings: Settings | None
    ) -> Calls[Endpoint | None]:
        """Start, stop, update or delete an endpoint; the answers are empty."""
        if action is Action.UPDATE:
            request = self.operation("update_endpoint")({"Id": endpoint.id, **(settings or {})})
        else:
            request = self.operation(f"{action}_endpoint")(id=endpoint.id)
        yield Call(request, f"{action} the endpoint")
        return None

    def effect(self, action: Action, endpoint: Endpoint, settings: Settings | None) -> Outcome:
        """Tell whether an action has taken effect; Ark adds tags of its own."""
        if not settings or "Tags" not in settings:
            return super().effect(action, endpoint, settings)
        if any(endpoint.tags.get(tag["Key"]) != tag.get("Value", "") for tag in settings["Tags"]):
            return Outcome.FAILED
        rest = {name: value for name, value in settings.items() if name != "Tags"}
        return super().effect(action, endpoint, Settings(settings.form, rest))

    def complete(self, settings: Settings, account: Account, key: str) -> Settings:
        """Create in the account's project, where no other one is named."""
        if account.project_name:
            settings.setdefault("ProjectName", account.project_name)
        return settings

    def name_in(self, settings: Settings) -> str | None:
        """Return the name of what settings create."""
        return settings.get("Name")

    def create(self, account: Account, settings: Settings) -> Calls[str | None]:
        """Create an endpoint; the answer has its id alone."""
        request = self.operation("create_endpoint")(dict(settings))
        answer = yield Call(request, "create the endpoint")
        made = part(answer.result)
        return text(made.id) if made else None

    def find_alike(self, account: Account, settings: Settings) -> Calls[list[Endpoint]]:
        """Find the endpoints of a name; Ark finds more by it than those."""
        name = settings["Name"]
        options = VolcengineOptions(project_name=settings.get("ProjectName"), name=name)
        steps = self.list_endpoints(account, Query(provider_options=(options,)))
        return (yield from listed(steps, lambda one: one.name == name))

    def is_alike(self, endpoint: Endpoint, settings: Settings) -> bool:
        """Tell whether an endpoint is what the settings create."""
        return self.effect(Action.UPDATE, endpoint, settings) is not Outcome.FAILED


def _parameters(models: Any, account: Account, query: Query) -> dict[str, Any]:
    """Return parameters of a listing: the options, and of the filters what can lose nothing.

    ``model`` and ``name`` ask for a part of a text, and Ark may compare all of it. Tags are the
    same to us in all spellings, and Ark would compare one.
    """
    options = query.chosen(VolcengineOptions)
    conditions: dict[str, Any] = {
        "name": options.name,
        "ids": [*several(options.ids)],
        "foundation_model_names": [*several(options.foundation_models)],
        "model_versions": [*several(options.model_versions)],
        "custom_model_ids": [*several(options.custom_models)],
    }
    if query.states <= _STATUSES.keys():
        conditions["statuses"] = sorted(_STATUSES[state] for state in query.states)
    if query.kinds <= _MODEL_TYPES.keys():
        conditions["endpoint_model_types"] = sorted(_MODEL_TYPES[kind] for kind in query.kinds)
    conditions = {name: value for name, value in conditions.items() if value}
    parameters: dict[str, Any] = {
        "project_name": options.project_name or account.project_name,
        "filter_": models.EndpointFilter(**conditions) if conditions else None,
        "sort_by": options.sort_order and "CreateTime",
        "sort_order": options.sort_order,
    }
    return {name: value for name, value in parameters.items() if value}
