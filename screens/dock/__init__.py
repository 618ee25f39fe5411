"""The device dock: a window of its own from which a person plays the emulated devices. It never sees the kiosk."""
