"""A visit with the screen covered: `python -m tests.stories.unseen FOLDER` on a display of its own.

Real keys go in through the X server, as a keypad's do; all that is known of the screen is what the voice has said. The
voice is the program's own, behind the setting for other engines: a recorder writes down what it is to say.
Prints what was heard, the number that was understood, and the numbers that the platform has given.
"""

import json
import sys
import time
from dataclasses import replace
from pathlib import Path

from kivy.base import EventLoop, runTouchApp
from Xlib import XK, X
from Xlib.display import Display
from Xlib.ext import xtest

from drivers.emulated.sample_cards import CITIZEN
from kiosk.texts import words
from kiosk.voice import Reader
from kiosk.wiring import brain_and_hands
from screens.aloud.strikes import Pace
from screens.opening import Settings
from screens.window import Window
from tests.stories.hall import Hall
from tests.waiting import wait_until

VOICE = """
[devices.voice]
driver = "command"
command = ["{python}", "-E", "-S", "{recorder}", "{heard}", "{{{{language}}}}", "{{{{pace}}}}"]
device = "speaker"
config = "{folder}/voice/asound.conf"
private = true
seconds = 20.0
"""
LIMIT = 30.0  # seconds until what is waited for counts as never said
SAY = words("zh")
DIGITS = SAY("voice.digits").split()


class Blind:
    """Presses keys and listens."""

    def __init__(self, heard, turn):
        self.file, self.turn = heard, turn
        self.display = Display()
        self.mark = 0  # sayings that were listened to

    @property
    def sayings(self):
        return [json.loads(line) for line in self.file.read_text("utf-8").splitlines()] if self.file.exists() else []

    def hear(self, *texts):
        """Wait until something new is said, with all of these in it; what it is."""

        def new():
            return [text for text, *_ in self.sayings[self.mark :] if all(one in text for one in texts)]

        found = wait_until(new, LIMIT, step=self.turn)[-1]
        self.mark = len(self.sayings)
        return found

    def key(self, name, held=0.0):
        code = self.display.keysym_to_keycode(XK.string_to_keysym(name))
        xtest.fake_input(self.display, X.KeyPress, code)
        self.display.sync()
        end = time.monotonic() + held
        while time.monotonic() < end:
            self.turn()
        xtest.fake_input(self.display, X.KeyRelease, code)
        self.display.sync()
        self.turn()  # a release and a press in one breath are taken for a key that repeats itself

    def choose(self, text):
        """Go down until this is said, and press."""
        first = None
        while True:
            self.key("Down")
            heard = self.hear()
            if heard.startswith(text):
                return self.key("Return")
            assert heard != first, f"{text} is not to be found by ear"
            first = first or heard


def visit(blind, hall):
    """What a person does who wants a number; the number that was heard."""
    blind.key("Down", held=2.0)
    blind.hear(SAY("voice.keys"))
    blind.choose(SAY("welcome.start"))
    blind.hear(SAY("home.title"))
    blind.choose(SAY("home.ticket"))
    blind.hear(SAY("chooseQueue.title"))
    blind.choose("社会保险")
    blind.hear(SAY("readIdentity.card"))
    hall.devices.card.insert(CITIZEN)
    blind.hear(SAY("confirmTicket.title"), SAY("person.name"))
    blind.choose(SAY("confirmTicket.yes"))
    told = blind.hear(SAY("ticketTaken.number"), SAY("ticketTaken.go"))
    hall.devices.card.lift()
    blind.choose(SAY("act.done"))
    blind.hear(SAY("farewell.title"))
    blind.key("Return")
    return understood(told)


def understood(told):
    """The number in what was said: a letter and digits, one by one."""
    after = told.split(SAY("ticketTaken.number"))[1].strip("，").split("，")[0].split()
    return "".join(str(DIGITS.index(one)) if one in DIGITS else one for one in after)


def main(folder):
    heard = folder / "heard"
    more = VOICE.format(
        python=sys.executable,
        recorder=Path(__file__).with_name("recorder.py"),
        heard=heard,
        folder=folder,
    )
    with Hall(folder, on=False, more=more) as hall, brain_and_hands(_at_any_hour(hall.config)) as (kiosk, follower, _):
        settings = Settings(
            fonts=folder / "fonts", fullscreen=False, settle=0.0, keys=Pace(twice=0.0, repeat=60.0, hold=1.0)
        )
        reader = Reader(kiosk.hands["voice"])
        window = Window(kiosk, settings, lambda: follower.current.hall("H1"), reader=reader)
        window.open()
        runTouchApp(embedded=True)
        window.begin()

        def turn():
            window.glass.mainloop()
            EventLoop.idle()

        roles = {*hall.config.devices, "platform"}
        wait_until(lambda: follower.current.items and all(kiosk.health.get(r) for r in roles), LIMIT, step=turn)
        wait_until(lambda: all(kiosk.health[role].ok for role in roles), LIMIT, step=turn)
        blind = Blind(heard, turn)
        number = visit(blind, hall)
        wait_until(lambda: kiosk.step.idle and window.stage.voice is None, LIMIT, step=turn)
        print(json.dumps({"heard": blind.sayings, "number": number, "tickets": hall.tickets()}), flush=True)


def _at_any_hour(config):
    return replace(config, terminal=replace(config.terminal, always_open=True))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
