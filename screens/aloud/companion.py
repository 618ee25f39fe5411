"""Goes through the screen with whoever presses keys: where they are, what a key does, and what is to be heard of it."""

from collections.abc import Callable
from typing import Any

from kiosk.events import Event, Touched, VoiceChosen, WentBack
from kiosk.loop import Stage
from kiosk.texts import Words, words
from kiosk.voice import Manner, Reader
from screens.aloud.keys import Deed
from screens.aloud.reading import Reading, free, label, nature, presses, private
from screens.aloud.ring import Ring
from screens.aloud.strikes import Pace, Strikes
from screens.aloud.strip import Strip
from screens.frame import Frame

REPEATED = {
    Deed.NEXT,
    Deed.BEFORE,
    Deed.FASTER,
    Deed.SLOWER,
    Deed.LOUDER,
    Deed.SOFTER,
}  # a hand that rests presses nothing
ALIEN = {"ctrl", "alt", "meta", "super"}  # with these a key belongs to nobody here


class Companion:
    """`reader` is None where there is no voice: then the keys are silent. Of the last turn it keeps nothing."""

    def __init__(self, post: Callable[[Event], None], reader: Reader | None, clock: Callable[[], float]) -> None:
        self.post, self.reader, self.clock = post, reader, clock
        self.deeds: dict[int, Deed] = {}
        self.strikes = Strikes(self._struck, self._start, clock)
        self.stage: Stage | None = None
        self.at: Any = None  # what the ring is around, or would be
        self.place = 0  # which in the order that is
        self.keyed = False  # keys are used: the ring is seen
        self._told: tuple[Any, ...] | None = None  # for what was last told what the screen says

    def attach(self, frame: Frame, deeds: dict[int, Deed], pace: Pace) -> None:
        """Another frame: everything is drawn anew."""
        self.frame, self.ring, self.at = frame, Ring(frame.look, frame), None
        self.stage, self._told, self.keyed = None, None, False
        self.deeds = deeds
        self.strikes.rest()
        self.strikes = Strikes(self._struck, self._start, self.clock, pace)

    # --- what happens

    def key_down(self, key: int, modifiers: list[str]) -> bool:
        """Whether the key means something here."""
        if key not in self.deeds or ALIEN & set(modifiers):
            return False
        self.strikes.down(key)
        return True

    def key_up(self, key: int) -> None:
        self.strikes.up(key)

    def touched(self) -> None:
        """A finger: whoever sees where to touch needs no ring."""
        if self.keyed:
            self.keyed = False
            self.ring.put(None)

    def shown(self, stage: Stage) -> None:
        """Something has been drawn, on the screen or over it."""
        before, self.stage = self.stage, stage
        if before is None or before.turn != stage.turn:
            self.at, self.place = None, 0
            self.keyed = self.keyed and not (
                stage.step.idle and stage.voice is None
            )  # the next person may use a finger
        if self.keyed or stage.voice is not None:
            self._settle()
        if stage.voice is None:
            return self._fall_silent(before)
        if before is not None and before.voice not in (None, stage.voice):
            return self._say(Reading((), self._manner(stage.voice)))
        now = (stage.turn, stage.language, self.frame.cover)
        if now != self._told and not (self.frame.busy and self.frame.cover is None):
            came_back = self._told is not None and self._told[:2] == now[:2] and self.frame.cover is None
            first, self._told = self._told is None, now
            if first:
                self.keyed = True
                self.ring.put(self.at)
            if not came_back:
                self._announce(keys=first)
        return None

    # --- what a key does

    def _struck(self, key: int, repeated: bool) -> None:
        if self.stage is None or (repeated and self.deeds[key] not in REPEATED):
            return
        self.post(Touched())
        match self.deeds[key]:
            case Deed.NEXT:
                self._go(1)
            case Deed.BEFORE:
                self._go(-1)
            case Deed.PRESS:
                self._press()
            case Deed.BACK if self.frame.cover is not None and self.frame.cover.leave is not None:
                self._hush()
                self.frame.cover.leave()
            case Deed.BACK if self.stage.can_go_back:
                self._hush()
                self.post(WentBack())
            case Deed.START:
                self._start()
            case Deed.STOP if self.stage.voice is not None:
                self.post(VoiceChosen(None))
            case Deed.AGAIN if self.stage.voice is None:
                self._start()
            case Deed.AGAIN:
                self._announce(keys=True, whole=True)
            case Deed.FASTER | Deed.SLOWER | Deed.LOUDER | Deed.SOFTER as deed:
                self._speak_otherwise(deed)
            case _:
                pass

    def _start(self) -> None:
        if self.reader is not None and self.stage is not None and self.stage.voice is None:
            self.keyed = True
            self.post(VoiceChosen(Manner()))

    def _speak_otherwise(self, deed: Deed) -> None:
        voice = self.stage.voice if self.stage else None
        if voice is None:
            return
        by = 1 if deed in {Deed.FASTER, Deed.LOUDER} else -1
        then = voice.faster(by) if deed in {Deed.FASTER, Deed.SLOWER} else voice.louder(by)
        if then == voice:
            self._say(Reading((), self._manner(voice)))
        else:
            self.post(VoiceChosen(then))

    def _go(self, by: int) -> None:
        """To the next or the last before; the first key only shows where one is."""
        items = self._order()
        if items:
            self.place = (self.place + by if self.keyed else min(self.place, len(items) - 1)) % len(items)
            self.at, self.keyed = items[self.place], True
            self.ring.put(self.at)
            self._say(self._here())

    def _press(self) -> None:
        if not self.keyed or self.at is None:
            return self._go(0)
        if self.clock() < self.frame.settled:
            return None
        if self.at.on_press is None:
            return self._say(self._here())
        texts, count, was = free(self._tree()), len(self._order()), self._here()
        self._hush()
        self.at.on_press()
        self._settle(was.texts)
        self._tell_changes(texts, count, was)
        return None

    def _tell_changes(self, before: list[str], count: int, was: Reading) -> None:
        """What a press has changed at once; where it leads elsewhere, that will be told when it is there."""
        fresh = [text for text in free(self._tree()) if text not in before]
        more, here = len(self._order()) - count, self._here()
        if fresh or here != was:
            told = [self._words("voice.more", count=more)] if more > 0 else []
            self._say(Reading((*fresh, *here.texts), self._joined(*told, here.strip)))

    # --- where one is

    def _tree(self) -> Any:
        return self.frame.cover or self.frame.body

    def _order(self) -> list[Any]:
        """What can be reached now, as it is read."""
        frame = self.frame
        if frame.cover is not None and frame.cover.asks:
            return presses(frame.cover)
        body = [] if frame.busy else presses(frame.body)
        return [*body, *presses(frame.footer), *presses(frame.header)]

    def _settle(self, name: tuple[str, ...] = ()) -> None:
        """Find the place again in what was drawn anew: the same part, one that says the same, or the same number."""
        items = self._order()
        if self.at not in items:
            alike = [one for one in items if name and label(one) == name]
            self.place = items.index(alike[0]) if alike else min(self.place, max(0, len(items) - 1))
            self.at = items[self.place] if items else None
        else:
            self.place = items.index(self.at)
        self.ring.put(self.at if self.keyed else None)

    # --- what is said

    def _announce(self, *, keys: bool = False, whole: bool = False) -> None:
        """What the screen says, where one is, and how to go on; the whole of it with the sign above."""
        texts = free(self._tree()) + (free(self.frame.header) if whole else [])
        here = self._here()
        how = [self._words("voice.keys")] if keys else []
        self._say(Reading((*texts, *here.texts), self._joined(here.strip, *how)))

    def _here(self) -> Reading:
        return Reading(label(self.at), self._joined(*self._nature())) if self.at is not None else Reading(())

    def _nature(self) -> list[str]:
        where = self._words("voice.where", number=self.place + 1, count=len(self._order()))
        return [*nature(self.at, self._words), where]

    def _manner(self, voice: Manner) -> str:
        return self._words("voice.manner", pace=voice.pace + 1, degree=voice.degree + 1)

    def _joined(self, *parts: str) -> str:
        return self._words("voice.pause").join(filter(None, parts))

    def _say(self, reading: Reading) -> None:
        stage = self.stage
        if stage is None or stage.voice is None or self.reader is None:
            return
        self.frame.put("strip", Strip(self.frame.look, reading.strip, self.frame.width) if reading.strip else None)
        self.reader.say(reading.saying(self._words, private(stage.step)), stage.voice)

    def _hush(self) -> None:
        if self.reader is not None and self.stage is not None and self.stage.voice is not None:
            self.reader.hush()

    def _fall_silent(self, before: Stage | None) -> None:
        self._told = None
        self.frame.put("strip", None)
        if before is not None and before.voice is not None and self.reader is not None:
            self.keyed = False
            self.ring.put(None)
            self.reader.hush()

    @property
    def _words(self) -> Words:
        assert self.stage is not None
        return words(self.stage.language)
