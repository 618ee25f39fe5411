"""The heartbeat, the workers and the journal, without devices."""
