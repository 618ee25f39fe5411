"""Serves the reference platform over HTTP: says on which port, and ends when its parent does."""

import json
import os
import socket
import sys
import threading
from contextlib import suppress
from typing import TextIO

import uvicorn
from starlette.applications import Starlette

GRACE = 2  # seconds for requests under way when the server is told to stop


class _Announcing(uvicorn.Server):
    """Prints one JSON line when it is ready, so that a parent process can read the port."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        host, port = (sockets or [])[0].getsockname()[:2]
        print(json.dumps({"event": "platformReady", "host": host, "port": port}), flush=True)  # noqa: T201 - the parent reads it


def serve(
    app: Starlette, *, host: str = "127.0.0.1", port: int = 0, fd: int | None = None, with_parent: bool = False
) -> None:
    """Serve until told to stop. `fd` is a listening socket that the parent has opened; it then keeps its port."""
    listening = socket.socket(fileno=fd) if fd is not None else socket.create_server((host, port), backlog=128)
    server = _Announcing(configuration(app))
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # inherited; without it each answer waits 40 ms
    if with_parent:
        threading.Thread(target=_end_with, args=(sys.stdin, server), name="parent", daemon=True).start()
    with suppress(KeyboardInterrupt):  # uvicorn has ended in order and only passes it on
        server.run(sockets=[listening])


def configuration(app: Starlette) -> uvicorn.Config:
    """No access log: it would say who asked for what, and when."""
    return uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        lifespan="off",
        server_header=False,
        timeout_graceful_shutdown=GRACE,
        timeout_keep_alive=75,
    )


def _end_with(parent: TextIO, server: uvicorn.Server) -> None:
    """The parent holds the other end of our standard input: when it dies, however it dies, that ends."""
    while parent.readline():
        pass
    server.should_exit = True
    threading.Event().wait(2 * GRACE)
    os._exit(0)  # the server hangs: nothing is lost by it, what was committed is on disk
