//! The pages of ACH files: the list, making one, and one file with its release.

use super::records::{self, find_file};
use super::{MAKE, RELEASE, listing};
use crate::draws::READ;
use office::{Answer, Page, PageEntry, Refusal, View, page};
use ui::prelude::*;
use values::{Id, noun};

/// The pages of this noun.
pub(super) const PAGES: &[PageEntry] = &[
    page("/ach-files", READ, list),
    page("/ach-files/new", MAKE, new),
    page("/ach-files/{id}", READ, show),
    page("/ach-files/{id}/file", RELEASE, file),
];

fn list(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let mut page = match ui::list::page(view, &listing::LISTING)? {
        Answer::Page(page) => page,
        file => return Ok(file),
    };
    if view.me.may(MAKE) {
        let make = Button::primary("Make a file").key("N").href("/ach-files/new");
        page.actions = make.html().into_string();
    }
    Ok(Answer::Page(page))
}

fn new(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let branch = view.branch();
    let (count, sum) = records::sum_waiting(view.reader, branch)?;
    let here = "/ach-files/new";
    let form = CommandForm::of(view, "ach_files.make", here, "/ach-files/{ach_file}");
    let content = field_row([
        form.field(Field::day("settle_on", "Settles on").hint("The next banking day, if blank."))
            .html(),
        form.field(
            Field::text("balance_account", "Our account")
                .hint("Only when the bank wants the file to balance. It is not kept."),
        )
        .html(),
    ]);
    let body = match count {
        0 => Sheet::new("The file").body(quiet("No debit waits. Run AutoPay first.")).html(),
        _ => {
            let make = Button::primary("Make the file").key("Alt S");
            let fact = format!("{count} debits, {sum}");
            Sheet::new("The file").fact(fact).body(form.html(content, [make])).html()
        }
    };
    let page = Page {
        title: "Make an ACH file".into(),
        sentence: "Every debit that waits goes into it, and onto its customer's account.".into(),
        body: body.into_string(),
        rail: "ach_files",
        ..Page::default()
    };
    Ok(page.into())
}

fn show(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let id: Id<noun::AchFile> = view.path.id("id", "ACH file")?;
    let branch = view.branch();
    let row = find_file(view.reader, branch, id)?.ok_or(Refusal::NotFound { what: "ACH file" })?;
    let journal = journal(view, id)?;
    let released = row.released_at.map(|at| at.day_in(&view.me.zone).short());
    let strip = form_strip([
        FormBox::new("Made", row.made_on.short()).meaning(format!("by {}", row.made_by_name)),
        FormBox::new("Settles", row.settle_on.short()),
        FormBox::new("Released", released.clone().unwrap_or_default())
            .meaning(row.released_by_name.clone().unwrap_or_default()),
        FormBox::new("Debits", row.debits.to_string()),
        FormBox::new("Total", dollars(row.total)).answer(),
    ]);
    let here = format!("/ach-files/{id}");
    let mut side = Vec::new();
    if view.me.may(RELEASE) {
        side.push(match released {
            Some(_) => {
                let get = Button::primary("Take the file").href(format!("{here}/file"));
                Sheet::new("To the bank").body(get.html()).html()
            }
            None => {
                let form = CommandForm::of(view, "ach_files.release", &here, &here);
                let id = hidden("ach_file", &id.to_string());
                let body = form.html(id, [Button::primary("Release it")]);
                Sheet::new("A second person").body(body).html()
            }
        });
    }
    let page = Page {
        title: format!("ACH file of {}", row.made_on.long()),
        sentence: match row.released_at {
            Some(_) => "It is released. Send it to the bank once.".into(),
            None => {
                "It waits for somebody who has neither made it nor entered an account in it.".into()
            }
        },
        body: html!("{}{}", strip, columns(Columns::MainSide, [journal, stack(side)]))
            .into_string(),
        rail: "ach_files",
        ..Page::default()
    };
    Ok(page.into())
}

/// The file itself, for the bank's site.
fn file(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let id: Id<noun::AchFile> = view.path.id("id", "ACH file")?;
    let branch = view.branch();
    let row = find_file(view.reader, branch, id)?.ok_or(Refusal::NotFound { what: "ACH file" })?;
    if row.released_at.is_none() {
        let words = "It is not released. Ask a second person to release it.";
        return Err(Refusal::conflict("ach_files.not_released", words));
    }
    let text = records::open_file(view.reader, view.office.vault(), branch, id)?;
    Ok(Answer::File {
        name: format!("ach-{}-{id}.txt", row.made_on),
        media_type: "text/plain",
        bytes: text.open().as_bytes().to_vec(),
    })
}
