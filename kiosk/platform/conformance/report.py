"""What the checks found, in plain words."""

from collections.abc import Callable
from dataclasses import dataclass


class NotChecked(Exception):  # noqa: N818 - it is an outcome
    """A check that could not be made here and now, and why."""


@dataclass(frozen=True)
class Outcome:
    """One check: kept, broken (each breach a sentence), or not checked (and why)."""

    name: str
    clause: str  # the heading or operation of the contract that asks for it
    breaches: tuple[str, ...] = ()
    not_checked: str = ""

    @property
    def mark(self) -> str:
        return "BREACH" if self.breaches else "not checked" if self.not_checked else "ok"


@dataclass(frozen=True)
class Report:
    url: str
    contract: str  # its version
    outcomes: tuple[Outcome, ...]

    @property
    def ok(self) -> bool:
        """Whether the server keeps the contract as far as could be checked."""
        return not any(outcome.breaches for outcome in self.outcomes)

    @property
    def complete(self) -> bool:
        return not any(outcome.not_checked for outcome in self.outcomes)

    def text(self) -> str:
        lines = [f"Contract {self.contract} at {self.url}"]
        for one in self.outcomes:
            lines.append(f"{one.mark:>11}  {one.name}  [{one.clause}]")
            lines += [f"{'':>13}{detail}" for detail in one.breaches or (one.not_checked,) if detail]
        kept = sum(one.mark == "ok" for one in self.outcomes)
        broken = sum(bool(one.breaches) for one in self.outcomes)
        lines.append(f"{kept} kept, {broken} broken, {len(self.outcomes) - kept - broken} not checked")
        return "\n".join(lines)


@dataclass(frozen=True)
class Check:
    """A named check. Its function returns the breaches as sentences, or raises NotChecked."""

    name: str
    clause: str
    run: Callable[..., list[str]]


class Checks(list[Check]):
    """Collects the checks of one chapter in the order in which they are written."""

    def of(self, clause: str) -> "Callable[[Callable[..., list[str]]], Callable[..., list[str]]]":
        """The function's name, with blanks, is the check's name: what a platform that keeps the contract does."""

        def add(run: Callable[..., list[str]]) -> Callable[..., list[str]]:
            self.append(Check(run.__name__.replace("_", " "), clause, run))
            return run

        return add
