"""The catalogue: its records, its search, its store, the standard, and what offices send."""
