"""Does the platform know the terminal, and give the catalogue whole, by delta and by ETag?"""

from kiosk.catalogue.records import RecordError, hall_from
from kiosk.platform.conformance.ground import Ground, success
from kiosk.platform.conformance.report import Checks

CHECKS = Checks()
NO_VERSION = "no-such-version.0"


@CHECKS.of("readTerminal")
def knows_the_terminal_and_its_hall(ground: Ground) -> list[str]:
    reply = ground.caller.ask("readTerminal")
    if reply.status != 200 or not isinstance(reply.data, dict):
        return [f"200 expected, got {reply}"]
    halls = {hall.get("id") for hall in ground.catalogue.get("halls", [])}
    breaches = [] if reply.data.get("id") == ground.caller.terminal else ["answers another terminal's id"]
    return breaches + (
        [] if reply.data.get("hall_id") in halls else ["the catalogue does not know the terminal's hall"]
    )


@CHECKS.of("readCatalogue")
def gives_the_whole_catalogue(ground: Ground) -> list[str]:
    reply = ground.caller.ask("readCatalogue")
    breaches = success(reply, 200, "the catalogue")
    if breaches or not isinstance(reply.data, dict):
        return breaches
    codes = [item["task_code"] for item in ground.items]
    rules = (
        (reply.data.get("whole") is True, "asked without a version, it does not say that it is whole"),
        (bool(codes), "there is no item in it"),
        (len(codes) == len(set(codes)), "an item occurs twice"),
        (reply.headers.get("ETag") == f'"{reply.data.get("version")}"', "ETag is not the version in quotes"),
    )
    return [words for kept, words in rules if not kept]


@CHECKS.of("readCatalogue")
def answers_304_when_nothing_has_changed(ground: Ground) -> list[str]:
    version = ground.catalogue.get("version", "")
    reply = ground.caller.ask("readCatalogue", query={"since": version}, headers={"If-None-Match": f'"{version}"'})
    return success(reply, 304, "If-None-Match with the present version")


@CHECKS.of("readCatalogue")
def gives_only_what_has_changed(ground: Ground) -> list[str]:
    reply = ground.caller.ask("readCatalogue", query={"since": ground.catalogue.get("version", "")})
    breaches = success(reply, 200, "the changes since the present version")
    if breaches or not isinstance(reply.data, dict):
        return breaches
    if reply.data.get("version") != ground.catalogue.get("version"):
        return []  # somebody has published something in between
    rules = (
        (reply.data.get("whole") is False, "since the present version, it says that it is whole"),
        (not reply.data.get("items"), "since the present version, it gives items"),
        (not reply.data.get("withdrawn"), "since the present version, it withdraws items"),
    )
    return [words for kept, words in rules if not kept]


@CHECKS.of("readCatalogue")
def gives_everything_to_who_has_an_unknown_version(ground: Ground) -> list[str]:
    reply = ground.caller.ask("readCatalogue", query={"since": NO_VERSION})
    breaches = success(reply, 200, "the changes since an unknown version")
    if breaches or not isinstance(reply.data, dict):
        return breaches
    return [] if reply.data.get("whole") is True else ["since an unknown version, it does not say that it is whole"]


@CHECKS.of("readCatalogue")
def draws_plans_that_agree_with_the_halls(ground: Ground) -> list[str]:
    found: list[str] = []
    for record in ground.catalogue.get("halls", []):
        try:
            hall = hall_from(record, ignore_unknown=True)
        except RecordError:
            continue  # its schema says so already
        found += [f"hall {hall.id}: {mistake}" for mistake in hall.plan_mistakes]
    return found
