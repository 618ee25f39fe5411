"""What was written is what stands on paper."""

import numpy as np

from drivers import glyphs
from drivers.document import Document, Row
from drivers.drawing import draw
from kiosk.writing.draft import Way
from tests.writing.by_hand import LONG, SIDE, TIAN
from tests.writing.test_keys import chosen, typed


def by_pinyin(ways):
    pinyin = ways.engine(Way.PINYIN)
    return chosen(pinyin, chosen(pinyin, typed(pinyin, "wangyan"), "王"), "䶮").finished


def by_hand(ways):
    hand = ways.engine(Way.HAND)
    hand.part_by_part(wanted=True)
    for part, strokes in (("龙", LONG), ("天", TIAN)):
        for stroke in strokes:
            draft = hand.add(stroke, SIDE)
        draft = hand.choose(draft.candidates.index(part))
    return hand.choose(draft.candidates.index("䶮")).finished


def printed(name):
    return np.asarray(draw(Document("test", (Row("姓名", name),)), 576))


def test_a_rare_name_is_printed_with_its_own_glyphs_however_it_was_written(ways):
    name = by_pinyin(ways)
    assert name == "王" + by_hand(ways) == "王䶮"
    assert not any(glyphs.MARKED_BOX in run.text for run in glyphs.runs(name))
    assert not np.array_equal(printed(name), printed(f"王{glyphs.MARKED_BOX}"))
    assert not np.array_equal(printed(name), printed("王 "))
