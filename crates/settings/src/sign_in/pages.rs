//! The two forms for people who are not signed in yet.

use office::{Fields, Refusal};
use ui::Html;

/// The sign-in form.
pub fn sign_in_form(then: &str, wrong: Option<&str>, email: &str) -> Html {
    let notice = |words| ui::notice(ui::Meaning::Wrong, words, Html::empty());
    let summary = wrong.map_or_else(Html::empty, notice);
    let fields = [
        ui::Field::text("email", "E-mail address").value(email).autocomplete("username").html(),
        ui::Field::password("password", "Password").autocomplete("current-password").html(),
        ui::hidden("then", then),
    ];
    let form = ui::Form::post("/sign-in", "sign-in")
        .body(Html::join(fields))
        .body(ui::form_end([ui::Button::primary("Sign in")]));
    ui::Sheet::new("Sign in").body(summary).body(form.html()).html()
}

/// The set-up form of a new company.
pub fn set_up_form(token: &str, filled: &Fields, refusal: Option<&Refusal>) -> Html {
    let problems = match refusal {
        Some(Refusal::Invalid(problems)) => problems.clone(),
        _ => office::Problems::none(),
    };
    let field = |name: &'static str, label: &'static str, otherwise: &'static str| {
        let path = name.replace('[', ".").replace(']', "");
        let value = filled.get(name).unwrap_or(otherwise);
        ui::Field::text(name, label).value(value).error(problems.of(&path)).html()
    };
    let summary = match refusal {
        Some(Refusal::Invalid(problems)) => {
            ui::error_summary(problems.0.iter().map(|one| (&*one.field, &*one.words)))
        }
        Some(other) => ui::notice(ui::Meaning::Wrong, other.words(), Html::empty()),
        None => Html::empty(),
    };
    let password = ui::Field::password("password", "Password, 15 characters or more")
        .autocomplete("new-password")
        .error(problems.of("password"));
    let fields = [
        field("company", "Company", ""),
        field("branch[number]", "Branch number", "0001"),
        field("branch[name]", "Branch name", ""),
        field("branch[zone]", "Time zone", "America/New_York"),
        field("branch[line1]", "Street", ""),
        field("branch[city]", "City", ""),
        field("branch[state]", "State", ""),
        field("branch[zip]", "Zip", ""),
        field("branch[phone]", "Telephone", ""),
        field("branch[email]", "E-mail address of the office", ""),
        field("person[name]", "Your name", ""),
        field("person[email]", "Your e-mail address", ""),
        password.html(),
    ];
    let form = ui::Form::post(&format!("/set-up/{token}"), "set-up")
        .body(Html::join(fields))
        .body(ui::form_end([ui::Button::primary("Open the office")]));
    ui::Sheet::new("Your company").body(summary).body(form.html()).html()
}
