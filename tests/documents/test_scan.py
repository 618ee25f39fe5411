"""Captured pages as one PDF: on A4, cards in their true size, in the order of capture, and nothing said beside them."""

import re
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from kiosk.documents.scan import scan_pdf

PAGE = re.compile(rb"/image (\d+) 0 R.*?/MediaBox \[ 0 0 (\S+) (\S+) \]", re.DOTALL)
POINT = 25.4 / 72  # millimetres


def paper(wide, tall, colour=(40, 90, 200)):
    """A picture with a white rim and one colour, BGR, within."""
    picture = np.full((tall, wide, 3), 255, np.uint8)
    picture[20:-20, 20:-20] = colour
    return picture


def read(pdf):
    """Each page's width and height in millimetres, and the stream of its picture with the dictionary before it."""
    pages = []
    for number, wide, tall in PAGE.findall(pdf):
        head, data = re.search(rb"\n%b 0 obj<<\n(.*?)>>stream\n(.*?)\nendstream" % number, pdf, re.DOTALL).groups()
        pages.append(((float(wide) * POINT, float(tall) * POINT), head.decode(), data))
    return pages


def picture_of(data):
    return np.asarray(Image.open(BytesIO(data)).convert("RGB")).astype(int)


def printed_mm(picture, size):
    """Width and height of what is not white, in millimetres of the page."""
    rows, columns = np.nonzero(picture.min(axis=2) < 128)
    tall, wide = picture.shape[:2]
    return np.ptp(columns) / wide * size[0], np.ptp(rows) / tall * size[1]


def test_every_picture_is_a_page_of_a4_upright_or_across_as_it_is():
    pages = read(scan_pdf([paper(1414, 2000), paper(2000, 1414)]))
    assert [tuple(round(side) for side in size) for size, _, _ in pages] == [(210, 297), (297, 210)]


def test_pages_come_in_the_order_of_capture_and_keep_their_colours():
    red, blue = paper(1414, 2000, (30, 30, 220)), paper(1414, 2000, (220, 30, 30))
    first, second = (picture_of(data)[1000, 800] for _, _, data in read(scan_pdf([red, blue])))
    assert np.abs(first - [220, 30, 30]).max() < 8
    assert np.abs(second - [30, 30, 220]).max() < 8


def test_a_page_fills_its_paper_and_is_not_stretched():
    (size, _, data) = read(scan_pdf([paper(1414, 2000)]))[0]
    wide, tall = printed_mm(picture_of(data), size)
    assert wide == pytest.approx(210 * 1374 / 1414, abs=1)
    assert tall == pytest.approx(297 * 1960 / 2000, abs=1)


@pytest.mark.parametrize(("wide", "tall", "true"), [(856, 540, (85.6, 54)), (540, 856, (54, 85.6))])
def test_a_card_is_printed_in_its_true_size(wide, tall, true):
    card = np.full((tall, wide, 3), 30, np.uint8)
    (size, _, data) = read(scan_pdf([card]))[0]
    assert printed_mm(picture_of(data), size) == pytest.approx(true, abs=0.6)


def test_other_shapes_keep_theirs_and_lie_in_the_middle():
    (size, _, data) = read(scan_pdf([np.full((900, 900, 3), 30, np.uint8)]))[0]
    picture = picture_of(data)
    wide, tall = printed_mm(picture, size)
    assert wide == pytest.approx(tall, abs=0.5)
    rows = np.nonzero(picture.min(axis=2) < 128)[0]
    assert rows.min() == pytest.approx(picture.shape[0] - 1 - rows.max(), abs=2)


def test_grey_and_black_and_white_stay_so_and_take_less_room():
    writing = np.full((2000, 1414), 255, np.uint8)
    writing[100:1900:40, 100:1300] = 0
    black_white, grey = scan_pdf([writing]), scan_pdf([np.where(writing == 0, 20, 240).astype(np.uint8)])
    assert "/BitsPerComponent 1" in read(black_white)[0][1]
    assert "/DeviceGray" in read(grey)[0][1]
    assert len(black_white) < len(grey)


def test_nothing_is_said_of_who_made_it_when_or_what_it_is():
    pdf = scan_pdf([paper(1414, 2000)])
    assert not re.search(rb"/(Title|Author|Subject|Keywords|Creator|Producer|CreationDate|ModDate|Metadata|ID)\b", pdf)
    assert b"Exif" not in pdf
    assert pdf == scan_pdf([paper(1414, 2000)])


def test_no_page_is_no_pdf():
    with pytest.raises(ValueError, match="at least one"):
        scan_pdf([])
