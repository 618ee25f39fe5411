"""Work orders in the technician's room: looked at, filed by hand, marked done."""

from kiosk.model.orders import TERMINAL
from kiosk.orders.desk import Orders
from kiosk.steps.door import NoteDeed
from kiosk.steps.orders import AskOrders, ChooseReason, Done, EndOrder, FileOrder, OrdersPage, OrdersWish


async def work_orders() -> None:
    """All of this terminal's, until somebody goes back."""
    known = await AskOrders()
    while True:
        match await OrdersPage(known):
            case Done(order_id):
                await NoteDeed("ended a work order")
                known = await EndOrder(order_id)
            case OrdersWish.FILE:
                known = await filed(TERMINAL)
            case OrdersWish.AGAIN:
                known = await AskOrders()


async def filed(role: str) -> Orders:
    """What is known of the orders after somebody has reported something of a device, or of the terminal."""
    reason = await ChooseReason(role)
    await NoteDeed(f"filed a work order for {role}, {reason}")
    return await FileOrder(role, reason)
