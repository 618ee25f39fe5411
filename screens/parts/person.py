"""Who it is about, masked: enough to see that it is oneself, too little for whoever looks over the shoulder."""

from kiosk.model.people import Person
from kiosk.texts import Words


def who(person: Person, words: Words) -> tuple[tuple[str, str], ...]:
    """Name and number as facts."""
    return (words("person.name"), person.masked_name), (words("person.number"), person.masked_number)
