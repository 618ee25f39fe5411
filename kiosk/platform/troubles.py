"""What can go wrong with the platform or on the way to it, by name. A trouble never carries anything of a resident."""


class Trouble(Exception):  # noqa: N818 - what it is called in the hall
    """The platform did not do what was asked."""

    word = "trouble"  # its key in the texts


class Offline(Trouble):
    """No answer, or an answer of 500 and above: the same request may work later."""

    word = "offline"


class Slow(Offline):
    """No answer within the time limit."""

    word = "slow"


class BadAnswer(Trouble):
    """An answer that the contract does not allow."""

    word = "badAnswer"


class WrongClock(Trouble):
    """The terminal's clock and the platform's differ too much for signed requests."""

    word = "wrongClock"


class NotTrusted(Trouble):
    """The platform does not know this terminal, or its secret is wrong."""

    word = "notTrusted"


class Refused(Trouble):
    """A final answer: asking the same again will not help."""

    word = "refused"


class NotRecognised(Refused):
    """The card or code belongs to nobody the platform knows, or the code has run out."""

    word = "notRecognised"


class CardExpired(Refused):
    """The card's validity has ended."""

    word = "cardExpired"


class VisitExpired(Refused):
    """The person's token has run out: identify again."""

    word = "visitExpired"


class QueueClosed(Refused):
    """The queue gives no more tickets now."""

    word = "queueClosed"


class SlotTaken(Refused):
    """Somebody was faster."""

    word = "slotTaken"


class AlreadyBooked(Refused):
    """The person holds an appointment for this item already."""

    word = "alreadyBooked"


class NoLongerThere(Refused):
    """The item, queue or appointment does not exist any more."""

    word = "noLongerThere"


class NotWritten(Trouble):
    """What changes the world was not begun: it could not be written down before, for the disk is full or broken."""

    word = "notWritten"
