"""Stories of writing Chinese with the real libraries of the system, and where they are missing."""
