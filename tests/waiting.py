"""How tests wait: for something to become true, with a deadline, never for time to pass."""

import time

LIMIT = 10.0  # seconds; far more than anything takes, so that only a real fault gets there


def wait_until(true, limit=LIMIT, step=lambda: None, how=lambda: ""):
    """Run `step` until `true()` holds; its value. When it does not within the limit, it fails and says `how` it is."""
    end = time.monotonic() + limit
    while not (value := true()):
        step()
        if time.monotonic() > end:
            raise AssertionError(f"not within {limit} s; {how()}")
        time.sleep(0.002)
    return value
