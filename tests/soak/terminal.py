"""A terminal in a process of its own, with a robot for a face: `python -m tests.soak.terminal CONFIG DAY`.

Each line on standard input is one visit, as JSON, with its day; on standard output it says, a JSON line each, what
hands have to do and what a visit has come to. `{"rest": seconds}` is a time in which nobody comes, and in which the
platform is told what it has not been told yet.
"""

import dataclasses
import json
import logging
import sys
from datetime import date, datetime
from pathlib import Path

from kiosk import wiring
from kiosk.allocation import become_forgetful, frugal
from kiosk.config.loading import load
from kiosk.logs import start_logging
from kiosk.wiring import brain_and_hands
from tests.soak.robot import LostInCircles, Robot


def say(what, **more):
    print(json.dumps({"do": what} | more), flush=True)


class Calendar:
    """The town's day, and the hour that it really is."""

    def __init__(self, day):
        self.day = day

    def __call__(self):
        day = date.fromisoformat(self.day)
        return datetime.now().astimezone().replace(year=day.year, month=day.month, day=day.day)


def main(path, day):
    frugal()
    wiring.local_time = calendar = Calendar(day)
    config = load(Path(path))
    config = dataclasses.replace(config, terminal=dataclasses.replace(config.terminal, always_open=True))
    start_logging(Path(config.storage.folder) / "logs" / "kiosk.log", "info", 5, 2)
    logging.getLogger("urllib3").setLevel(logging.ERROR)
    with brain_and_hands(config) as (kiosk, follower, operations):
        robot = Robot(kiosk, say)
        kiosk.start()
        robot.until(lambda: follower.current.items)
        say("ready")
        for line in sys.stdin:
            try:
                wanted = json.loads(line)
                calendar.day = wanted.pop("day", calendar.day)
                if "rest" in wanted:
                    robot.until(lambda: follower.ask_now(1.0) and not operations.numbers.unsent)
                say("over", **told(robot, wanted))
            except LostInCircles as lost:
                say("lost", why=str(lost))
                raise


def told(robot, wanted):
    if seconds := wanted.get("rest"):
        robot.rest(seconds)
        return {"end": "rest"}
    return dataclasses.asdict(robot.visit(wanted["wish"], wanted["steps"]))


if __name__ == "__main__":
    become_forgetful()
    main(*sys.argv[1:])
