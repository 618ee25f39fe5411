"""Who may enter the technician's room: PINs as hashes, the lock after wrong tries, and what was done. Never a PIN."""
