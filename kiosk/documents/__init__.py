"""What the slips say: documents as data, in the language of the visit. No bytes, no fonts, no paper here."""
