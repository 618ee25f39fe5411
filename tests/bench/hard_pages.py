"""Pictures of desks with and without a page, under fifteen kinds of conditions, made from a seed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import cv2
import numpy as np

from drivers.emulated.page_view import Pose, corners_of, lay
from drivers.emulated.sheets import A4, A5, ID_CARD, Sheet, drawn

WIDTH, HEIGHT = 1920, 1080
JPEG_QUALITY = 90
Range = tuple[float, float]
Dice = np.random.Generator
MATS = ((60, 50, 40), (48, 46, 44), (60, 90, 50), (95, 70, 45), (30, 30, 34))  # BGR: what makers put below the lens
WOODS = ((95, 130, 165), (120, 150, 175), (70, 100, 140))
LIGHT_DESKS = ((205, 208, 210), (196, 205, 212), (190, 190, 188))


@dataclass(frozen=True)
class Condition:
    """How a page lies there. Ranges are (least, most)."""

    name: str
    page: str = "whole"  # "whole", "partly" or "none"
    desks: tuple[tuple[int, int, int], ...] = MATS
    sheets: tuple[Sheet, ...] = (A4, A5)
    share: Range = (0.65, 0.9)
    turn: float = 12  # degrees either way; beside it a quarter turn as likely as not
    tilt: float = 4  # degrees either way, about both axes
    paper: Range = (0.9, 1.0)  # how white
    light: Range = (0.85, 1.0)
    slope: float = 0.12  # how much darker one side of the desk is
    noise: Range = (2, 4)  # grey levels, sigma
    blur: Range = (0.6, 1.1)  # pixels, sigma
    shadow: bool = False  # a person's shadow with a hard edge falls over the page
    clutter: int = 0  # things that lie beside the page, or partly under it
    above: bool = False  # a pen or a finger lies over an edge
    barrel: float = 0  # of the lens, as a share at the picture's edge


CONDITIONS = (
    Condition("mat"),
    Condition("wood", desks=WOODS),
    Condition("light desk", desks=LIGHT_DESKS),
    Condition("turned", turn=45, share=(0.6, 0.8)),
    Condition("tilted", tilt=20),
    Condition("shadow", desks=(*MATS, *WOODS), shadow=True),
    Condition("dim, noisy", light=(0.3, 0.5), noise=(8, 14)),
    Condition("blurred", desks=(*MATS, *WOODS), blur=(2, 4)),
    Condition("clutter", desks=(*MATS, *WOODS), clutter=6, share=(0.6, 0.8)),
    Condition("finger", desks=(*MATS, *WOODS), above=True),
    Condition("card", desks=(*MATS, *WOODS), sheets=(ID_CARD,), share=(0.3, 0.6), turn=30),
    Condition("lens", desks=(*MATS, *WOODS), barrel=0.012),
    Condition("all at once", desks=WOODS, tilt=10, turn=25, shadow=True, clutter=4, above=True, noise=(5, 9)),
    Condition("partly", page="partly", desks=(*MATS, *WOODS), share=(0.8, 1.1)),
    Condition("bare desk", page="none", desks=(*MATS, *WOODS, *LIGHT_DESKS), shadow=True),
    Condition("other things", page="none", desks=(*MATS, *WOODS, *LIGHT_DESKS), shadow=True, clutter=8),
)


@dataclass(frozen=True)
class Shot:
    """One picture, and where the corners of its page truly are, if there is one."""

    condition: Condition
    sheet: Sheet
    picture: np.ndarray = field(repr=False)
    corners: np.ndarray | None = None


def shots(count: int, seed: int, conditions: tuple[Condition, ...] = CONDITIONS) -> Iterator[Shot]:
    """`count` pictures under every condition: the same for the same seed."""
    for place, condition in enumerate(conditions):
        for index in range(count):
            yield shot(condition, np.random.default_rng([seed, place, index]))


def shot(condition: Condition, dice: Dice) -> Shot:
    sheet = condition.sheets[dice.integers(len(condition.sheets))]
    corners = _placed(condition, sheet, dice)
    scene = _desk(condition, dice)
    for _ in range(condition.clutter):
        _thing(scene, corners, dice)
    if corners is not None:
        scene = lay(scene, drawn(sheet) * dice.uniform(*condition.paper), corners, dice.uniform(0, 5))
    if condition.above:
        _above(scene, corners, dice)
    scene *= _lamp(condition, dice)[..., None] * dice.uniform(*condition.light)
    scene, corners = _barrel(scene, corners, condition.barrel)
    return Shot(condition, sheet, _seen(scene, condition, dice), corners)


def _placed(condition: Condition, sheet: Sheet, dice: Dice) -> np.ndarray | None:
    """Corners that fit the condition: all of them in the picture, or some clearly outside."""
    if condition.page == "none":
        return None
    while True:
        turn = dice.uniform(-1, 1) * condition.turn + 90 * dice.integers(2)
        tilt = tuple(dice.uniform(-1, 1, 2) * condition.tilt)
        spread = 0.25 if condition.page == "partly" else 0.12
        place = tuple(0.5 + dice.uniform(-1, 1, 2) * spread)
        pose = Pose(dice.uniform(*condition.share), turn, tilt, place, dice.uniform(48, 72))
        corners = corners_of(sheet, pose, WIDTH, HEIGHT)
        inside = np.minimum(corners, [WIDTH, HEIGHT] - corners).min()
        if (inside > 12) if condition.page == "whole" else (-250 < inside < -40):
            return corners


def _desk(condition: Condition, dice: Dice) -> np.ndarray:
    """One colour, grained or speckled."""
    colour = np.array(condition.desks[dice.integers(len(condition.desks))], np.float32)
    grain = dice.normal(0, 1, (HEIGHT // 8, WIDTH // 60)).astype(np.float32)
    large = cv2.resize(grain, (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC) * dice.uniform(0, 0.05)
    speckle = cv2.resize(dice.normal(0, 1, (HEIGHT // 2, WIDTH // 2)).astype(np.float32), (WIDTH, HEIGHT))
    return colour * (1 + large + speckle * dice.uniform(0, 0.02))[..., None]


def _thing(scene: np.ndarray, corners: np.ndarray | None, dice: Dice) -> None:
    """A phone, a book, a pen, a cable, a keyboard or a cup: darker than paper, or no rectangle, or too long for one."""
    centre = dice.uniform([0, 0], [WIDTH, HEIGHT])
    if corners is not None:  # beside the page, and partly under it
        centre = corners.mean(axis=0) + (centre - corners.mean(axis=0)) * [1.2, 1.2]
    things: tuple[Callable[..., None], ...] = (_box, _keyboard, _pen, _cable, _cup)
    things[dice.integers(len(things))](scene, centre, dice)


def _block(scene: np.ndarray, centre: np.ndarray, size: tuple[float, float], angle: float, colour: list[float]) -> None:
    box = cv2.boxPoints((tuple(map(float, centre)), size, angle))
    cv2.fillConvexPoly(scene, np.round(box * 16).astype(int), colour, cv2.LINE_AA, 4)


def _colour(dice: Dice, low: int, high: int) -> list[float]:
    return [float(one) for one in dice.uniform(low, high, 3)]


def _box(scene: np.ndarray, centre: np.ndarray, dice: Dice) -> None:
    """A phone or a book: one strong colour, with a rim and something printed on it."""
    angle, size = dice.uniform(0, 90), (dice.uniform(120, 300), dice.uniform(200, 480))
    colour = _colour(dice, 10, 130)
    colour[dice.integers(3)] *= 0.4
    _block(scene, centre, size, angle, colour)
    _block(scene, centre, (size[0] * 0.9, size[1] * 0.85), angle, [one * dice.uniform(0.5, 1.3) for one in colour])


def _keyboard(scene: np.ndarray, centre: np.ndarray, dice: Dice) -> None:
    step = np.array([34.0, 32.0])
    _block(scene, centre, (13 * step[0], 5.4 * step[1]), 0, _colour(dice, 20, 60))
    key = _colour(dice, 60, 200)
    for row in range(5):
        for column in range(12):
            at = centre + (np.array([column, row]) - [5.5, 2]) * step
            _block(scene, at, (28, 26), 0, key)


def _pen(scene: np.ndarray, centre: np.ndarray, dice: Dice) -> None:
    way = dice.normal(0, 1, 2)
    way *= dice.uniform(150, 300) / np.linalg.norm(way)
    ends = [np.round(end).astype(int).tolist() for end in (centre - way, centre + way)]
    cv2.line(scene, *ends, _colour(dice, 10, 220), int(dice.integers(10, 18)), cv2.LINE_AA)


def _cable(scene: np.ndarray, centre: np.ndarray, dice: Dice) -> None:
    points = np.cumsum(np.vstack([centre, dice.normal(0, 160, (8, 2))]), axis=0)
    cv2.polylines(scene, [points.round().astype(int)], False, _colour(dice, 10, 230), 6, cv2.LINE_AA)


def _cup(scene: np.ndarray, centre: np.ndarray, dice: Dice) -> None:
    at = centre.round().astype(int).tolist()
    radius = int(dice.integers(60, 130))
    cv2.circle(scene, at, radius, _colour(dice, 120, 240), -1, cv2.LINE_AA)
    cv2.circle(scene, at, round(radius * 0.85), _colour(dice, 30, 90), -1, cv2.LINE_AA)


def _above(scene: np.ndarray, corners: np.ndarray, dice: Dice) -> None:
    """A finger that holds the page down, over the middle part of one edge."""
    side = dice.integers(4)
    start, end = corners[side], corners[(side + 1) % 4]
    at = start + (end - start) * dice.uniform(0.25, 0.75)
    inwards = corners.mean(axis=0) - at
    inwards /= np.linalg.norm(inwards)
    tip, root = (np.round(at + inwards * reach).astype(int).tolist() for reach in (50, -900))
    cv2.line(scene, tip, root, (125, 150, 205), int(dice.integers(50, 80)), cv2.LINE_AA)


def _lamp(condition: Condition, dice: Dice) -> np.ndarray:
    """Light that falls off to one side, and where asked for a person's shadow with a rather sharp edge."""
    across, down = np.meshgrid(np.linspace(-1, 1, WIDTH), np.linspace(-1, 1, HEIGHT))
    way = dice.uniform(0, 2 * np.pi)
    light = 1 - condition.slope * (1 + np.cos(way) * across + np.sin(way) * down) / 2
    if condition.shadow:
        way, edge = dice.uniform(0, 2 * np.pi), dice.uniform(-0.4, 0.6)
        far = np.cos(way) * across + np.sin(way) * down - edge
        light *= 1 - dice.uniform(0.15, 0.45) / (1 + np.exp(-far * dice.uniform(20, 120)))
    return light.astype(np.float32)


def _barrel(scene: np.ndarray, corners: np.ndarray | None, share: float) -> tuple[np.ndarray, np.ndarray | None]:
    """As a lens bends it: a point at r comes to lie at r·(1 - share·r²), r = 1 at the picture's left edge."""
    if not share:
        return scene, corners
    middle, unit = np.array([WIDTH, HEIGHT]) / 2, WIDTH / 2
    across, down = np.meshgrid(*(np.arange(size, dtype=np.float32) for size in (WIDTH, HEIGHT)))
    x, y = (across - middle[0]) / unit, (down - middle[1]) / unit
    longer = 1 + share * (x**2 + y**2)  # the inverse, to first order
    bent = cv2.remap(
        scene,
        (x * longer * unit + middle[0]).astype(np.float32),
        (y * longer * unit + middle[1]).astype(np.float32),
        cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    )
    if corners is None:
        return bent, None
    far = (corners - middle) / unit
    return bent, far * (1 - share * (far**2).sum(axis=1, keepdims=True)) * unit + middle


def _seen(scene: np.ndarray, condition: Condition, dice: Dice) -> np.ndarray:
    """The scene through a lens, a sensor and the camera's own compression."""
    soft = cv2.GaussianBlur(scene, (0, 0), dice.uniform(*condition.blur))
    soft += dice.normal(0, dice.uniform(*condition.noise), soft.shape).astype(np.float32)
    _, sent = cv2.imencode(".jpg", np.clip(soft, 0, 255).astype(np.uint8), [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])
    return cv2.imdecode(sent, cv2.IMREAD_COLOR)
