"""What clients send over HTTP, put together from pieces; for emulated devices that are asked in HTTP."""

HEAD_END = b"\r\n\r\n"
CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"


class Requests:
    """The requests of one client on one connection, in the order in which they are complete."""

    def __init__(self) -> None:
        self._heard = b""
        self.waits = False  # the client wants to hear "go on" before it sends the rest

    def feed(self, data: bytes) -> list[tuple[str, bytes]]:
        """(path, body) of each request that is now complete. Raises ValueError for what is no HTTP."""
        self._heard += data
        complete: list[tuple[str, bytes]] = []
        while (request := self._next()) is not None:
            complete.append(request)
        return complete

    def _next(self) -> tuple[str, bytes] | None:
        head, end, rest = self._heard.partition(HEAD_END)
        if not end:
            return None
        first, *lines = head.decode("latin-1").split("\r\n")
        headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        _, path, _ = first.split(" ", 2)
        taken = _chunked(rest) if headers.get("transfer-encoding") == "chunked" else _counted(rest, headers)
        self.waits = taken is None and "expect" in headers and not rest
        if taken is None:
            return None
        body, self._heard = taken
        return path, body


def _counted(rest: bytes, headers: dict[str, str]) -> tuple[bytes, bytes] | None:
    size = int(headers.get("content-length", "0"))
    return (rest[:size], rest[size:]) if len(rest) >= size else None


def _chunked(rest: bytes) -> tuple[bytes, bytes] | None:
    """The body, and what comes after it; None while it is not complete."""
    body = b""
    while True:
        line, end, rest = rest.partition(b"\r\n")
        if not end:
            return None
        size = int(line.split(b";")[0], 16)
        if len(rest) < size + 2:
            return None
        body, rest = body + rest[:size], rest[size + 2 :]
        if not size:
            return body, rest


def answered(body: bytes, kind: str, status: str = "200 OK") -> bytes:
    """An answer as it goes over the wire."""
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
