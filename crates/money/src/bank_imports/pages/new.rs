//! A statement on its way in: it is sent, then its lines are shown with what is new, what is
//! known and what is wrong, and only then taken.

use crate::bank_accounts::records::list_bank_accounts;
use crate::bank_accounts::{BankAccountRow, find_bank_account};
use crate::bank_imports::columns::{BankColumn, BankDates, BankMeaning, BankSign, mapping_of};
use crate::bank_imports::look::{Look, look};
use crate::bank_imports::read_file::bytes_of;
use crate::bank_imports::{StartBankImport, TAKE, records};
use formats::problems::{Consequence, Problem};
use formats::statements::Mapping;
use office::{Answer, Command, Page, Refusal, View};
use ui::prelude::*;
use values::{Id, Money};

/// How many new lines are shown before they are taken.
const SHOWN: usize = 12;

/// `/bank-imports/new`: send a file, or, once it is there, what would come of it.
pub(in crate::bank_imports) fn show_new(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    view.need(TAKE)?;
    let sent = Sent::of(view);
    let branch = view.branch();
    let account = match sent.account {
        Some(id) => find_bank_account(view.reader, branch, Id::new(id))?,
        None => None,
    };
    let Some(account) = account.filter(|_| !sent.file.is_empty()) else {
        return send_page(view, &sent);
    };
    let mapping = sent.mapping(view)?;
    let bytes = bytes_of(view.office, &sent.file)?;
    let seen = look(view.reader, branch, &account, &bytes, mapping.as_ref())?;
    let mut sheets = Vec::new();
    if let Some(why) = &seen.refused {
        let words = "Nothing of this file can be taken.";
        sheets.push(notice(Meaning::Wrong, html!("{} {}", words, why.as_str()), Html::empty()));
    }
    sheets.push(counts(&seen, &account));
    sheets.push(take_form(view, &sent, &account, &seen));
    if !seen.problems.is_empty() {
        sheets.push(problems(&seen.problems));
    }
    if !seen.new.is_empty() {
        sheets.push(lines(&seen));
    }
    let words = "Nothing is taken yet.";
    Ok(page(html!("{} for {}. {}", strong(&sent.name), account.name.as_str(), words), sheets))
}

fn page(sentence: Html, sheets: Vec<Html>) -> Answer {
    Answer::from(Page {
        title: "Take in a statement".into(),
        sentence: sentence.into_string(),
        body: stack(sheets).into_string(),
        keys: vec![("Alt S", "take the lines")],
        rail: "bank_imports",
        ..Page::default()
    })
}

fn send_page(view: &mut View<'_, '_>, sent: &Sent) -> Result<Answer, Refusal> {
    let branch = view.branch();
    let accounts = list_bank_accounts(view.reader, branch)?;
    let accounts: Vec<_> = accounts
        .into_iter()
        .filter(|account| account.closed_at.is_none())
        .map(|account| (account.id.to_string(), format!("{} {}", account.name, account.last4)))
        .collect();
    if accounts.is_empty() {
        let open = Button::primary("Open a bank account").href("/bank-accounts/new");
        let words = "Say first which account of the bank it is, and what it is in the books.";
        let body = empty_page("There is no bank account yet", words, Some(open), None);
        return Ok(page(Html::empty(), vec![body]));
    }
    let profiles = records::list_profiles(view.reader, branch)?;
    let file = Field::file("file", "File")
        .hint("BAI2, OFX, QFX, or the CSV of the bank's website.")
        .required();
    let account = sent.account.map_or_else(String::new, |id| id.to_string());
    let mut fields =
        vec![file, Field::select("account", "Of the account", accounts).value(account)];
    if !profiles.is_empty() {
        let none = [(String::new(), String::from("By the names of its columns"))];
        let saved = profiles.into_iter().map(|one| (one.name.clone(), one.name));
        let choices: Vec<_> = none.into_iter().chain(saved).collect();
        fields.push(Field::select("profile", "Its columns mean", choices));
    }
    let form = Form::post("/bank-imports/file", "send-file")
        .with_files()
        .body(field_row(fields))
        .body(form_end([Button::primary("Send the file")]));
    let sheet = Sheet::new("The file").body(form.html()).html();
    let words = "You see what would come of it before anything is taken. The same file twice \
                 changes nothing, and one command takes a whole file back.";
    Ok(page(Html::text(words), vec![sheet]))
}

/// A file that was sent, as the address or the refused form names it.
struct Sent {
    file: String,
    name: String,
    account: Option<i64>,
    profile: String,
    columns: Vec<BankColumn>,
    dates: BankDates,
    sign: BankSign,
}

impl Sent {
    fn of(view: &View<'_, '_>) -> Sent {
        let text = |name: &str| match view.filled.get(name) {
            Some(filled) => filled.trim().to_owned(),
            None => view.query.text(name).to_owned(),
        };
        let mut columns = Vec::new();
        loop {
            let part = |part: &str| text(&format!("columns[{}][{part}]", columns.len()));
            let column = part("column");
            if column.is_empty() {
                break;
            }
            let meaning = BankMeaning::of_word(&part("meaning")).unwrap_or_default();
            columns.push(BankColumn { column, meaning });
        }
        let account = match text("bank_account") {
            id if id.is_empty() => text("account"),
            id => id,
        };
        Sent {
            file: text("file"),
            name: text("name"),
            account: account.parse().ok(),
            profile: text("profile"),
            columns,
            dates: BankDates::of_word(&text("dates")).unwrap_or_default(),
            sign: BankSign::of_word(&text("sign")).unwrap_or_default(),
        }
    }

    fn mapping(&self, view: &mut View<'_, '_>) -> Result<Option<Mapping>, Refusal> {
        let branch = view.branch();
        let said = mapping_of(&self.columns, self.dates, self.sign);
        match (said, self.profile.as_str()) {
            (None, name) if !name.is_empty() => {
                match records::find_profile(view.reader, branch, name)? {
                    Some(profile) => Ok(serde_json::from_str(&profile.mapping)?),
                    None => Ok(None),
                }
            }
            (said, _) => Ok(said),
        }
    }
}

fn counts(seen: &Look, account: &BankAccountRow) -> Html {
    let days = seen
        .days
        .map_or_else(String::new, |(first, last)| format!("{} to {}", first.short(), last.short()));
    let closing = seen.closing.map_or_else(String::new, |(amount, _)| amount.to_string());
    form_strip([
        FormBox::new("It is", seen.kind)
            .meaning(format!("{}, ends {}", account.bank, account.last4)),
        FormBox::new("New lines", seen.new.len().to_string()).meaning(days),
        FormBox::new("Known before", seen.known.to_string()).meaning("left as they are"),
        FormBox::new("Would wait", seen.held().to_string()).meaning("a person looks at them"),
        FormBox::new("Balance it says", closing),
        FormBox::new("New lines come to", dollars(seen.new_total())).answer(),
    ])
}

fn take_form(view: &View<'_, '_>, sent: &Sent, account: &BankAccountRow, seen: &Look) -> Html {
    let here = format!(
        "/bank-imports/new?{}",
        office::listing::join_query(&[
            ("file".into(), sent.file.clone()),
            ("name".into(), sent.name.clone()),
            ("account".into(), account.id.to_string()),
            ("profile".into(), sent.profile.clone()),
        ])
    );
    let form = CommandForm::of(view, StartBankImport::NAME, &here, "/bank-imports/{bank_import}");
    let hidden_fields = html!(
        "{}{}{}{}",
        hidden("file", &sent.file),
        hidden("name", &sent.name),
        hidden("bank_account", &account.id.to_string()),
        hidden("profile", &sent.profile)
    );
    let columns = seen.mapping.as_ref().map(|mapping| columns_table(&form, mapping));
    let title = if columns.is_some() { "What its columns mean" } else { "Take it" };
    let again = Button::secondary("Look again")
        .attribute("formaction", "/bank-imports/new")
        .attribute("formmethod", "get")
        .attribute("formnovalidate", "");
    let mut all = Vec::new();
    if seen.refused.is_none() {
        let words = match seen.new.len() {
            0 => String::from("Note that all of it is known"),
            1 => String::from("Take 1 line"),
            count => format!("Take {count} lines"),
        };
        all.push(Button::primary(words).key("Alt S"));
    }
    all.extend(columns.is_some().then_some(again));
    all.push(Button::secondary("Another file").href("/bank-imports/new"));
    let content = html!("{}{}", hidden_fields, columns.unwrap_or_else(Html::empty));
    Sheet::new(title).body(form.html(content, all)).html()
}

fn columns_table(form: &CommandForm, mapping: &Mapping) -> Html {
    let meanings: Vec<_> = BankMeaning::ALL.iter().map(|one| (one.word(), one.title())).collect();
    let rows = mapping.columns.iter().enumerate().map(|(place, one)| {
        let meaning = BankMeaning::of_reader(one.meaning).unwrap_or_default();
        let name = format!("columns[{place}][column]");
        let field = format!("columns[{place}][meaning]");
        let choice = Field::select(&field, one.column.as_str(), meanings.clone());
        Row::new([
            Cell::from(html!("{}{}", one.column.as_str(), hidden(&name, &one.column))),
            Cell::from(form.field(choice.value(meaning.word())).bare()),
        ])
    });
    let table = Table::ledger("What the columns mean")
        .density(Density::Dense)
        .column(Column::name("Column").roomy())
        .column(Column::field("Means"))
        .rows(rows);
    let dates = BankDates::of_reader(mapping.date_format).unwrap_or_default();
    let sign = BankSign::of_reader(mapping.amount_sign).unwrap_or_default();
    let row = field_row([
        form.field(
            Field::select("dates", "Days", BankDates::ALL.iter().map(|d| (d.word(), d.title())))
                .value(dates.word()),
        )
        .html(),
        form.field(
            Field::select("sign", "Amounts", BankSign::ALL.iter().map(|s| (s.word(), s.title())))
                .value(sign.word()),
        )
        .html(),
        form.field(Field::text("save_as", "Keep it for the next file as").hint("First Cedar CSV"))
            .html(),
    ]);
    html!("{}{}", table.html(), row)
}

fn problems(all: &[Problem]) -> Html {
    let rows = all.iter().map(|one| {
        let now = match one.consequence {
            Consequence::Noted => quiet("a remark"),
            Consequence::Held => status(Meaning::Watch, "would wait"),
            Consequence::Refused => status(Meaning::Wrong, "refuses the file"),
        };
        Row::new([
            Cell::from(one.line),
            Cell::from(one.field),
            Cell::from(one.says.as_str()),
            Cell::from(now),
        ])
    });
    let table = Table::ledger("What is wrong")
        .column(Column::number("Line"))
        .column(Column::text("Field"))
        .column(Column::name("What is wrong").wide())
        .column(Column::status("So"))
        .rows(rows);
    Sheet::new("To look at").flush(table.html()).html()
}

fn lines(seen: &Look) -> Html {
    let rows = seen.new.iter().take(SHOWN).map(|line| {
        Row::new([
            Cell::from(line.line),
            Cell::from(line.posted_on),
            Cell::from(line.text.as_str()),
            Cell::from(line.check_number.as_str()),
            Cell::from(Money::cents(line.amount_cents)),
        ])
    });
    let table = Table::ledger("New lines")
        .column(Column::number("Line"))
        .column(Column::day("Day"))
        .column(Column::name("The bank says").wide())
        .column(Column::number("Check no."))
        .column(Column::money("Amount"))
        .rows(rows);
    let fact = match seen.new.len().saturating_sub(SHOWN) {
        0 => String::new(),
        more => format!("the first {SHOWN}; {more} more follow"),
    };
    Sheet::new("New lines").fact(fact).flush(table.html()).html()
}
