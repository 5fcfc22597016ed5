//! `/bank-lines/match`: the lines that wait on the left, what one of them may be on the right,
//! with the difference down to zero. Enter accepts and goes on to the next.

use super::account_choices;
use super::returned::returned;
use crate::bank_accounts::records::list_bank_accounts;
use crate::bank_accounts::{BankAccountRow, find_bank_account};
use crate::bank_lines::match_by_rules::{pairings_of, rule_of};
use crate::bank_lines::records::{self, BookRow, LineRow, UnsettledRow};
use crate::bank_lines::rules::payout_of;
use crate::bank_lines::words::BankKind;
use crate::bank_lines::{MATCH, MatchByRules, MatchLines};
use crate::words::Tender;
use books::accounts::{BANK_CHARGES, OPERATING};
use office::{Answer, Command, Page, Refusal, View};
use ui::prelude::*;
use values::{Day, Id, Money, noun};

/// How many lines and candidates are shown at a time.
const LINES: usize = 60;
const CANDIDATES: usize = 20;

/// The form the boxes on both sides belong to.
const FORM: &str = "bank_lines-match";

/// The page.
pub(in crate::bank_lines) fn show_match(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let Some(account) = asked_account(view)? else {
        let open = Button::primary("Open a bank account").href("/bank-accounts/new");
        let words = "Lines come with the statements of a bank account.";
        let body = empty_page("There is no bank account yet", words, Some(open), None);
        return Ok(page(String::new(), body));
    };
    let branch = view.branch();
    let lines = records::list_open_lines(view.reader, branch, account.id)?;
    let asked = view.filled.get("line").or(view.query.get("line"));
    let asked = asked.and_then(|text| text.parse().ok()).map(Id::<noun::BankLine>::new);
    let place = lines.iter().position(|line| Some(line.id) == asked).unwrap_or(0);
    let Some(line) = lines.get(place) else {
        let see = Button::primary("See the account").href(format!("/bank-accounts/{}", account.id));
        let words = "Every line of the bank is in the books.";
        let body = empty_page("Nothing waits", words, Some(see), None);
        return Ok(page(format!("{} is matched line by line.", account.name), body));
    };
    let books = records::list_open_books(view.reader, branch, &account)?;
    let guess = Guess::of(view, &account, line, place, &lines, &books)?;
    let left = waiting(&account, &lines, place, &guess);
    let right = stack([
        one_line(&account, &lines, place),
        candidates(view, &account, line, &guess)?,
        returned(view, line)?,
    ]);
    let by_rules = by_rules(view, &account);
    let sentence = Html::text(format!(
        "{}: {} wait.",
        account.name,
        counted(u64::try_from(lines.len()).unwrap_or(0), "line", "lines")
    ));
    let body = columns(Columns::Halves, [stack([left, by_rules]), right]);
    Ok(page(sentence.into_string(), body))
}

fn page(sentence: String, body: Html) -> Answer {
    Answer::from(Page {
        title: "Match the bank's lines".into(),
        sentence,
        body: body.into_string(),
        keys: vec![("Enter", "match, next"), ("N", "next line"), ("P", "line before")],
        rail: "bank_lines",
        ..Page::default()
    })
}

/// The account asked for, or the first that is open.
fn asked_account(view: &mut View<'_, '_>) -> Result<Option<BankAccountRow>, Refusal> {
    let branch = view.branch();
    if let Ok(id) = view.query.text("account").parse::<i64>() {
        return Ok(find_bank_account(view.reader, branch, Id::new(id))?);
    }
    let all = list_bank_accounts(view.reader, branch)?;
    Ok(all.into_iter().find(|account| account.closed_at.is_none()))
}

/// What a line is likely to be: what is ticked when the page opens.
struct Guess {
    /// Other lines of the bank that belong to it.
    lines: Vec<Id<noun::BankLine>>,
    /// Candidates among the books, the likeliest first; ticked or not.
    books: Vec<(BookRow, Ticked)>,
    /// Payments a payout may cover; ticked or not.
    payments: Vec<(UnsettledRow, Ticked)>,
    /// Where it is posted when nothing in the books is it.
    rest: Option<(i64, String)>,
    why: &'static str,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Ticked {
    Yes,
    No,
}

impl Guess {
    fn of(
        view: &mut View<'_, '_>,
        account: &BankAccountRow,
        line: &LineRow,
        place: usize,
        lines: &[LineRow],
        books: &[BookRow],
    ) -> Result<Guess, Refusal> {
        let branch = view.branch();
        let pairing = pairings_of(lines, books).into_iter().find(|one| one.lines.contains(&place));
        let mut guess = Guess {
            lines: Vec::new(),
            books: nearest(line, books),
            payments: Vec::new(),
            rest: None,
            why: "Nothing in the books is surely it. Choose.",
        };
        if account.account == OPERATING && line.amount.is_positive() {
            let unsettled = records::list_unsettled(view.reader, branch, line.posted_on)?;
            guess.payments = unsettled.into_iter().map(|one| (one, Ticked::No)).collect();
        }
        if let Some(pairing) = pairing {
            let others = pairing.lines.iter().filter(|other| **other != place);
            guess.lines = others.map(|other| lines[*other].id).collect();
            for book in pairing.books {
                guess.books.retain(|(known, _)| known.line != books[book].line);
                guess.books.insert(0, (books[book].clone(), Ticked::Yes));
            }
            guess.why = pairing.why.title();
            return Ok(guess);
        }
        if let Some(rule) = rule_of(&records::list_rules(view.reader, branch)?, line) {
            guess.rest = Some((rule.account.0, rule.memo.clone()));
            guess.why = "A saved rule knows its words.";
            return Ok(guess);
        }
        if let Some((places, why)) = guess.paid_out(line) {
            for place in places {
                guess.payments[place].1 = Ticked::Yes;
            }
            guess.why = why;
        } else if let Some((_, ticked)) =
            guess.books.iter_mut().find(|(book, _)| book.amount == line.amount)
        {
            *ticked = Ticked::Yes;
            guess.why = "The nearest line of the same amount.";
        } else if line.kind == BankKind::Fee {
            guess.rest = Some((BANK_CHARGES.0, line.words.clone()));
            guess.why = "The bank says that it is a fee.";
        }
        Ok(guess)
    }

    /// The payments that a line pays out, and why. Only a card processor keeps a fee.
    fn paid_out(&self, line: &LineRow) -> Option<(Vec<usize>, &'static str)> {
        let whole = [
            (Tender::Ach, "ACH payments of these days."),
            (Tender::Lockbox, "The lockbox of these days."),
        ];
        let is_whole = |places: &Vec<usize>| {
            places.iter().map(|place| self.payments[*place].0.amount).sum::<Money>() == line.amount
        };
        let found = whole.into_iter().find_map(|(tender, why)| {
            let places = self.payout_by(tender, line)?;
            is_whole(&places).then_some((places, why))
        });
        found.or_else(|| {
            let places = self.payout_by(Tender::Card, line)?;
            Some((places, "Card payments of these days, less the processor's fee."))
        })
    }

    fn payout_by(&self, tender: Tender, line: &LineRow) -> Option<Vec<usize>> {
        let of_tender: Vec<usize> = (0..self.payments.len())
            .filter(|place| self.payments[*place].0.tender == tender)
            .collect();
        let days: Vec<(Day, i64)> = of_tender
            .iter()
            .map(|place| (self.payments[*place].0.day, self.payments[*place].0.amount.as_cents()))
            .collect();
        let places = payout_of(line.amount.as_cents(), line.posted_on, &days)?;
        Some(places.into_iter().map(|place| of_tender[place]).collect())
    }
}

/// The books' lines that are nearest in amount, then in days.
fn nearest(line: &LineRow, books: &[BookRow]) -> Vec<(BookRow, Ticked)> {
    let is_same_way = |book: &&BookRow| book.amount.is_negative() == line.amount.is_negative();
    let mut near: Vec<&BookRow> = books.iter().filter(is_same_way).collect();
    near.sort_by_key(|book| {
        let days = book.day.days_until(line.posted_on).abs();
        ((book.amount - line.amount).abs(), days)
    });
    near.truncate(CANDIDATES);
    near.into_iter().map(|book| (book.clone(), Ticked::No)).collect()
}

fn to_line(account: &BankAccountRow, line: &LineRow) -> String {
    format!("/bank-lines/match?account={}&line={}", account.id, line.id)
}

fn waiting(account: &BankAccountRow, lines: &[LineRow], place: usize, guess: &Guess) -> Html {
    let from = place.saturating_sub(LINES / 2);
    let rows = lines.iter().enumerate().skip(from).take(LINES).map(|(at, line)| {
        let with = match at == place {
            true => Html::empty(),
            false => boxed(
                "lines",
                &line.id.to_string(),
                line.amount,
                if guess.lines.contains(&line.id) { Ticked::Yes } else { Ticked::No },
                "match this line with it",
            ),
        };
        let row = Row::new([
            Cell::from(with),
            Cell::from(line.posted_on),
            Cell::from(line.words.as_str()),
            Cell::from(line.amount),
        ])
        .href(to_line(account, line));
        if at == place { row.cursor() } else { row }
    });
    let table = Table::list("Lines that wait")
        .density(Density::Dense)
        .column(Column::text("With it"))
        .column(Column::day("Day"))
        .column(Column::name("The bank says").wide())
        .column(Column::money("Amount"))
        .rows(rows);
    let fact = match lines.len() > LINES {
        true => format!("{LINES} of {}", lines.len()),
        false => String::new(),
    };
    Sheet::new("The bank").fact(fact).flush(table.html()).html()
}

/// A box of the form, wherever on the page it stands; it carries its amount for the difference.
fn boxed(name: &str, value: &str, amount: Money, ticked: Ticked, label: &str) -> Html {
    let side = if name == "lines" { "bank" } else { "books" };
    let checked = if ticked == Ticked::Yes { " checked" } else { "" };
    html!(
        r#"<input class="db-check" type="checkbox" form="{form}" name="{name}" "#
        r#"value="{value}" data-cents="{cents}" data-side="{side}" "#
        r#"aria-label="{label}"{checked}>"#,
        form = FORM,
        name = name,
        value = value,
        cents = amount.as_cents().to_string(),
        side = side,
        label = label,
        checked = checked
    )
}

fn one_line(account: &BankAccountRow, lines: &[LineRow], place: usize) -> Html {
    let line = &lines[place];
    let number = match (line.check_number.as_str(), line.reference.as_str()) {
        ("", reference) => reference,
        (check, _) => check,
    };
    let mut go = Vec::new();
    if let Some(before) = place.checked_sub(1).and_then(|before| lines.get(before)) {
        go.push(Button::link("Line before").href(to_line(account, before)).key("P"));
    }
    if let Some(next) = lines.get(place + 1) {
        go.push(Button::link("Next line").href(to_line(account, next)).key("N"));
    }
    let mut boxes = vec![FormBox::new("Day", line.posted_on.short())];
    if line.kind != BankKind::Other {
        boxes.push(FormBox::new("What", line.kind.title()).meaning(line.code.as_str()));
    }
    if !number.is_empty() {
        boxes.push(FormBox::new("Number", number));
    }
    boxes.push(FormBox::new("Amount", dollars(line.amount)).answer());
    Sheet::new(line.words.as_str()).fact(buttons(go)).flush(form_boxes(boxes)).html()
}

fn candidates(
    view: &mut View<'_, '_>,
    account: &BankAccountRow,
    line: &LineRow,
    guess: &Guess,
) -> Result<Html, Refusal> {
    let choices = account_choices(view)?;
    let (here, next) =
        (to_line(account, line), format!("/bank-lines/match?account={}", account.id));
    let form = CommandForm::of(view, MatchLines::NAME, &here, &next);
    let (rest_account, rest_memo) = match &guess.rest {
        Some((account, memo)) => (account.to_string(), memo.clone()),
        None => (String::new(), String::new()),
    };
    let rest = field_row([
        form.field(
            Field::select("rest[account]", "Post a difference to", choices).value(rest_account),
        )
        .html(),
        form.field(Field::text("rest[memo]", "As").value(rest_memo)).html(),
    ]);
    let rest = html!(r#"<div class="db-sheet-body">{}</div>"#, rest);
    let content = html!(
        "{}{}{}{}{}{}",
        hidden("lines", &line.id.to_string()),
        hidden("line", &line.id.to_string()),
        in_the_books(&guess.books),
        payouts(&guess.payments),
        rest,
        difference(line, guess)
    );
    let accept = Button::primary("Match").on_enter();
    let body = form.html(content, [accept]);
    Ok(Sheet::new("In the books").fact(guess.why).flush(body).html())
}

fn in_the_books(books: &[(BookRow, Ticked)]) -> Html {
    if books.is_empty() {
        return html!(r#"<p class="db-sheet-body">{}</p>"#, "The books have no line that waits.");
    }
    let rows = books.iter().map(|(book, ticked)| {
        let id = book.line.to_string();
        Row::new([
            Cell::from(boxed("books", &id, book.amount, *ticked, &book.memo)),
            Cell::from(book.day),
            Cell::from(link(book.memo.as_str(), &format!("/entries/{}", book.entry))),
            Cell::from(book.amount),
        ])
    });
    Table::ledger("Lines of the books")
        .density(Density::Dense)
        .column(Column::text("It"))
        .column(Column::day("Day"))
        .column(Column::name("The books say").wide())
        .column(Column::money("Amount"))
        .rows(rows)
        .html()
}

/// Payments of a card day: what the bank's credit is short of them is the processor's fee.
fn payouts(payments: &[(UnsettledRow, Ticked)]) -> Html {
    if payments.is_empty() {
        return Html::empty();
    }
    let rows = payments.iter().map(|(one, ticked)| {
        let id = one.payment.to_string();
        Row::new([
            Cell::from(boxed("payments", &id, one.amount, *ticked, &one.number)),
            Cell::from(one.day),
            Cell::from(link(one.number.as_str(), &format!("/payments/{}", one.payment))),
            Cell::from(one.name.as_str()),
            Cell::from(one.tender.title()),
            Cell::from(one.amount),
        ])
    });
    Table::ledger("Payments not paid out yet")
        .density(Density::Dense)
        .column(Column::text("It"))
        .column(Column::day("Day"))
        .column(Column::id("Payment"))
        .column(Column::name("Of").wide())
        .column(Column::text("By"))
        .column(Column::money("Amount"))
        .rows(rows)
        .html()
}

/// Bank less books, which the script keeps as boxes are ticked.
fn difference(line: &LineRow, guess: &Guess) -> Html {
    let books = guess.books.iter().filter(|one| one.1 == Ticked::Yes).map(|one| one.0.amount);
    let paid = guess.payments.iter().filter(|one| one.1 == Ticked::Yes).map(|one| one.0.amount);
    let chosen: Money = books.chain(paid).sum();
    html!(
        r#"<p class="db-difference" data-db-difference="{form}" data-cents="{cents}">"#
        r#"{words} <output>{amount}</output></p>"#,
        form = FORM,
        cents = line.amount.as_cents().to_string(),
        words = "Bank less what is chosen",
        amount = (line.amount - chosen).to_string()
    )
}

fn by_rules(view: &View<'_, '_>, account: &BankAccountRow) -> Html {
    if !view.me.may(MATCH) {
        return Html::empty();
    }
    let here = format!("/bank-lines/match?account={}", account.id);
    let form = CommandForm::of(view, MatchByRules::NAME, &here, &here);
    let content = html!(
        "{}<p>{}</p>",
        hidden("bank_account", &account.id.to_string()),
        "Matches what can only be one thing, and posts what a saved rule knows."
    );
    let body = form.html(content, [Button::secondary("Match what the rules can")]);
    let fact = link("rules", "/bank-lines/rules?holds=on");
    Sheet::new("By themselves").fact(fact).body(body).html()
}
