"""Shows at once what a finger has changed, on machines without a graphics card, which draw a whole screen in 50 ms.

Only this part is drawn into the picture that is there; the whole screen follows as always. That is for Mesa's software
drawing, which keeps the picture when it is shown; a graphics card may not, and needs no such help.
"""

from functools import cache

from kivy.graphics.opengl import GL_RENDERER, GL_SCISSOR_TEST, glDisable, glEnable, glGetString, glScissor
from kivy.uix.widget import Widget

BY_SOFTWARE = ("llvmpipe", "softpipe", "swrast")
RIM = 2  # pixels round the part: edges are smoothed


@cache
def drawn_by_software() -> bool:
    """Once a window is open."""
    return any(name in _renderer() for name in BY_SOFTWARE)


def _renderer() -> str:
    told = glGetString(GL_RENDERER)
    return (told.decode(errors="replace") if isinstance(told, bytes) else str(told)).lower()


def show_at_once(part: Widget) -> None:
    """Draw a part as it is now, and show it."""
    window = part.get_parent_window()
    if window is None or not drawn_by_software():
        return
    left, bottom = part.to_window(*part.pos)
    glEnable(GL_SCISSOR_TEST)
    glScissor(int(left) - RIM, int(bottom) - RIM, int(part.width) + 2 * RIM, int(part.height) + 2 * RIM)
    try:
        window.clear()
        window.render_context.draw()
    finally:
        glDisable(GL_SCISSOR_TEST)
    window.flip()
