//! The pages of petty cash: what each fund wants next, its slips, opening and changing one.

mod change;
mod count;
mod show;

use super::records::{self, FundRow};
use super::{KEEP, OpenPettyFund, PAY, READ, listing, open};
use office::{Answer, Command, Page, PageEntry, Refusal, View, page};
use ui::prelude::*;
use values::{Day, Id, noun};

/// The pages of this noun.
pub(super) const PAGES: &[PageEntry] = &[
    page("/petty-funds", READ, list),
    page("/petty-funds/new", KEEP, new),
    page("/petty-funds/slips", READ, slips),
    page("/petty-funds/slips/{id}", READ, slip),
    page("/petty-funds/{id}", READ, show::show),
    page("/petty-funds/{id}/count", PAY, count::show),
    page("/petty-funds/{id}/change", KEEP, change::show),
];

/// What a fund wants next: its standing, the verb, and where it is done.
struct Next {
    standing: Html,
    verb: &'static str,
    href: String,
}

fn next_of(fund: &FundRow, today: Day) -> Next {
    let here = format!("/petty-funds/{}", fund.id);
    let count = format!("{here}/count");
    match (fund.is_low(), fund.count_due_on() <= today) {
        (true, _) => {
            Next { standing: status(Meaning::Watch, "Low"), verb: "Replenish", href: here }
        }
        (_, true) => {
            Next { standing: status(Meaning::Watch, "Count is due"), verb: "Count", href: count }
        }
        _ => Next { standing: status(Meaning::Good, "In order"), verb: "Pay a slip", href: here },
    }
}

fn list(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let (branch, today) = (view.branch(), view.today);
    let funds = records::list_open_funds(view.reader, branch)?;
    let mut actions = vec![Button::secondary("All slips").href("/petty-funds/slips")];
    if view.me.may(KEEP) {
        actions.push(Button::secondary("Open a fund").href("/petty-funds/new").key("N"));
    }
    let body = match funds.is_empty() {
        true => empty_page(
            "No petty cash yet",
            "A fund is cash in one person's keeping. It is opened with the amount it always \
             comes back to; what is paid out of it is a slip.",
            view.me.may(KEEP).then(|| Button::primary("Open a fund").href("/petty-funds/new")),
            None,
        ),
        false => {
            let mut sheets = vec![standing(&funds, today)];
            for fund in &funds {
                sheets.push(show::waiting(view, fund, show::Rows::Read)?);
            }
            stack(sheets)
        }
    };
    Ok(Answer::from(Page {
        title: "Petty cash".into(),
        sentence: sentence(&funds, today),
        body: body.into_string(),
        actions: buttons(actions).into_string(),
        rail: "petty_funds",
        ..Page::default()
    }))
}

fn sentence(funds: &[FundRow], today: Day) -> String {
    let wanting = funds.iter().filter(|fund| fund.is_low() || fund.count_due_on() <= today);
    match (funds.len(), wanting.count()) {
        (0, _) => String::from("Nothing is kept in cash."),
        (1, 0) => String::from("The fund holds enough, and its count is not due."),
        (_, 0) => String::from("Every fund holds enough, and no count is due."),
        (_, 1) => String::from("One fund is low or is to be counted."),
        (_, many) => format!("{many} funds are low or are to be counted."),
    }
}

fn standing(funds: &[FundRow], today: Day) -> Html {
    let rows = funds.iter().map(|fund| {
        let next = next_of(fund, today);
        Row::new([
            Cell::from(fund.name.as_str()),
            Cell::from(fund.custodian_name.as_str()),
            Cell::from(next.standing),
            Cell::from(fund.counted_on),
            Cell::from(fund.imprest),
            Cell::from(fund.slips),
            Cell::from(fund.cash()),
        ])
        .href(format!("/petty-funds/{}", fund.id))
        .action(Button::link(next.verb).href(next.href))
    });
    let table = Table::list("Funds")
        .column(Column::name("Fund").wide())
        .column(Column::text("Kept by"))
        .column(Column::status("Now"))
        .column(Column::day("Counted"))
        .column(Column::money("Imprest"))
        .column(Column::money("Slips that wait"))
        .column(Column::money("Should hold"))
        .column(Column::action())
        .rows(rows);
    Sheet::new("Funds").flush(table.html()).html()
}

fn slips(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let mut page = match ui::list::page(view, &listing::SLIPS)? {
        Answer::Page(page) => page,
        file => return Ok(file),
    };
    page.actions = Button::secondary("The funds").href("/petty-funds").html().into_string();
    page.rail = "petty_funds";
    Ok(Answer::Page(page))
}

/// A slip is read on the page of its fund, where it can be voided while it waits.
fn slip(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let (branch, id): (_, Id<noun::PettySlip>) = (view.branch(), view.path.id("id", "slip")?);
    let row =
        records::find_slip(view.reader, branch, id)?.ok_or(Refusal::NotFound { what: "slip" })?;
    show::slip(view, &row)
}

fn new(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let branch = view.branch();
    let keepers = records::list_keepers(view.reader, branch)?;
    let here = "/petty-funds/new";
    let form = CommandForm::of(view, OpenPettyFund::NAME, here, "/petty-funds/{petty_fund}");
    let keepers = keepers.into_iter().map(|(id, name)| (id.to_string(), name));
    let from = open::CashFrom::ALL.iter().map(|from| (from.word(), from.title()));
    let content = html!(
        "{}{}",
        field_row([
            form.field(
                Field::text("name", "We call it").hint("Front counter").required().focused()
            ),
            form.field(Field::money("imprest_cents", "It always comes back to").required()),
        ]),
        field_row([
            form.field(Field::select("custodian", "Kept by", keepers)),
            form.field(Field::select("cash_from", "The cash comes from", from)),
        ])
    );
    let open = Button::primary("Open the fund").key("Alt S");
    let leave = Button::secondary("Leave it").href("/petty-funds");
    let body = Sheet::new("The fund").body(form.html(content, [open, leave])).html();
    Ok(Answer::from(Page {
        title: "Open a petty cash fund".into(),
        sentence: "Whoever keeps the cash answers for it: cash and slips are always its amount."
            .into(),
        body: body.into_string(),
        keys: vec![("Alt S", "open it")],
        rail: "petty_funds",
        ..Page::default()
    }))
}
