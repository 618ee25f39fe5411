"""Small pictures drawn from strokes, sharp at any size, and codes for phones. Nothing is read from a file."""

from io import BytesIO

import qrcode
from kivy.graphics.texture import Texture
from PIL import Image, ImageDraw

from screens.look.strokes import GRID, PICTURES, Arc, Dot, Path

FINE = 4  # drawn so many times larger and made smaller: that is what makes edges smooth


class Pictures:
    """Textures of the small pictures, white on clear so that they take any colour; kept, for they tell nothing."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, int], Texture] = {}

    def texture(self, name: str, size: float) -> Texture:
        """The picture `name` of screens/look/strokes.py, `size` pixels wide and high."""
        pixels = max(8, round(size))
        if (name, pixels) not in self._kept:
            self._kept[name, pixels] = _texture(_drawn(name, pixels))
        return self._kept[name, pixels]


def code(data: str, size: float) -> Texture:
    """A QR code of at most `size` pixels, with its quiet zone."""
    maker = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=4)
    maker.add_data(data)
    maker.make(fit=True)
    modules = len(maker.modules) + 2 * maker.border
    maker.box_size = max(1, int(size) // modules)
    png = BytesIO()
    maker.make_image().save(png)
    return _texture(Image.open(png).convert("RGBA"), smooth=False)


def picture(image: Image.Image) -> Texture:
    """Any picture, such as the preview of a slip."""
    return _texture(image.convert("RGBA"))


def _texture(image: Image.Image, *, smooth: bool = True) -> Texture:
    texture = Texture.create(size=image.size, colorfmt="rgba")
    texture.mag_filter = texture.min_filter = "linear" if smooth else "nearest"
    texture.blit_buffer(image.tobytes(), colorfmt="rgba", bufferfmt="ubyte")
    texture.flip_vertical()
    return texture


def _drawn(name: str, pixels: int) -> Image.Image:
    large = pixels * FINE
    mask = Image.new("L", (large, large), 0)
    pen = ImageDraw.Draw(mask)
    for stroke in PICTURES[name]:
        _stroke(pen, stroke, large / GRID)
    mask = mask.resize((pixels, pixels), Image.Resampling.LANCZOS)
    white = Image.new("RGBA", mask.size, (255, 255, 255, 0))
    white.putalpha(mask)
    return white


def _stroke(pen: ImageDraw.ImageDraw, stroke: Path | Arc | Dot, scale: float) -> None:
    match stroke:
        case Path(points, closed, filled, width):
            _path(pen, [(x * scale, y * scale) for x, y in points], width * scale, closed=closed, filled=filled)
        case Arc(x, y, radius, start, end, width):
            reach = (radius + width / 2) * scale
            box = (x * scale - reach, y * scale - reach, x * scale + reach, y * scale + reach)
            pen.arc(box, start, end, fill=255, width=round(width * scale))
        case Dot(x, y, radius):
            _dot(pen, x * scale, y * scale, radius * scale)


def _path(
    pen: ImageDraw.ImageDraw, points: list[tuple[float, float]], width: float, *, closed: bool, filled: bool
) -> None:
    if filled:
        pen.polygon(points, fill=255)
    ring = [*points, points[0]] if closed else points
    pen.line(ring, fill=255, width=round(width))
    for x, y in ring:
        _dot(pen, x, y, width / 2)


def _dot(pen: ImageDraw.ImageDraw, x: float, y: float, radius: float) -> None:
    pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=255)
