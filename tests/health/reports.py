"""Readiness reports of an invented terminal: one that is well, one with everything wrong. Nothing is measured."""

from dataclasses import replace
from datetime import UTC, datetime

from drivers import About, Fault, Paper, Status
from kiosk.config.loading import ROLES
from kiosk.health.flaws import Flaw
from kiosk.health.model import DeviceView, Finding, Level, Verdict
from kiosk.health.report import Report

AT = datetime(2026, 7, 2, 9, 41, tzinfo=UTC)
CARD = DeviceView("card", "sam", Status(), About("Synthetic", "ID-100", "2.05", "201605190001"))
PRINTER = DeviceView("receipt", "escpos", Status(paper=Paper.FULL), About("", "TM-T88", "30.15"))


def made(subject, verdict=Verdict.PASSED, level=Level.INTERNAL, **more):
    return Finding(subject, level, verdict, AT, **more)


WELL = Report(
    "HC-0001",
    "HC01",
    AT,
    (
        made("card"),
        made("receipt", level=Level.EXTERNAL, values={"fate": "confirmed"}),
        made("platform", level=Level.EXTERNAL, values={"answered": "41 ms"}),
        made("network", part="tls", values={"expires": "2027-03-01"}),
        made("system", part="disk", values={"free": "77.0 GB"}),
        made("system", part="temperature", verdict=Verdict.UNKNOWN, detail="the machine has no sensor"),
    ),
    (CARD, PRINTER),
)
OPEN = made("receipt", Verdict.FAILED, fault=Fault.COVER_OPEN, detail="the cover is open")
FULL = made("system", part="disk", flaw=Flaw.DISK_FILLING)
LONG = "the reader answers, but its frames end 3 bytes early at 115200 baud " * 4
WORST = Report(
    "HC-0001",
    "HC01",
    AT,
    tuple(made(role, Verdict.FAILED, level, fault=Fault.GARBLED, detail=LONG) for role in ROLES for level in Level)
    + tuple(made("system", Verdict.FAILED, part=f"part{at}", flaw=Flaw.CONTRADICTION) for at in range(20)),
    tuple(replace(CARD, role=role, about=About("Maker " * 9, "Model " * 9, "1" * 40, "S" * 40)) for role in ROLES),
)


def and_also(*findings):
    return replace(WELL, findings=(*WELL.findings, *findings))
