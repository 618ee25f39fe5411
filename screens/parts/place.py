"""A place of fixed size whose content is exchanged while the rest of the screen stays."""

from kivy.uix.boxlayout import BoxLayout
from kivy.uix.widget import Widget

from screens.parts.box import Spring


class Place(BoxLayout):
    """Holds one part at its upper edge."""

    def __init__(self, width: float, height: float) -> None:
        super().__init__(orientation="vertical", size_hint=(None, None), size=(width, height))

    def put(self, part: Widget) -> None:
        """Show this instead of what was there."""
        self.clear_widgets()
        self.add_widget(part)
        self.add_widget(Spring())
