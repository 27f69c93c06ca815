"""Clients that ask slowly, or take the answer slowly, are not held for ever."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest

uvicorn = pytest.importorskip("uvicorn", reason="uvicorn is not installed (phaen[dashboard])")

from phaen.pipeline.dashboard import server  # noqa: E402
from starlette.types import Receive, Scope, Send  # noqa: E402

PIECE = b"x" * (1 << 20)


async def many_megabytes(scope: Scope, receive: Receive, send: Send) -> None:
    """Answers with more than the system takes over for a client."""
    await send({"type": "http.response.start", "status": 200, "headers": []})
    for _ in range(40):
        await send({"type": "http.response.body", "body": PIECE, "more_body": True})
    await send({"type": "http.response.body", "body": b""})


@contextmanager
def serving() -> Iterator[tuple[uvicorn.Server, int]]:
    config = uvicorn.Config(many_megabytes, port=0, log_level="error", http=server.ImpatientProtocol, lifespan="off")
    running = uvicorn.Server(config)
    thread = threading.Thread(target=running.run)
    thread.start()
    while not running.started:
        time.sleep(0.02)
    try:
        yield running, running.servers[0].sockets[0].getsockname()[1]
    finally:
        running.should_exit = True
        thread.join()


def ends(connection: socket.socket, pieces: Iterator[bytes] | None = None) -> bool:
    """Whether the server ends the connection; ``pieces`` are sent meanwhile, one every tenth of a second."""
    connection.settimeout(0.1)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            if pieces is not None:
                connection.send(next(pieces, b""))
                time.sleep(0.1)
            if connection.recv(1) == b"":
                return True
        except TimeoutError:
            continue
        except OSError:
            return True
    return False


def trickle() -> Iterator[bytes]:
    yield b"GET / HTTP/1.1\r\nHost: localhost\r\n"
    while True:
        yield b"X-More: x\r\n"


@pytest.mark.parametrize("way", ["says nothing", "half a request", "a request without end"])
def test_a_client_that_does_not_ask_is_given_up(monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    monkeypatch.setattr(server, "REQUEST_SECONDS", 0.5)
    with serving() as (_, port), socket.create_connection(("127.0.0.1", port)) as connection:
        if way == "half a request":
            connection.send(b"GET / HTTP/1.1\r\nHost: local")
        assert ends(connection, trickle() if way == "a request without end" else None)


def test_a_client_that_does_not_take_its_answer_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "ANSWER_SECONDS", 0.5)
    with serving() as (running, port), socket.create_connection(("127.0.0.1", port)) as connection:
        while not running.server_state.connections:
            time.sleep(0.05)
        connection.send(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
        deadline = time.monotonic() + 60
        while running.server_state.connections:
            assert time.monotonic() < deadline
            time.sleep(0.05)
        taken = 0
        connection.settimeout(20)
        with suppress(ConnectionError):
            while piece := connection.recv(1 << 20):
                taken += len(piece)
        assert taken < 40 * len(PIECE)


def test_a_client_at_its_ease_gets_all(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving() as (_, port), socket.create_connection(("127.0.0.1", port)) as connection:
        connection.send(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        taken = 0
        while piece := connection.recv(1 << 20):
            taken += len(piece)
        assert taken > 40 * len(PIECE)
