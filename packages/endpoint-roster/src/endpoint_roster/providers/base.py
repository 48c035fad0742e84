"""What an adapter is: settings of a provider, how to connect, and which calls make a listing."""

from __future__ import annotations

from abc import ABC, abstractmethod
from contextlib import closing, suppress
from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from .. import registry
from ..errors import MissingExtraError
from ..models import Action, EndpointState, Outcome
from ..query import Query
from ..settings import ProviderSettings
from .comparison import shows
from .steps import Call, Page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from ..account import Account
    from ..models import Endpoint
    from ..options import Options
    from .forms import Form, Settings
    from .pricer import Pricer
    from .steps import Calls, Steps


class Answer(Protocol):
    """What a client answers: a ``Response``, or the like of it."""

    @property
    def attempts(self) -> int:
        """How often the request was sent."""
        ...

    def result(self) -> Any:
        """Return the page, or raise the error that the answer stands for."""
        ...


class Client(Protocol):
    """What ``Provider.connect`` returns: an ``endpoint_roster_core.client.AsyncClient``, or
    anything that can send what the adapter asks for.
    """

    async def send(self, request: Any, *, deadline: float) -> Answer:
        """Send a request, and again as often as it is right, within some seconds."""
        ...

    async def aclose(self) -> None:
        """Close the connections."""
        ...


#: The states in which an endpoint is as an action wants it, and those that lead there.
_WANTED = {
    Action.START: (
        {EndpointState.RUNNING, EndpointState.DEGRADED},
        {EndpointState.STARTING, EndpointState.PENDING},
    ),
    Action.STOP: ({EndpointState.STOPPED}, {EndpointState.STOPPING}),
}


class Provider(ProviderSettings, ABC):
    """One provider. Register a subclass as an entry point of group ``endpoint_roster.providers``.

    The class attributes of ``ProviderSettings`` say which arguments an account takes; the methods
    connect and list.
    """

    def connect(self, account: Account, options: Options) -> Client:
        """Return a client for the account, by default the generated one. The engine closes it.

        Raises:
            MissingExtraError: The provider's package is not installed.
            ConfigurationError: An argument cannot work.
        """
        arguments: dict[str, Any] = account.arguments
        if () in self.credentials:  # an account without them uses none of the environment either
            arguments = dict.fromkeys(self.credential_arguments, "") | arguments
        of_client = {n: v for n, v in arguments.items() if n not in self.of_operations}
        return getattr(self.load(), self.client)(**of_client, **options.for_client())

    @abstractmethod
    def list_endpoints(self, account: Account, query: Query) -> Steps:
        """Yield calls, receive their answers, and yield the pages of endpoints made from them.

        An error of a call is raised at its ``yield``; let it pass to end the account's listing, or
        yield ``PartialFailure`` to go on. The query may be used to ask for less: what does
        not match it is dropped later in any case, except that only the adapter can obey ``mine``.
        """

    # Actions. What a provider leaves as it is here cannot be done with its endpoints.

    forms: ClassVar[Mapping[Action, Sequence[Form]]] = {}
    """The settings that it takes to create and to update; several for an action are alternatives.
    """

    def forms_of(self, action: Action, endpoint_id: str | None) -> Sequence[Form]:
        """Return the settings that an action takes, alternatives after each other.

        Args:
            action: To create or to update.
            endpoint_id: What is to be updated; None for what is to be created.
        """
        return self.forms.get(action, ())

    def refusal(self, account: Account, action: Action, endpoint: Endpoint | None) -> str:
        """Say why an action is refused, as far as that is known without asking; else nothing."""
        if action not in self.actions:
            return f"{self.name} has no way to {action} endpoints"
        return self.why_not(account, action, endpoint)

    def why_not(self, account: Account, action: Action, endpoint: Endpoint | None) -> str:
        """Say why one of ``actions`` is refused for an endpoint; else nothing.

        Args:
            account: The account.
            action: What is to be done.
            endpoint: With what; None for what is to be created.
        """
        return ""

    def get_endpoint(
        self, account: Account, endpoint_id: str, seen: Endpoint | None = None
    ) -> Calls[Endpoint | None]:
        """Read one endpoint; None if there is none of this id.

        By default it is looked for in the list.

        Args:
            account: The account.
            endpoint_id: Its id.
            seen: The endpoint as it was seen before, which says where it is; None if it was not.
        """
        return (yield from find_listed(self.list_endpoints(account, Query()), endpoint_id))

    def check(self, account: Account, action: Action, endpoint: Endpoint) -> Calls[str]:
        """Say why an action is refused, as far as that has to be asked for; else nothing.

        Args:
            account: The account.
            action: What is to be done.
            endpoint: With what, freshly read.
        """
        return ""
        yield

    def act(
        self, account: Account, action: Action, endpoint: Endpoint, settings: Settings | None
    ) -> Calls[Endpoint | None]:
        """Start, stop, update or delete an endpoint.

        Args:
            account: The account.
            action: What is to be done.
            endpoint: With what, freshly read.
            settings: What is to change, for an update.

        Returns:
            The endpoint as the last answer has it; None where it is to be read.
        """
        raise NotImplementedError
        yield

    def effect(self, action: Action, endpoint: Endpoint, settings: Settings | None) -> Outcome:
        """Tell by an endpoint that was freshly read whether an action has taken effect.

        Returns:
            DONE: it has. ACCEPTED: it is about to. FAILED: it has not. UNKNOWN: that cannot be
            seen.
        """
        if action is Action.UPDATE:
            return shows(endpoint.raw.to_dict(), settings or {})
        if action is Action.DELETE:
            going = (endpoint.provider_state or "").lower().startswith("delet")
            return Outcome.ACCEPTED if going else Outcome.FAILED
        there, coming = _WANTED.get(action, (set(), set()))
        if endpoint.state in there:
            return Outcome.DONE
        if endpoint.state in coming:
            return Outcome.ACCEPTED
        unknown = endpoint.state is EndpointState.UNKNOWN
        return Outcome.UNKNOWN if unknown else Outcome.FAILED

    def complete(self, settings: Settings, account: Account, key: str) -> Settings:
        """Return the settings of what is to be created, with what makes it findable.

        Args:
            settings: What was given.
            account: Where it is created.
            key: A text that nothing else has.
        """
        return settings

    def name_in(self, settings: Settings) -> str | None:
        """Return the name of what settings create, if they have one."""
        return settings.get("name")

    def create(self, account: Account, settings: Settings) -> Calls[str | None]:
        """Create an endpoint, and return its id if the answer has it."""
        raise NotImplementedError
        yield

    def find_alike(self, account: Account, settings: Settings) -> Calls[list[Endpoint]]:
        """Find the endpoints that can be what the settings create.

        Those of the same name, where ``is_named``; else all that can be new.
        """
        raise NotImplementedError
        yield

    def is_alike(self, endpoint: Endpoint, settings: Settings) -> bool:
        """Tell whether an endpoint that was freshly read is what the settings create."""
        return shows(endpoint.raw.to_dict(), settings) is not Outcome.FAILED

    def is_named(self, settings: Settings) -> bool:
        """Tell whether ``find_alike`` goes by a name that only one endpoint should have."""
        return True

    def pricer(self, account: Account) -> Pricer:
        """Return what finds out the costs of one listing, when they are asked for."""
        from .pricer import Pricer

        return Pricer()

    def console_url(self, account: Account, endpoint: Endpoint) -> str | None:
        """Return where in the provider's web console an endpoint can be seen and acted on.

        Args:
            account: The account.
            endpoint: The endpoint, as it was listed or read.

        Returns:
            An https address: the endpoint's own page where its address is known, else the page that
            lists it. None where neither is known.
        """
        return None

    def fault(self) -> str:
        """Say what is wrong with the class; nothing if all fits together."""
        connects = type(self).connect is not Provider.connect or (self.package and self.client)
        if not connects:
            return super().fault() or "it needs package and client, or connect"
        return super().fault() or next(self._unfinished(), "")

    def _unfinished(self) -> Iterator[str]:
        """Yield what is missing for the actions that the class declares."""
        for action in sorted(self.actions):
            for name in ("create", "find_alike") if action == Action.CREATE else ("act",):
                if getattr(type(self), name) is getattr(Provider, name):
                    yield f"it declares the action {action} and has no method {name}"

    def prepare(self) -> None:
        """Import what the first listing needs, in a thread, so that others do not wait for it.

        Only a head start: what cannot be imported is reported where it is used.
        """
        if self.package:
            with suppress(ImportError):
                answer = self.load("operations.list_endpoints").LIST_ENDPOINTS.answer
                self.load("client").API.prepare(answer)

    def operation(self, name: str) -> Callable[..., Any]:
        """Return the generated function that makes the requests of an operation.

        Raises:
            MissingExtraError: The client is not installed.
        """
        return getattr(self.load(f"operations.{name}"), name)

    def load(self, module: str = "") -> Any:
        """Import the generated client, or one of its modules.

        Raises:
            MissingExtraError: It is not installed.
        """
        try:
            return import_module(f"{self.package}.{module}" if module else self.package)
        except ModuleNotFoundError as error:
            if error.name != self.package:
                raise
            cause = f"the client of {self.name} is not installed"
            raise MissingExtraError(
                cause, f"Install it: {registry.how_to_install(self.name)}."
            ) from None


def listed(
    steps: Steps, wanted: Callable[[Endpoint], bool], most: int | None = None
) -> Calls[list[Endpoint]]:
    """Make the calls of a listing, and return the endpoints that are wanted.

    Args:
        steps: The listing.
        wanted: Whether an endpoint is.
        most: How many are enough; what follows is not asked for.

    Raises:
        Exception: Something could not be read, and might have one of them.
    """
    found: list[Endpoint] = []
    failed: Exception | None = None
    answer: Any = None
    error: Exception | None = None
    with closing(steps), suppress(StopIteration):
        while most is None or len(found) < most:
            step = steps.throw(error) if error else steps.send(answer)
            answer = error = None
            if isinstance(step, Call):
                try:
                    answer = yield step
                except Exception as raised:  # noqa: BLE001 - the adapter may go on without it
                    error = raised
            elif isinstance(step, Page):
                found += filter(wanted, step.endpoints)
            else:
                failed = failed or step.error
    if failed and (most is None or len(found) < most):
        raise failed
    return found[:most]


def find_listed(steps: Steps, endpoint_id: str) -> Calls[Endpoint | None]:
    """Make the calls of a listing until an endpoint of this id has come.

    Raises:
        Exception: Something could not be read, and the endpoint is in nothing else.
    """
    found = yield from listed(steps, lambda one: one.id == endpoint_id, most=1)
    return found[0] if found else None


def find(name: str) -> Provider:
    """Return the provider of this name.

    Raises:
        UnknownProviderError: There is none.
        PluginError: It comes from another package and cannot be used.
    """
    provider = registry.find(name)
    if not isinstance(provider, Provider):
        raise registry.broken(name, TypeError("it has settings alone"))
    return provider
