"""Shared widgets. Each is given the look and knows its own size; none knows a step."""
