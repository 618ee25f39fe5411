"""The harmless questions, a file per role: each asks for a status or an identity, changes nothing, prints nothing."""
