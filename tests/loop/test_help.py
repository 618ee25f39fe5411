"""Who is here for the first time is shown how it works, and begins from where they were."""

from kiosk.events import WentBack
from kiosk.steps.common import Home
from kiosk.steps.help import FirstTime, ShowHelp


def test_help_leads_back_home_by_its_button_and_by_back(hall):
    hall.go_to(Home)
    for leave in (hall.press, lambda: hall.tell(WentBack())):
        hall.press(FirstTime())
        hall.until(ShowHelp)
        assert hall.stage.can_go_back
        leave()
        hall.until(Home)
