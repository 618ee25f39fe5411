"""Camera pictures of QR codes under ten kinds of bad conditions, made from a seed. segno draws, no decoder does."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

import cv2
import numpy as np
import segno

SIZES = ((1280, 720), (1920, 1080))  # width, height
QUIET = 4  # modules of white around a code
JPEG_QUALITY = 90  # cameras send MJPEG: its blocks are part of what a decoder meets
ADDRESS = "https://zwfw.example.gov.cn/q?t="
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz0123456789-._~:/?=&"
HAN = "政务服务大厅办事指南社会保障身份证预约号码窗口材料申请表"


@dataclass(frozen=True)
class Condition:
    """How badly a code is shown. Ranges are (least, most); lengths are in modules unless they say otherwise."""

    name: str
    pitch: tuple[float, float] | None = None  # pixels a module; None: as large as a desk camera would see it
    room: float = 0.85  # share of the picture's height that the code may fill
    turn: float = 5  # degrees either way, in the plane
    tilt: float = 0  # degrees either way, out of the plane, about both axes
    contrast: tuple[float, float] | None = None  # grey levels between ink and paper; None: good print
    middle: tuple[float, float] = (127, 128)  # grey level half-way between them
    blur: tuple[float, float] | None = None  # sigma of defocus
    motion: tuple[float, float] | None = None  # length of the smear
    noise: tuple[float, float] = (2, 2)  # grey levels, sigma
    glare: bool = False


CONDITIONS = (
    Condition("clean", pitch=(4, 7), turn=0),
    Condition("rotated", turn=180, room=0.62),
    Condition("blur", blur=(0.45, 0.85)),
    Condition("motion", motion=(0.8, 1.6)),
    Condition("noise", noise=(20, 45)),
    Condition("lowcontrast", contrast=(20, 50), middle=(60, 190)),
    Condition("perspective", tilt=50, room=0.62),
    Condition("small", pitch=(1.6, 2.4)),
    Condition("glare", glare=True),
    Condition(
        "combined", pitch=(3, 5), turn=25, tilt=20, contrast=(60, 140), middle=(90, 160), blur=(0.2, 0.4), noise=(6, 14)
    ),
)


@dataclass(frozen=True)
class Shot:
    """One picture and what it truly says."""

    condition: str
    height: int
    payload: bytes = field(repr=False)
    grey: np.ndarray = field(repr=False)


def payload(index: int, count: int, seed: int) -> str:
    """The text of one code, 20 to 300 bytes long: half are addresses, a quarter digits, a quarter Chinese."""
    dice = random.Random(f"{seed}/{index}")
    length = 20 + 280 * index // max(1, count - 1)
    if index % 4 == 2:
        return "".join(dice.choices("0123456789", k=length))
    if index % 4 == 3:
        return _mixed(dice, length)
    return (ADDRESS + "".join(dice.choices(LETTERS, k=length)))[: max(length, len(ADDRESS) + 1)]


def _mixed(dice: random.Random, length: int) -> str:
    text = ""
    while len(text.encode()) < length - 2:
        text += dice.choice(HAN if dice.random() < 0.6 else LETTERS)
    return text


def shots(count: int, seed: int) -> Iterator[Shot]:
    """`count` codes under every condition, in every size of picture: the same for the same seed."""
    for index in range(count):
        text = payload(index, count, seed)
        code = segno.make_qr(
            text, error="LMQ"[index % 3], boost_error=False, encoding=None if text.isascii() else "utf-8"
        )
        modules = np.array([list(row) for row in code.matrix], np.uint8)
        for place, condition in enumerate(CONDITIONS):
            for width, height in SIZES:
                dice = np.random.default_rng([seed, index, place, height])
                yield Shot(condition.name, height, text.encode(), picture(modules, condition, width, height, dice))


def picture(
    modules: np.ndarray, condition: Condition, width: int, height: int, dice: np.random.Generator
) -> np.ndarray:
    """The grey picture that a camera would take of these modules under that condition."""
    pitch = _pitch(condition, height, len(modules) + 2 * QUIET, dice)
    side = pitch * (len(modules) + 2 * QUIET)
    corners = _corners(condition, side, width, height, dice)
    scene = _desk(width, height, dice)
    _lay(scene, modules, corners, _ink(condition, dice))
    if condition.glare:
        scene = _glare(scene, corners.mean(axis=0), side, dice)
    if condition.blur:
        scene = cv2.GaussianBlur(scene, (0, 0), pitch * dice.uniform(*condition.blur))
    if condition.motion:
        scene = _smear(scene, pitch * dice.uniform(*condition.motion), dice.uniform(0, np.pi))
    scene += dice.normal(0, dice.uniform(*condition.noise), scene.shape)
    _, sent = cv2.imencode(".jpg", np.clip(scene, 0, 255).astype(np.uint8), [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])
    return cv2.imdecode(sent, cv2.IMREAD_GRAYSCALE)


def _pitch(condition: Condition, height: int, across: int, dice: np.random.Generator) -> float:
    wanted = dice.uniform(*condition.pitch) if condition.pitch else max(4.0, height / 240)
    return min(wanted, condition.room * height / across)


def _ink(condition: Condition, dice: np.random.Generator) -> tuple[float, float]:
    if condition.contrast is None:
        return 20, 235
    half, middle = dice.uniform(*condition.contrast) / 2, dice.uniform(*condition.middle)
    return middle - half, middle + half


def _corners(condition: Condition, side: float, width: int, height: int, dice: np.random.Generator) -> np.ndarray:
    """Where the corners fall: the square tilted before a pinhole three sides away, turned, and put somewhere."""
    square = np.array([[-1, -1, 0], [1, -1, 0], [1, 1, 0], [-1, 1, 0]]) * side / 2
    across, along, turn = np.deg2rad(dice.uniform(-1, 1, 3) * [condition.tilt, condition.tilt, condition.turn])
    rotation, _ = cv2.Rodrigues(np.array([0, 0, turn]))
    for axis in ([across, 0, 0], [0, along, 0]):
        rotation = rotation @ cv2.Rodrigues(np.array(axis, float))[0]
    turned = square @ rotation.T
    flat = turned[:, :2] * (3 * side / (3 * side + turned[:, 2:]))
    reach = np.minimum(np.abs(flat).max(axis=0) + 4, [width / 2, height / 2])
    return (flat + dice.uniform(reach, [width, height] - reach)).astype(np.float32)


def _desk(width: int, height: int, dice: np.random.Generator) -> np.ndarray:
    """Uneven light over a clutter of lines, boxes and print."""
    slope = dice.uniform(-40, 40, 2)
    light = np.linspace(-1, 1, width) * slope[0] + np.linspace(-1, 1, height)[:, None] * slope[1]
    scene = np.clip(light + dice.integers(70, 200), 0, 255).astype(np.float32)
    for _ in range(40):
        start, grey = dice.integers([width, height]), int(dice.integers(255))
        match dice.integers(3):
            case 0:
                cv2.line(scene, start, dice.integers([width, height]), grey, int(dice.integers(1, 6)))
            case 1:
                cv2.rectangle(scene, start, start + dice.integers(10, [160, 90]), grey, -1)
            case _:
                words = f"Hall {dice.integers(9999)}"
                cv2.putText(scene, words, start, cv2.FONT_HERSHEY_SIMPLEX, dice.uniform(0.5, 2), grey, 2)
    return scene


def _lay(scene: np.ndarray, modules: np.ndarray, corners: np.ndarray, ink: tuple[float, float]) -> None:
    """Print the code into the scene, sampled as a sensor does: twice as fine, then averaged over each pixel."""
    paper = cv2.resize(
        np.pad(1 - modules, QUIET, constant_values=1) * np.float32(1), None, fx=10, fy=10, interpolation=0
    )
    low = np.maximum(np.floor(corners.min(axis=0)).astype(int) - 1, 0)
    high = np.minimum(np.ceil(corners.max(axis=0)).astype(int) + 1, [scene.shape[1], scene.shape[0]])
    edge = len(paper)
    source = np.array([[0, 0], [edge, 0], [edge, edge], [0, edge]], np.float32)
    onto = cv2.getPerspectiveTransform(source, (2 * (corners - low)).astype(np.float32))
    size = high - low
    code, cover = (
        cv2.resize(cv2.warpPerspective(layer, onto, 2 * size), size, interpolation=cv2.INTER_AREA)
        for layer in (paper, np.ones_like(paper))
    )
    there = scene[low[1] : high[1], low[0] : high[0]]
    there[:] = there * (1 - cover) + (ink[0] * cover + (ink[1] - ink[0]) * code)


def _glare(scene: np.ndarray, centre: np.ndarray, side: float, dice: np.random.Generator) -> np.ndarray:
    """A lamp mirrored somewhere on the code, and a shadow that falls from the left."""
    height, width = scene.shape
    spot = centre + dice.uniform(-0.5, 0.5, 2) * side
    spread = side * dice.uniform(0.15, 0.35)
    down, right = np.mgrid[:height, :width].astype(np.float32)
    lamp = 170 * np.exp(-((right - spot[0]) ** 2 + (down - spot[1]) ** 2) / (2 * spread**2))
    return (scene + lamp) * (0.55 + 0.45 * right / width)


def _smear(scene: np.ndarray, length: float, angle: float) -> np.ndarray:
    reach = max(2, round(length))
    kernel = np.zeros((2 * reach + 1, 2 * reach + 1), np.float32)
    step = np.array([np.cos(angle), np.sin(angle)]) * reach / 2
    cv2.line(kernel, (reach - step).astype(int), (reach + step).astype(int), 1)
    return cv2.filter2D(scene, -1, kernel / kernel.sum())
