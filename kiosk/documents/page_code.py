"""QR codes on A4 pages."""

import base64
import io

import qrcode


def page_code(text: str) -> str:
    """An address for <img src>: the picture itself, for pages ask for no files."""
    picture = io.BytesIO()
    qrcode.make(text).save(picture)
    return f"data:image/png;base64,{base64.b64encode(picture.getvalue()).decode('ascii')}"
