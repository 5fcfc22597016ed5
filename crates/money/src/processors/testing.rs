//! A Stripe of our own for tests: it keeps what was asked under each once-key, answers the same
//! key with the same answer, and can go away before or after it has done what it was asked.

use office::outside::{Call, CallVerb, Caller, Reply};
use office::{Reason, Refusal};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard};

/// When it does not answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Away {
    /// It does.
    No,
    /// It hears nothing.
    Before,
    /// It does what it is asked, and nobody hears of it.
    After,
}

/// What it has in its books.
pub(crate) struct Ledger {
    pub away: Away,
    answers: HashMap<String, Reply>,
    /// Payment intents, by id.
    pub intents: Vec<Value>,
    /// Checkout sessions.
    pub sessions: Vec<Value>,
    /// Refunds.
    pub refunds: Vec<Value>,
    /// Payouts with the rows of the balance they are made of.
    pub payouts: Vec<(Value, Vec<Value>)>,
    /// Every call, in order.
    pub calls: Vec<Call>,
}

/// The Stripe of a test.
pub(crate) struct FakeStripe(Mutex<Ledger>);

impl FakeStripe {
    pub fn new() -> FakeStripe {
        FakeStripe(Mutex::new(Ledger {
            away: Away::No,
            answers: HashMap::new(),
            intents: Vec::new(),
            sessions: Vec::new(),
            refunds: Vec::new(),
            payouts: Vec::new(),
            calls: Vec::new(),
        }))
    }

    pub fn ledger(&self) -> MutexGuard<'_, Ledger> {
        self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }

    /// A customer pays at a page with the card that ends in 4242; answers the payment.
    pub fn pay_page(&self, page: &str) -> String {
        let mut ledger = self.ledger();
        let id = format!("pi_{}", ledger.intents.len() + 1);
        let session = ledger.sessions.iter_mut().find(|one| one["id"] == page);
        let session = session.expect("the page is there");
        let intent =
            taken(&id, session["amount_total"].as_i64().unwrap_or(0), &session["metadata"]);
        session["payment_status"] = json!("paid");
        session["status"] = json!("complete");
        session["payment_intent"] = intent.clone();
        ledger.intents.push(intent);
        id
    }

    /// A customer leaves a card at a page.
    pub fn leave_card(&self, page: &str, expires: (i64, i64)) {
        let mut ledger = self.ledger();
        let session = ledger.sessions.iter_mut().find(|one| one["id"] == page);
        let session = session.expect("the page is there");
        session["status"] = json!("complete");
        session["customer"] = json!("cus_1");
        session["setup_intent"] = json!({"payment_method": {"id": "pm_1", "card":
            {"brand": "visa", "last4": "4242", "exp_month": expires.0, "exp_year": expires.1}}});
    }
}

fn taken(id: &str, cents: i64, metadata: &Value) -> Value {
    json!({"id": id, "status": "succeeded", "amount": cents, "metadata": metadata,
        "latest_charge": {"id": format!("ch_{id}"), "payment_method_details":
            {"card": {"brand": "visa", "last4": "4242"}}}})
}

impl Ledger {
    fn answer(&mut self, call: &Call) -> Reply {
        let field = |name: &str| {
            let found = call.fields.iter().find(|(known, _)| known == name);
            found.map_or("", |(_, value)| value.as_str()).to_owned()
        };
        let path = call.path.split('?').next().unwrap_or_default();
        let metadata = json!({"once": field("metadata[once]")});
        let cents = field("amount").parse::<i64>().unwrap_or(0);
        match (call.verb, path) {
            (CallVerb::Do, "/v1/payment_intents") => match field("payment_method").as_str() {
                "pm_empty" => declined("card_declined", "insufficient_funds"),
                "pm_lost" => declined("card_declined", "lost_card"),
                _ => {
                    let id = format!("pi_{}", self.intents.len() + 1);
                    self.intents.push(taken(&id, cents, &metadata));
                    good(self.intents.last().expect("it was put there"))
                }
            },
            (CallVerb::Do, "/v1/checkout/sessions") => {
                let id = format!("cs_{}", self.sessions.len() + 1);
                let total = field("line_items[0][price_data][unit_amount]").parse::<i64>();
                self.sessions.push(json!({"id": id, "url": format!("https://pay.example/{id}"),
                    "mode": field("mode"), "status": "open", "payment_status": "unpaid",
                    "amount_total": total.unwrap_or(0), "metadata": metadata}));
                good(self.sessions.last().expect("it was put there"))
            }
            (CallVerb::Do, "/v1/refunds") => {
                let id = format!("re_{}", self.refunds.len() + 1);
                self.refunds.push(json!({"id": id, "status": "succeeded", "amount": cents}));
                good(self.refunds.last().expect("it was put there"))
            }
            (CallVerb::Ask, "/v1/payment_intents/search") => {
                let found = self.intents.iter().filter(|one| {
                    one["metadata"]["once"].as_str().is_some_and(|once| call.path.contains(once))
                });
                good(&json!({"data": found.collect::<Vec<_>>()}))
            }
            (CallVerb::Ask, "/v1/balance_transactions") => {
                let of = |id: &Value| {
                    id.as_str().is_some_and(|id| call.path.contains(&format!("payout={id}&")))
                };
                let rows = self.payouts.iter().find(|(payout, _)| of(&payout["id"]));
                good(&json!({"data": rows.map(|(_, rows)| rows), "has_more": false}))
            }
            (CallVerb::Ask, path) => {
                let id = path.rsplit('/').next().unwrap_or_default();
                let payouts = self.payouts.iter().map(|(payout, _)| payout);
                let all = self.intents.iter().chain(&self.sessions).chain(payouts);
                match all.clone().find(|one| one["id"] == id) {
                    Some(found) => good(found),
                    None => Reply { status: 404, body: json!({"error": {}}).to_string() },
                }
            }
            (CallVerb::Do, _) => Reply { status: 400, body: json!({"error": {}}).to_string() },
        }
    }
}

fn good(value: &Value) -> Reply {
    Reply { status: 200, body: value.to_string() }
}

fn declined(code: &str, decline_code: &str) -> Reply {
    let error = json!({"code": code, "decline_code": decline_code,
        "message": "Your card was declined."});
    Reply { status: 402, body: json!({"error": error}).to_string() }
}

impl Caller for FakeStripe {
    fn call(&self, call: &Call) -> Result<Reply, Refusal> {
        let gone = Refusal::Unavailable { reason: Reason::ServiceAway, retry_after: 1 };
        let mut ledger = self.ledger();
        ledger.calls.push(call.clone());
        if ledger.away == Away::Before {
            return Err(gone);
        }
        let known = ledger.answers.get(&call.once).filter(|_| !call.once.is_empty()).cloned();
        let reply = known.unwrap_or_else(|| ledger.answer(call));
        if !call.once.is_empty() {
            ledger.answers.insert(call.once.clone(), reply.clone());
        }
        match ledger.away {
            Away::After => Err(gone),
            _ => Ok(reply),
        }
    }
}
