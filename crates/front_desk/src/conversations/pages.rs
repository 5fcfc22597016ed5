//! The conversations' pages: the lists, noting one, and one with its follow-up.

use super::words::{Channel, Direction};
use super::{NOTE, READ, listing, records};
use crate::contacts::list_contacts;
use crate::customers;
use crate::forms::offered;
use office::{Answer, Page, PageEntry, Refusal, View, page};
use ui::prelude::*;
use values::{Id, noun};

/// The pages of this noun.
pub(super) const PAGES: &[PageEntry] = &[
    page("/conversations", READ, list),
    page("/conversations/follow-ups", READ, follow_ups),
    page("/conversations/new", NOTE, new),
    page("/conversations/{id}", READ, show),
];

fn list(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    ui::list::page(view, &listing::LISTING)
}

fn follow_ups(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    ui::list::page(view, &listing::FOLLOW_UP_LISTING)
}

fn new(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let branch = view.branch();
    let customer: Id<noun::Customer> = match view.filled.get("customer") {
        Some(_) => view.filled.id("customer", "customer")?,
        None => view.query.id("customer", "customer")?,
    };
    let customer = customers::records::require(view.reader, branch, customer)?;
    let contacts = list_contacts(view.reader, branch, customer.id)?;
    let from = format!("/conversations/new?customer={}", customer.id);
    let then = format!("/customers/{}", customer.id);
    let form = CommandForm::of(view, "conversations.note", &from, &then);
    let with = std::iter::once((String::new(), customer.name.clone()))
        .chain(contacts.iter().map(|one| (one.id.to_string(), one.name.clone())));
    let said = Field::textarea("said", "What was said").lines(6).wide().focused();
    let content = Sheet::new("What was said")
        .body(hidden("customer", &customer.id.to_string()))
        .body(field_row([
            form.field(
                Field::select("channel", "How", offered!(Channel)).value(Channel::default().word()),
            ),
            form.field(
                Field::select("direction", "Who began", offered!(Direction))
                    .value(Direction::default().word()),
            ),
            form.field(Field::select("contact", "With whom", with).value("")),
            form.field(Field::text("spoke_with", "Or somebody else")),
        ]))
        .body(field_row([
            form.field(said.hint("The customer's own words where they matter, in quotes."))
        ]))
        .body(field_row([form.field(Field::day("follow_up_on", "Come back to it on"))]));
    let save = Button::primary("Note it").key("Alt S");
    let leave = Button::secondary("Leave it").href(then);
    let page = Page {
        title: format!("Note a conversation with {}", customer.name),
        note: customer.number.clone(),
        body: form.html(content, [save, leave]).into_string(),
        keys: vec![("Alt S", "note it")],
        rail: "customers",
        ..Page::default()
    };
    Ok(page.into())
}

fn show(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let branch = view.branch();
    let id = view.path.id("id", "conversation")?;
    let known = records::require(view.reader, branch, id)?;
    let customer = customers::records::require(view.reader, branch, known.customer)?;
    let from = format!("/conversations/{id}");
    let zone = &view.me.zone;
    let with = match known.spoke_with.is_empty() {
        true => customer.name.clone(),
        false => known.spoke_with.clone(),
    };
    let facts = pairs([
        (
            "When",
            Html::text(format!("{}, {}", known.held_at.day_in(zone).us(), {
                known.held_at.clock(zone)
            })),
        ),
        ("How", Html::text(known.channel.title())),
        ("Who began", Html::text(known.direction.title())),
        ("With", Html::text(with)),
        ("Noted by", Html::text(&known.noted_by)),
    ]);
    let mut main =
        vec![Sheet::new("What was said").body(html!("<p>{}</p>", &known.said)).body(facts).html()];
    if let Some(how) = &known.followed_up_how {
        main.push(Sheet::new("What came of it").body(html!("<p>{}</p>", how)).html());
    }
    let mut side = Vec::new();
    if view.me.may(NOTE) && known.is_open() {
        let form = CommandForm::of(view, "conversations.follow_up", &from, &from);
        let how = form.field(Field::textarea("how", "What came of it").wide());
        let content = html!("{}{}", hidden("conversation", &id.to_string()), field_row([how]));
        let due = known.follow_up_on.map(|day| day_seen_from(view.today, day));
        side.push(
            Sheet::new("Follow up")
                .fact(due)
                .body(form.html(content, [Button::primary("Close the follow-up")]))
                .html(),
        );
    }
    if view.me.may(NOTE) && known.withdrawn_at.is_none() {
        let form = CommandForm::of(view, "conversations.withdraw", &from, &from);
        let reason = form.field(Field::text("reason", "Why").wide());
        let content = html!("{}{}", hidden("conversation", &id.to_string()), field_row([reason]));
        side.push(
            Sheet::new("It should not stand here")
                .body(form.html(content, [Button::secondary("Withdraw the note")]))
                .html(),
        );
    }
    let sentence = match known.withdrawn_at {
        None => html!("With {}.", link(&customer.name, &format!("/customers/{}", customer.id))),
        Some(_) => tone(Meaning::Watch, "This note is withdrawn."),
    };
    let page = Page {
        title: format!("{} with {}", known.channel.title(), customer.name),
        sentence: sentence.into_string(),
        note: customer.number.clone(),
        body: columns(Columns::MainSide, [stack(main), stack(side)]).into_string(),
        rail: "customers",
        ..Page::default()
    };
    Ok(page.into())
}

#[cfg(test)]
mod tests {
    use crate::conversations::{FollowUp, NoteConversation};
    use crate::testing::{bench, refused, rivera, shown};
    use values::Day;

    #[test]
    fn a_refused_note_keeps_her_words() {
        let bench = bench();
        let customer = bench.run(rivera()).unwrap().customer.to_string();
        let fields = [
            ("form", "conversations.note"),
            ("customer", customer.as_str()),
            ("said", "\u{201c}Why do I still owe?\u{201d}"),
            ("follow_up_on", "2/1/2026"),
        ];
        let (refusal, html) = refused(&bench, "/conversations/new", &fields);
        assert_eq!(refusal.status(), 422);
        assert!(html.contains("\u{201c}Why do I still owe?\u{201d}</textarea>"), "{html}");
        assert!(html.contains("Enter today or a day to come."), "{html}");
    }

    #[test]
    fn a_follow_up_is_closed_on_its_own_page() {
        let bench = bench();
        let customer = bench.run(rivera()).unwrap().customer;
        let note = NoteConversation {
            follow_up_on: Some(Day::ymd(2026, 3, 3)),
            ..NoteConversation::call(customer, "Call me")
        };
        let conversation = bench.run(note).unwrap().conversation;
        let path = format!("/conversations/{conversation}");
        assert!(shown(&bench, &path, &[]).contains("/do/conversations.follow_up"));
        let list = shown(&bench, "/conversations/follow-ups", &[]);
        assert!(list.contains("Marisol Rivera"), "{list}");
        bench.run(FollowUp { conversation, how: "Explained it".into() }).unwrap();
        let html = shown(&bench, &path, &[]);
        assert!(html.contains("Explained it"), "{html}");
        assert!(!html.contains("/do/conversations.follow_up"), "{html}");
    }
}
