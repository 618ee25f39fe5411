"""The public contract as the program reads it: operations and schemas out of config/platform.openapi.yaml.

The reference server checks requests with it, the conformance checks check answers with it. It knows no network.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any, cast

import yaml
from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

PATH = Path(__file__).parents[2] / "config" / "platform.openapi.yaml"
_URI = "urn:hall-kiosk:platform"


@dataclass(frozen=True)
class Breach:
    """Where a document breaks a rule, without its values: they may be a resident's."""

    where: str
    rule: str

    def __str__(self) -> str:
        return f"{self.where}: {self.rule}"


@dataclass(frozen=True)
class Operation:
    """One thing that can be asked of a platform."""

    id: str
    method: str
    path: str
    signed: bool
    visit: bool  # needs Kiosk-Visit
    key: bool  # needs Idempotency-Key: it changes the world
    body: str  # JSON pointer of the request's schema, "" for none
    query: Mapping[str, tuple[str, bool]]  # name → (JSON pointer of its schema, required)
    answers: Mapping[int, str]  # status → JSON pointer of the answer's schema, "" for no body


class Contract:
    """Reads the document once; its checks may run on any thread."""

    def __init__(self, path: Path = PATH) -> None:
        self.document: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
        resource = Resource(contents=self.document, specification=DRAFT202012)
        self._registry: Registry[Any] = Registry().with_resource(_URI, resource)
        self._checks: dict[str, Draft202012Validator] = {}

    @property
    def version(self) -> str:
        return self.document["info"]["version"]

    @cached_property
    def operations(self) -> dict[str, Operation]:
        """All operations by their id, in the order of the document."""
        found = (
            self._operation(path, method, entry)
            for path, methods in self.document["paths"].items()
            for method, entry in methods.items()
        )
        return {operation.id: operation for operation in found}

    def breaches(self, pointer: str, value: object) -> list[Breach]:
        """Each rule of a schema that a value breaks. A schema's name stands for its pointer."""
        check = self._check(pointer if pointer.startswith("/") else f"/components/schemas/{pointer}")
        return list(dict.fromkeys(_breach(error) for error in check.iter_errors(cast("Any", value))))

    def _check(self, pointer: str) -> Draft202012Validator:
        if pointer not in self._checks:
            self._checks[pointer] = Draft202012Validator(
                {"$ref": f"{_URI}#{pointer}"}, registry=self._registry, format_checker=FormatChecker(["date"])
            )
        return self._checks[pointer]

    def _operation(self, path: str, method: str, entry: dict[str, Any]) -> Operation:
        here = f"/paths/{_escape(path)}/{method}"
        parameters = [self._resolved(one) for one in entry.get("parameters", [])]
        headers = {one["name"] for one in parameters if one["in"] == "header"}
        return Operation(
            id=entry["operationId"],
            method=method.upper(),
            path=path,
            signed=entry.get("security") != [],
            visit="Kiosk-Visit" in headers,
            key="Idempotency-Key" in headers,
            body=f"{here}/requestBody/content/application~1json/schema" if "requestBody" in entry else "",
            query={
                one["name"]: (f"{here}/parameters/{number}/schema", one.get("required", False))
                for number, one in enumerate(parameters)
                if one["in"] == "query"
            },
            answers={
                int(status): f"{here}/responses/{status}/content/application~1json/schema" if "content" in one else ""
                for status, one in entry["responses"].items()
                if status != "default"
            },
        )

    def _resolved(self, entry: dict[str, Any]) -> dict[str, Any]:
        if "$ref" not in entry:
            return entry
        found: Any = self.document
        for part in cast("str", entry["$ref"]).removeprefix("#/").split("/"):
            found = found[part]
        return found


@cache
def contract() -> Contract:
    """The contract of this version of the program."""
    return Contract()


def _escape(path: str) -> str:
    """A path as one part of a JSON pointer in a URI fragment (RFC 6901, sections 3 and 6)."""
    return path.replace("~", "~0").replace("/", "~1").replace("{", "%7B").replace("}", "%7D")


def _breach(error: ValidationError) -> Breach:
    """The rule alone: the library's own message quotes the value."""
    where = "/".join(str(part) for part in error.absolute_path) or "body"
    match error.validator:
        case "required" if isinstance(error.instance, Mapping):
            missing = [name for name in cast("list[str]", error.validator_value) if name not in error.instance]
            return Breach(where, f"misses {', '.join(missing)}")
        case "type" | "enum" | "pattern" | "format" | "minimum" | "maximum" | "minLength" | "maxLength":
            return Breach(where, f"{error.validator} must be {error.validator_value}")
        case _:
            return Breach(where, f"breaks the rule {error.validator}")
