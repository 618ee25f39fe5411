"""The reference platform as an ASGI application: its routes are the contract's operations, each behind the gate."""

import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kiosk.platform import signing
from kiosk.platform.contract import Breach, Operation, contract
from kiosk.platform.server.asking import Answer, Asked
from kiosk.platform.server.gate import Gate, KnownTerminal
from kiosk.platform.server.problems import MEDIA_TYPE, Problem

LARGEST = 65_536  # bytes of a request's body

log = logging.getLogger(__name__)

Work = Callable[[Asked], Answer]
Endpoint = Callable[[Request], Awaitable[Response]]
_NOBODY = KnownTerminal("", "", "")


def application(gate: Gate, work: Mapping[str, Work]) -> Starlette:
    """Serve `work` by operation id. Every operation of the contract must be there."""
    operations = contract().operations.values()
    routes = [Route(one.path, _Served(one, gate, work[one.id]).answer, methods=[one.method]) for one in operations]
    return Starlette(
        routes=routes,
        middleware=[Middleware(GZipMiddleware, minimum_size=1024, compresslevel=5)],
        exception_handlers={HTTPException: _not_found},
    )


@dataclass(frozen=True)
class _Served:
    operation: Operation
    gate: Gate
    work: Work

    async def answer(self, request: Request) -> Response:
        try:
            raw = await _body(request)
            return _response(await run_in_threadpool(self._work, request, raw))
        except Problem as problem:
            return _problem(problem)
        except Exception as error:  # noqa: BLE001 - whatever it is, its text may hold a resident's data: only its type is logged
            log.error("%s failed: %s at %s", self.operation.id, type(error).__name__, _place(error))  # noqa: TRY400
            return _problem(Problem("internal"))

    def _work(self, request: Request, raw: bytes) -> Answer:
        terminal, target = _NOBODY, _target(request)
        if self.operation.signed:
            signed = signing.Signed.received(request.method, target, request.headers, raw)
            terminal = self.gate.admit(signed, request.headers.get(signing.SIGNATURE, ""))
        return self.work(self._asked(request, terminal, target, raw))

    def _asked(self, request: Request, terminal: KnownTerminal, target: str, raw: bytes) -> Asked:
        headers = request.headers
        body, breaches = self._read(raw)
        visit, key = headers.get(signing.VISIT, ""), headers.get(signing.KEY, "")
        breaches += _header_breaches(self.operation, visit, key)
        breaches += self._query_breaches(request.query_params)
        if breaches:
            raise Problem("badRequest", breaches=breaches)
        return Asked(
            terminal=terminal,
            method=request.method,
            target=target,
            path=request.path_params,
            query=request.query_params,
            body=body,
            raw=raw,
            visit=visit,
            key=key,
            etag=headers.get("If-None-Match", ""),
        )

    def _read(self, raw: bytes) -> tuple[Any, list[Breach]]:
        if not self.operation.body:
            return None, []
        try:
            body = json.loads(raw)
            json.dumps(body, ensure_ascii=False).encode()  # half a surrogate pair is no text
        except (ValueError, RecursionError):
            return None, [Breach("body", "must be JSON in UTF-8")]
        return body, contract().breaches(self.operation.body, body)

    def _query_breaches(self, query: Mapping[str, str]) -> list[Breach]:
        found: list[Breach] = []
        for name, (schema, required) in self.operation.query.items():
            if name in query:
                found += [Breach(name, one.rule) for one in contract().breaches(schema, query[name])]
            elif required:
                found.append(Breach("query", f"misses {name}"))
        return found


def clock(now: Callable[[], datetime]) -> Work:
    """The operation `readTime`. The wall's clock, not the simulated hall's."""

    def read(_: Asked) -> Answer:
        moment = now()
        return Answer.of({"time": moment.isoformat(), "seconds": moment.timestamp()})

    return read


def _header_breaches(operation: Operation, visit: str, key: str) -> list[Breach]:
    wanted = ((operation.visit, signing.VISIT, "Token", visit), (operation.key, signing.KEY, "Key", key))
    return [
        Breach(name, one.rule)
        for need, name, schema, value in wanted
        if need
        for one in contract().breaches(schema, value)
    ]


async def _body(request: Request) -> bytes:
    received = bytearray()
    async for chunk in request.stream():
        received += chunk
        if len(received) > LARGEST:
            raise Problem("tooLarge")
    return bytes(received)


def _target(request: Request) -> str:
    """Path and query exactly as they were sent."""
    path = request.scope["raw_path"].decode("latin-1")
    query = request.scope["query_string"].decode("latin-1")
    return signing.target(f"{path}?{query}" if query else path)


def _response(answer: Answer) -> Response:
    media_type = "application/json" if answer.body else None
    return Response(answer.body, answer.status, dict(answer.headers), media_type)


def _problem(problem: Problem) -> Response:
    return Response(json.dumps(problem.body()), problem.status, media_type=MEDIA_TYPE)


async def _not_found(_: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 404
    return _problem(Problem("methodNotAllowed" if status == 405 else "notFound"))


def _place(error: BaseException) -> str:
    """File and line where it was raised."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "?"
