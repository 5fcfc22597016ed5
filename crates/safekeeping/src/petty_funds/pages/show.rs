//! One fund: paying out of it, the slips that wait, and bringing it back to its imprest.

use super::records::{self, FundRow, SlipRow};
use crate::petty_funds::records::CountRow;
use crate::petty_funds::{KEEP, PAY, REPLENISH, rules};
use books::accounts::{AccountKind, records::list_accounts};
use money::deposits::rules::off_words;
use office::{Answer, Page, Refusal, View};
use settings::preferences;
use ui::prelude::*;
use values::{Id, Money, noun};

/// Whether a slip's row offers to void it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Rows {
    Read,
    Void,
}

pub(super) fn show(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let (branch, id): (_, Id<noun::PettyFund>) = (view.branch(), view.path.id("id", "fund")?);
    let fund =
        records::find_fund(view.reader, branch, id)?.ok_or(Refusal::NotFound { what: "fund" })?;
    let count = records::find_count(view.reader, branch, id)?;
    let is_ready = count.as_ref().is_some_and(|count| count.moves == fund.moves);
    let history = history(view, &fund)?;
    let journal = journal(view, id)?;
    let mut main = Vec::new();
    let mut side = Vec::new();
    if !fund.is_closed {
        main.push(waiting(view, &fund, Rows::Void)?);
        if view.me.may(PAY) {
            main.push(pay_sheet(view, &fund, is_ready)?);
        }
        side.push(replenish_sheet(view, &fund, count.as_ref().filter(|_| is_ready))?);
    }
    main.extend([history, journal]);
    let mut actions = Vec::new();
    if view.me.may(KEEP) && !fund.is_closed {
        let href = format!("/petty-funds/{id}/change");
        actions.push(Button::secondary("Change or close it").href(href));
    }
    if view.me.may(PAY) && !fund.is_closed {
        let href = format!("/petty-funds/{id}/count");
        actions.push(Button::secondary("Count it").href(href).key("C"));
    }
    let body = match side.is_empty() {
        true => stack(main),
        false => columns(Columns::MainSide, [stack(main), stack(side)]),
    };
    Ok(Answer::from(Page {
        title: fund.name.clone(),
        sentence: sentence(&fund),
        body: html!("{}{}", strip(&fund, count.as_ref()), body).into_string(),
        actions: buttons(actions).into_string(),
        keys: vec![("Alt S", "pay the slip"), ("C", "count it")],
        rail: "petty_funds",
        ..Page::default()
    }))
}

fn sentence(fund: &FundRow) -> String {
    let now = match (fund.is_closed, fund.is_low(), fund.slip_count) {
        (true, ..) => String::from("closed; its cash went to the bank."),
        (_, true, _) => {
            format!("low: {} is left. Count it, then have it replenished.", fund.cash())
        }
        (_, _, 0) => String::from("whole: no slip waits."),
        (_, _, 1) => String::from("in order; one slip waits to be replenished."),
        (_, _, many) => format!("in order; {many} slips wait to be replenished."),
    };
    Html::text(format!("The fund that {} keeps is {now}", fund.custodian_name)).into_string()
}

fn strip(fund: &FundRow, count: Option<&CountRow>) -> Html {
    let counted = match count {
        None => FormBox::new("Counted", "").meaning("never yet"),
        Some(count) => {
            let off = match count.over_short() {
                Money::ZERO => String::from("it agreed"),
                off => off_words(off),
            };
            let day = fund.counted_on.map_or_else(String::new, |day| day.short());
            FormBox::new("Counted", day).meaning(format!("{off}, by {}", count.counted_by_name))
        }
    };
    form_strip([
        FormBox::new("Kept by", &*fund.custodian_name)
            .meaning(format!("since {}", fund.opened_on.us())),
        FormBox::new("Imprest", dollars(fund.imprest)),
        FormBox::new("Slips that wait", dollars(fund.slips))
            .meaning(counted_slips(fund.slip_count)),
        counted,
        FormBox::new("Should hold", dollars(fund.cash())).answer(),
    ])
}

fn counted_slips(count: i64) -> String {
    counted(u64::try_from(count).unwrap_or(0), "slip", "slips")
}

/// The slips that wait, with their sum and what the fund should hold beneath.
pub(super) fn waiting(
    view: &mut View<'_, '_>,
    fund: &FundRow,
    rows: Rows,
) -> Result<Html, Refusal> {
    let branch = view.branch();
    let slips = records::list_waiting(view.reader, branch, fund.id)?;
    let all = format!("/petty-funds/slips?petty_fund={}", fund.id);
    let heading = match rows {
        Rows::Void => String::from("Slips that wait"),
        Rows::Read => format!("{}, slips that wait", fund.name),
    };
    let sheet = Sheet::new(heading).fact(link("all slips", &all));
    if slips.is_empty() {
        let words = format!("None. The fund holds its {}.", fund.imprest);
        return Ok(sheet.body(quiet(words)).html());
    }
    let may_void = rows == Rows::Void && view.me.may(PAY);
    let lines = slips.into_iter().map(|slip| {
        let href = format!("/petty-funds/slips/{}", slip.id);
        let row = Row::new([
            Cell::from(slip.paid_on),
            Cell::from(slip.paid_to.as_str()),
            Cell::from(slip.purpose.as_str()),
            Cell::from(slip.account_name.as_str()),
            Cell::from(receipt(&slip)),
            Cell::from(slip.amount),
        ])
        .href(&*href);
        match may_void {
            true => row.action(Button::link("Void").href(href)),
            false => row,
        }
    });
    let mut sum = vec![Cell::Span(5, counted_slips(fund.slip_count).into()), fund.slips.into()];
    let mut holds = vec![Cell::Span(5, "Should hold".into()), Cell::Total(fund.cash())];
    let mut table = Table::list("Slips that wait")
        .column(Column::day("Day"))
        .column(Column::name("Paid to"))
        .column(Column::text("What for").wide())
        .column(Column::text("Account"))
        .column(Column::text("Receipt"))
        .column(Column::money("Amount"));
    if may_void {
        table = table.column(Column::action());
        sum.push(Cell::from(""));
        holds.push(Cell::from(""));
    }
    let table = table.rows(lines).row(Row::sum(sum)).row(Row::sum(holds));
    Ok(sheet.flush(table.html()).html())
}

fn receipt(slip: &SlipRow) -> Html {
    match slip.receipt.is_empty() {
        true => quiet(format!("None: {}", slip.no_receipt_reason)),
        false => Html::text(&slip.receipt),
    }
}

fn pay_sheet(view: &mut View<'_, '_>, fund: &FundRow, is_ready: bool) -> Result<Html, Refusal> {
    let branch = view.branch();
    let limit = preferences::money(view.reader, branch, "petty_slip_limit_cents")?;
    let chart = list_accounts(view.reader)?;
    let expenses = chart
        .into_iter()
        .filter(|row| row.kind == AccountKind::Expense)
        .map(|row| (row.account.0.to_string(), format!("{} {}", row.account.0, row.name)));
    let here = format!("/petty-funds/{}", fund.id);
    let form = CommandForm::of(view, "petty_funds.pay_slip", &here, &here);
    let most = limit.min(fund.cash());
    let content = html!(
        "{}{}{}{}",
        hidden("petty_fund", &fund.id.to_string()),
        field_row([
            form.field(
                Field::money("amount_cents", "Amount").hint(format!("{most} at most")).required()
            ),
            form.field(Field::text("paid_to", "Paid to").required()),
            form.field(Field::day("paid_on", "Day").on(view.today)),
        ]),
        field_row([
            form.field(Field::text("purpose", "What for").required()),
            form.field(Field::select("account", "Account", expenses).value("6100")),
        ]),
        field_row([
            form.field(Field::text("receipt", "Receipt").hint("Its number, or what it is of")),
            form.field(Field::text("no_receipt_reason", "Or why there is none")),
        ])
    );
    let pay = match is_ready {
        true => Button::secondary("Pay the slip"),
        false => Button::primary("Pay the slip"),
    };
    Ok(Sheet::new("Pay a slip").body(form.html(content, [pay.key("Alt S")])).html())
}

/// What comes back, by account, and who may sign for it.
fn replenish_sheet(
    view: &mut View<'_, '_>,
    fund: &FundRow,
    count: Option<&CountRow>,
) -> Result<Html, Refusal> {
    let branch = view.branch();
    let by_account = records::sum_by_account(view.reader, branch, fund.id)?;
    let off = count.map_or(Money::ZERO, CountRow::over_short);
    let mut lines: Vec<(String, Html)> = by_account
        .into_iter()
        .map(|(account, name, amount)| (format!("{} {name}", account.0), money(amount)))
        .collect();
    if !off.is_zero() {
        lines.push((String::from("6310 Cash over and short"), money(-off)));
    }
    let back = rules::to_replenish(fund.slips, off);
    let sum = match lines.is_empty() {
        true => quiet("Nothing waits."),
        false => pairs_with_sum(lines, ("Out of the bank", grand_total(back))),
    };
    let what = replenish_form(view, fund, count);
    Ok(Sheet::new("Replenish").body(html!("{}{}", sum, what)).html())
}

fn replenish_form(view: &View<'_, '_>, fund: &FundRow, count: Option<&CountRow>) -> Html {
    let here = format!("/petty-funds/{}", fund.id);
    let Some(count) = count else {
        let words = "It is counted first, so that cash and slips come to the imprest.";
        return html!("<p>{}</p>{}", words, Button::not_yet("Count the fund").wide().html());
    };
    let off = count.over_short();
    if fund.slip_count == 0 && off.is_zero() {
        return html!("<p>{}</p>", "Counted, and whole.");
    }
    if !view.me.may(REPLENISH) {
        let words =
            format!("Counted by {}. The office manager replenishes it.", count.counted_by_name);
        return html!("<p>{}</p>", words);
    }
    if fund.custodian == view.me.staff.id && !view.me.branch.small_office {
        let words = "You keep this fund.";
        let wait = Button::not_yet("A second person replenishes it").wide();
        return html!("<p>{}</p>{}", words, wait.html());
    }
    let form = CommandForm::of(view, "petty_funds.replenish", &here, &here);
    let why = (!off.is_zero()).then(|| {
        let label = format!("Why it is {}", off_words(off));
        form.field(Field::text("reason", label).wide().required()).html()
    });
    let content = html!("{}{}", hidden("petty_fund", &fund.id.to_string()), why);
    form.html(content, [Button::primary("Replenish it").wide()])
}

fn history(view: &mut View<'_, '_>, fund: &FundRow) -> Result<Html, Refusal> {
    let branch = view.branch();
    let past = records::list_replenishments(view.reader, branch, fund.id)?;
    let sheet = Sheet::new("Replenished before");
    if past.is_empty() {
        return Ok(sheet.body(quiet("Not yet.")).html());
    }
    let rows = past.into_iter().map(|one| {
        Row::new([
            Cell::from(one.day),
            Cell::from(one.who_name.as_str()),
            Cell::from(one.slips),
            Cell::from(one.over_short),
            Cell::from(one.amount),
        ])
        .href(format!("/entries/{}", one.entry))
        .action(Button::link("Entry").href(format!("/entries/{}", one.entry)))
    });
    let table = Table::list("Replenished before")
        .column(Column::day("Day"))
        .column(Column::name("By").wide())
        .column(Column::money("Slips"))
        .column(Column::money("Over or short"))
        .column(Column::money("Out of the bank"))
        .column(Column::action())
        .rows(rows);
    Ok(sheet.flush(table.html()).html())
}

/// One slip, and the way to void it while it waits.
pub(super) fn slip(view: &mut View<'_, '_>, slip: &SlipRow) -> Result<Answer, Refusal> {
    let branch = view.branch();
    let fund = records::find_fund(view.reader, branch, slip.fund)?
        .ok_or(Refusal::NotFound { what: "fund" })?;
    let to_fund = format!("/petty-funds/{}", fund.id);
    let now = match (slip.is_voided, slip.replenishment) {
        (true, _) => "It is void.",
        (_, Some(_)) => "It was replenished and stands in the books.",
        _ => "It waits to be replenished.",
    };
    let strip = form_strip([
        FormBox::new("Paid to", &*slip.paid_to).meaning(slip.paid_on.us()),
        FormBox::new("Out of", link(&*fund.name, &to_fund)),
        FormBox::new("Stands on", &*slip.account_name).meaning(slip.account.0.to_string()),
        FormBox::new("Receipt", receipt(slip)),
        FormBox::new("Amount", dollars(slip.amount)).answer(),
    ]);
    let what = Sheet::new("What for").body(Html::text(&slip.purpose)).html();
    let waits = !slip.is_voided && slip.replenishment.is_none();
    let body = match waits && view.me.may(PAY) {
        false => what,
        true => {
            let here = format!("/petty-funds/slips/{}", slip.id);
            let form = CommandForm::of(view, "petty_funds.void_slip", &here, &to_fund);
            let content = html!(
                "{}{}{}",
                hidden("petty_fund", &fund.id.to_string()),
                hidden("petty_slip", &slip.id.to_string()),
                form.field(Field::text("reason", "Why").wide().required()).html()
            );
            let void = form.html(content, [Button::secondary("Void the slip")]);
            let words = "<p>The cash is back in the fund.</p>";
            let sheet = Sheet::new("Void it").body(html!("{}{}", Html::trusted(words), void));
            columns(Columns::MainSide, [what, sheet.html()])
        }
    };
    Ok(Answer::from(Page {
        title: format!("Slip {}", slip.number),
        sentence: now.into(),
        body: html!("{}{}", strip, body).into_string(),
        rail: "petty_funds",
        ..Page::default()
    }))
}
