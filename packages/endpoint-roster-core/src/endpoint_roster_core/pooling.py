"""Pools of connections that give each request a connection of its own at once.

httpcore counts a connection as available until its request has begun. Of requests that begin
together, it gives most the same connection, and all but one of these try again; and it compares
each idle connection with all others. With eight requests at a time, that took as long as all else
that a short call needs. Our connections speak HTTP/1.1 only: one is taken while a request has it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpcore


class _Assigning:
    """Replaces how httpcore's pools assign requests to connections, whenever either changes."""

    _connections: list[Any]
    _requests: list[Any]
    _max_connections: int
    _max_keepalive_connections: int

    if TYPE_CHECKING:

        def create_connection(self, origin: httpcore.Origin) -> Any: ...

    def _assign_requests_to_connections(self) -> list[Any]:
        """Assign the waiting requests, and return the connections that are to be closed."""
        taken = {id(request.connection) for request in self._requests}
        idle: list[Any] = []
        kept: list[Any] = []
        closing: list[Any] = []
        for connection in self._connections:
            if connection.is_closed():
                continue
            if id(connection) in taken:
                kept.append(connection)
            elif (
                len(idle) < self._max_keepalive_connections
                and connection.is_available()
                and not connection.has_expired()
            ):
                idle.append(connection)
                kept.append(connection)
            else:  # also one that its request left before it was open
                closing.append(connection)
        self._connections = kept
        for request in self._requests:
            if request.is_queued():
                origin = request.request.url.origin
                if (found := self._connection(origin, idle, closing)) is not None:
                    request.assign_to_connection(found)
        return closing

    def _connection(self, origin: httpcore.Origin, idle: list[Any], closing: list[Any]) -> Any:
        """Return an idle connection, or a new one; None if the request has to wait."""
        for connection in idle:
            if connection.can_handle_request(origin):
                idle.remove(connection)
                return connection
        if len(self._connections) >= self._max_connections:
            if not idle:
                return None
            unused = idle.pop(0)
            self._connections.remove(unused)
            closing.append(unused)
        made = self.create_connection(origin)
        self._connections.append(made)
        return made


class SyncPool(_Assigning, httpcore.ConnectionPool):
    """Direct connections."""


class SyncProxyPool(_Assigning, httpcore.HTTPProxy):
    """Connections through a proxy of HTTP."""


class SyncSocksPool(_Assigning, httpcore.SOCKSProxy):
    """Connections through a proxy of SOCKS."""


class AsyncPool(_Assigning, httpcore.AsyncConnectionPool):
    """Direct connections of asynchronous calls."""


class AsyncProxyPool(_Assigning, httpcore.AsyncHTTPProxy):
    """Connections of asynchronous calls through a proxy of HTTP."""


class AsyncSocksPool(_Assigning, httpcore.AsyncSOCKSProxy):
    """Connections of asynchronous calls through a proxy of SOCKS."""
