"""HTML becomes a PDF of A4 pages, in the fonts that screen and slips have, without asking a file or the network.

The same HTML gives the same bytes, on every day and in every process.
"""

from hashlib import sha256
from typing import Any

from drivers import DeviceError, Fault, glyphs
from drivers.glyphs import FontMissing, Weight

PAGE = """
@page { size: A4; margin: 16mm 15mm; }
:root { font: 10.5pt/1.5 "Noto Sans CJK SC", "BabelStone Han", "HanaMinA", "HanaMinB"; color: #000; }
"""
NOWHERE = "refused:/"  # what a relative address is relative to: it reaches the refusal, instead of being left out


def pdf_of(html: str) -> bytes:
    """The pages of an HTML document, body or whole; its own <style> may overrule `PAGE`.

    A character that no font has becomes a marked box. Raises DeviceError DRIVER_MISSING, naming the package, when a
    library or a font is not installed, and ValueError when the document asks for anything but a `data:` address.
    """
    weasyprint = _library()
    _find_fonts()
    fonts = weasyprint.text.fonts.FontConfiguration()
    whole = f'<html lang="zh-CN">{_displayable(html)}'  # a second <html> within is merged into this one
    page = weasyprint.HTML(string=whole, base_url=NOWHERE, url_fetcher=_only_data)
    sheet = weasyprint.CSS(string=PAGE, font_config=fonts)
    try:
        pdf = page.write_pdf(
            stylesheets=[sheet], font_config=fonts, pdf_identifier=sha256(whole.encode()).digest()[:16]
        )
    except weasyprint.urls.FatalURLFetchingError as error:
        raise ValueError("a document may ask for nothing but data: addresses") from error
    assert isinstance(pdf, bytes)
    return pdf


def _library() -> Any:
    """Loaded when first needed: it takes half a second, and a terminal that makes no page needs no pango."""
    try:
        import weasyprint
    except OSError as error:  # what cffi says when a shared library is not there
        raise DeviceError(Fault.DRIVER_MISSING, f"pages need libpango-1.0-0 and libpangoft2-1.0-0: {error}") from error
    except ImportError as error:
        raise DeviceError(Fault.DRIVER_MISSING, f"pages need the Python package weasyprint: {error}") from error
    return weasyprint


def _find_fonts() -> None:
    """Raises FontMissing: without the fonts, other ones would be taken, and names would have holes."""
    for weight in Weight:
        for face in glyphs.faces(weight):
            if not face.file.exists():
                raise FontMissing(face)


def _displayable(html: str) -> str:
    """The same, with characters of old codecs in their place in Unicode, and a box for what no font has."""
    return "".join(run.text for run in glyphs.runs(html.replace("\r", "")))


def _only_data(url: str) -> Any:
    """Fetches what stands in the address itself, and ends the document for anything else."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher

    if not url.startswith("data:"):
        raise FatalURLFetchingError("not a data: address")
    return URLFetcher(allowed_protocols={"data"}).fetch(url)
