"""Stories about the kiosk."""
