"""What can be wrong beside a device's own faults, by name: with the machine, the network, the platform, or a test."""

from enum import StrEnum


class Flaw(StrEnum):
    """A closed list. In a finding that has passed it is a warning; each has its remedy in the texts."""

    # a device that works, and yet is not as it should be
    PAPER_LOW = "paperLow"
    SILENT = "silent"  # it could tell how it is, and does not
    CONTRADICTION = "contradiction"  # what it says of itself cannot all be true
    NOTHING_PRESENTED = "nothingPresented"  # nobody laid a card down or showed the test code in time
    OTHER_CODE = "otherCode"  # a code was read, but not the test code
    CODE_ALTERED = "codeAltered"  # the test code was read with something added, or in a wrong charset
    PICTURE_DARK = "pictureDark"
    PICTURE_BRIGHT = "pictureBright"
    PICTURE_PLAIN = "picturePlain"  # one colour: a lens cap, or no lens
    PICTURE_STILL = "pictureStill"  # not one pixel changes from picture to picture
    NO_PAGE = "noPage"  # the document camera found no page
    PRINT_UNSURE = "printUnsure"  # sent, and nobody knows whether it is on paper
    NOBODY_SEEN = "nobodySeen"  # the sensor sees nobody although somebody is asked to stand there
    # the platform
    PLATFORM_AWAY = "platformAway"
    PLATFORM_SLOW = "platformSlow"
    PLATFORM_FAILING = "platformFailing"  # it answers with an error of its own, 500 and above
    PLATFORM_GARBLED = "platformGarbled"  # an answer that the contract does not allow
    PLATFORM_REFUSES = "platformRefuses"
    NOT_TRUSTED = "notTrusted"  # it does not know this terminal, or the secret is wrong
    CLOCK_DRIFT = "clockDrift"  # the terminal's clock and the platform's differ
    # the network
    NAME_NOT_RESOLVED = "nameNotResolved"
    NO_CONNECTION = "noConnection"
    TLS_EXPIRED = "tlsExpired"
    TLS_EXPIRES_SOON = "tlsExpiresSoon"
    TLS_WRONG_NAME = "tlsWrongName"
    TLS_UNTRUSTED = "tlsUntrusted"
    TLS_FAILED = "tlsFailed"
    NO_ROUTE = "noRoute"
    LINK_DOWN = "linkDown"
    # the machine
    DISK_FULL = "diskFull"
    DISK_FILLING = "diskFilling"
    DATABASE_DAMAGED = "databaseDamaged"  # of what is written down here; or one was, and has been put back
    MEMORY_LOW = "memoryLow"
    HOT = "hot"
    OVERLOADED = "overloaded"
    CLOCK_FREE_RUNNING = "clockFreeRunning"  # no time server keeps it
    FONT_MISSING = "fontMissing"
    GLYPHS_MISSING = "glyphsMissing"  # the fonts are there, and lack characters of GB 18030-2022
    WRITING_MISSING = "writingMissing"  # Chinese cannot be written by every way
    PACKAGE_MISSING = "packageMissing"  # a Python package
    CONFIG_WRONG = "configWrong"
