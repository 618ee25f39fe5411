"""A bench made of a person at a real device: whatever a test needs is asked for at the terminal.

.venv/bin/python -m pytest -n 0 -s tests/drivers/test_contract.py --device card --config config/kiosk.toml
"""

from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import drivers
from kiosk.config.loading import load
from tests.drivers.benches import Bench, WithCamera, use_of
from tests.drivers.sensing import reading_of

PATIENCE = 60.0  # seconds for a person's hands


def ask(what: str) -> None:
    """Tell the person what to do, and wait until it is done."""
    with Path("/dev/tty").open("r+", encoding="utf-8", buffering=1) as terminal:
        terminal.write(f"\n>>> {what}, then press Enter: ")
        terminal.readline()


def real_bench(role: str, config: Path, ask: Callable[[str], None] = ask) -> Bench:
    """The bench of a configured device."""
    devices = load(config).devices
    if role not in devices:
        raise ValueError(f"{config} has no [devices.{role}]; it has {', '.join(devices) or 'none'}")

    def made(role: str) -> Any:
        one = devices[role]
        return drivers.load(role, one.model).Driver(
            one.settings, **{need: made(need) for need in drivers.needs(role, one.model)}
        )

    def driver(_: Any) -> Any:
        needs = drivers.needs(role, devices[role].model)
        whole = made(role)
        return WithCamera(whole._camera, whole) if "camera" in needs else whole

    sensor = "arm" in dir(drivers.load(role, devices[role].model).Driver)
    present = (lambda _: ask(f"present something to the {role}")) if sensor else None
    return Bench(
        device=lambda _: nullcontext(SimpleNamespace(name=role)),
        driver=driver,
        use=_read if sensor else use_of(role),
        present=present,
        take_away=lambda _: ask(f"take away what lies on or before the {role}"),
        unplug=lambda _: ask(f"pull the plug of the {role}"),
        plug=lambda _: ask(f"put the plug of the {role} in again and wait until it has started"),
        mute=None,
        patience=PATIENCE,
    )


def _read(driver: Any, _: Any) -> object:
    driver.arm()
    ask("present something that can be read (you have a minute after Enter)")
    return reading_of(driver)
