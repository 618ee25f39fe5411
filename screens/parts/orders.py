"""Work orders in words: what is the matter, how far it has come, who acts."""

from drivers import DeviceError, Fault
from kiosk.model.orders import CALLED, Reason, Report, WorkOrder
from kiosk.orders.desk import Orders
from kiosk.texts import Words
from screens.parts import health, trouble


def matter(words: Words, order: WorkOrder | Report) -> str:
    """What is wrong; a fault that this version does not know is told by its name."""
    if order.fault in set(Reason):
        return words(f"orderReason.{order.fault}")
    if order.fault == CALLED:
        return words("orderReason.staffCalled")
    if order.fault not in set(Fault):
        return order.fault
    error = DeviceError(Fault(order.fault))
    error.role = order.role
    return trouble.what(error, words).rstrip("。.")


def progress(words: Words, order: WorkOrder) -> str:
    """Its number and its state."""
    return words("list.dot").join((order.number, words(f"orderState.{order.state}")))


def details(words: Words, order: WorkOrder) -> str:
    """Since when, how often, who acts, whether the fault is still there."""
    told = [
        health.moment(order.since),
        words("ordersPage.acts", actor=words(f"overview.{order.actor}")),
        words("ordersPage.by_hand") if order.by_hand else "",
        words("ordersPage.times", count=order.times) if order.times > 1 else "",
        words("ordersPage.recovered") if order.recovered else "",
    ]
    return words("list.dot").join(one for one in told if one)


def in_a_line(words: Words, orders: Orders) -> str:
    """What is unfinished of one device, and what has not been sent."""
    told = [progress(words, order) for order in orders.orders if not order.state.ended]
    return words("list.comma").join([*told, *([words("ordersPage.waiting")] if orders.waiting else [])])
