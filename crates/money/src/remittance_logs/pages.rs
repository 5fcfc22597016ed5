//! The mail log's pages: the list, logging an opening of the mail, and one log.

use super::records::{find_log, list_items};
use super::{KEEP, READ, listing};
use office::{Answer, Page, PageEntry, Refusal, View, page};
use ui::prelude::*;
use values::{Id, noun};

/// The pages of this noun.
pub(super) const PAGES: &[PageEntry] = &[
    page("/remittance-logs", READ, list),
    page("/remittance-logs/new", KEEP, new),
    page("/remittance-logs/{id}", READ, show),
];

/// How many envelopes a page holds; a heavier mail is logged in two.
const LINES: usize = 15;

fn list(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let answer = ui::list::page(view, &listing::LISTING)?;
    let Answer::Page(mut page) = answer else {
        return Ok(answer);
    };
    if view.me.may(KEEP) {
        let log = Button::primary("Log the mail").href("/remittance-logs/new").key("N");
        page.actions = log.html().into_string();
    }
    Ok(Answer::Page(page))
}

fn new(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let then = "/remittance-logs/{remittance_log}";
    let form = CommandForm::of(view, "remittance_logs.record", "/remittance-logs/new", then);
    let kinds = [("", "Check"), ("money_order", "Money order"), ("cash", "Cash")];
    let rows = (0..LINES).map(|place| {
        let name = |field: &str| format!("items[{place}][{field}]");
        let payer = Field::text(&name("payer"), "From").wide();
        let payer = if place == 0 { payer.focused() } else { payer };
        Row::new([
            Cell::Html(quiet(place + 1)),
            Cell::from(form.field(payer).bare()),
            Cell::from(form.field(Field::select(&name("tender"), "What", kinds)).bare()),
            Cell::from(form.field(Field::text(&name("reference"), "Number")).bare()),
            Cell::from(form.field(Field::money(&name("amount_cents"), "Amount")).bare()),
            Cell::from(form.field(Field::text(&name("note"), "Note")).bare()),
        ])
    });
    let table = Table::ledger("What the mail brought")
        .density(Density::Dense)
        .column(Column::number("#"))
        .column(Column::text("From").wide())
        .column(Column::text("What"))
        .column(Column::text("Number"))
        .column(Column::text("Amount"))
        .column(Column::text("Invoice, or what else is in it"))
        .rows(rows);
    let save = Button::primary("Save the log").key("Alt S");
    let leave = Button::secondary("Leave it").href("/remittance-logs");
    let content = html!(
        r#"<div class="db-mail">{}</div><div class="db-sheet-body">{}</div>"#,
        table.html(),
        buttons([save, leave])
    );
    let body = form.html(content, []);
    let page = Page {
        title: "Log the mail".into(),
        sentence: "Two people open it. Endorse each check at once, write it down here, then post."
            .into(),
        body: Sheet::new("The mail").flush(body).html().into_string(),
        keys: vec![("Tab", "field"), ("Alt S", "save it")],
        rail: "deposits",
        ..Page::default()
    };
    Ok(page.into())
}

fn show(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let id: Id<noun::RemittanceLog> = view.path.id("id", "mail log")?;
    let branch = view.branch();
    let log = find_log(view.reader, branch, id)?.ok_or(Refusal::NotFound { what: "mail log" })?;
    let items = list_items(view.reader, branch, id)?;
    let rows = items.iter().map(|item| {
        Row::new([
            Cell::from(item.payer.as_str()),
            Cell::from(item.tender.title()),
            Cell::from(item.reference.as_str()),
            Cell::from(item.note.as_str()),
            Cell::from(item.amount),
        ])
    });
    let table = Table::ledger("What the mail brought")
        .column(Column::name("From").wide())
        .column(Column::text("What"))
        .column(Column::number("Number"))
        .column(Column::text("Note").roomy())
        .column(Column::money("Amount"))
        .rows(rows)
        .row(Row::sum([Cell::Span(4, "In all".into()), Cell::Total(log.total)]));
    let witness = match &log.witnessed_by_name {
        Some(name) => format!("witnessed by {name}"),
        None => String::from("without a witness yet"),
    };
    let may_sign = log.witnessed_at.is_none()
        && view.me.may(KEEP)
        && (log.opened_by != view.me.staff.id || view.me.branch.small_office);
    let here = format!("/remittance-logs/{id}");
    let sign = may_sign.then(|| {
        let log = id.to_string();
        let fields = [("remittance_log", &*log), ("from", &here), ("then", &here)];
        let button = Button::primary("I was there").key("Alt S");
        let once = view.office.random_hex(16);
        post_button("/do/remittance_logs.witness", &once, &fields, button)
    });
    let words = format!(
        "{} items for {}, opened by {} at {}, {witness}.",
        log.items,
        log.total,
        log.opened_by_name,
        log.opened_at.clock(&view.me.zone)
    );
    let page = Page {
        title: format!("Mail of {}", log.day.short()),
        sentence: Html::text(words).into_string(),
        body: Sheet::new("The mail").flush(table.html()).html().into_string(),
        actions: Html::from(sign).into_string(),
        rail: "deposits",
        ..Page::default()
    };
    Ok(page.into())
}

#[cfg(test)]
mod tests {
    use crate::Tender;
    use crate::remittance_logs::{LoggedItem, RecordLog};
    use crate::testing::Desktop;
    use books::testing::page_at;
    use values::Money;

    #[test]
    fn the_mail_is_logged_and_shown_to_its_witness() {
        let desk = Desktop::new();
        let new = page_at(&desk, "/remittance-logs/new").unwrap();
        assert!(new.body.contains("items[14][amount_cents]"));
        let item = LoggedItem {
            payer: "O'Hara & Sons".into(),
            tender: Tender::Check,
            reference: "1042".into(),
            amount_cents: Money::cents(12_733),
            note: "5377".into(),
        };
        let log = desk.run(RecordLog { items: vec![item] }).unwrap().remittance_log;
        let page = page_at(&desk, &format!("/remittance-logs/{log}")).unwrap();
        assert!(page.body.contains("O&#39;Hara &amp; Sons") && page.body.contains("127.33"));
        assert!(page.actions.contains("remittance_logs.witness"));
        assert!(page.sentence.contains("without a witness yet"));
        let list = page_at(&desk, "/remittance-logs?unwitnessed=yes").unwrap();
        assert!(list.body.contains("Dana Whitfield"));
    }
}
