"""The catalogue of service items: read, kept, searched, held against the standard. Never a screen, never a resident."""
