"""A1 to A19, what a kiosk is measured against: how each is shown, by numbers of drawings or by tests that tell it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from math import radians

from kiosk.style import Style
from screens import tokens
from tests.album.measures import Measured

Drawings = list[Measured]
DP = 25.4 / 160  # mm: what a dp is on the panel for which the Chinese rule is written
FAR = 700.0  # mm from the eye to the panel, at most, of somebody who stands before it
DEGREES = 0.7  # that a capital letter covers, in large type (EN 301 549, 5.1.4)


@dataclass(frozen=True)
class Number:
    """A measured value and the limit it has to keep."""

    what: str
    unit: str
    limit: float
    of: Callable[[Drawings], Measured | None]  # the drawing that comes nearest to the limit
    value: Callable[[Measured], float]
    at_least: bool = True

    def measured(self, drawings: Drawings) -> float | None:
        return None if (one := self.of(drawings)) is None else self.value(one)

    def kept(self, drawings: Drawings) -> bool:
        value = self.measured(drawings)
        return value is not None and (value >= self.limit if self.at_least else value <= self.limit)


@dataclass(frozen=True)
class Requirement:
    key: str
    asks: str
    numbers: tuple[Number, ...] = ()
    tests: tuple[str, ...] = ()  # file::name, below tests/
    left: str = ""  # what is not kept, and what no program can measure and whose it is

    def kept(self, drawings: Drawings) -> bool:
        """The tests keep themselves; here are the numbers."""
        return all(number.kept(drawings) for number in self.numbers)


def _nearest(
    value: Callable[[Measured], float], style: Style | None, most: bool, drawings: Drawings
) -> Measured | None:
    chosen = [one for one in drawings if style in {None, one.style} and value(one)]
    return (max if most else min)(chosen, key=value, default=None)


def _number(
    what: str, unit: str, limit: float, value: Callable[[Measured], float], style: Style | None = None, *, most=False
) -> Number:
    return Number(what, unit, limit, partial(_nearest, value, style, most), value, at_least=not most)


def _seen_under(degrees: float, distance: float) -> float:
    """How high something is, in mm, that covers an angle at a distance."""
    return distance * radians(degrees)


def missed(one: Measured) -> list[str]:
    """The numbers that this drawing does not keep, in words."""
    return [
        f"{requirement.key}: {number.what} {number.measured([one]):.2f} {number.unit}, limit {number.limit:.4g}"
        for requirement in REQUIREMENTS
        for number in requirement.numbers
        if number.measured([one]) is not None and not number.kept([one])
    ]


REQUIREMENTS = (
    Requirement(
        "A1", "usable without attaching assistive technology (EN 301 549, 5.1.2.2)",
        tests=("stories/test_unseen.py::test_whoever_sees_nothing_takes_a_number_by_keypad_and_voice",),
    ),
    Requirement(
        "A2", "large type: capitals cover 0.7° (EN 301 549, 5.1.4), here from 700 mm away",
        (_number("smallest capital, large", "mm", _seen_under(DEGREES, FAR), lambda one: one.cap, Style.LARGE),),
    ),
    Requirement(
        "A3", "capitals of 4.8 mm in every look (Section 508, 402.4)",
        (_number("smallest capital", "mm", tokens.LEAST_CAP, lambda one: one.cap),),
    ),
    Requirement(
        "A4", "large type of 12 mm, what is read twice as large, by a switch on every screen (MSIT notice)",
        (_number("smallest type, large", "mm", 12.0, lambda one: one.em, Style.LARGE),),
        (
            "screens/test_styles.py::test_the_sign_offers_the_styles_and_a_touch_chooses_one",
            "screens/test_styles.py::test_what_is_read_is_twice_as_large_in_large_type",
        ),
        left="notes and the feet grow to 177 %, headings, which are large already, to 128 %",
    ),
    Requirement(
        "A5", "type of 18 dp, the largest look 30 dp; lines at 1.3 times the type (MIIT 2021)",
        (
            _number("smallest type", "dp", 18.0, lambda one: one.em / DP),
            _number("smallest type, large", "dp", 30.0, lambda one: one.em / DP, Style.LARGE),
            _number("tightest lines", "times", 1.3, lambda one: one.line),
        ),
    ),
    Requirement(
        "A6", "contrast of 4.5:1, of every text as it is painted (MIIT 2021; WCAG 2.2, 1.4.3)",
        (
            _number("palest text", ":1", 4.5, lambda one: one.contrast),
            _number("palest text, black and bright", ":1", 7.0, lambda one: one.contrast, Style.CONTRAST),
        ),
        ("screens/test_look.py::test_text_can_be_told_from_its_ground",),
    ),
    Requirement(
        "A7", "targets of 60 dp (MIIT 2021, for the elderly), 20 mm in large type",
        (
            _number("smallest target", "dp", 60.0, lambda one: one.target / DP),
            _number("smallest target, large", "mm", 20.0, lambda one: one.target, Style.LARGE),
        ),
    ),
    Requirement(
        "A8", "no meaning by colour alone, no advertisement, no gesture of three fingers (MIIT 2021)",
        tests=(
            "screens/test_voice.py::test_all_that_is_seen_is_heard_and_all_that_is_heard_is_seen",
            "screens/test_voice.py::test_what_is_chosen_and_what_is_ticked_is_heard",
            "screens/test_touch.py::test_pages_turn_by_buttons_and_by_swiping",
        ),
    ),
    Requirement(
        "A9", "one action at a time is enough (EN 301 549, 5.9)",
        tests=(
            "screens/test_keys.py::test_a_key_is_a_touch_and_a_press_an_answer",
            "screens/test_touch.py::test_a_tap_answers_the_turn_that_is_shown",
        ),
    ),
    Requirement(
        "A10", "two ways to show who one is, no face needed (EN 301 549, 5.3)",
        tests=(
            "stories/test_good_days.py::test_a_code_on_the_phone_does_as_well_as_a_card",
            "loop/test_services.py::test_one_way_to_identify_is_enough",
        ),
    ),
    Requirement(
        "A11", "speech: all there is, in its language, interrupted and repeated by a key, nothing private aloud "
        "(EN 301 549, 5.1.3)",
        tests=(
            "screens/test_voice.py::test_all_that_is_seen_is_heard_and_all_that_is_heard_is_seen",
            "screens/test_voice.py::test_another_language_is_heard_in_it",
            "screens/test_voice.py::test_a_pin_is_never_heard",
            "screens/test_voice.py::test_names_are_said_to_headphones_only",
            "drivers/test_voice.py::test_a_text_is_cut_short_within_a_tenth_of_a_second",
        ),
    ),
    Requirement(
        "A12", "loudness over 18 dB, back to the usual for the next person (EN 301 549, 5.1.3.10, 5.1.3.12)",
        tests=(
            "drivers/test_voice.py::test_each_degree_is_six_decibels_louder",
            "loop/test_loop.py::test_the_voice_its_pace_and_loudness_last_for_the_visit_and_give_three_times_the_patience",
        ),
        left="65 dBA at the ear, set with a sound level meter in the hall",
    ),
    Requirement(
        "A13", "what a slip tells is spoken (EN 301 549, 5.1.3.16)",
        tests=("screens/test_voice.py::test_all_that_a_slip_tells_is_heard_with_it",),
    ),
    Requirement(
        "A14", "what is wrong is named in words and speech (EN 301 549, 5.1.3.15)",
        tests=(
            "screens/test_voice.py::test_a_trouble_is_heard_before_anything_else",
            "screens/test_never_stuck.py::test_bad_news_of_every_kind_leads_on_and_says_what_can_be_done",
        ),
    ),
    Requirement(
        "A15", "20 s of warning before time is up, seen and heard, and more time for a touch (WCAG 2.2, 2.2.1)",
        tests=(
            "loop/test_loop.py::test_a_touch_keeps_the_visit_alive_and_silence_ends_it_after_a_warning",
            "screens/test_voice.py::test_the_question_whether_one_is_still_there_is_heard_once_and_the_screen_not_again",
        ),
    ),
    Requirement(
        "A16", "a held key repeats after 2 s; twice within 0.5 s is once (EN 301 549, 5.7 and 5.8)",
        tests=(
            "screens/test_keys.py::test_a_hand_that_rests_on_a_key_repeats_it_after_two_seconds",
            "screens/test_keys.py::test_a_trembling_hand_strikes_once",
        ),
    ),
    Requirement(
        "A17", "in the low look nothing to press above 1120 mm (EN 301 549, 8.3), with the panel 800 mm from the floor",
        (_number("highest target, low", "mm", 1120.0, lambda one: one.top, Style.LOW, most=True),),
        ("screens/test_styles.py::test_the_higher_the_panel_hangs_the_lower_is_its_screen",),
        left="knee room and force, which are the cabinet's",
    ),
    Requirement(
        "A18", "all that is heard is seen (EN 301 549, 5.1.5)",
        tests=("screens/test_voice.py::test_all_that_is_seen_is_heard_and_all_that_is_heard_is_seen",),
    ),
    Requirement(
        "A19", "voice, large type and Braille; staff beside it (无障碍环境建设法)",
        tests=(
            "stories/test_unseen.py::test_whoever_sees_nothing_takes_a_number_by_keypad_and_voice",
            "screens/test_called.py::test_one_press_calls_staff_and_says_so",
        ),
        left="Braille on the keypad and beside the readers, which is the cabinet's",
    ),
)  # fmt: skip
