"""Work orders: faults that last are told to the platform, once, and what becomes of them is followed."""
