"""Where the windows are, asked in the middle of something else."""

from collections.abc import Iterable

from drivers import Fate
from kiosk.catalogue.catalogue import Catalogue
from kiosk.model.plan import Directions, directions
from kiosk.model.terminal import Terminal
from kiosk.steps.way import ShowWay


def way_to(terminal: Terminal, catalogue: Catalogue, windows: Iterable[str]) -> Directions | None:
    """None where the hall has no plan, or one without these windows."""
    return directions(catalogue.plan(terminal.hall), windows, terminal.id)


async def show_way(way: Directions | None, fate: Fate | None = None) -> None:
    if way is not None:
        await ShowWay(way, fate)
