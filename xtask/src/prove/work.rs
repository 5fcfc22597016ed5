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
        Ok(Self {
            clerk,
            manager,
            customers,
        })
    }

    /// A payment by check from one of the customers.
    pub fn payment(&self, dice: &mut Dice, once: String) -> Posting {
        let command = json!({
            "customer": dice.choose(&self.customers),
            "amount_cents": dice.between(100, 50_000),
            "method": { "check": { "number": dice.between(1000, 9999).to_string() } },
        });
        Posting {
            path: "/api/v1/payments".to_string(),
            once,
            command,
        }
    }

    /// Fails when a payment does not fit the command, before any server is killed for it.
    pub fn rehearse(&self) -> Result<()> {
        let mut posting = self.payment(&mut Dice::new(0, 0), "prove-rehearsal".to_string());
        posting.path.push_str("?rehearse=true");
        post_surely(&mut self.clerk.clone(), &posting).map(|_| ())
    }

    /// Fails unless the acknowledged payment is there with its amount.
    pub fn find_payment(&self, ack: &Ack) -> Result<()> {
        let id = ack.receipt["payment"]
            .as_i64()
            .context("the receipt names no payment")?;
        let row = self
            .clerk
            .clone()
            .get_json(&format!("/api/v1/payments/{id}"))?;
        let (kept, sent) = (&row["amount_cents"], &ack.posting.command["amount_cents"]);
        ensure!(
            kept == sent,
            "payment {id} is {kept} cents, {sent} were acknowledged"
        );
        Ok(())
    }

    /// Fails unless the deposit that was acknowledged as closed is closed.
    pub fn find_closed(&self, deposit: i64) -> Result<()> {
        let row = self
            .clerk
            .clone()
            .get_json(&format!("/api/v1/deposits/{deposit}"))?;
        ensure!(
            row["state"] == "closed",
            "deposit {deposit} is {}, not closed",
            row["state"]
        );
        Ok(())
    }

    /// How many payments the branch has.
    pub fn count_payments(&self) -> Result<u64> {
        let list = self.clerk.clone().get_json("/api/v1/payments")?;
        list["total"].as_u64().context("payments have no total")
    }
}

fn sign_in(server: &Server, link: &str) -> Result<Client> {
    let path = link
        .strip_prefix(&server.address())
        .context("a link of another server")?;
    let mut client = server.client();
    let answer = client.get(path)?;
    if !client.has_cookie() {
        bail!("{path} signed nobody in: {}", answer.status);
    }
    Ok(client)
}

/// What a round of deposit work came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Round {
    /// The deposit was closed; its id.
    Closed(i64),
    /// The books said no for now, such as to a second deposit of the day.
    NotNow,
}

/// One round of deposit work: opened when none is, counted by the clerk to what the books expect,
/// verified and closed by the manager, whose sign-in is another one.
pub fn close_deposit(work: &Work, once: &str) -> Result<Round, Trouble> {
    let mut clerk = work.clerk.clone();
    let mut manager = work.manager.clone();
    let open = Posting {
        path: "/api/v1/deposits".to_string(),
        once: format!("{once}-open"),
        command: json!({}),
    };
    let Some(opened) = unless_refused(post(&mut clerk, &open))? else {
        return Ok(Round::NotNow);
    };
    let Some(deposit) = opened["deposit"].as_i64() else {
        return Ok(Round::NotNow);
    };
    let counted = json!({ "cash_cents": opened["cash_cents"] });
    let steps = [
        (&mut clerk, "count", counted),
        (&mut manager.clone(), "verify", json!({})),
        (&mut manager, "close", json!({})),
    ];
    for (client, verb, command) in steps {
        let path = format!("/api/v1/deposits/{deposit}/{verb}");
        let step = Posting {
            path,
            once: format!("{once}-{verb}"),
            command,
        };
        if unless_refused(post(client, &step))?.is_none() {
            return Ok(Round::NotNow);
        }
    }
    Ok(Round::Closed(deposit))
}

/// The receipt, or none when the books said no, which is their right and no fault.
fn unless_refused(outcome: Result<Value, Trouble>) -> Result<Option<Value>, Trouble> {
    match outcome {
        Ok(receipt) => Ok(Some(receipt)),
        Err(Trouble::Refused(answer)) if answer.status == 409 => Ok(None),
        Err(trouble) => Err(trouble),
    }
}
