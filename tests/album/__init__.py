"""All screens in all looks, measured: `python -m tests.album` (`make screens`)."""
