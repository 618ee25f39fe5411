"""The published catalogue: every change gets a version, so that terminals fetch only what is new to them."""

import json
import secrets
import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any

from kiosk.platform.contract import contract
from kiosk.platform.server.asking import Answer
from kiosk.platform.server.data import Data, DataError
from kiosk.platform.server.database import Database


class Catalogue:
    """Items and what surrounds them, by version. A version is `epoch.number`; the epoch names this database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        with database.write() as db:
            db.execute("INSERT OR IGNORE INTO meta VALUES ('epoch', ?)", (secrets.token_hex(4),))
            db.execute("INSERT OR IGNORE INTO meta VALUES ('version', '0')")

    def seed(self, data: Data) -> None:
        """Publish a folder's data if they have changed since the last start; what was published by hand stays else."""
        with self._database.write() as db:
            known = db.execute("SELECT value FROM meta WHERE name = 'seed'").fetchone()
            if known is not None and known["value"] == data.digest:
                return
            there = {row["code"] for row in db.execute("SELECT code FROM items WHERE body IS NOT NULL")}
            parts = {
                "departments": data.departments,
                "halls": list(data.halls.values()),
                "dictionaries": data.dictionaries,
            }
            _publish(db, data.items, there - set(data.items), parts)
            db.execute("INSERT OR REPLACE INTO meta VALUES ('seed', ?)", (data.digest,))

    def publish(self, items: Iterable[Mapping[str, Any]] = (), withdrawn: Iterable[str] = ()) -> str:
        """Put new and changed items up and take others down; the new version. Raises DataError, and changes nothing."""
        given = list(items)
        faults = [
            f"Item {item.get('task_code')}: {breach}" for item in given for breach in contract().breaches("Item", item)
        ]
        if faults:
            raise DataError("\n".join(faults))
        with self._database.write() as db:
            _publish(db, {item["task_code"]: item for item in given}, set(withdrawn), {})
            return _version(db)

    def since(self, version: str, etag: str) -> Answer:
        """The delta, or 304 when `etag` names the present version."""
        with self._database.read() as db:
            now = _version(db)
            headers = {"ETag": f'"{now}"', "Cache-Control": "no-cache"}
            if now in {tag.strip().removeprefix("W/").strip('"') for tag in etag.split(",")}:
                return Answer(status=304, headers=headers)
            return Answer(_delta(db, now, version), headers=headers)

    def item(self, db: sqlite3.Connection, code: str) -> dict[str, Any] | None:
        row = db.execute("SELECT body FROM items WHERE code = ? AND body IS NOT NULL", (code,)).fetchone()
        return json.loads(row["body"]) if row else None


def _publish(
    db: sqlite3.Connection, items: Mapping[str, Mapping[str, Any]], withdrawn: set[str], parts: Mapping[str, Any]
) -> None:
    """Write what differs under the next number; the number stays when nothing does."""
    number = int(_meta(db, "version")) + 1
    changed = 0
    for code, item in items.items():
        row = (code, number, _json(item))
        changed += db.execute(
            "INSERT INTO items VALUES (?, ?, ?) ON CONFLICT (code) DO UPDATE"
            " SET version = excluded.version, body = excluded.body WHERE body IS NOT excluded.body",
            row,
        ).rowcount
    for code in withdrawn:
        changed += db.execute(
            "UPDATE items SET version = ?, body = NULL WHERE code = ? AND body IS NOT NULL", (number, code)
        ).rowcount
    for name, body in parts.items():
        changed += db.execute(
            "INSERT INTO parts VALUES (?, ?, ?) ON CONFLICT (name) DO UPDATE"
            " SET version = excluded.version, body = excluded.body WHERE body != excluded.body",
            (name, number, _json(body)),
        ).rowcount
    if changed:
        db.execute("UPDATE meta SET value = ? WHERE name = 'version'", (str(number),))


def _delta(db: sqlite3.Connection, now: str, version: str) -> str:
    """JSON put together from the JSON that is stored: ten thousand items are not taken apart for it."""
    since = _number(now, version)
    rows = db.execute("SELECT code, body FROM items WHERE version > ? ORDER BY code", (max(since, 0),)).fetchall()
    withdrawn = [] if since < 0 else [row["code"] for row in rows if row["body"] is None]
    parts = db.execute("SELECT name, body FROM parts WHERE version > ? ORDER BY name", (max(since, 0),)).fetchall()
    members = [
        f'"version":{_json(now)}',
        f'"whole":{_json(since < 0)}',
        f'"items":[{",".join(row["body"] for row in rows if row["body"] is not None)}]',
        f'"withdrawn":{_json(withdrawn)}',
        *(f"{_json(row['name'])}:{row['body']}" for row in parts),
    ]
    return "{" + ",".join(members) + "}"


def _number(now: str, version: str) -> int:
    """The number in a version of this database, or -1 for one that it never gave."""
    epoch, _, newest = now.partition(".")
    theirs, _, number = version.partition(".")
    known = theirs == epoch and number.isascii() and number.isdigit() and int(number) <= int(newest)
    return int(number) if known else -1


def _version(db: sqlite3.Connection) -> str:
    return f"{_meta(db, 'epoch')}.{_meta(db, 'version')}"


def _meta(db: sqlite3.Connection, name: str) -> str:
    return db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()["value"]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
