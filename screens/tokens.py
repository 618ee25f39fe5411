"""The look in numbers and names: colours, and sizes in millimetres. Everything that is drawn takes them from here."""

# Colours, by what they are for. What they are on a screen is its palette's to say (look/palette.py).
PAPER = "paper"  # the wall behind everything, warm
CARD = "card"
LINE = "line"
INK = "ink"
SOFT = "soft"  # second to the ink
SIGN = "sign"  # the hall's sign: header, headings
SIGN_SOFT = "sign_soft"  # second to white on the sign
BLUE = "blue"  # what wants to be pressed
BLUE_DOWN = "blue_down"
TINT = "tint"  # what may be pressed
TINT_DOWN = "tint_down"
SEAL = "seal"  # the red of a seal: the one accent
WHITE = "white"
GOOD = "good"
GOOD_TINT = "good_tint"
WARN = "warn"
WARN_TINT = "warn_tint"
BAD = "bad"
BAD_TINT = "bad_tint"
OFF = "off"
OFF_INK = "off_ink"
SHADE = "shade"  # dims what lies below a question
FOOT = "foot"  # the ground of the feet

TEXT_PAIRS = (
    (INK, PAPER), (INK, CARD), (SOFT, PAPER), (SOFT, CARD), (SIGN, PAPER), (SIGN, CARD), (SIGN, TINT),
    (SIGN, TINT_DOWN), (WHITE, SIGN), (SIGN_SOFT, SIGN), (WHITE, BLUE), (WHITE, BLUE_DOWN), (BLUE, CARD),
    (BLUE, PAPER), (WHITE, SEAL), (SEAL, CARD), (SEAL, PAPER), (GOOD, GOOD_TINT), (WARN, WARN_TINT),
    (BAD, BAD_TINT), (INK, GOOD_TINT), (INK, WARN_TINT), (INK, BAD_TINT), (INK, TINT), (SOFT, TINT),
    (GOOD, CARD), (WARN, CARD), (BAD, CARD), (OFF_INK, OFF), (WHITE, SHADE), (WHITE, GOOD),
)  # fmt: skip

# Type: the height of the em square in mm. Capitals of Noto Sans CJK are 0.733 em high, so the smallest has 4.9 mm;
# 4.8 mm is the least for a public terminal (Section 508, 402.4).
CAP = 0.733
LEAST_CAP = 4.8
SMALL = 6.9
BODY = 8.6
LARGE = 10.8
TITLE = 14.2
GREAT = 21.0
NUMBER = 54.0

# Space, in mm.
HAIR = 0.35
TIGHT = 2.0
GAP = 5.0
WIDE = 9.0
EDGE = 12.0
RADIUS = 3.2

# Targets, in mm: what is pressed, and the least anything that can be pressed may measure.
TARGET = 22.0
TALL = 28.0
LEAST_TARGET = 12.0
BAND, BAND_LARGE = 15.0, 22.0  # above everything, in training; in large type
HEADER, HEADER_WIDE = 30.0, 25.0  # on a tall panel and on a wide one, where height is dear
FOOTER, FOOTER_WIDE = 33.0, 28.0

# Times, in seconds.
SETTLE = 0.35  # a new screen takes no answer for so long: a second tap meant the last screen (EN 301 549, 5.8)
BUSY_AFTER = 0.3  # shorter work is not worth a word
LONG_WAIT = 2.0  # of work that usually takes longer, it is said how long
