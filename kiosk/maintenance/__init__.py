"""Closed to the public (XFS4IoT's vendor mode): asked for by a file, entered when the running visit has ended."""
