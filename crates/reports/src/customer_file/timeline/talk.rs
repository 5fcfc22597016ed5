//! What was said and written, told; the customer's own words stand in quotes.

use super::line::Facts;
use super::{Strand, Told};
use ui::Icon;

/// The event of a line about a conversation; nothing when the verb is not known here.
pub(super) fn tell(facts: &Facts<'_>) -> Option<Told> {
    match facts.verb() {
        "note" => Some(noted(facts)),
        "follow_up" => Some(followed_up(facts)),
        "withdraw" => Some(withdrawn(facts)),
        _ => None,
    }
}

fn noted(facts: &Facts<'_>) -> Told {
    let channel = match facts.text("channel") {
        "" => "telephone",
        channel => channel,
    };
    let (icon, theirs, ours) = match channel {
        "telephone" => (Icon::Phone, "called", "Called"),
        "email" => (Icon::Mail, "wrote an e-mail", "E-mailed"),
        "text" => (Icon::Message, "sent a text", "Texted"),
        "mail" => (Icon::Mail, "wrote", "Wrote to"),
        "in_person" => (Icon::Person, "came in", "Spoke with"),
        _ => (Icon::Note, "was in touch", "Reached"),
    };
    let with = facts.text("spoke_with");
    let who = facts.line.who_name.as_str();
    let what = match (facts.text("direction"), with) {
        ("outbound", "") => format!("{ours} {}", facts.name("customer", "the customer")),
        ("outbound", with) => format!("{ours} {with}"),
        (_, "") => format!("{} {theirs}", facts.name("customer", "The customer")),
        (_, with) => format!("{with} {theirs}"),
    };
    let mut told = Told::new(Strand::Talk, icon, format!("{what}, {who} noted"))
        .detail(format!("“{}”", facts.text("said")))
        .at(facts.href("conversation"));
    told.promised_on = facts.day("follow_up_on");
    told
}

fn followed_up(facts: &Facts<'_>) -> Told {
    Told::new(Strand::Talk, Icon::Check, "Promise kept")
        .detail(format!("{}: “{}”", facts.by(), facts.text("how")))
        .at(facts.href("conversation"))
}

fn withdrawn(facts: &Facts<'_>) -> Told {
    Told::new(Strand::Talk, Icon::Note, "Note withdrawn")
        .detail(format!("{}.", facts.by()))
        .at(facts.href("conversation"))
}
