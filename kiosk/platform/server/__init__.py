"""The reference server of the contract: real numbers and capacity, invented people. Knows no kiosk, only terminals."""

from kiosk.platform.server.e_id import sample_e_id as sample_e_id
from kiosk.platform.server.gate import KnownTerminal as KnownTerminal
from kiosk.platform.server.platform import ReferencePlatform as ReferencePlatform
from kiosk.platform.server.platform import reference_platform as reference_platform
from kiosk.platform.server.serving import serve as serve
