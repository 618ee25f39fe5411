"""What may be seen of a chip card: the head of each command and the status of each answer; data is a length."""

from collections.abc import Iterator

from drivers.protocols import iso7816
from drivers.tracing import Told, heard, hidden, joined, octets, sent

_HEAD = 4  # CLA INS P1 P2
_INS = {iso7816.SELECT: "select", iso7816.READ_RECORD: "read a record", iso7816.GET_RESPONSE: "fetch the rest"}


class Mask:
    def sent(self, data: bytes) -> Iterator[Told]:
        words = _INS.get(data[1]) if len(data) >= _HEAD and data[0] == 0 else None
        if words is None:
            yield sent(hidden(len(data)), "an unknown command")
        else:
            yield sent(joined(octets(data[:_HEAD]), hidden(len(data) - _HEAD)), words)

    def heard(self, data: bytes) -> Iterator[Told]:
        response = iso7816.parse_response(data)
        if response is None:
            yield heard(hidden(len(data)), "no answer of a card")
            return
        words = "done" if response.ok else iso7816.meaning(response.status)
        yield heard(joined(hidden(len(response.data)), octets(data[-2:])), words)
