//! Invoices on screen: the list, a new one from done work, one as a sheet, and its paper.

mod new;
mod show;

use super::{ISSUE, IssueAllInvoices, READ, listing, paper, records};
use office::{Answer, Command, PageEntry, Refusal, View, page};
use ui::prelude::*;

/// The pages of this noun.
pub(super) const PAGES: &[PageEntry] = &[
    page("/invoices", READ, list),
    page("/invoices/new", ISSUE, new::show),
    page("/invoices/{invoice}", READ, show::show),
    page("/invoices/{invoice}/pdf", READ, pdf),
];

fn list(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let mut page = match ui::list::page(view, &listing::LISTING)? {
        Answer::Page(page) => page,
        file => return Ok(file),
    };
    let branch = view.branch();
    let waiting = dispatch::work_orders::records::count_to_bill(view.reader, branch)?;
    let waits = match waiting {
        0 => html!(" Everything verified is billed."),
        1 => html!(" {} verified and not billed.", strong("1 work order is")),
        many => html!(" {} verified and not billed.", strong(format!("{many} work orders are"))),
    };
    page.sentence.push_str(waits.as_str());
    if view.me.may(ISSUE) {
        let mut actions = vec![Button::secondary("New invoice").href("/invoices/new").html()];
        if waiting > 0 {
            let fields = [("from", "/invoices"), ("then", "/jobs/{job}")];
            let action = format!("/do/{}", IssueAllInvoices::NAME);
            let bill = Button::primary(format!("Bill all {waiting}")).key("B");
            actions.push(post_button(&action, &view.once_key(), &fields, bill));
        }
        page.actions = buttons(actions).into_string();
    }
    Ok(Answer::Page(page))
}

/// `/invoices/{invoice}/pdf`: the paper.
fn pdf(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let branch = view.branch();
    let id = view.path.id("invoice", "invoice")?;
    let invoice = records::require(view.reader, branch, id)?;
    let facts = paper::facts(view.reader, branch, id)?;
    let bytes = view.office.press().print("invoice", &facts)?;
    let name = format!("invoice-{}.pdf", invoice.number);
    Ok(Answer::File { name, media_type: "application/pdf", bytes })
}
