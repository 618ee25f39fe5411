"""The heartbeat: turns, patience, Back, Home, language; with real threads and pretended devices."""

import gc

from drivers import DeviceError, Fault
from kiosk.events import Answered, LanguageChosen, Left, PressedHome, Touched, VoiceChosen, WentBack
from kiosk.model.people import Person
from kiosk.platform.troubles import Offline
from kiosk.steps.common import Farewell, Home, Sorry, TakeNumber, Welcome
from kiosk.steps.identity import ReadIdentity
from kiosk.steps.queueing import ChooseQueue, ConfirmTicket, TakeTicket, TicketTaken
from kiosk.voice import Manner
from tests.loop.hall import QUEUE


def test_a_whole_visit_ends_with_a_number_on_paper_and_the_next_resident_is_welcome(hall):
    hall.go_to(TicketTaken)
    assert [slip.kind for slip in hall.receipt.slips] == ["ticket"]
    hall.press(False)
    hall.until(Farewell)
    hall.pass_seconds(60)
    hall.until(Welcome)


def test_two_presses_at_once_take_one_number(hall):
    hall.go_to(ConfirmTicket)
    turn = hall.kiosk.turn
    for _ in range(3):
        hall.kiosk.post(Answered(True), turn)
    hall.until(TicketTaken)
    assert hall.platform.calls.count("take_ticket") == 1


def test_back_asks_again_and_does_nothing_twice(hall):
    hall.go_to(ConfirmTicket)
    hall.tell(WentBack())
    hall.until(ChooseQueue)
    assert hall.platform.calls == ["queues", "identify"]


def test_back_offers_the_answer_it_took_back(hall):
    hall.go_to(ConfirmTicket)
    hall.tell(WentBack())
    hall.until(ChooseQueue)
    assert hall.stage.taken_back == QUEUE


def test_who_has_been_identified_is_not_asked_again_after_back_or_home(hall):
    hall.go_to(ConfirmTicket)
    hall.tell(WentBack())
    hall.until(ChooseQueue)
    hall.press(QUEUE)
    hall.until(ConfirmTicket)
    hall.tell(PressedHome())
    hall.until(Home)
    hall.press(TakeNumber())
    hall.until(ChooseQueue)
    hall.press(QUEUE)
    hall.until(ConfirmTicket)
    assert hall.platform.calls.count("identify") == 1


def test_there_is_no_way_back_past_a_number(hall):
    hall.go_to(TicketTaken)
    assert not hall.stage.can_go_back
    hall.tell(WentBack())
    assert isinstance(hall.kiosk.step, TicketTaken)


def test_home_goes_on_with_the_same_visit_after_a_number(hall):
    hall.go_to(TicketTaken)
    hall.tell(PressedHome())
    hall.until(Home)
    assert not hall.stage.can_go_back


def test_home_is_near_when_the_visit_began_with_a_wish_on_the_idle_screen(hall):
    hall.until(Welcome)
    assert not hall.stage.can_go_home
    hall.press(TakeNumber())
    hall.until(ChooseQueue)
    assert hall.stage.can_go_home
    hall.press(QUEUE)
    hall.lay_card()
    hall.until(ConfirmTicket)
    hall.press(True)
    hall.until(TicketTaken)
    hall.tell(PressedHome())
    hall.until(Home)
    assert not hall.stage.can_go_back


def test_exit_is_held_while_a_number_is_being_taken(hall):
    hall.platform.gate.set()
    hall.go_to(ConfirmTicket)
    hall.platform.gate.clear()
    hall.press(True)
    hall.until(TakeTicket)
    hall.tell(Left())
    assert isinstance(hall.kiosk.step, TakeTicket)
    hall.platform.gate.set()
    hall.until(TicketTaken)


def test_a_late_answer_moves_nothing(hall):
    hall.go_to(Home)
    hall.platform.gate.clear()
    hall.press(TakeNumber())
    hall.wait(lambda: hall.platform.calls)
    hall.tell(Left())
    hall.until(Welcome)
    hall.platform.gate.set()
    turn = hall.kiosk.turn
    hall.pool.call(lambda _: hall.kiosk.post(Touched()))
    hall.wait(lambda: True)
    assert hall.kiosk.turn == turn


def test_a_silent_platform_is_a_trouble_and_trying_again_keeps_the_key(hall):
    hall.go_to(ConfirmTicket)
    hall.platform.gate.clear()
    hall.press(True)
    hall.until(TakeTicket)
    hall.pass_seconds(100)
    assert isinstance(hall.until(Sorry).reason, TimeoutError)
    hall.platform.gate.set()
    hall.press(True)
    hall.until(TicketTaken)
    assert len(hall.platform.tickets) == 1


def test_an_unreachable_platform_leaves_the_choice_to_the_resident(hall):
    hall.go_to(ConfirmTicket)
    hall.platform.trouble = Offline()
    hall.press(True)
    assert hall.until(Sorry).again
    hall.press(False)
    hall.until(Home)


def test_a_card_shown_when_nobody_listens_is_not_read(hall):
    hall.go_to(ChooseQueue)
    hall.card.slot.put(DeviceError(Fault.INVALID_MEDIA))
    hall.press(QUEUE)
    hall.until(ReadIdentity)
    hall.wait(lambda: hall.card.armed)
    assert hall.kiosk.step.trouble is None


def test_an_unreadable_card_gets_another_chance(hall):
    hall.go_to(ReadIdentity)
    hall.wait(lambda: hall.card.armed)
    hall.card.slot.put(DeviceError(Fault.INVALID_MEDIA))
    hall.wait(lambda: getattr(hall.kiosk.step, "trouble", None))
    hall.lay_card()
    hall.until(ConfirmTicket)


def test_a_reader_that_is_pulled_out_says_so_and_comes_back_by_itself(hall):
    hall.go_to(ReadIdentity)
    hall.card.plugged = False
    assert hall.until(Sorry).reason.fault is Fault.NO_DEVICE
    hall.wait(lambda: hall.kiosk.health["card"].fault is Fault.NO_DEVICE)
    hall.card.plugged = True
    hall.wait(lambda: hall.kiosk.health["card"].ok)


def test_a_reader_that_is_gone_the_moment_it_is_needed_is_said_and_not_waited_for(hall):
    hall.go_to(ChooseQueue)
    hall.workers["card"].check = 60  # its health is not looked at meanwhile
    hall.wait(lambda: hall.kiosk.health["card"].ok)
    hall.card.plugged = False
    hall.press(QUEUE)
    assert hall.until(Sorry).reason.fault is Fault.NO_DEVICE


def test_a_touch_keeps_the_visit_alive_and_silence_ends_it_after_a_warning(hall):
    hall.go_to(ChooseQueue)
    hall.pass_seconds(45)
    assert 0 < hall.stage.seconds_left <= 20
    hall.tell(Touched())
    assert hall.stage.seconds_left is None
    hall.pass_seconds(45)
    assert isinstance(hall.kiosk.step, ChooseQueue)
    hall.pass_seconds(20)
    hall.until(Welcome)


def test_the_language_can_be_chosen_at_any_step_and_is_gone_with_the_resident(hall):
    hall.go_to(ChooseQueue)
    turn = hall.kiosk.turn
    hall.tell(LanguageChosen("en"))
    assert (hall.stage.language, hall.kiosk.turn) == ("en", turn)
    hall.press(QUEUE)
    hall.until(ReadIdentity)
    assert hall.stage.language == "en"
    hall.tell(Left())
    hall.until(Welcome)
    assert hall.stage.language == "zh"


def test_the_voice_its_pace_and_loudness_last_for_the_visit_and_give_three_times_the_patience(hall):
    hall.go_to(ChooseQueue)
    hall.tell(VoiceChosen(Manner().faster(1).louder(2)))
    hall.press(QUEUE)
    hall.until(ReadIdentity)
    assert hall.stage.voice == Manner().faster(1).louder(2)
    hall.pass_seconds(2 * ReadIdentity.patience)
    assert isinstance(hall.kiosk.step, ReadIdentity)
    hall.tell(Left())
    hall.until(Welcome)
    assert hall.stage.voice is None


def test_a_voice_that_nobody_uses_falls_silent_again(hall):
    hall.until(Welcome)
    hall.tell(VoiceChosen(Manner()))
    hall.pass_seconds(30)
    assert hall.stage.voice == Manner()
    hall.pass_seconds(40)
    assert hall.stage.voice is None


def test_without_paper_the_number_is_still_good_and_can_be_printed_later(hall):
    hall.receipt.fault = Fault.PAPER_OUT
    hall.go_to(TicketTaken)
    assert hall.kiosk.step.trouble.fault is Fault.PAPER_OUT
    hall.receipt.fault = None
    hall.wait(lambda: hall.kiosk.health["receipt"].ok)
    turn = hall.kiosk.turn
    hall.press(True)
    hall.wait(lambda: hall.kiosk.turn > turn and isinstance(hall.kiosk.step, TicketTaken))
    assert len(hall.receipt.slips) == 1
    assert hall.platform.calls.count("take_ticket") == 1


def test_nothing_of_the_resident_is_in_memory_after_the_visit(hall):
    hall.go_to(TicketTaken)
    hall.stages.clear()
    hall.tell(Left())
    hall.until(Welcome)
    gc.unfreeze()  # what is set aside is searched, too
    gc.collect()
    own = [o for o in gc.get_objects() if type(o) is Person and o.token == "token-1"]
    assert len(own) == 1, "only the pretended platform's own constant may be left"


def test_steps_and_stages_do_not_tell_who(hall):
    hall.go_to(ConfirmTicket)
    for stage in hall.stages:
        assert "测" not in repr(stage)
        assert "token-1" not in repr(stage)
