"""The server of the dashboard: uvicorn, which waits for ever for slow clients, with a limit to its patience."""

from __future__ import annotations

import asyncio

from uvicorn.protocols.http.h11_impl import H11Protocol

REQUEST_SECONDS = 15.0
"""A browser that connects asks at once; a connection that has asked nothing for so long is given up."""
ANSWER_SECONDS = 120.0
"""Time from a request's first line until its answer has been taken."""
CONNECTIONS = 200
"""Connections at a time; more are told to come back."""
_LOOK_SECONDS = 0.5


class ImpatientProtocol(H11Protocol):
    """One connection: closed when its request, or the taking of the answer, takes too long."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to look at the clock."""
        super().connection_made(transport)
        self._waiting, self._since = True, self.loop.time()
        self._look()

    def _look(self) -> None:
        if self.transport.is_closing() and not self.transport.get_write_buffer_size():
            return
        answered = self.cycle is None or self.cycle.response_complete
        waiting = answered and not self.transport.get_write_buffer_size()
        if waiting != self._waiting:
            self._waiting, self._since = waiting, self.loop.time()
        if self.loop.time() - self._since > (REQUEST_SECONDS if waiting else ANSWER_SECONDS):
            self.transport.abort()
            return
        self.loop.call_later(_LOOK_SECONDS, self._look)
