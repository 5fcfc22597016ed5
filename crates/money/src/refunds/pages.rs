//! The refunds' pages: the list, asking, and one refund with what is due next.

use super::records::{PaidHow, RefundRow, find_refund};
use super::{APPROVE, ASK, PAY, READ, listing};
use crate::faces;
use crate::payments::pages::meant::Meant;
use books::open_items::list_open_credits;
use office::{Answer, Page, PageEntry, Refusal, View, page};
use ui::prelude::*;
use values::{Id, Money, noun};

/// The pages of this noun.
pub(super) const PAGES: &[PageEntry] = &[
    page("/refunds", READ, list),
    page("/refunds/new", ASK, new),
    page("/refunds/{id}", READ, show),
];

fn list(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let answer = ui::list::page(view, &listing::LISTING)?;
    let Answer::Page(mut page) = answer else {
        return Ok(answer);
    };
    if view.me.may(ASK) {
        let ask = Button::primary("Ask for a refund").href("/refunds/new").key("N");
        page.actions = ask.html().into_string();
    }
    Ok(Answer::Page(page))
}

fn new(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let meant = Meant::read(view)?;
    let asked = view.query.text("customer").parse::<i64>().ok().map(Id::<noun::Customer>::new);
    let branch = view.branch();
    let (shown, credits) = match asked {
        None => (String::new(), Vec::new()),
        Some(customer) => {
            let face = faces::records::find_face(view.reader, branch, customer)?
                .ok_or(Refusal::NotFound { what: "customer" })?;
            let credits = list_open_credits(view.reader, branch, customer)?;
            (format!("{} {}", face.number, face.name), credits)
        }
    };
    let from = match asked {
        Some(customer) => format!("/refunds/new?customer={customer}"),
        None => String::from("/refunds/new"),
    };
    let form = CommandForm::of(view, "refunds.ask", &from, "/refunds/{refund}");
    let who = match form.typed("customer_words") {
        Some(_) => meant.field(&form),
        None => Field::pick("customer", "Account or name", "/customers/pick", &shown)
            .value(asked.map_or_else(String::new, |customer| customer.to_string()))
            .wide()
            .html(),
    };
    let amount = Field::money("amount_cents", "Amount").value(view.query.text("amount_cents"));
    let mut choices = vec![(String::new(), String::from("Her oldest first"))];
    choices.extend(credits.iter().map(|credit| {
        let words = format!("{}, {} open", credit.document, credit.open);
        (credit.id.to_string(), words)
    }));
    let from_credit = Field::select("credit", "Out of", choices);
    let content = html!(
        "{}{}{}",
        who,
        field_row([form.field(amount).html(), form.field(from_credit).html()]),
        form.field(Field::textarea("reason", "Why it is given back").wide()).html()
    );
    let ask = Button::primary("Ask for it").key("Alt S");
    let leave = Button::secondary("Leave it").href("/refunds");
    let page = Page {
        title: "Ask for a refund".into(),
        sentence: "Nothing moves yet: approving takes it off her credits, paying off the bank."
            .into(),
        body: Sheet::new("The refund").body(form.html(content, [ask, leave])).html().into_string(),
        keys: vec![("Alt S", "ask for it")],
        rail: "refunds",
        ..Page::default()
    };
    Ok(page.into())
}

fn show(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let id: Id<noun::Refund> = view.path.id("id", "refund")?;
    let branch = view.branch();
    let row = find_refund(view.reader, branch, id)?.ok_or(Refusal::NotFound { what: "refund" })?;
    let face = faces::records::find_face(view.reader, branch, row.customer)?
        .ok_or(Refusal::NotFound { what: "customer" })?;
    let limit = settings::preferences::money(view.reader, branch, "refund_limit_cents")?;
    let journal = journal(view, id)?;
    let strip = form_strip([
        FormBox::new("To", link(face.name.as_str(), &format!("/customers/{}", row.customer)))
            .meaning(face.number.as_str()),
        FormBox::new("Asked", row.asked_at.day_in(&view.me.zone).short())
            .meaning(format!("by {}", row.asked_by_name)),
        FormBox::new("Approved", approved(view, &row))
            .meaning(row.approved_by_name.clone().unwrap_or_default()),
        FormBox::new("Paid", row.paid_on.map_or_else(String::new, |day| day.short()))
            .meaning(row.reference.as_str()),
        FormBox::new("Amount", dollars(row.amount)).answer(),
    ]);
    let why = Sheet::new("Why").body(Html::text(&row.reason)).html();
    let side = stack(next(view, &row, limit));
    let page = Page {
        title: format!("Refund {}", row.number),
        sentence: sentence(&row, &face.name),
        body: html!("{}{}", strip, columns(Columns::MainSide, [stack([why, journal]), side]))
            .into_string(),
        rail: "refunds",
        ..Page::default()
    };
    Ok(page.into())
}

fn approved(view: &View<'_, '_>, row: &RefundRow) -> String {
    match (row.approved_at, row.declined_at) {
        (Some(at), _) => at.day_in(&view.me.zone).short(),
        (None, Some(_)) => String::from("Declined"),
        (None, None) => String::new(),
    }
}

fn sentence(row: &RefundRow, name: &str) -> String {
    let now = match (row.declined_at, row.approved_at, row.paid_at) {
        (Some(_), ..) => format!("was declined: {}", row.decline_reason),
        (_, _, Some(_)) => String::from("is paid."),
        (_, Some(_), _) => String::from("is approved and waits to be paid."),
        _ => String::from("waits to be approved."),
    };
    Html::text(format!("{} to {name} {now}", row.amount)).into_string()
}

/// What this person may do next with it.
fn next(view: &View<'_, '_>, row: &RefundRow, limit: Money) -> Vec<Html> {
    let here = format!("/refunds/{}", row.id);
    let id = hidden("refund", &row.id.to_string());
    let waits = row.approved_at.is_none() && row.declined_at.is_none();
    let mut sheets = Vec::new();
    if waits && view.me.may(APPROVE) {
        let is_own = row.asked_by == view.me.staff.id && !view.me.branch.small_office;
        let sheet = Sheet::new("Approve it");
        sheets.push(match is_own && row.amount > limit {
            true => {
                let words = format!("You asked for it, and it is over {limit}.");
                let wait = Button::not_yet("A second person approves").wide();
                sheet.body(html!("<p>{}</p>{}", words, wait.html())).html()
            }
            false => {
                let form = CommandForm::of(view, "refunds.approve", &here, &here);
                sheet.body(form.html(id.clone(), [Button::primary("Approve the refund")])).html()
            }
        });
        let form = CommandForm::of(view, "refunds.decline", &here, &here);
        let reason = form.field(Field::text("reason", "Why not").wide()).html();
        let content = html!("{}{}", id, reason);
        let body = form.html(content, [Button::secondary("Decline it")]);
        sheets.push(Sheet::new("Or not").body(body).html());
    }
    if row.approved_at.is_some() && row.paid_at.is_none() && view.me.may(PAY) {
        let form = CommandForm::of(view, "refunds.pay", &here, &here);
        let ways = PaidHow::ALL.iter().map(|how| (how.word(), how.title()));
        let content = html!(
            "{}{}{}{}",
            id,
            form.field(Field::select("how", "Paid by", ways)).html(),
            form.field(Field::text("reference", "Check no. or reference")).html(),
            form.field(Field::day("paid_on", "On").on(view.today)).html()
        );
        let body = form.html(content, [Button::primary("It is paid")]);
        sheets.push(Sheet::new("Pay it").body(body).html());
    }
    sheets
}

#[cfg(test)]
mod tests {
    use crate::refunds::{ApproveRefund, AskRefund};
    use crate::testing::{Desktop, check};
    use books::testing::page_at;
    use values::Money;

    #[test]
    fn a_refund_is_asked_approved_and_paid_on_its_page() {
        let desk = Desktop::new();
        desk.post(desk.rivera, check("1042"), 7_160);
        let new = format!("/refunds/new?customer={}&amount_cents=71.60", desk.rivera);
        let page = page_at(&desk, &new).unwrap();
        for part in ["Marisol Rivera", "71.60", "/do/refunds.ask", "71.60 open"] {
            assert!(page.body.contains(part), "{part} is missing in {}", page.body);
        }
        let ask = AskRefund {
            customer: desk.rivera,
            credit: None,
            amount_cents: Money::cents(7_160),
            reason: "Moved <away>".into(),
        };
        let refund = desk.run(ask).unwrap().refund;
        let here = format!("/refunds/{refund}");
        let asked = page_at(&desk, &here).unwrap();
        assert!(
            asked.body.contains("/do/refunds.approve") && asked.body.contains("Moved &lt;away")
        );
        desk.run(ApproveRefund { refund }).unwrap();
        let approved = page_at(&desk, &here).unwrap();
        assert!(approved.sentence.contains("waits to be paid"));
        assert!(approved.body.contains("/do/refunds.pay"));
        assert!(!approved.body.contains("/do/refunds.approve"));
        let list = page_at(&desk, "/refunds?state=approved").unwrap();
        assert!(list.body.contains("To be paid"), "{}", list.body);
    }
}
