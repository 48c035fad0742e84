"""Together AI: version 1 in one answer, then the projects of version 2, page by page."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from endpoint_roster_core.errors import ApiError, ClientError, NotFoundError

from ..errors import ConfigurationError, RosterError
from ..models import Action, Outcome
from ..query import ProviderOptions, Query
from ..settings import PushedDown
from . import together_projects as projects
from .base import Provider, find_listed
from .consoles import as_path, console_of
from .forms import Form
from .normalize import part, parts, text
from .steps import Call, Page, PartialFailure
from .together_mapping import ENDPOINTS, PROJECT_ENDPOINTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from endpoint_roster_core.operations import Request
    from endpoint_roster_together.models import (
        Caller,
        ListProjectEndpointsResponse,
        ListProjectsResponse,
    )

    from ..account import Account
    from ..models import Endpoint
    from .forms import Settings
    from .pricer import Pricer
    from .steps import Calls, Steps

_TYPES = ("dedicated", "serverless")
_USAGE_TYPES = {"on-demand": "ENDPOINT_TYPE_DEDICATED", "reserved": "ENDPOINT_TYPE_RESERVED"}
_LARGEST_PAGE = 500
_GONE = 410
# The key is not allowed to ask, or what base_url leads to has no such route.
_REFUSED = (401, 403, 404, 405, _GONE)


@dataclass(frozen=True, slots=True, kw_only=True)
class TogetherOptions(ProviderOptions):
    """What only Together AI can be asked.

    Attributes:
        usage_type: Only endpoints of this kind of contract.
        mine: Only one's own endpoints. Version 2 lists those of a project in any case.
    """

    provider: ClassVar[str] = "together"
    usage_type: Literal["on-demand", "reserved"] | None = None
    mine: bool | None = None


# Starting and stopping are actions of their own.
_CREATION = Form(("create_endpoint",))
_UPDATE = Form(("update_endpoint",), filled=frozenset(("state",)))
# Of a project's endpoint: one with its deployments, and one change of all its deployments.
_PROJECT_CREATION = Form(("create_project_endpoint",), lists={"deployments": "create_deployment"})
_PROJECT_UPDATE = Form(
    ("update_project_endpoint", "update_deployment"), filled=frozenset(("etag",))
)
#: How the ids of endpoints of version 2 begin.
_OF_PROJECT = "ep_"
_CONSOLE = "https://api.together.ai/endpoints"
_CONSOLES = {"together.ai": _CONSOLE, "together.xyz": _CONSOLE}


class Together(Provider):
    """Together AI."""

    name = "together"
    package = "endpoint_roster_together"
    client = "AsyncTogether"
    arguments: ClassVar = {
        "api_key": "TOGETHER_API_KEY",
        "project_id": "TOGETHER_PROJECT_ID",
        "base_url": "TOGETHER_BASE_URL",
    }
    credentials = (("api_key",),)
    description = "Together AI (version 1, and the projects of version 2)"
    paging = "one answer, cursor"
    pushed_down: ClassVar = {"kinds": PushedDown(values=_TYPES, single=True)}
    lists_others = True
    options = TogetherOptions
    actions = frozenset(Action)
    forms: ClassVar = {
        Action.CREATE: (_CREATION, _PROJECT_CREATION),
        Action.UPDATE: (_UPDATE, _PROJECT_UPDATE),
    }
    fields = tuple(dict.fromkeys((*ENDPOINTS.fields, *PROJECT_ENDPOINTS.fields)))

    def console_url(self, account: Account, endpoint: Endpoint) -> str | None:
        """Return the page of an endpoint: version 1 goes by names, version 2 by ids.

        What is serverless in version 1 is everybody's, and on no page of one's own.
        """
        console = console_of(account, _CONSOLES)
        of_project = endpoint.id.startswith(_OF_PROJECT)
        if not console or (endpoint.kind == "serverless" and not of_project):
            return None
        page = as_path(endpoint.id if of_project else endpoint.name or "")
        return f"{console}/{page}" if page else console

    def list_endpoints(self, account: Account, query: Query) -> Steps:
        """Ask for version 1, which has no pages, then for each project of version 2."""
        gone: ApiError | None = None
        try:
            yield from self._list_version_1(account, query)
        except ApiError as error:
            if error.status != _GONE:
                raise
            gone = error
        projects = [account.project_id] if account.project_id else (yield from self._projects())
        if not projects:
            if gone:
                raise gone
            yield Page(
                [],
                notes=(
                    "version 2 was not asked, because the key does not show its project:"
                    " set project_id (TOGETHER_PROJECT_ID) to list it too",
                ),
            )
        elif gone:
            yield Page([], notes=("version 1 has been switched off: version 2 alone is listed",))
        for project in projects:
            attempted = f"list endpoints of project {project}"
            try:
                yield from self._list_project(account, query, project, attempted)
            except (ClientError, RosterError) as error:
                yield PartialFailure(attempted, error)

    def pricer(self, account: Account) -> Pricer:
        """Return what asks for hardware and instance types."""
        from .pricing.together import TogetherPricer

        return TogetherPricer(self)

    def _list_version_1(self, account: Account, query: Query) -> Steps:
        options = query.chosen(TogetherOptions)
        kinds = query.kinds if len(query.kinds) == 1 else ()
        request = self.operation("list_endpoints")(
            type_=next((kind for kind in kinds if kind in _TYPES), None),
            usage_type=options.usage_type,
            mine=query.mine or options.mine,
        )
        yield from ENDPOINTS.pages(request, account, "list endpoints")

    def _projects(self) -> Calls[list[str]]:
        """Return the key's project, else all that it can see; nothing if it may not ask."""
        caller: Caller | None = yield from _asked(
            self.operation("get_identity")(), "ask for the key's project"
        )
        own = part(caller.project) if caller else None
        if own and (project := text(own.id)):
            return [project]
        found: list[str] = []
        after: str | None = None
        while True:
            answer: ListProjectsResponse | None = yield from _asked(
                self.operation("list_projects")(after=after), "list projects"
            )
            if answer is None:
                return found
            found += [each for one in parts(answer.data) or () if (each := text(one.id))]
            after = text(answer.next_cursor)
            if after is None:
                return found

    def _list_project(self, account: Account, query: Query, project: str, attempted: str) -> Steps:
        usage_type = query.chosen(TogetherOptions).usage_type
        size = min(query.page_size, _LARGEST_PAGE)
        after: str | None = None
        for number in count(1):
            request = self.operation("list_project_endpoints")(project, limit=size, after=after)
            answer: ListProjectEndpointsResponse = yield Call(
                request, f"{attempted}, page {number}"
            )
            page = PROJECT_ENDPOINTS.page(answer.data, account)
            after = text(answer.next_cursor)
            # A page that is empty because of the option is none to worry about.
            more = after is not None and not page.endpoints
            if usage_type:
                wanted = _USAGE_TYPES[usage_type]
                kept = [one for one in page.endpoints if one.provider_kind == wanted]
                page = page._replace(endpoints=kept)
            yield page._replace(more=more)
            if after is None:
                return

    # Actions

    def forms_of(self, action: Action, endpoint_id: str | None) -> Sequence[Form]:
        """Return the settings that an action takes."""
        if action is Action.UPDATE and endpoint_id is not None:
            return (_PROJECT_UPDATE if endpoint_id.startswith(_OF_PROJECT) else _UPDATE,)
        return self.forms.get(action, ())

    def get_endpoint(
        self, account: Account, endpoint_id: str, seen: Endpoint | None = None
    ) -> Calls[Endpoint | None]:
        """Read one endpoint, of the version that its id belongs to."""
        if endpoint_id.startswith(_OF_PROJECT):
            return (yield from self._get_of_project(account, endpoint_id, seen))
        try:
            item = yield Call(self.operation("get_endpoint")(endpoint_id), "read the endpoint")
        except NotFoundError:
            if seen and seen.kind == "dedicated":
                return None
            # Those that are shared are in the list alone.
            return (yield from find_listed(self._list_version_1(account, Query()), endpoint_id))
        return ENDPOINTS.one(item, account)

    def why_not(self, account: Account, action: Action, endpoint: Endpoint | None) -> str:
        """Refuse what is done to shared endpoints, and deletions of what runs."""
        if endpoint is None:
            return ""
        if endpoint.kind == "serverless":
            return "it is serverless: Together runs it for all of its users"
        return projects.why_not(action, endpoint) if _is_of_project(endpoint) else ""

    def check(self, account: Account, action: Action, endpoint: Endpoint) -> Calls[str]:
        """Refuse what is done to endpoints of others, which the list of version 1 has too."""
        if _is_of_project(endpoint):
            return ""
        request = self.operation("list_endpoints")(type_="dedicated", mine=True)
        answer = yield Call(request, "list one's own endpoints")
        if any(one.id == endpoint.id for one in parts(answer.data) or ()):
            return ""
        return f"it belongs to {endpoint.owner or 'another account'}"

    def act(
        self, account: Account, action: Action, endpoint: Endpoint, settings: Settings | None
    ) -> Calls[Endpoint | None]:
        """Start, stop, update or delete an endpoint of either version."""
        if _is_of_project(endpoint):
            yield from projects.act(self, action, endpoint, settings)
            return None
        if action is Action.DELETE:
            yield Call(self.operation("delete_endpoint")(endpoint.id), "delete the endpoint")
            return None
        changes = {"state": _WANTED[action]} if action in _WANTED else settings
        request = self.operation("update_endpoint")(endpoint.id, changes)
        item = yield Call(request, f"{action} the endpoint")
        return ENDPOINTS.one(item, account)

    def effect(self, action: Action, endpoint: Endpoint, settings: Settings | None) -> Outcome:
        """Tell whether an action has taken effect; of a project's endpoint, on all deployments."""
        if _is_of_project(endpoint):
            return projects.effect(self, action, endpoint, settings)
        return super().effect(action, endpoint, settings)

    def complete(self, settings: Settings, account: Account, key: str) -> Settings:
        """Give an endpoint of version 1 a name for display, by which it can be found."""
        if settings.form is not _PROJECT_CREATION and "display_name" not in settings:
            settings["display_name"] = f"{settings['model'].rpartition('/')[2]}-{key[:8]}"
        return settings

    def name_in(self, settings: Settings) -> str | None:
        """Return the name of what settings create; of version 1, the one for display."""
        return settings.get("name") or settings.get("display_name")

    def create(self, account: Account, settings: Settings) -> Calls[str | None]:
        """Create an endpoint of the version that the settings are for."""
        if settings.form is _PROJECT_CREATION:
            project = yield from self._project(account)
            return (yield from projects.create(self, project, settings))
        request = self.operation("create_endpoint")(dict(settings))
        item = yield Call(request, "create the endpoint")
        return text(item.id)

    def find_alike(self, account: Account, settings: Settings) -> Calls[list[Endpoint]]:
        """Find those of the same name; in version 1, whose list has no such names, all own ones."""
        if settings.form is _PROJECT_CREATION:
            project = yield from self._project(account)
            items = yield from projects.find_alike(self, project, settings)
            return PROJECT_ENDPOINTS.page(items, account).endpoints
        request = self.operation("list_endpoints")(type_="dedicated", mine=True)
        answer = yield Call(request, "list one's own endpoints")
        return ENDPOINTS.page(answer.data, account).endpoints

    def is_named(self, settings: Settings) -> bool:
        """Tell whether ``find_alike`` goes by a name that only one endpoint should have."""
        return settings.form is _PROJECT_CREATION

    def is_alike(self, endpoint: Endpoint, settings: Settings) -> bool:
        """Tell whether an endpoint is what the settings create."""
        if _is_of_project(endpoint):
            return projects.is_alike(self, endpoint, settings)
        return endpoint.raw.display_name == settings["display_name"]

    def _get_of_project(
        self, account: Account, endpoint_id: str, seen: Endpoint | None
    ) -> Calls[Endpoint | None]:
        known = (seen and seen.project) or account.project_id
        for project in [known] if known else (yield from self._projects()):
            request = self.operation("get_project_endpoint")(project, endpoint_id)
            try:
                item = yield Call(request, "read the endpoint")
            except NotFoundError:
                continue
            return PROJECT_ENDPOINTS.one(item, account)
        return None

    def _project(self, account: Account) -> Calls[str]:
        """Return the project that something is created in.

        Raises:
            ConfigurationError: There is none, or a choice.
        """
        found = [account.project_id] if account.project_id else (yield from self._projects())
        if len(found) != 1:
            what = f"one of {', '.join(found)}" if found else "its id"
            raise ConfigurationError(
                "the key does not say which project something is to be created in",
                f"Set project_id (TOGETHER_PROJECT_ID) to {what}.",
                "project_id",
            )
        return found[0]


_WANTED = {Action.START: "STARTED", Action.STOP: "STOPPED"}


def _is_of_project(endpoint: Endpoint) -> bool:
    return endpoint.id.startswith(_OF_PROJECT)


def _asked(request: Request[Any], attempted: str) -> Calls[Any]:
    """Return what a request is answered, or None if the key may not ask."""
    try:
        return (yield Call(request, attempted))
    except ApiError as error:
        if error.status not in _REFUSED:
            raise
        return None
