//! What is posted, and how it is found again: the only file that knows the rooms' commands.

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};

use super::acks::Ack;
use super::clients::{Trouble, post, post_surely};
use super::dice::Dice;
use crate::http::Client;
use crate::server::Server;

/// One posting, complete enough to be sent a second time.
#[derive(Clone, Debug)]
pub struct Posting {
    pub path: String,
    pub once: String,
    pub command: Value,
}

/// The people at work and the customers who pay.
pub struct Work {
    /// Posts payments and counts the drawer.
    pub clerk: Client,
    /// Verifies what the clerk has counted, and closes.
    pub manager: Client,
    customers: Vec<i64>,
}

impl Work {
    /// Signs two people in by the demo's links and looks up the customers.
    pub fn sign_in(server: &Server) -> Result<Self> {
        let links = server.links()?;
        let mut signed_in = Vec::new();
        for person in ["Ruth", "Dana"] {
            let link = links.iter().find(|(name, _)| name.contains(person));
            let (_, link) = link.with_context(|| format!("no link for {person}"))?;
            signed_in.push(sign_in(server, link)?);
        }
        let manager = signed_in.pop().context("the manager signs in")?;
        let clerk = signed_in.pop().context("the clerk signs in")?;
        let list = manager.clone().get_json("/api/v1/customers")?;
        let rows = list["rows"].as_array().context("customers have no rows")?;
        let customers: Vec<i64> = rows.iter().filter_map(|row| row["id"].as_i64()).collect();
        ensure!(!customers.is_empty(), "the demo branch has no customers");
        Ok(Self { clerk, manager, customers })
    }

    /// A payment by check from one of the customers.
    pub fn payment(&self, dice: &mut Dice, once: String) -> Posting {
        let command = json!({
            "customer": dice.choose(&self.customers),
            "amount_cents": dice.between(100, 50_000),
            "method": { "check": { "number": dice.between(1_000, 9_999_999).to_string() } },
        });
        Posting { path: "/api/v1/payments".to_string(), once, command }
    }

    /// Posts a payment and closes a deposit before any server is killed for them, so that a command
    /// which has changed its shape is told as that. The demo's own deposit of the day may not
    /// balance; the next one holds only what was posted here.
    pub fn rehearse(&self, seed: u64) -> Result<()> {
        let mut words = String::new();
        for attempt in 1..=3 {
            let once = format!("prove-{seed}-rehearsal-{attempt}");
            let payment = self.payment(&mut Dice::new(seed, attempt), once.clone());
            post_surely(&mut self.clerk.clone(), &payment)?;
            match close_deposit(self, &once) {
                Ok(Round::Closed(deposit)) => return self.find_closed(deposit),
                Ok(Round::NotNow(why)) => words = why,
                Err(Trouble::Refused(answer)) => bail!("a deposit: {}", answer.body),
                Err(Trouble::NoAnswer) => bail!("a deposit got no answer"),
            }
        }
        bail!("no deposit could be closed: {words}")
    }

    /// Fails unless the acknowledged payment is there with its amount.
    pub fn find_payment(&self, ack: &Ack) -> Result<()> {
        let id = ack.receipt["payment"].as_i64().context("the receipt names no payment")?;
        let row = self.clerk.clone().get_json(&format!("/api/v1/payments/{id}"))?;
        let (kept, sent) = (&row["amount_cents"], &ack.posting.command["amount_cents"]);
        ensure!(kept == sent, "payment {id} is {kept} cents, {sent} were acknowledged");
        Ok(())
    }

    /// Fails unless the deposit that was acknowledged as closed is closed.
    pub fn find_closed(&self, deposit: i64) -> Result<()> {
        let row = self.clerk.clone().get_json(&format!("/api/v1/deposits/{deposit}"))?;
        ensure!(row["state"] == "closed", "deposit {deposit} is {}, not closed", row["state"]);
        Ok(())
    }

    /// How many payments the branch has.
    pub fn count_payments(&self) -> Result<u64> {
        let list = self.clerk.clone().get_json("/api/v1/payments")?;
        list["total"].as_u64().context("payments have no total")
    }
}

fn sign_in(server: &Server, link: &str) -> Result<Client> {
    let path = link.strip_prefix(&server.address()).context("a link of another server")?;
    let mut client = server.client();
    let answer = client.get(path)?;
    if !client.has_cookie() {
        bail!("{path} signed nobody in: {}", answer.status);
    }
    Ok(client)
}

/// What a round of deposit work came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Round {
    /// The deposit was closed; its id.
    Closed(i64),
    /// The books said no for now, and why, such as to a deposit that holds nothing.
    NotNow(String),
}

/// One round of deposit work. The clerk's first count takes the deposit out of the way of further
/// payments, so that her second can agree with what is in it; the manager verifies and closes
/// under her own sign-in.
pub fn close_deposit(work: &Work, once: &str) -> Result<Round, Trouble> {
    match take_steps(work, once) {
        Ok(deposit) => Ok(Round::Closed(deposit)),
        Err(Trouble::Refused(answer)) if answer.status == 409 => Ok(Round::NotNow(answer.body)),
        Err(trouble) => Err(trouble),
    }
}

fn take_steps(work: &Work, once: &str) -> Result<i64, Trouble> {
    let (mut clerk, mut manager) = (work.clerk.clone(), work.manager.clone());
    let step = |path: String, word: &str, command: Value| Posting {
        path: format!("/api/v1/deposits{path}"),
        once: format!("{once}-{word}"),
        command,
    };
    let opened = post(&mut clerk, &step(String::new(), "open", json!({})))?;
    let deposit = opened["deposit"].as_i64().unwrap_or_default();
    post(&mut clerk, &step(format!("/{deposit}/count"), "count", json!({})))?;
    let held = read(&mut clerk, &format!("/api/v1/payments?deposit={deposit}"))?;
    let checks = json!({ "items": held["total"], "amount_cents": held["sums"]["amount_cents"] });
    let counted = json!({ "checks": checks });
    post(&mut clerk, &step(format!("/{deposit}/count"), "count-again", counted))?;
    post(&mut manager, &step(format!("/{deposit}/verify"), "verify", json!({})))?;
    post(&mut manager, &step(format!("/{deposit}/close"), "close", json!({ "bag": once })))?;
    Ok(deposit)
}

/// Reads a list while the server may be killed.
fn read(client: &mut Client, path: &str) -> Result<Value, Trouble> {
    let answer = client.get(path).map_err(|_| Trouble::NoAnswer)?;
    if !answer.is_done() {
        return Err(Trouble::Refused(answer));
    }
    serde_json::from_str(&answer.body).map_err(|_| Trouble::Refused(answer))
}
