"""What the pages of the technician's room ask for, in one place. Never on the UI thread."""
