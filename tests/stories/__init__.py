"""Whole visits with real drivers and a real platform; the bad days that must end well."""
