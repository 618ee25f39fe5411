"""Robot residents at several terminals for thousands of visits, under random faults; and what is left of them."""
