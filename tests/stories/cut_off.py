"""A terminal that is killed in the middle: `python -m tests.stories.cut_off CONFIG LINE` takes a number and, from the
moment the resident confirms, kills itself without warning at the LINE-th line that it runs for a job.

Prints how many lines there were, and exits with 0, when the visit was over before that one. Somebody has to lay the
card down.
"""

import os
import signal
import sys
import threading
from pathlib import Path

from kiosk.config.loading import load
from kiosk.events import Answered
from kiosk.steps.common import Home, TakeNumber, Welcome
from kiosk.steps.queueing import ChooseQueue, ConfirmTicket, TicketTaken
from kiosk.wiring import brain_and_hands
from tests.waiting import wait_until

JOBS = "kiosk/jobs.py"
WATCHED = (JOBS, "kiosk/storage/journal.py", "kiosk/platform/client.py", "kiosk/platform/wire.py")
PATIENCE = 30.0  # seconds; counting lines slows a busy machine down


class Scythe:
    """Counts the lines of the watched files while a job runs, on whatever thread, and kills the process at one of them.

    What workers do while they wait is not counted: how often they look depends on the machine.
    """

    def __init__(self, line):
        self.left, self.armed = line, False
        self._at = threading.local()

    def __call__(self, frame, event, arg):
        if not frame.f_code.co_filename.endswith(WATCHED):
            return None
        if frame.f_code.co_filename.endswith(JOBS) and frame.f_code.co_name == "run":
            self._at.work = event != "return"
        if event == "line" and self.armed and getattr(self._at, "work", False):
            self.left -= 1
            if self.left <= 0:
                os.kill(os.getpid(), signal.SIGKILL)
        return self


def main(config, line):
    scythe = Scythe(line)
    threading.settrace(scythe)
    loaded = load(Path(config))
    with brain_and_hands(loaded) as (kiosk, *_):
        kiosk.start()

        def until(kind):
            wait_until(lambda: isinstance(kiosk.step, kind), PATIENCE, step=kiosk.pump)

        def press(value=None):
            kiosk.post(Answered(value), kiosk.turn)

        roles = {*loaded.devices, "platform"}
        well = lambda: all(role in kiosk.health and kiosk.health[role].ok for role in roles)  # noqa: E731 - said once
        wait_until(well, PATIENCE, step=kiosk.pump)
        until(Welcome)
        press()
        until(Home)
        press(TakeNumber())
        until(ChooseQueue)
        press(kiosk.step.queues[0])
        until(ConfirmTicket)
        scythe.armed = True
        press(True)
        until(TicketTaken)
        print(line - scythe.left)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
