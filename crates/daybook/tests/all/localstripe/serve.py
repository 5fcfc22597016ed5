"""localstripe (PyPI) on a free port of this machine, whose number is printed.

What Daybook asks of Stripe and localstripe does not have is added here: descriptions, answers
remembered by their key, search by what was noted, a charge's card and fee, payouts in dollars with
the rows they are made of, and pages of Checkout around its own payment and setup intents.
`/_customer/...` is what a customer does at such a page. Nothing is kept on disk.
"""

import json
import re
import socket

from aiohttp import web
from localstripe import resources, server
from localstripe.errors import UserError
from localstripe.resources import (
    BalanceTransaction, Charge, Customer, PaymentIntent, PaymentMethod, Payout, SetupIntent,
    StripeObject, store)

resources.Store.dump_to_disk = lambda self: None


def begins_with(cls, before):
    """Lets `before(self, fields)` look at what an object is made of, and finish it."""
    made = cls.__init__

    def begin(self, *args, **fields):
        finish = before(self, fields)
        made(self, *args, **fields)
        finish()

    cls.__init__ = begin


def described(intent, fields):
    words = fields.pop("description", None)
    return lambda: setattr(intent, "description", words)


def in_dollars(payout, fields):
    fields["currency"] = "eur" if fields.get("currency") == "usd" else "of no account of ours"
    return lambda: setattr(payout, "currency", "usd")


def with_fee(row, fields):
    def finish():
        row.payout = None
        if row.type == "charge":
            row.fee = (row.amount * 290 + 5000) // 10000 + 30

    return finish


begins_with(PaymentIntent, described)
begins_with(Payout, in_dollars)
begins_with(BalanceTransaction, with_fee)


def details(charge):
    method = PaymentMethod._api_retrieve(charge.payment_method)
    return {"type": "card", "card": method.card}


Charge.payment_method_details = property(details)


def rows_of_payout(cls, url, payout=None, limit=None, starting_after=None):
    """The first payout that is asked about is made of all that was not paid out before it."""
    rows = StripeObject._api_list_all.__func__(cls, url, limit=100)
    for row in rows._list:
        row.payout = row.payout or payout
    rows._list = [row for row in rows._list if row.payout == payout]
    return rows


BalanceTransaction._api_list_all = classmethod(rows_of_payout)


class Session(StripeObject):
    object = "checkout.session"
    _id_prefix = "cs_test_"

    def __init__(self, mode=None, success_url=None, cancel_url=None, metadata=None,
                 client_reference_id=None, line_items=None, payment_intent_data=None,
                 customer_creation=None, customer_email=None, payment_method_types=None):
        if mode not in ("payment", "setup") or not success_url or not cancel_url:
            raise UserError(400, "Missing required param")
        if mode == "payment" and customer_creation or mode == "setup" and line_items:
            raise UserError(400, "This does not belong to this mode")
        super().__init__()
        self.mode = mode
        self.metadata = metadata or {}
        self.client_reference_id = client_reference_id
        self.status = "open"
        self.payment_status = "unpaid" if mode == "payment" else "no_payment_required"
        self.url = "https://checkout.example/c/pay/" + self.id
        self.customer = None
        self.payment_intent = None
        self.setup_intent = None
        self._data = payment_intent_data or {}
        prices = [line["price_data"] for line in line_items or []]
        self.amount_total = sum(int(price["unit_amount"]) for price in prices) or None

    def _pay(self, card):
        method = PaymentMethod(type="card", card=card)
        intent = PaymentIntent._api_create(
            amount=self.amount_total, currency="usd", payment_method=method.id, confirm=True,
            metadata=self._data.get("metadata"), description=self._data.get("description"))
        self.payment_intent, self.payment_status = intent.id, "paid"
        self._complete()

    def _leave(self, card):
        method = PaymentMethod(type="card", card=card)
        customer = Customer._api_create()
        intent = SetupIntent._api_create(customer=customer.id)
        SetupIntent._api_confirm(intent.id, payment_method=method.id)
        PaymentMethod._api_attach(method.id, customer=customer.id)
        self.setup_intent, self.customer = intent.id, customer.id
        self._complete()

    def _complete(self):
        self.status = "complete"
        resources.schedule_webhook(resources.Event("checkout.session.completed", self))


async def at_page(request):
    session = Session._api_retrieve(request.match_info["id"])
    card = {"exp_month": "12", "exp_year": "2030", "cvc": "123", **await request.post()}
    {"payment": session._pay, "setup": session._leave}[session.mode](card)
    return web.json_response({"id": session.id})


def search(request):
    asked = re.fullmatch(r"metadata\['once'\]:'([\w-]+)'", request.query["query"])
    if not asked:
        raise UserError(400, "This query is not understood")
    known = [one for key, one in store.items() if key.startswith("payment_intent:")]
    found = [one._export() for one in known if one.metadata.get("once") == asked[1]]
    return web.json_response({"object": "search_result", "data": found, "has_more": False})


answers = {}


@web.middleware
async def once(request, handler):
    """The same key has the same answer, declines among them."""
    key = request.headers.get("Idempotency-Key")
    if request.path == "/v1/payment_intents/search":
        return search(request)
    if not key or request.method != "POST":
        return await handler(request)
    if key not in answers:
        try:
            answer = await handler(request)
        except UserError as refusal:
            answer = refusal.to_response()
        answers[key] = (answer.status, answer.text)
    status, text = answers[key]
    return web.Response(status=status, text=text, content_type="application/json")


app = server.app
app.middlewares.append(once)
app.router.add_post("/v1/checkout/sessions", server.api_create(Session, ""))
app.router.add_get("/v1/checkout/sessions/{id}", server.api_retrieve(Session, ""))
app.router.add_post("/_customer/{id}", at_page)

listener = socket.socket()
listener.bind(("127.0.0.1", 0))
listener.listen()
print(json.dumps({"port": listener.getsockname()[1]}), flush=True)
web.run_app(app, sock=listener, print=None)
