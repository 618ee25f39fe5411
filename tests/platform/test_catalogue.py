"""The catalogue by version: whole at first, then what has changed."""

import json

import pytest

from kiosk.platform.server import reference_platform
from kiosk.platform.server.__main__ import main
from kiosk.platform.server.data import DataError
from tests.platform.city import CIVIL, HALLS, ITEMS, JOBS, MARRIAGE, PENSION, THURSDAY, city, terminals, write

NEW = {"task_code": f"{CIVIL}3210110003009", "task_name": "收养登记", "dept_code": CIVIL, "sample": True}


def test_the_first_time_everything_comes(hall):
    delta = hall.terminal().catalogue("")
    assert delta.whole
    assert {item.task_code for item in delta.items} == {PENSION, JOBS, MARRIAGE}
    assert [one.name for one in delta.halls] == ["示例大厅", "示例村"]
    assert delta.dictionaries.text("project_type", "1") == "即办件"
    assert len(delta.departments) == 2


def test_then_nothing_has_changed(hall):
    assert hall.terminal().catalogue(hall.terminal().catalogue("").version) is None


def test_a_published_change_comes_alone(hall):
    terminal = hall.terminal()
    before = terminal.catalogue("").version
    hall.platform.catalogue.publish([NEW, {**ITEMS[0], "promise_day": "3"}], [JOBS])
    delta = terminal.catalogue(before)
    assert not delta.whole
    assert {item.task_code: item.promise_day for item in delta.items} == {PENSION: "3", NEW["task_code"]: ""}
    assert delta.withdrawn == (JOBS,)
    assert (delta.departments, delta.halls, delta.dictionaries) == (None, None, None)
    assert terminal.catalogue(delta.version) is None


def test_publishing_what_is_there_already_makes_no_new_version(hall):
    before = hall.terminal().catalogue("").version
    assert hall.platform.catalogue.publish(ITEMS, ["0" * 31]) == before


def test_what_was_withdrawn_can_come_back(hall):
    terminal = hall.terminal()
    hall.platform.catalogue.publish([], [JOBS])
    between = terminal.catalogue("")
    assert JOBS not in {item.task_code for item in between.items}
    assert between.withdrawn == ()
    hall.platform.catalogue.publish([ITEMS[1]])
    assert [item.task_code for item in terminal.catalogue(between.version).items] == [JOBS]


def test_a_withdrawn_item_has_no_queue(hall):
    hall.platform.catalogue.publish([], [PENSION])
    assert hall.terminal().queues(PENSION) == ()


@pytest.mark.parametrize("version", ["1", "zzzzzzzz.1", "x", "0.", "1.-1"])
def test_a_version_that_the_platform_never_gave_gets_everything(hall, version):
    assert hall.terminal().catalogue(version).whole


def test_a_version_from_the_future_gets_everything(hall):
    version = hall.terminal().catalogue("").version
    assert hall.terminal().catalogue(version + "0").whole


def test_an_unsound_item_is_refused_and_nothing_is_changed(hall):
    before = hall.terminal().catalogue("").version
    with pytest.raises(DataError, match="misses task_name"):
        hall.platform.catalogue.publish([NEW, {"task_code": PENSION}])
    assert hall.terminal().catalogue(before) is None


def test_a_restart_with_the_same_data_keeps_what_was_published_by_hand(tmp_path):
    data = write(tmp_path / "data")
    with city(tmp_path, data=data) as hall:
        hall.platform.catalogue.publish([NEW], [JOBS])
        version = hall.terminal().catalogue("").version
    with city(tmp_path, data=data) as hall:
        assert hall.terminal().catalogue(version) is None


def test_a_restart_with_changed_data_publishes_the_difference(tmp_path):
    data = write(tmp_path / "data")
    with city(tmp_path, data=data) as hall:
        version = hall.terminal().catalogue("").version
    with city(tmp_path, data=write(tmp_path / "data", items=[*ITEMS[:2], NEW])) as hall:
        delta = hall.terminal().catalogue(version)
    assert [item.task_code for item in delta.items] == [NEW["task_code"]]
    assert delta.withdrawn == (MARRIAGE,)


def test_the_command_publishes_into_a_running_platforms_database(hall, tmp_path, capsys):
    terminal, change = hall.terminal(), tmp_path / "change.json"
    before = terminal.catalogue("").version
    change.write_text(json.dumps([NEW]), encoding="utf-8")
    assert main(["--db", str(tmp_path / "platform.db"), "--publish", str(change), "--withdraw", JOBS]) == 0
    assert terminal.catalogue(before).version in capsys.readouterr().out


def test_the_command_names_every_fault_of_its_data(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("HALL_KIOSK_PLATFORM_SECRET", "x" * 32)
    data = write(tmp_path / "data", items=[{"task_code": "1", "task_name": "a"}, ITEMS[0], ITEMS[0]])
    (data / "departments.json").write_text("[{}]", encoding="utf-8")
    assert main(["--data", str(data), "--db", str(tmp_path / "db"), "--terminal", "T"]) == 2
    said = capsys.readouterr().err
    for fault in ("Item 1: task_code: pattern", "occurs twice", "Department None: body: misses id, name"):
        assert fault in said


def test_a_terminal_in_no_hall_is_a_fault_of_the_data(tmp_path):
    data = write(tmp_path / "data", halls=HALLS[1:])
    with pytest.raises(DataError, match="terminal T01: there is no hall H1"):
        reference_platform(data, tmp_path / "db", terminals(), now=lambda: THURSDAY)


def test_a_plan_that_contradicts_its_hall_is_named_at_the_start(tmp_path):
    room = {"corners": [{"x": 0, "y": 0}, {"x": 9, "y": 0}, {"x": 9, "y": 9}]}
    plan = {"width": 9, "depth": 9, "rooms": [room], "windows": [{"number": "X09", "x": 1, "y": 1}]}
    data = write(tmp_path / "data", halls=[{**HALLS[0], "plan": plan}, HALLS[1]])
    with pytest.raises(DataError, match="Hall H1: plan: window X09 is no window of the hall"):
        reference_platform(data, tmp_path / "db", terminals(), now=lambda: THURSDAY)


def test_ten_thousand_items_come_in_one_answer(tmp_path):
    items = [
        {**ITEMS[0], "task_code": f"{PENSION[:19]}{number:012}", "handle_flow": "申请、受理、审核、办结。" * 20}
        for number in range(10_000)
    ]
    data = write(tmp_path / "data", items=[ITEMS[0]])
    with city(tmp_path, data=data) as hall:
        with hall.platform.database.write() as db:
            rows = [(item["task_code"], 1, json.dumps(item)) for item in items]
            db.executemany("INSERT INTO items VALUES (?, ?, ?)", rows)
        assert len(hall.terminal().catalogue("").items) == 10_001
