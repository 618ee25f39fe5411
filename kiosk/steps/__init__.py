"""The steps of all journeys, by subject. A step says what is asked or done; it never draws and never decides."""

from kiosk.step import FinalJob


def final_jobs() -> "dict[str, type[FinalJob[object]]]":
    """Every final job by its name, as the journal writes it."""
    from kiosk.steps import appointments, finding, queueing

    modules = (appointments, finding, queueing)
    found = (value for module in modules for value in vars(module).values() if isinstance(value, type))
    return {kind.__name__: kind for kind in found if issubclass(kind, FinalJob) and kind is not FinalJob}
