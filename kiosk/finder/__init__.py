"""Devices that were found, chosen and written into the configuration: what the command and the screen share."""
