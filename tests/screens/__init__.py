"""The face, drawn on a display of its own."""
