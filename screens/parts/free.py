"""The room that is left on a drawing: where a label can stand without lying over another."""

Place = tuple[float, float]
REACHES = (1.0, 2.0, 3.5, 5.0)  # how far from its place a label may stand, in gaps


class Free:
    """What lies within the edge of a drawing; what has been taken stays taken. All in pixels, places are lower left."""

    def __init__(self, width: float, height: float, edge: float = 0) -> None:
        self.left, self.right, self.top = edge, width - edge, height - edge
        self.taken: list[tuple[float, float, float, float]] = []

    def take(self, x: float, y: float, width: float, height: float) -> None:
        self.taken.append((x, y, x + width, y + height))

    def take_around(self, x: float, y: float, side: float) -> None:
        self.take(x - side / 2, y - side / 2, side, side)

    def around(self, middle: Place, size: Place) -> Place | None:
        """With its middle there, moved in where it would go over the edge; None when something is there."""
        x = min(max(self.left, middle[0] - size[0] / 2), self.right - size[0])
        y = min(max(self.left, middle[1] - size[1] / 2), self.top - size[1])
        return (x, y) if self._fits(x, y, size) else None

    def beside(self, at: Place, size: Place, gap: float, towards: Place) -> Place | None:
        """As near to a place as there is room, rather on the side of `towards` than on the other."""
        across, up = (1 if towards[0] >= at[0] else -1), (1 if towards[1] >= at[1] else -1)
        if abs(towards[1] - at[1]) >= abs(towards[0] - at[0]):
            sides = ((0, up), (across, 0), (-across, 0), (across, up), (-across, up), (0, -up))
        else:
            sides = ((across, 0), (0, up), (0, -up), (across, up), (across, -up), (-across, 0))
        for reach in REACHES:
            for right, above in sides:
                far = gap * reach
                middle = at[0] + right * (far + size[0] / 2), at[1] + above * (far + size[1] / 2)
                x, y = middle[0] - size[0] / 2, middle[1] - size[1] / 2
                if self._fits(x, y, size):
                    return x, y
        return None

    def next_to(self, middle: Place, inner: Place, size: Place) -> Place | None:
        """Below, above, right or left of something of the size `inner`."""
        down, side = (inner[1] + size[1]) / 2, (inner[0] + size[0]) / 2
        for right, above in ((0, -down), (0, down), (side, 0), (-side, 0)):
            x, y = middle[0] + right - size[0] / 2, middle[1] + above - size[1] / 2
            if self._fits(x, y, size):
                return x, y
        return None

    def _fits(self, x: float, y: float, size: Place) -> bool:
        right, top = x + size[0], y + size[1]
        if x < self.left or y < self.left or right > self.right or top > self.top:
            return False
        return not any(x < b and a < right and y < d and c < top for a, c, b, d in self.taken)
