"""What an adapter is: settings of a provider, how to connect, and which calls make a listing."""

from __future__ import annotations

from abc import ABC, abstractmethod
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeAlias

from .. import registry
from ..errors import MissingExtraError
from ..settings import ProviderSettings

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from ..account import Account
    from ..models import Endpoint
    from ..options import Options
    from ..query import Query


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


class Call(NamedTuple):
    """A request that the engine is to send; the answer comes back from the ``yield``.

    Attributes:
        request: What the client is to send, made by a function of its ``operations``. The engine
            refuses to send the same one twice in a listing, because such a listing never ends.
        attempted: What this is, for messages: "list endpoints, page 3".
        round: How often the listing was restarted because its pages moved while they were read;
            the same request may be sent once in each round.
    """

    request: Any
    attempted: str
    round: int = 0


class Page(NamedTuple):
    """Endpoints to deliver.

    Attributes:
        endpoints: In the provider's order.
        left_out: Items that are not objects, so that they cannot be listed.
        more: Whether the provider says that another page follows.
        notes: What is strange about the page and costs nothing.
    """

    endpoints: list[Endpoint]
    left_out: int = 0
    more: bool = False
    notes: tuple[str, ...] = ()


class PartialFailure(NamedTuple):
    """Something that failed, while the adapter goes on with the rest.

    Attributes:
        attempted: What this was, for messages.
        error: Why it failed.
    """

    attempted: str
    error: Exception


Step: TypeAlias = Call | Page | PartialFailure
Steps: TypeAlias = "Generator[Step, Any, None]"


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

    def fault(self) -> str:
        """Say what is wrong with the class; nothing if all fits together."""
        connects = type(self).connect is not Provider.connect or (self.package and self.client)
        return super().fault() or ("" if connects else "it needs package and client, or connect")

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
            raise MissingExtraError(
                f"the client of {self.name} is not installed",
                f'Install it: pip install "endpoint-roster[{self.name}]".',
            ) from None


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
