"""The nouns of the hall: frozen dataclasses that travel between the rooms. Personal fields never appear in a repr."""
