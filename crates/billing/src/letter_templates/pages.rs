//! Letters on screen: the list, writing one, and one with what it says and to whom it goes.

use super::records::{self, LetterRow};
use super::starts::{self, STARTS};
use super::{KEEP, KeepLetterTemplate, READ, WriteLetters, gaps, listing, paper};
use front_desk::customers;
use office::{Answer, Command, Page, PageEntry, Refusal, View, page};
use std::io::Read;
use ui::prelude::*;
use values::{Id, noun};

/// The pages of this noun.
pub(super) const PAGES: &[PageEntry] = &[
    page("/letter-templates", READ, list),
    page("/letter-templates/new", KEEP, new),
    page("/letter-templates/{id}", READ, show),
    page("/letter-templates/{id}/pdf", READ, pdf),
];

fn list(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let mut page = match ui::list::page(view, &listing::LISTING)? {
        Answer::Page(page) => page,
        file => return Ok(file),
    };
    if view.me.may(KEEP) {
        page.body = html!("{}{}", Html::trusted(&page.body), begin()).into_string();
        let new = Button::primary("Write a letter").key("N").href("/letter-templates/new");
        page.actions = new.html().into_string();
    }
    page.rail = "letter_templates";
    Ok(Answer::Page(page))
}

/// What a letter may begin from.
fn begin() -> Html {
    let rows = STARTS.iter().map(|start| {
        let href = format!("/letter-templates/new?from={}", start.word);
        Row::new([Cell::from(start.name), Cell::from(start.whom())])
            .href(&*href)
            .action(Button::link("Begin from it").href(href))
    });
    let table = Table::list("Built-in texts")
        .column(Column::name("Text"))
        .column(Column::text("For").wide())
        .column(Column::action())
        .rows(rows);
    let form = Form::post("/letter-templates/file", "send-letter")
        .with_files()
        .body(Field::file("file", "A letter as a Word document (.docx)").html())
        .body(form_end([Button::secondary("Read it")]));
    let built_in = Sheet::new("Begin from a built-in text").flush(table.html()).html();
    let word = Sheet::new("Or from a Word file").body(form.html()).html();
    columns(Columns::MainSide, [built_in, word])
}

fn new(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let form = CommandForm::of(
        view,
        KeepLetterTemplate::NAME,
        "/letter-templates/new",
        "/letter-templates/{letter_template}",
    );
    let (name, subject, body) = begun(view)?;
    let content = html!(
        "{}{}",
        field_row([
            form.field(Field::text("name", "We call it").value(name).required().focused()),
            form.field(Field::text("subject", "About").value(subject).wide().required()),
        ]),
        form.field(Field::textarea("body", "What it says").lines(18).wide().value(body)).html()
    );
    let buttons = [
        Button::primary("Keep it").key("Alt S"),
        Button::secondary("Leave it").href("/letter-templates"),
    ];
    let known = gaps::GAPS.iter().map(|gap| (format!("{{{{{}}}}}", gap.word), gap.title));
    let side = stack([
        Sheet::new("Gaps that are filled").body(pairs(known)).html(),
        Sheet::new("How it is written").body(pairs(HOW)).html(),
    ]);
    let main = Sheet::new("The letter").body(form.html(content, buttons)).html();
    Ok(Answer::from(Page {
        title: "Write a letter".into(),
        sentence: "Her address, the greeting and your name stand on the sheet by themselves."
            .into(),
        body: columns(Columns::MainSide, [main, side]).into_string(),
        keys: vec![("Alt S", "keep it")],
        rail: "letter_templates",
        ..Page::default()
    }))
}

const HOW: [(&str, &str); 3] = [
    ("A blank line", "begins a paragraph"),
    ("- before a line", "makes it an item of a list"),
    ("** around words", "makes them bold"),
];

/// What the fields hold at first: a built-in text, a Word file's, another letter's, or nothing.
fn begun(view: &mut View<'_, '_>) -> Result<(String, String, String), Refusal> {
    if let Some(start) = starts::find(view.query.text("from")) {
        return Ok((start.name.into(), start.subject.into(), start.body.into()));
    }
    if let Ok(id) = Id::<noun::LetterTemplate>::parse(view.query.text("letter")) {
        let branch = view.branch();
        if let Some(row) = records::find_letter(view.reader, branch, id)? {
            return Ok((row.name, row.subject, row.body));
        }
    }
    let mark = view.query.text("file");
    if mark.is_empty() {
        return Ok(Default::default());
    }
    let mut bytes = Vec::new();
    let limit = formats::docx::LONGEST_FILE as u64 + 1;
    let file = view.office.shelf().open(mark)?;
    file.take(limit)
        .read_to_end(&mut bytes)
        .map_err(|error| Refusal::broken(format!("a letter on the shelf: {error}")))?;
    let body =
        formats::docx::read(&bytes).map_err(|error| Refusal::invalid("file", error.to_string()))?;
    let name = view.query.text("name").trim_end_matches(".docx").to_owned();
    Ok((name.clone(), name, body))
}

fn show(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let row = require(view)?;
    let here = format!("/letter-templates/{}", row.id);
    let text = Sheet::new("What it says").body(said(&row)).html();
    let journal = journal(view, row.id)?;
    let mut actions = Vec::new();
    let mut side = Vec::new();
    if row.withdrawn_at.is_none() && view.me.may(KEEP) {
        let edit = format!("/letter-templates/new?letter={}", row.id);
        actions.push(Button::secondary("Change it").href(edit));
        side = write(view, &row);
        let form = CommandForm::of(view, "letter_templates.withdraw", &here, "/letter-templates");
        let content = hidden("letter_template", &row.id.to_string());
        let withdraw = form.html(content, [Button::secondary("Withdraw it")]);
        side.push(Sheet::new("No longer used").body(withdraw).html());
    }
    let sentence = match row.withdrawn_at {
        Some(_) => String::from("It was withdrawn, or another took its place."),
        None => {
            format!("Kept {} by {}.", row.kept_at.day_in(&view.me.zone).short(), row.kept_by_name)
        }
    };
    let main = stack([text, journal]);
    let body = match side.is_empty() {
        true => main,
        false => columns(Columns::MainSide, [main, stack(side)]),
    };
    Ok(Answer::from(Page {
        title: row.name,
        sentence: Html::text(sentence).into_string(),
        body: body.into_string(),
        actions: buttons(actions).into_string(),
        rail: "letter_templates",
        ..Page::default()
    }))
}

fn require(view: &mut View<'_, '_>) -> Result<LetterRow, Refusal> {
    let (branch, id) = (view.branch(), view.path.id("id", "letter")?);
    records::find_letter(view.reader, branch, id)?.ok_or(Refusal::NotFound { what: "letter" })
}

/// The letter as it will be printed, its gaps still open.
fn said(row: &LetterRow) -> Html {
    let parts = gaps::parts(&row.body);
    let texts = |value: &serde_json::Value| value.as_array().cloned().unwrap_or_default();
    let drawn = parts.iter().map(|part| {
        let items = texts(&part["list"]);
        if !items.is_empty() {
            let items = items.iter().map(|item| html!("<li>{}</li>", words(item)));
            return html!("<ul>{}</ul>", Html::join(items));
        }
        let lines = texts(&part["lines"]);
        let lines = lines.iter().map(|line| {
            let runs = texts(line);
            let runs = runs.iter().map(|run| match run["bold"] == true {
                true => strong(words(&run["text"])),
                false => Html::text(words(&run["text"])),
            });
            html!("{}<br>", Html::join(runs))
        });
        html!("<p>{}</p>", Html::join(lines))
    });
    html!(
        "<p>{}</p><div class=\"db-prose\">{}</div>",
        strong(row.subject.as_str()),
        Html::join(drawn)
    )
}

fn words(value: &serde_json::Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// To whom it goes: those whose price changes, or one customer or all who are past due.
fn write(view: &View<'_, '_>, row: &LetterRow) -> Vec<Html> {
    let here = format!("/letter-templates/{}", row.id);
    let then = "/paper-batches/{paper_batch}";
    let form = CommandForm::of(view, WriteLetters::NAME, &here, then);
    let own = hidden("letter_template", &row.id.to_string());
    let print =
        |fields: Html, button: Button| form.html(html!("{}{}", own, fields), [button.wide()]);
    if gaps::speaks_of_price(&row.text()) {
        let (from, until) = (view.today, view.today.plus_days(60));
        let fields = field_row([
            form.field(Field::day("prices_from", "Prices that change from").on(from)),
            form.field(Field::day("prices_until", "Until").on(until)),
        ]);
        let words = "A letter for each agreement whose price changes, in one PDF.";
        let body = html!("<p>{}</p>{}", words, print(fields, Button::primary("Print the letters")));
        return vec![Sheet::new("To those whose price changes").body(body).html()];
    }
    let one = Field::pick("customer", "Customer", "/customers/pick", "");
    let one = print(form.field(one.wide()).html(), Button::secondary("Print it"));
    let many = Field::number("past_due_days", "Days past due, or more").value("30");
    let many = print(form.field(many).html(), Button::primary("Print the letters"));
    vec![
        Sheet::new("To one customer").body(one).html(),
        Sheet::new("To all who are past due").body(many).html(),
    ]
}

/// `/letter-templates/{id}/pdf?customer=`: the letter to one customer, to look at.
fn pdf(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let (branch, today) = (view.branch(), view.today);
    let row = require(view)?;
    let customer = Id::<noun::Customer>::parse(view.query.text("customer"))
        .map_err(|_| Refusal::NotFound { what: "customer" })?;
    customers::records::require(view.reader, branch, customer)?;
    let letter = paper::to_customer(view.reader, branch, (&row, today), customer)?;
    let bytes = view.office.press().print("letter", &letter.facts)?;
    let name = format!("letter-{}.pdf", row.id);
    Ok(Answer::File { name, media_type: "application/pdf", bytes })
}
