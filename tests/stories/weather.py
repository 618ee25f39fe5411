"""What lies between a terminal and the platform: everything that networks and servers do on bad days."""

import asyncio

GOOD, BROKEN, GARBAGE, SLOW, LATE, TARDY = "good", "broken", "garbage", "slow", "late", "tardy"


class Weather:
    """An ASGI application around the platform. `mode` may be changed at any time, for paths that begin with `path`."""

    def __init__(self, app):
        self.app, self.mode, self.path, self.seconds = app, GOOD, "/", 3.0

    async def __call__(self, scope, receive, send):
        if self.mode is GOOD or not scope.get("path", "").startswith(self.path):
            return await self.app(scope, receive, send)
        if self.mode is BROKEN:
            return await _say(send, 500, b"Internal Server Error")
        if self.mode is GARBAGE:
            return await _say(send, 200, b'{"halls": [')
        if self.mode is TARDY:  # in time, but only just
            await asyncio.sleep(self.seconds)
            return await self.app(scope, receive, send)
        if self.mode is SLOW:  # nothing has been done when the terminal gives up
            return await asyncio.sleep(self.seconds)
        kept = []  # LATE: it has been done, and the answer is lost

        async def keep(message):
            kept.append(message)

        await self.app(scope, receive, keep)
        await asyncio.sleep(self.seconds)
        return None


async def _say(send, status, body):
    await send({"type": "http.response.start", "status": status, "headers": [(b"content-type", b"application/json")]})
    await send({"type": "http.response.body", "body": body})
