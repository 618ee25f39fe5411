"""Recognises residents and keeps their visits. The only place of the platform where names and numbers are held."""

import hashlib
import secrets
import sqlite3
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from kiosk.platform.server.asking import Answer, Asked
from kiosk.platform.server.calendar import CHINA
from kiosk.platform.server.database import Database
from kiosk.platform.server.e_id import read_e_id
from kiosk.platform.server.masks import masked_name, masked_number
from kiosk.platform.server.numbers import kind_of, plausible
from kiosk.platform.server.problems import Problem

VISIT = 15 * 60  # seconds


class People:
    """Sample mode: whoever has a number with the right check digit is somebody."""

    def __init__(self, database: Database, wall: Callable[[], float], now: Callable[[], datetime]) -> None:
        self._database, self._wall, self._now = database, wall, now

    def identify(self, asked: Asked) -> Answer:
        kind, name, number = self._shown(asked.body)
        if not name.strip() or not plausible(kind, number):
            raise Problem("notRecognised")
        token, expires = secrets.token_urlsafe(32), self._wall() + VISIT
        with self._database.write() as db:
            db.execute("DELETE FROM visits WHERE expires < ?", (self._wall(),))
            person = _person(db, kind, number, name)
            db.execute("INSERT INTO visits VALUES (?, ?, ?, ?)", (_digest(token), asked.terminal.id, person, expires))
        visit = {"token": token, "masked_name": masked_name(name), "masked_number": masked_number(number)}
        return Answer.of(visit | {"expires": datetime.fromtimestamp(int(expires), CHINA).isoformat()})

    def person(self, db: sqlite3.Connection, asked: Asked) -> int:
        """The person of a visit. Raises Problem when it is over or another terminal's."""
        row = db.execute(
            "SELECT person FROM visits WHERE digest = ? AND terminal = ? AND expires >= ?",
            (_digest(asked.visit), asked.terminal.id, self._wall()),
        ).fetchone()
        if row is None:
            raise Problem("visitExpired")
        return row["person"]

    def _shown(self, body: dict[str, Any]) -> tuple[str, str, str]:
        """Kind of document, name and number of whoever has shown a card or a code."""
        if "card" in body:
            card = self._in_force(body["card"])
            return card["kind"], card["name"].strip() or card.get("name_latin", ""), card["number"]
        if "social_card" in body:
            card = self._in_force(body["social_card"])
            return kind_of(card["number"]), card["name"], card["number"]
        return self._by_code(body)

    def _in_force(self, card: dict[str, Any]) -> dict[str, Any]:
        until = card["valid_until"]
        if until is not None and date.fromisoformat(until) < self._now().date():
            raise Problem("cardExpired")
        return card

    def _by_code(self, body: dict[str, Any]) -> tuple[str, str, str]:
        found = read_e_id(body["code"]["text"], self._wall())
        if found is None:
            raise Problem("notRecognised")
        return found


def _person(db: sqlite3.Connection, kind: str, number: str, name: str) -> int:
    """The same person whenever the number is the same."""
    db.execute(
        "INSERT INTO persons (kind, number, name) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET name = excluded.name",
        (kind, number, name),
    )
    return db.execute("SELECT id FROM persons WHERE kind = ? AND number = ?", (kind, number)).fetchone()["id"]


def _digest(token: str) -> str:
    """Tokens are kept as digests: whoever reads the database cannot continue a visit."""
    return hashlib.sha256(token.encode()).hexdigest()
