"""A terminal's state and configuration in one file, and out of it again on this or another machine."""
