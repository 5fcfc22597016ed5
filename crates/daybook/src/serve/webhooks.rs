//! What payment processors tell by themselves. A message is believed by its signature alone;
//! it is taken in by a command like any other, once however often it is sent.

use crate::serve::App;
use crate::serve::request::Asked;
use axum::response::{IntoResponse, Response};
use money::processor_events::ReceiveEvent;
use money::processors::ProcessorName;
use money::processors::stripe::{signature, told};
use office::{Door, Refusal, Slip, slip};

/// Takes in a message of Stripe's for the branch of the number in the address.
pub fn stripe(app: &App, asked: &Asked) -> Result<Response, Refusal> {
    let unknown = Refusal::NotFound { what: "branch with Stripe" };
    let number = asked.places.text("branch");
    let secret = app.office.caller().hook_secret("stripe", number);
    let secret = secret.ok_or_else(|| unknown.clone())?;
    let now = app.office.now();
    let header = asked.header("stripe-signature").unwrap_or_default();
    signature::check(&secret, header, &asked.body, now)?;
    let message = told::read_message(&asked.body)?;
    let branches = app.office.read(|reader| Ok(office::records::list_branches(reader)?))?;
    let branch = branches.iter().find(|branch| branch.number == number).ok_or(unknown)?;
    let slip =
        Slip { who: slip::operator(), branch: branch.id, door: Door::Api, once: None, at: now };
    let command = ReceiveEvent {
        processor: ProcessorName::Stripe,
        reference: message.reference,
        kind: message.kind,
        told: message.told,
    };
    let received = app.office.run(slip, command)?;
    Ok(received.outcome.into_response())
}
