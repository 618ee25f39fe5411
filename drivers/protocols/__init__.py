"""Bytes and their meaning, without any cable: pure functions that drivers and emulated devices share."""
