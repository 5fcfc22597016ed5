//! Stripe, by its HTTP interface: payment intents for saved methods, Checkout for pages, and
//! what it tells by itself. Only the fields that are read here are relied upon.
//!
//! Read first: [`Stripe`] (what is asked), `read` (what is understood of the answers),
//! [`signature`] (who may tell us something).

mod read;
pub mod signature;
pub mod told;

use super::{
    Ask, DisputeTold, DrawOutcome, HostedAsk, HostedPage, PayoutTold, Processor, SavedMethod,
};
use office::outside::{Call, CallVerb, Caller, Reply};
use office::{Reason, Refusal};
use serde_json::Value;
use values::Money;

/// Stripe, asked for one branch's account.
pub struct Stripe<'c> {
    account: String,
    caller: &'c dyn Caller,
}

/// A form, in order.
type Form = Vec<(String, String)>;

fn form<const N: usize>(pairs: [(&str, &str); N]) -> Form {
    pairs.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

impl<'c> Stripe<'c> {
    /// Stripe for the branch of this number.
    pub fn of(account: &str, caller: &'c dyn Caller) -> Stripe<'c> {
        Stripe { account: account.to_owned(), caller }
    }

    fn ask(&self, path: &str) -> Result<Value, Refusal> {
        let call = Call {
            service: "stripe",
            account: self.account.clone(),
            verb: CallVerb::Ask,
            path: path.to_owned(),
            fields: Vec::new(),
            once: String::new(),
        };
        good(&heard(self.caller.call(&call)?)?)
    }

    fn do_once(&self, path: &str, fields: Form, once: &str) -> Result<Reply, Refusal> {
        let call = Call {
            service: "stripe",
            account: self.account.clone(),
            verb: CallVerb::Do,
            path: path.to_owned(),
            fields,
            once: once.to_owned(),
        };
        heard(self.caller.call(&call)?)
    }
}

/// An answer that decides something. Too many questions, a key in use and Stripe's own
/// troubles decide nothing: the same is asked again.
fn heard(reply: Reply) -> Result<Reply, Refusal> {
    match reply.status {
        409 | 429 | 500.. => {
            Err(Refusal::Unavailable { reason: Reason::ServiceAway, retry_after: 30 })
        }
        401 | 403 => Err(Refusal::conflict_with(
            "processors.keys",
            "Stripe does not know our key. Enter the secret key anew in daybook.toml.",
            "/help/draws",
            "How to set up Stripe",
        )),
        _ => Ok(reply),
    }
}

/// The answer's object, or what Stripe has against the question.
fn good(reply: &Reply) -> Result<Value, Refusal> {
    let body: Value = serde_json::from_str(&reply.body)
        .map_err(|error| Refusal::broken(format!("Stripe answered what is no JSON: {error}")))?;
    match reply.status {
        200..300 => Ok(body),
        404 => Err(Refusal::NotFound { what: "thing at the processor" }),
        _ => {
            let words = body["error"]["message"].as_str().unwrap_or("It gave no reason.");
            let text = format!("Stripe refuses: {words}");
            Err(Refusal::conflict("processors.refused", text))
        }
    }
}

impl Processor for Stripe<'_> {
    fn charge(&self, ask: &Ask<'_>) -> Result<DrawOutcome, Refusal> {
        let amount = ask.amount.as_cents().to_string();
        let fields = form([
            ("amount", &amount),
            ("currency", "usd"),
            ("customer", ask.processor_customer),
            ("payment_method", ask.processor_method),
            ("off_session", "true"),
            ("confirm", "true"),
            ("description", ask.purpose),
            ("metadata[once]", ask.once),
            ("expand[]", "latest_charge"),
        ]);
        let reply = self.do_once("/v1/payment_intents", fields, ask.once)?;
        match reply.status {
            200..300 => Ok(read::of_intent(&good(&reply)?)),
            _ => read::of_error(&reply.body),
        }
    }

    fn host(&self, ask: &HostedAsk<'_>) -> Result<HostedPage, Refusal> {
        let done = format!("{}?paid=yes", ask.return_to);
        let mut fields = form([
            ("success_url", &done),
            ("cancel_url", ask.return_to),
            ("client_reference_id", ask.once),
            ("metadata[once]", ask.once),
            ("payment_method_types[]", "card"),
        ]);
        if !ask.email.is_empty() {
            fields.push(("customer_email".into(), ask.email.into()));
        }
        let cents = ask.amount.map(|amount| amount.as_cents().to_string());
        fields.extend(match &cents {
            Some(cents) => form([
                ("mode", "payment"),
                ("line_items[0][quantity]", "1"),
                ("line_items[0][price_data][currency]", "usd"),
                ("line_items[0][price_data][unit_amount]", cents),
                ("line_items[0][price_data][product_data][name]", ask.purpose),
                ("payment_intent_data[description]", ask.purpose),
                ("payment_intent_data[metadata][once]", ask.once),
            ])
            .to_vec(),
            None => form([("mode", "setup"), ("customer_creation", "always")]).to_vec(),
        });
        let reply = self.do_once("/v1/checkout/sessions", fields, ask.once)?;
        read::of_page(&good(&reply)?)
    }

    fn page_outcome(&self, page: &str) -> Result<Option<DrawOutcome>, Refusal> {
        let expand = "expand[]=payment_intent.latest_charge";
        let session = self.ask(&format!("/v1/checkout/sessions/{page}?{expand}"))?;
        Ok(read::of_paid_page(&session))
    }

    fn saved_method(&self, page: &str) -> Result<Option<SavedMethod>, Refusal> {
        let expand = "expand[]=setup_intent.payment_method";
        let session = self.ask(&format!("/v1/checkout/sessions/{page}?{expand}"))?;
        Ok(read::of_set_up(&session))
    }

    fn refund(&self, reference: &str, amount: Money, once: &str) -> Result<DrawOutcome, Refusal> {
        let cents = amount.as_cents().to_string();
        let fields =
            form([("payment_intent", reference), ("amount", &cents), ("metadata[once]", once)]);
        let reply = self.do_once("/v1/refunds", fields, once)?;
        match reply.status {
            200..300 => Ok(read::of_refund(&good(&reply)?)),
            _ => read::of_error(&reply.body),
        }
    }

    fn look_up(&self, once: &str) -> Result<Option<DrawOutcome>, Refusal> {
        // A key of ours is plain letters, digits and dashes, so nothing in it needs a quote.
        let query = format!("metadata%5B%27once%27%5D%3A%27{once}%27");
        let expand = "expand[]=data.latest_charge";
        let found = self.ask(&format!("/v1/payment_intents/search?query={query}&{expand}"))?;
        Ok(found["data"].as_array().and_then(|all| all.first()).map(read::of_intent))
    }

    fn dispute(&self, reference: &str) -> Result<DisputeTold, Refusal> {
        let dispute = self.ask(&format!("/v1/disputes/{reference}"))?;
        read::of_dispute(&dispute)
            .ok_or_else(|| Refusal::broken("Stripe's dispute lacks what a dispute has"))
    }

    fn payout(&self, reference: &str) -> Result<PayoutTold, Refusal> {
        let payout = self.ask(&format!("/v1/payouts/{reference}"))?;
        let mut items = Vec::new();
        let mut after = String::new();
        loop {
            let path = format!(
                "/v1/balance_transactions?payout={reference}&limit=100&expand[]=data.source{after}"
            );
            let page = self.ask(&path)?;
            let rows = page["data"].as_array().cloned().unwrap_or_default();
            items.extend(rows.iter().filter_map(read::of_balance_row));
            match (page["has_more"].as_bool(), rows.last().and_then(|row| row["id"].as_str())) {
                (Some(true), Some(last)) => after = format!("&starting_after={last}"),
                _ => break,
            }
        }
        read::of_payout(&payout, items)
            .ok_or_else(|| Refusal::broken("Stripe's payout lacks what a payout has"))
    }
}

#[cfg(test)]
mod tests;
