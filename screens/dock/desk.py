"""The document camera on the dock: a person's hand that lays a sheet below it and takes it away."""

from collections.abc import Hashable, Mapping
from typing import ClassVar

from kivy.uix.widget import Widget

from drivers.emulated.camera_pictures import CameraPictures
from screens.dock.samples import SHEETS, SampleSheet
from screens.dock.section import Section
from screens.parts.button import CHOSEN, SECONDARY, PushButton


class DeskSection(Section):
    """A sheet lies there until it is pressed again, or another one is."""

    role, icon = "document_camera", "print"
    switches = ("mute", "garbage", "half")  # pictures have neither pace nor checksum
    names: ClassVar[Mapping[str, str]] = {"mute": "stuck"}
    device: CameraPictures

    def state(self) -> Hashable:
        return self.device.laid

    def tells(self) -> str:
        return self.words("dock.desk.lying" if self.device.laid else "dock.desk.empty")

    def body(self) -> list[Widget]:
        return [self.row([self._sheet(sample) for sample in SHEETS])]

    def _sheet(self, sample: SampleSheet) -> PushButton:
        lies = self.device.laid == (sample.sheet, sample.pose)
        return self.button(
            self.words(f"dock.desk.{sample.key}"),
            self.device.clear if lies else lambda: self.device.lay(sample.sheet, sample.pose),
            width=self.share(len(SHEETS)),
            note=self.words(f"dock.desk.{sample.key}_note"),
            kind=CHOSEN if lies else SECONDARY,
        )
