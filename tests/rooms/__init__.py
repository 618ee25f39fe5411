"""The house itself: who imports whom, and whether its papers tell the truth."""
