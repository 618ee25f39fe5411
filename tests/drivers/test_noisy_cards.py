"""Cards over a bad wire: whatever it spoils, nobody becomes somebody else."""

import random

from drivers import DeviceError
from drivers.card import _module
from drivers.emulated.sample_cards import CARDS
from drivers.protocols import sam, sam_answers, sam_text
from drivers.protocols.sam import FrameReader, Reply
from tests.drivers.noise import spoilt

FRAMES = 3_000


def answer(card):
    content = sam_answers.Content(sam_text.encode(card), card.photo or bytes(1024), b"")
    return sam.reply_frame(Reply(sam_answers.OK, sam_answers.join(sam.READ, content)))


def read(frame):
    """The card that the driver would take from these bytes, or None."""
    for body in FrameReader().feed(frame + sam.reply_frame(Reply(sam_answers.NOT_FOUND))):
        reply = sam.parse_reply(body)
        content = reply and reply.sw3 == sam_answers.OK and sam_answers.split(sam.READ, reply.data)
        if content:
            try:
                return _module._checked(_module._decoded(content.text, content.photo))
            except DeviceError:
                return None
    return None


def misread(frames, seed):
    """So many spoilt frames: how many gave another number, and how many another name under the right number.

    The latter cannot be helped within one frame, whose check is an XOR; the platform holds name and number together.
    """
    chance = random.Random(seed)
    numbers = names = 0
    for _ in range(frames):
        card = chance.choice(list(CARDS.values()))
        if (got := read(spoilt(answer(card), chance))) is not None:
            numbers += got.number != card.number
            names += got.name != card.name
    return numbers, names


def test_a_sound_frame_is_read():
    assert all(read(answer(card)) == card for card in CARDS.values() if card.photo)


def test_a_spoilt_frame_never_gives_another_number():
    numbers, names = misread(FRAMES, 1)
    assert numbers == 0
    assert names <= 1
