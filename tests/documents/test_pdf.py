"""HTML becomes a PDF of A4 pages, with a glyph for every name, and without asking the world for anything."""

import subprocess
import sys
from pathlib import Path

import pytest

from drivers import DeviceError, Fault, glyphs
from drivers.glyphs import Face, Weight
from kiosk.documents import pdf
from kiosk.documents.pdf import pdf_of
from tests.documents.reading import read

ROOT = Path(__file__).parents[2]
RARE = "王䶮 𬭎 𠮷"  # two names that older systems print with holes, and a character of plane 2
REPORT = f"<title>样例</title><h1>就绪报告</h1><p>姓名 {RARE}</p><p><b>{RARE}</b></p>"


def test_a_page_is_a4_and_its_text_can_be_read_again():
    page = read(pdf_of(REPORT))
    assert (page.pages, page.size) == (1, (210.0, 297.0))
    assert page.lines == ("就绪报告", f"姓名 {RARE}", RARE)


def test_rare_names_have_glyphs_in_both_weights_and_the_fonts_are_in_the_file():
    page = read(pdf_of(REPORT))
    assert page.missing == 0
    assert {"Noto-Sans-CJK-SC", "Noto-Sans-CJK-SC-Bold"} <= page.fonts


@pytest.mark.parametrize(
    ("rare", "font"), [("䶶", "BabelStone-Han"), ("𠆻", "HanaMinA-Medium"), ("𠀣", "HanaMinB-Medium")]
)
def test_a_character_that_the_first_font_lacks_comes_from_a_font_for_rare_ones(rare, font):
    page = read(pdf_of(f"<p>{rare}"))
    assert (page.text, page.missing) == (rare, 0)
    assert page.fonts == {font}


def test_a_character_of_no_font_becomes_a_marked_box_and_an_old_private_one_finds_its_place():
    assert read(pdf_of("<p>\U0010fffd\ue78d")).text == f"{glyphs.MARKED_BOX}︐"


def test_a_long_document_has_more_pages():
    assert read(pdf_of("<p>办事指南</p>" * 200)).pages > 2


def test_a_picture_within_the_document_is_drawn():
    picture = '<img src="data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22/%3E">'
    assert read(pdf_of(picture + "<p>图")).text == "图"


@pytest.mark.parametrize(
    "asks",
    [
        '<img src="http://192.0.2.1/a.png">',
        '<img src="file:///etc/hostname">',
        '<img src="a.png">',
        '<link rel="stylesheet" href="https://192.0.2.1/a.css">',
        '<style>@import "a.css";</style>',
        "<style>body { background: url(file:///etc/hostname) }</style>",
    ],
)
def test_a_document_that_asks_for_a_file_or_the_network_is_refused(asks):
    with pytest.raises(ValueError, match="nothing but data:"):
        pdf_of(f"<p>页{asks}")


def test_the_same_html_gives_the_same_bytes_in_another_process():
    program = f"import sys; from kiosk.documents.pdf import pdf_of; sys.stdout.buffer.write(pdf_of({REPORT!r}))"
    other = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=True, timeout=60)
    assert other.stdout == pdf_of(REPORT)


def test_without_pango_it_says_which_package_is_missing(monkeypatch):
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(DeviceError, match="weasyprint") as caught:
        pdf_of(REPORT)
    assert caught.value.fault is Fault.DRIVER_MISSING


def test_a_missing_shared_library_is_told_by_its_package():
    """In a process of its own, where the loader finds no pango."""
    program = (
        "import cffi.api; real = cffi.api.FFI.dlopen\n"
        "def dlopen(self, name, *rest):\n"
        "    if name and 'pango' in name: raise OSError(f'cannot load library {name}')\n"
        "    return real(self, name, *rest)\n"
        "cffi.api.FFI.dlopen = dlopen\n"
        "from kiosk.documents.pdf import pdf_of; pdf_of('<p>a')"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )
    assert "DeviceError: driverMissing: pages need libpango-1.0-0" in done.stderr


def test_a_missing_font_is_told_by_its_package(monkeypatch):
    gone = Face("Noto Sans CJK SC", Path("/nowhere/a.ttc"), 2, "fonts-noto-cjk")
    monkeypatch.setattr(glyphs, "faces", lambda weight=Weight.REGULAR: (gone,))
    with pytest.raises(DeviceError, match="fonts-noto-cjk") as caught:
        pdf.pdf_of(REPORT)
    assert caught.value.fault is Fault.DRIVER_MISSING
