"""What every emulated device is: a thread between `start` and `stop`, and the troubles it is told to have."""

import threading
from abc import ABC, abstractmethod
from types import TracebackType
from typing import Self

from drivers.emulated import Trouble

TICK = 0.02  # seconds until a person's hand or a trouble is noticed
STOP = 2.0  # seconds that the thread is given to end


class EmulatedDevice(ABC):
    """Start and stop it from one thread, or use it in a `with`."""

    def __init__(self) -> None:
        self.trouble = Trouble()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Its wire is there when this returns. Raises OSError when it cannot be made."""
        if self._thread is None:
            self._stopping.clear()
            self._appear()
            self._thread = threading.Thread(target=self._run, name=type(self).__name__, daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Its wire is gone when this returns, and whatever was shown. Harmless when it is stopped already."""
        thread, self._thread = self._thread, None
        if thread is not None:
            self._stopping.set()
            thread.join(STOP)
            self._vanish()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @abstractmethod
    def _appear(self) -> None:
        """Make the wire. Called before the thread begins."""

    @abstractmethod
    def _vanish(self) -> None:
        """Take the wire away: the plug is pulled, or the device has stopped."""

    @abstractmethod
    def _run(self) -> None:
        """Work until `_stopping` is set."""
