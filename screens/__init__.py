"""The face: one file per screen. A screen draws a step and says what was touched; it decides nothing.

Kivy lives in this room and nowhere else. It reads these settings when it is first imported, so they stand here:
no arguments, no files of its own, and logging left to the program (its own log would keep the last records alive).
"""

import os

os.environ.update(
    KIVY_NO_ARGS="1",
    KIVY_NO_CONFIG="1",
    KIVY_NO_ENV_CONFIG="1",
    KIVY_NO_FILELOG="1",
    KIVY_NO_CONSOLELOG="1",
    KIVY_LOG_MODE="PYTHON",
)
