"""Real tests of what nobody presents anything to: lamps, loudspeaker, voice, sensor of presence, UPS.

What a device cannot know of itself, such as whether a lamp shone, a person is told to look at.
"""

from drivers import State
from drivers.lights import Flash, Lights, Place
from drivers.presence import Presence
from drivers.sound import Audible, Sound
from drivers.ups import Ups
from drivers.voice import Voice
from kiosk.health.flaws import Flaw
from kiosk.health.trial import Bench, Outcome, failed, passed, told, unknown

LIT = 1.0  # seconds that the lamps shine, for whoever looks at them
LOOK = 0.2  # seconds between two questions whether somebody stands there, or whether the voice has ended
SENTENCE = 15.0  # seconds that a sentence may take
MINUTE = 60


def lights(device: Lights, bench: Bench) -> Outcome:
    """Every lamp shines for a moment. A board that answers knows whether its relays have moved."""
    try:
        for place in Place:
            device.light(place, Flash.CONTINUOUS)
        bench.clock.rest(LIT)
        status = device.status()
    finally:
        for place in Place:
            device.light(place, Flash.OFF)
    if status.fault is not None:
        return failed(status.fault, detail=status.detail, values=told(status))
    return unknown(detail=bench.words("look.lights")) if status.state is State.UNKNOWN else passed(values=told(status))


def sound(device: Sound, bench: Bench) -> Outcome:
    """The chime is played. That the sound was taken is known; whether anybody has heard it is not."""
    device.play(Audible.EXCLAMATION)
    return unknown(detail=bench.words("look.sound"))


def voice(device: Voice, bench: Bench) -> Outcome:
    """A sentence is said to its end, the engine and the sound card with it. Whether anybody heard it is not known."""
    device.say(bench.words("look.voice_sentence"), bench.words.language)
    begun = bench.clock.seconds()
    while device.speaking() and bench.clock.seconds() - begun < SENTENCE:
        bench.clock.rest(LOOK)
    device.hush()
    return unknown(detail=bench.words("look.voice"))


def presence(device: Presence, bench: Bench) -> Outcome:
    """Somebody who stands before the terminal has to be noticed. Who it is nobody asks."""
    begun = bench.clock.seconds()
    while not device.present():
        if bench.clock.seconds() - begun >= bench.wait:
            return unknown(Flaw.NOBODY_SEEN, f"nobody was noticed within {bench.wait:.0f} s")
        bench.clock.rest(LOOK)
    return passed(values={"noticed": f"{bench.clock.seconds() - begun:.1f} s"})


def ups(device: Ups, bench: Bench) -> Outcome:
    """Where the power comes from, and how long the battery would last. The plug stays where it is."""
    del bench
    power, status = device.power(), device.status()
    values = told(status)
    if power.charge is not None:
        values["charge"] = f"{power.charge:.0f} %"
    if power.seconds_left is not None:
        values["left"] = f"{power.seconds_left / MINUTE:.0f} min"
    if status.fault is not None:
        return failed(status.fault, detail=status.detail, values=values)
    return passed(values=values)
