//! The pages of returned payments: the list, recording one, and what one did.

use super::records::{self, NoticeHow, ReturnCause, ReturnRow, find_return};
use super::{READ, RECORD, letter, listing};
use crate::faces;
use crate::faces::records::find_bill_to;
use crate::payments::records::find_payment;
use crate::words::capital;
use books::entries::records::{list_entries_of, list_lines};
use office::{Answer, Page, PageEntry, Refusal, View, page};
use settings::branches::records::find_branch_address;
use settings::preferences;
use ui::prelude::*;
use values::{Id, Money, Noun, noun};

/// The pages of this noun.
pub(super) const PAGES: &[PageEntry] = &[
    page("/returns", READ, list),
    page("/returns/new", RECORD, new),
    page("/returns/{id}", READ, show),
    page("/returns/{id}/notice", READ, notice),
];

fn list(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let answer = ui::list::page(view, &listing::LISTING)?;
    let Answer::Page(mut page) = answer else {
        return Ok(answer);
    };
    if view.me.may(RECORD) {
        let find = Button::primary("Find the payment").href("/payments?state=deposited").key("N");
        page.actions = find.html().into_string();
    }
    Ok(Answer::Page(page))
}

fn new(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let asked = view.query.text("payment").parse::<i64>();
    let Ok(payment) = asked.map(Id::<noun::Payment>::new) else {
        return Ok(Answer::Redirect("/payments?state=deposited".into()));
    };
    let branch = view.branch();
    let row =
        find_payment(view.reader, branch, payment)?.ok_or(Refusal::NotFound { what: "payment" })?;
    let name = match row.customer {
        Some(customer) => faces::records::find_face(view.reader, branch, customer)?
            .map_or_else(String::new, |face| face.name),
        None => row.payer.clone(),
    };
    let state =
        find_branch_address(view.reader, branch)?.map_or_else(String::new, |address| address.state);
    let most = settings::rule_packs::returned_item_fee(&state, row.amount, view.today);
    let bank_fee = preferences::money(view.reader, branch, "bank_return_fee_cents")?;
    let from = format!("/returns/new?payment={payment}");
    let form = CommandForm::of(view, "returns.record", &from, "/returns/{return}");
    let causes = ReturnCause::ALL.iter().map(|cause| (cause.word(), cause.title()));
    let bank = Sheet::new("What the bank says").letter('A').body(html!(
        "{}{}{}",
        hidden("payment", &payment.to_string()),
        field_row([
            form.field(Field::select("cause", "Why", causes)).html(),
            form.field(Field::text("code", "Code").hint("Such as R01.")).html(),
        ]),
        field_row([
            form.field(Field::day("returned_on", "On").on(view.today)).html(),
            form.field(Field::money("bank_fee_cents", "The bank charges us").value(bank_fee))
                .html(),
        ])
    ));
    let content = stack([bank.html(), fee(&form, &state, most)]);
    let record = Button::primary("Record the return").key("Alt S");
    let leave = Button::secondary("Leave it").href(format!("/payments/{payment}"));
    let words = format!(
        "{} of {} from {name}, {}. Its invoices will be open again with the due days they had.",
        capital(&row.kept().words()),
        row.amount,
        row.number
    );
    let page = Page {
        title: "Record a returned payment".into(),
        sentence: Html::text(words).into_string(),
        body: form.html(content, [record, leave]).into_string(),
        keys: vec![("Alt S", "record it")],
        rail: "returns",
        ..Page::default()
    };
    Ok(page.into())
}

/// What the customer is charged, and what the rule of the state allows.
fn fee(form: &CommandForm, state: &str, most: Option<Money>) -> Html {
    let standard = match most {
        Some(most) => format!("{most}, the most {state} allows"),
        None => format!("None: no rule of {state} is known"),
    };
    let ways = [
        ("standard", standard.as_str()),
        ("agreed", "What her agreement says"),
        ("waived", "Nothing"),
    ];
    let content = html!(
        "{}{}",
        form.field(Field::choice("fee", "Returned-item fee", ways).value("standard")).html(),
        field_row([
            form.field(Field::money("fee[agreed][amount_cents]", "As agreed")).html(),
            form.field(Field::text("fee[waived][why]", "Why nothing")).html(),
            form.field(Field::text("note", "Note").wide()).html(),
        ])
    );
    Sheet::new("What she is charged").letter('B').fact("Policy check").body(content).html()
}

fn show(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let id: Id<noun::Return> = view.path.id("id", "return")?;
    let branch = view.branch();
    let row = find_return(view.reader, branch, id)?.ok_or(Refusal::NotFound { what: "return" })?;
    let face = faces::records::find_face(view.reader, branch, row.customer)?
        .ok_or(Refusal::NotFound { what: "customer" })?;
    let books = in_the_books(view, id)?;
    let journal = journal(view, id)?;
    let customer = link(face.name.as_str(), &format!("/customers/{}", row.customer));
    let payment = link(row.payment_number.as_str(), &format!("/payments/{}", row.payment));
    let strip = form_strip([
        FormBox::new("From", customer).meaning(face.number.as_str()),
        FormBox::new("Payment", payment).meaning(row.amount.to_string()),
        FormBox::new("Open again", row.reopened.to_string()).meaning("with the due days it had"),
        FormBox::new("Fee charged", row.fee.to_string()).meaning(row.fee_basis.as_str()),
        FormBox::new("Owed again by it", dollars(row.reopened + row.fee)).answer(),
    ]);
    let page = Page {
        title: format!("Return {}", row.number),
        sentence: sentence(&row),
        body: html!("{}{}", strip, stack([books, journal])).into_string(),
        side: tell(view, &row)?.into_string(),
        rail: "returns",
        ..Page::default()
    };
    Ok(page.into())
}

fn sentence(row: &ReturnRow) -> String {
    let code = match &*row.code {
        "" => String::new(),
        code => format!(" ({code})"),
    };
    let note = match &*row.note {
        "" => String::new(),
        note => format!(" {note}"),
    };
    let words = format!(
        "{}{code}, taken back by the bank on {}, recorded by {}.{note}",
        row.cause.title(),
        row.returned_on.short(),
        row.recorded_by_name
    );
    Html::text(words).into_string()
}

/// How the customer was told, and what is left to do about it.
fn tell(view: &mut View<'_, '_>, row: &ReturnRow) -> Result<Html, Refusal> {
    let told = match (row.notice_at, row.notice_how) {
        (Some(at), Some(NoticeHow::Mail)) => {
            format!("Sent to {} on {}.", row.notice_to, at.day_in(&view.me.zone).short())
        }
        (Some(at), _) => format!("Printed on {}.", at.day_in(&view.me.zone).short()),
        (None, _) => String::from("Nobody was told yet."),
    };
    let here = format!("/returns/{}", row.id);
    let own = hidden("return", &row.id.to_string());
    let mut sheet = Sheet::new("The letter").body(Html::text(told));
    sheet = sheet.body(link("Look at it as a PDF", &format!("{here}/notice")));
    if view.me.may(RECORD) {
        let email = find_bill_to(view.reader, view.me.branch.id, row.customer)?;
        let email = email.map(|to| to.email).unwrap_or_default();
        let form = CommandForm::of(view, "returns.send_notice", &here, &here);
        let to = form.field(Field::email("to", "To").wide().value(&email));
        sheet = sheet.body(form.html(html!("{}{}", own, to), [Button::secondary("Mail it")]));
        let form = CommandForm::of(view, "returns.print_notice", &here, &here);
        sheet = sheet.body(form.html(own, [Button::secondary("It is printed")]));
    }
    Ok(sheet.html())
}

/// `/returns/{id}/notice`: the letter as a PDF.
fn notice(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let (branch, today) = (view.branch(), view.today);
    let row = records::require(view.reader, branch, view.path.id("id", "return")?)?;
    let on = row.notice_at.map_or(today, |at| at.day_in(&view.me.zone));
    let facts = letter::letter(view.reader, branch, &row, on)?.facts;
    let bytes = view.office.press().print("letter", &facts)?;
    let name = format!("returned-payment-{}.pdf", row.number);
    Ok(Answer::File { name, media_type: "application/pdf", bytes })
}

fn in_the_books(view: &mut View<'_, '_>, id: Id<noun::Return>) -> Result<Html, Refusal> {
    let branch = view.branch();
    let mut table = Table::ledger("In the books")
        .density(Density::Proof)
        .column(Column::id("Account"))
        .column(Column::name("Name").wide())
        .column(Column::money("Debit"))
        .column(Column::money("Credit"));
    for entry in list_entries_of(view.reader, branch, noun::Return::NAME, id.get())? {
        table = table.row(Row::group(&entry.memo, &format!(" {}", entry.day.short())));
        for line in list_lines(view.reader, branch, entry.id)? {
            let (debit, credit) = match line.amount.is_negative() {
                true => (Cell::Blank, Cell::from(-line.amount)),
                false => (Cell::from(line.amount), Cell::Blank),
            };
            let cells = [Cell::from(line.account.0), Cell::from(line.account_name), debit, credit];
            table = table.row(Row::new(cells).href(format!("/entries/{}", entry.id)));
        }
    }
    Ok(Sheet::new("In the books").flush(table.html()).html())
}

#[cfg(test)]
mod tests {
    use crate::returns::{Fee, RecordReturn, ReturnCause};
    use crate::testing::{Desktop, check};
    use books::testing::{answer_at, page_at};
    use office::Answer;

    #[test]
    fn recording_names_the_most_the_state_allows() {
        let desk = Desktop::new();
        desk.charge(desk.rivera, "A", "2026-02-14", 20_332);
        let posted = desk.post(desk.rivera, check("1042"), 25_000);
        desk.close(posted.deposit.unwrap());
        let payment = posted.payment;
        let page = page_at(&desk, &format!("/returns/new?payment={payment}")).unwrap();
        for part in ["30.00, the most FL allows", "12.00", "/do/returns.record", "fee[waived][why]"]
        {
            assert!(page.body.contains(part), "{part} is missing in {}", page.body);
        }
        assert!(page.sentence.contains("Check 1042 of 250.00 from Marisol Rivera"));
        let record = RecordReturn {
            payment,
            cause: ReturnCause::Funds,
            code: "R01".into(),
            returned_on: None,
            bank_fee_cents: None,
            fee: Fee::Standard,
            note: String::new(),
        };
        let returned = desk.run(record).unwrap().returned;
        let page = page_at(&desk, &format!("/returns/{returned}")).unwrap();
        for part in ["203.32", "$233.32", "4210", "6210", "Record a returned payment"] {
            assert!(page.body.contains(part), "{part} is missing in {}", page.body);
        }
        let life = page_at(&desk, &format!("/payments/{payment}")).unwrap();
        assert!(life.body.contains(&format!("/returns/{returned}")));
        let nothing = answer_at(&desk, "/returns/new").unwrap();
        assert!(matches!(nothing, Answer::Redirect(_)));
    }
}
