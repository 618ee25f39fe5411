"""Pages for page printers: real PDFs, made without the room that makes the kiosk's own."""

import io

from PIL import Image, ImageDraw


def page(words="A4", count=1):
    """A PDF of so many A4 pages, each with a few words."""
    sheets = []
    for number in range(count):
        sheet = Image.new("1", (827, 1169), 1)
        ImageDraw.Draw(sheet).text((60, 60), f"{words} {number + 1}")
        sheets.append(sheet)
    whole = io.BytesIO()
    sheets[0].save(whole, "PDF", resolution=100, save_all=True, append_images=sheets[1:])
    return whole.getvalue()


PAGE = page()
