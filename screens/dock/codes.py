"""The scanner and the camera on the dock: a person's hand that holds a phone with a code before them."""

from collections.abc import Hashable, Mapping
from typing import ClassVar

from kivy.uix.widget import Widget

from drivers.emulated.camera_pictures import CameraPictures
from drivers.emulated.scanner import Scanner
from screens.dock.samples import CODES, SampleCode
from screens.dock.section import Desk, Section
from screens.parts.button import CHOSEN, SECONDARY, PushButton


class ScannerSection(Section):
    """A code that has been read is out of view again, as if the phone were put away."""

    role, icon = "code", "code"
    switches = ("mute", "slow", "garbage", "half")  # its codes carry no checksum
    device: Scanner

    def state(self) -> Hashable:
        return self.device.has_code

    def tells(self) -> str:
        return self.words("dock.code.shown" if self.device.has_code else "dock.code.idle")

    def body(self) -> list[Widget]:
        return [self.row([self._code(sample) for sample in CODES])]

    def _code(self, sample: SampleCode) -> PushButton:
        return self.button(
            self.words(f"dock.code.{sample.key}"),
            lambda: self.device.show(sample.make()),
            width=self.share(len(CODES)),
            note=self.words(f"dock.code.{sample.key}_note"),
        )


class CameraSection(Section):
    """A code stays in view until it is pressed again."""

    role, icon = "camera", "phone"
    switches = ("mute", "garbage", "half")  # pictures have neither pace nor checksum
    names: ClassVar[Mapping[str, str]] = {"mute": "stuck"}
    device: CameraPictures

    def __init__(self, desk: Desk, device: CameraPictures) -> None:
        self._shown = ""
        super().__init__(desk, device)

    def state(self) -> Hashable:
        return self._shown

    def tells(self) -> str:
        return self.words("dock.code.in_view" if self._shown else "dock.code.idle")

    def body(self) -> list[Widget]:
        return [self.row([self._code(sample) for sample in CODES])]

    def _code(self, sample: SampleCode) -> PushButton:
        shown = sample.key == self._shown
        return self.button(
            self.words(f"dock.code.{sample.key}"),
            self._take_away if shown else lambda: self._show(sample),
            width=self.share(len(CODES)),
            note=self.words(f"dock.code.{sample.key}_note"),
            kind=CHOSEN if shown else SECONDARY,
        )

    def _show(self, sample: SampleCode) -> None:
        self._shown = sample.key
        self.device.show(sample.make())

    def _take_away(self) -> None:
        self._shown = ""
        self.device.clear()
