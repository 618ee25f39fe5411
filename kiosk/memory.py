"""What outlives Back and Home within one visit, and nothing else: emptied before the next resident."""

from kiosk.model.people import Person


class Memory:
    def __init__(self) -> None:
        self.person: Person | None = None

    def forget(self) -> None:
        self.person = None
