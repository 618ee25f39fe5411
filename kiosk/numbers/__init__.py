"""Ticket numbers that the platform has put by for this terminal, for hours in which it is away."""
