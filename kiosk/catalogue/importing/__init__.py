"""Takes in the catalogues that city offices keep as .xlsx, .csv or .json; nothing in such a file is trusted."""

from kiosk.catalogue.importing.command import main

__all__ = ["main"]
