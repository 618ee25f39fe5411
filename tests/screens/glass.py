"""The window under test: shows stages, takes touches, and hears what is posted."""

import dataclasses
import gc

from kivy.base import EventLoop, runTouchApp
from kivy.clock import Clock
from kivy.graphics.opengl import GL_RGBA, GL_UNSIGNED_BYTE, glReadPixels
from kivy.input.motionevent import MotionEvent
from PIL import Image

from kiosk.events import Touched
from kiosk.loop import Stage
from kiosk.texts import FIRST
from kiosk.voice import Reader
from screens.look.measure import USUAL_BOTTOM
from screens.opening import Settings
from screens.parts.press import Press
from screens.parts.text import Text
from screens.window import Window
from tests.screens import samples
from tests.waiting import wait_until

KEYS = {"up": 273, "down": 274, "right": 275, "left": 276, "enter": 13, "help": 282, "back": 27, "+": 43, "-": 45,
        "faster": 284, "slower": 283, "in": 296, "out": 1073741931}  # fmt: skip
PORTRAIT, LANDSCAPE = (1080, 1920), (1920, 1080)


class Ear:
    """Stands where the loop stands."""

    def __init__(self):
        self.heard = []

    def post(self, event, turn=None):
        self.heard.append((event, turn))


class Listener:
    """Stands where the worker of the voice stands, and where the voice does: what was said, in headphones or aloud."""

    private = True

    def __init__(self):
        self.said = []

    def tell(self, act):
        act(self)

    def say(self, text, language, *, pace, degree):
        self.said.append((text, language, pace, degree))

    def hush(self):
        self.said.append(("", "", 0, 0))

    @property
    def last(self):
        return self.said[-1][0] if self.said else ""


class Finger(MotionEvent):
    """A touch as Kivy's providers make them."""

    number = 0

    def __init__(self, x, y):
        Finger.number += 1
        super().__init__("test", f"test{Finger.number}", {"x": x, "y": y}, is_touch=True, type_id="touch")
        self.profile = ["pos"]

    def depack(self, args):
        self.sx, self.sy = args["x"], args["y"]
        super().depack(args)


class Glass:
    def __init__(self, fonts, writing):
        self.time = 0.0
        settings = Settings(fonts=fonts, fullscreen=False, cursor=True, settle=0.0)
        self.voice = Listener()
        self.window = Window(
            Ear(),
            settings,
            hall=samples.hall,
            now=lambda: samples.NOW,
            clock=lambda: self.time,
            reader=Reader(self.voice),
            writing=writing,
        )
        self.window.open()
        runTouchApp(embedded=True)  # as in the program, but the tests turn the loop themselves
        Clock._max_fps = 0  # a test need not wait for the next picture of a screen that nobody looks at
        samples.catalogue()
        gc.freeze()  # as the housekeeping does between two residents
        self.turn = 0

    @property
    def frame(self):
        return self.window.frame

    def fresh(self, size=None, inches=21.5, settle=0.0, kiosk=None, bottom=USUAL_BOTTOM):
        """Everything anew, on a panel like this."""
        kivy, size = self.window.glass, size or tuple(self.window.glass.size)
        if tuple(kivy.size) != size:
            kivy.size = size
            wait_until(lambda: tuple(kivy.system_size) == size and tuple(kivy.size) == size, step=EventLoop.idle)
            self.frames(5)
        panel = {"panel_inches": inches, "panel_bottom": bottom}
        self.window.settings = dataclasses.replace(self.window.settings, settle=settle, **panel)
        self.window.kiosk = kiosk or Ear()
        self.voice.said, self.voice.private = [], True
        self.window.stage = None
        self.window._resized()

    def show(self, step, services=samples.ALL, language=FIRST, *, paint=True, **more):
        self.turn += 1
        given = {"can_go_back": True, "can_go_home": True} | more
        self.window.show(Stage(step, self.turn, language, services=services, **given))
        self.frames(1) if paint else self.lay_out()

    def again(self, **more):
        """The same turn, shown again with something changed."""
        self.window.show(dataclasses.replace(self.window.stage, **more))
        self.frames()

    def frames(self, count=2):
        for _ in range(count):
            EventLoop.idle()

    def lay_out(self):
        """Everything gets its place and its letters; nothing is painted."""
        Clock.tick()
        Clock.tick_draw()

    def wait(self, true):
        return wait_until(true, step=EventLoop.idle)

    def down(self, x, y):
        finger = Finger(*self._share(x, y))
        EventLoop.post_dispatch_input("begin", finger)
        return finger

    def up(self, finger, x=None, y=None):
        if x is not None:
            finger.move(dict(zip("xy", self._share(x, y), strict=True)))
            EventLoop.post_dispatch_input("update", finger)
        EventLoop.post_dispatch_input("end", finger)
        self.frames()

    def key(self, name, held=()):
        """A key of a keypad goes down and up, later than the last one."""
        code = KEYS[name]
        self.time += 1
        self.window.glass.dispatch("on_key_down", code, 0, None, list(held))
        self.window.glass.dispatch("on_key_up", code, 0)
        self.lay_out()

    def press(self, text):
        """Put a finger on what says this."""
        place = self.find(text)
        return self.down(*place.to_window(*place.center))

    def tap(self, text):
        self.up(self.press(text))

    def _share(self, x, y):
        return x / self.window.glass.width, y / self.window.glass.height

    def find(self, text):
        """The smallest thing to press that says this."""
        found = [one for one in self.presses() if text in said(one)]
        assert found, f"nothing to press says {text!r}: {[said(one) for one in self.presses()]}"
        return min(found, key=lambda one: one.width * one.height)

    def presses(self):
        return [one for one in self.frame.walk(restrict=True) if isinstance(one, Press)]

    def alive(self):
        """What can really be pressed."""
        return [said(one) for one in self.presses() if one.on_press is not None]

    def words(self):
        """All that is said on the screen."""
        return "\n".join(one.said for one in self.frame.walk(restrict=True) if isinstance(one, Text))

    def heard(self):
        """What was posted, touches aside."""
        return [(event, turn) for event, turn in self.window.kiosk.heard if not isinstance(event, Touched)]

    def answers(self):
        """What was answered."""
        return [event.value for event, _ in self.heard()]

    def picture(self, path):
        """Keeps what is on the screen, at half its size; gives it at its full size."""
        path.parent.mkdir(parents=True, exist_ok=True)
        picture = self.pixels()
        picture.reduce(2).save(path, compress_level=1)
        return picture

    def pixels(self):
        """What is on the screen."""
        width, height = map(int, self.window.glass.size)
        pixels = glReadPixels(0, 0, width, height, GL_RGBA, GL_UNSIGNED_BYTE)
        return Image.frombytes("RGB", (width, height), pixels, "raw", "RGBX", 0, -1)  # from below upwards


def said(press):
    return " ".join(one.said for one in press.walk(restrict=True) if isinstance(one, Text))
