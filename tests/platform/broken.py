"""Something between the network and the platform that breaks the contract in one place."""

import json
import secrets

from kiosk.platform.signing import KEY, NONCE, SIGNATURE, TERMINAL, TIME, VISIT, Signed, target
from tests.platform.city import SECRET
from tests.platform.city import TERMINAL as KNOWN


class Asked:
    """A request on its way in; changed freely, then signed anew if `resign` is called."""

    def __init__(self, scope, body):
        self.method, self.path, self.query = scope["method"], scope["path"], scope["query_string"].decode()
        self.headers = {name.decode().lower(): value.decode("latin-1") for name, value in scope["headers"]}
        self.body = body

    def header(self, name):
        return self.headers.get(name.lower(), "")

    def signed(self):
        where = target(f"{self.path}?{self.query}" if self.query else self.path)
        lower = {name: self.header(name) for name in (TERMINAL, TIME, NONCE, VISIT, KEY)}
        return Signed.received(self.method, where, lower, self.body)

    def resign(self, clock):
        """As if the platform did not look at signatures."""
        self.headers |= {TERMINAL.lower(): KNOWN, TIME.lower(): str(int(clock())), NONCE.lower(): secrets.token_hex(16)}
        self.headers[SIGNATURE.lower()] = self.signed().signature(SECRET)

    def scope(self, scope):
        headers = [(name.encode(), value.encode("latin-1")) for name, value in self.headers.items()]
        return {**scope, "headers": headers, "query_string": self.query.encode()}


class Answered:
    """An answer on its way out."""

    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    @property
    def data(self):
        return json.loads(self.body) if self.body else None

    @data.setter
    def data(self, value):
        self.body = json.dumps(value).encode()

    @property
    def code(self):
        return self.data.get("code", "") if self.status >= 400 else ""


def broken(asked=lambda request: None, answered=lambda request, answer: None):
    """A wrapper for `city(wrap=…)`. `asked` changes requests, `answered` changes answers."""

    def wrap(app):
        async def application(scope, receive, send):
            request = Asked(scope, await _body(receive))
            request.headers.pop("accept-encoding", None)
            asked(request)
            answer = await _call(app, request, scope)
            answered(request, answer)
            names = {b"content-length"}
            headers = [(name, value) for name, value in answer.headers if name.lower() not in names]
            headers.append((b"content-length", str(len(answer.body)).encode()))
            await send({"type": "http.response.start", "status": answer.status, "headers": headers})
            await send({"type": "http.response.body", "body": answer.body})

        return application

    return wrap


async def _body(receive):
    body, more = b"", True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
    return body


async def _call(app, request, scope):
    said = []

    async def receive():
        return {"type": "http.request", "body": request.body, "more_body": False}

    async def send(message):
        said.append(message)

    await app(request.scope(scope), receive, send)
    body = b"".join(message.get("body", b"") for message in said[1:])
    return Answered(said[0]["status"], said[0]["headers"], body)
