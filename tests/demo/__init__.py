"""A whole visit with real pointer events."""
