//! A refused form, the keying of a tape, an empty page and a page for a stranger.

use ui::prelude::*;
use ui::tape::tape_entry;
use values::{Day, Money};

const PROBLEMS: [(&str, &str); 2] =
    [("amount", "Enter an amount such as 127.33."), ("by", "Choose a day from today on.")];

pub fn page() -> Frame {
    let keyed = [Money::cents(12733), Money::cents(24000)];
    let tape = Form::post("#", "tape").body(tape_entry("tape", "Amounts", &keyed));
    let not_saved = status(Meaning::Watch, "not saved");
    let sheets = [
        Sheet::new("His promise").fact(not_saved).body(promise()),
        Sheet::new("Key the tape").body(tape),
    ];
    Frame {
        sentence: "A refused form keeps what was typed and says on top what to mend.".into(),
        has_errors: true,
        body: Html::join([error_summary(PROBLEMS), columns(Columns::Halves, sheets)]),
        ..crate::cedar("Forms", "3:28 pm", 4)
    }
}

fn promise() -> Form {
    let amount = Field::money("amount", "Amount").value("two").error(Some(PROBLEMS[0].1));
    let by = Field::day("by", "By").on(Day::ymd(2026, 2, 27)).error(Some(PROBLEMS[1].1));
    let how = Field::select("how", "How", [("check", "Check by mail"), ("link", "Card by link")]);
    let phone =
        Field::phone("phone", "Telephone").value("(352) 555-0178").hint("He answers after 3.");
    let outcomes = [("1", "Talked, promise"), ("2", "Left a voicemail"), ("3", "No answer")];
    Form::post("#", "promise")
        .once("77")
        .draft("promise-10061")
        .body(field_row([amount, by]))
        .body(field_row([how, phone]))
        .body(Field::choice("outcome", "What happened", outcomes).value("1"))
        .body(Field::pick("customer", "Account, name or invoice", "/pick", "").wide())
        .body(Field::textarea("note", "His words").wide().hint("As he said them."))
        .body(Field::number("days", "Wait").value(3).unit("days"))
        .body(Field::checkbox("letter", "Confirm by letter").ticked())
        .body(form_end([
            Button::primary("Save the promise").key("Alt S"),
            Button::secondary("Save, next account").key("Ctrl Enter").name_value("then", "new"),
        ]))
}

pub fn empty() -> Frame {
    let body = empty_page(
        "Deposits will stand here",
        "Each day’s money, counted by one person and verified by another, with its slip.",
        Some(Button::primary("Open today’s deposit").href("#")),
        Some("#"),
    );
    Frame { body, ..crate::cedar("Deposits", "8:02 am", 0) }
}

pub fn stranger() -> Frame {
    let form = Form::post("/sign-in", "sign-in")
        .body(Field::email("email", "E-mail").wide().required())
        .body(Field::password("password", "Password").wide().autocomplete("current-password"))
        .body(form_end([Button::primary("Sign in")]));
    Frame {
        title: "Sign in".to_owned(),
        sentence: "Cedar Pest Control, branch 0412.".into(),
        body: Sheet::bare().body(form).html(),
        ..Frame::default()
    }
}
