"""Stories of pages: HTML becomes PDF, and PDF is read again."""
