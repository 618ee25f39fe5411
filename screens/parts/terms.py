"""Words that come as data, in the language of the visit: the catalogue's own terms, departments and items."""

from kiosk.catalogue.catalogue import Catalogue
from kiosk.model.catalogue import Item
from kiosk.texts import Words


def coded(words: Words, catalogue: Catalogue, dictionary: str, code: str) -> str:
    """The words for a code, or for several between commas."""
    entries = catalogue.dictionaries
    return words("list.comma").join(entries.text(dictionary, one, words.language) for one in code.split(",") if one)


def item_name(words: Words, item: Item) -> str:
    return words.name(item.task_name, item.names)


def department_name(words: Words, catalogue: Catalogue, item: Item) -> str:
    """The department that decides, by the catalogue's names where it has them."""
    department = catalogue.department(item.dept_code)
    return words.name(department.name, department.names) if department else item.dept_name


def group_name(words: Words, catalogue: Catalogue, by: str, code: str, chinese: str) -> str:
    """A theme or a department."""
    if by != "department":
        return catalogue.dictionaries.text(by, code, words.language)
    department = catalogue.department(code)
    return words.name(department.name, department.names) if department else chinese


def waits(words: Words, people: int | None, minutes: int | None) -> tuple[tuple[str, str], ...]:
    """How many come before and how long that takes, as facts; one that is not known says nothing."""
    return (
        (words("slip.ahead"), words("count.people", count=people) if people is not None else ""),
        (words("slip.wait"), words("count.minutes", count=minutes) if minutes is not None else ""),
    )
