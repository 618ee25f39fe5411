"""A voice engine that writes down what it is given, and gives a moment of sound: `recorder.py FILE LANGUAGE PACE`."""

import io
import json
import sys
import wave

RATE, SECONDS = 8000, 0.02

file, language, pace = sys.argv[1:]
with open(file, "a", encoding="utf-8") as heard:  # noqa: PTH123 - it starts in half the time without pathlib
    heard.write(json.dumps([sys.stdin.buffer.read().decode(), language, int(pace)]) + "\n")
sound = io.BytesIO()
with wave.open(sound, "wb") as writing:
    writing.setnchannels(1)
    writing.setsampwidth(2)
    writing.setframerate(RATE)
    writing.writeframes(b"\x00\x40" * round(RATE * SECONDS))
sys.stdout.buffer.write(sound.getvalue())
