//! Entries that are wrong, at every door of the running program: the refusal names the field
//! or says the way out, and the books stay as they were.

use crate::program::{Answer, Program, Server};
use serde_json::{Value, json};

/// The demo branch, served, with its first person signed in.
struct Counter {
    program: Program,
    server: Server,
    cookie: String,
}

impl Counter {
    fn open() -> Counter {
        let program = Program::with_demo();
        let server = program.serve_demo();
        let cookie = server.sign_in();
        Counter { program, server, cookie }
    }

    fn list(&self, path: &str) -> Value {
        self.server.get(&format!("/api/v1/{path}"), &self.cookie).json()
    }

    fn post(&self, path: &str, once: &str, body: &Value) -> Answer {
        self.server.post(&format!("/api/v1/{path}"), &self.cookie, once, body)
    }

    /// Sends a command that is done.
    fn did(&self, path: &str, once: &str, body: &Value) -> Value {
        let answer = self.post(path, once, body);
        assert_eq!(answer.status, 200, "{path}: {answer:?}");
        answer.json()
    }

    /// Sends a command that is refused; the refusal's words.
    fn refused(&self, status: u16, path: &str, body: &Value) -> String {
        let before = self.list("payments")["total"].clone();
        let answer = self.post(path, &format!("refused {path} {body}"), body);
        assert_eq!(answer.status, status, "{path}: {answer:?}");
        assert_eq!(answer.header("content-type"), Some("application/problem+json"));
        assert_eq!(self.list("payments")["total"], before, "nothing was posted");
        let problem = answer.json();
        let told = problem["errors"].as_array().into_iter().flatten().map(Value::to_string);
        told.chain([problem["detail"].to_string()]).collect::<Vec<_>>().join(" ")
    }

    /// Somebody who has opened an account a moment ago.
    fn customer(&self, name: &str) -> i64 {
        let address = json!({
            "line1": format!("{} Mill Rd", 100 + name.len()), "city": "Ocala", "state": "FL",
            "zip": "34471",
        });
        let body = json!({"name": name, "bill_to": address});
        self.did("customers", name, &body)["customer"].as_i64().expect("a number")
    }

    /// Stops the server; the books are proved.
    fn close(self) {
        self.server.stop();
        self.program.verify();
    }
}

fn check(customer: i64, cents: i64, number: &str) -> Value {
    let method = json!({"check": {"number": number, "bank": "63-107"}});
    json!({"customer": customer, "amount_cents": cents, "method": method})
}

#[test]
fn money_for_an_account_that_has_ended_is_told_where_to_go() {
    let counter = Counter::open();
    let (kept, ended) = (counter.customer("Nora Quill"), counter.customer("N. Quill-Marsh"));
    let merge = json!({"into": kept, "reason": "The same person"});
    counter.did(&format!("customers/{ended}/merge"), "merge", &merge);
    let words = counter.refused(409, "payments", &check(ended, 1_000, "501"));
    let number = counter.list(&format!("customers/{kept}"))["number"].clone();
    assert!(words.contains(number.as_str().unwrap()), "it names the account: {words}");
    // Who is no longer served may still owe, and pay.
    let gone = counter.customer("Otto Gone");
    counter.did(&format!("customers/{gone}/deactivate"), "gone", &json!({"reason": "Moved"}));
    let paid = counter.did("payments", "otto", &check(gone, 1_000, "502"));
    assert_eq!(paid["unapplied_cents"], 1_000);
    let nobody = counter.refused(404, "payments", &check(987_654, 1_000, "503"));
    assert!(nobody.contains("no such customer"), "{nobody}");
    counter.close();
}

#[test]
fn the_same_key_is_the_same_payment_and_another_body_under_it_is_none() {
    let counter = Counter::open();
    let nora = counter.customer("Nora Quill");
    let first = counter.did("payments", "double", &check(nora, 1_000, "501"));
    let again = counter.did("payments", "double", &check(nora, 1_000, "501"));
    assert_eq!(first, again, "a double click gives the first receipt");
    let other = counter.post("payments", "double", &check(nora, 2_000, "501"));
    assert_eq!(other.status, 422, "{other:?}");
    assert!(other.body.contains("already saved with other entries"), "{other:?}");
    let twin = counter.refused(409, "payments", &check(nora, 1_000, "501"));
    assert!(twin.contains("was posted on") && twin.contains("say why"), "{twin}");
    let posted = counter.list(&format!("payments?customer={nora}"));
    assert_eq!((&posted["total"], &posted["sums"]["amount_cents"]), (&json!(1), &json!(1_000)));
    counter.close();
}

#[test]
fn a_form_that_was_opened_before_a_colleague_saved_is_not_written_over_hers() {
    let counter = Counter::open();
    let nora = counter.customer("Nora Quill");
    let edit = |name: &str| {
        let address = json!({"line1": "9 Fern Ln", "city": "Ocala", "state": "FL", "zip": "34471"});
        json!({"seen": 1, "name": name, "bill_to": address})
    };
    let path = format!("customers/{nora}/edit");
    counter.did(&path, "hers", &edit("Nora Quill-Ames"));
    let words = counter.refused(409, &path, &edit("Norah Quill"));
    assert!(words.contains("Dana Whitfield") && words.contains("changed"), "{words}");
    assert_eq!(counter.list(&format!("customers/{nora}"))["name"], "Nora Quill-Ames");
    counter.close();
}

#[test]
fn a_deposit_that_does_not_agree_with_what_was_posted_is_not_closed() {
    let program = Program::with_branch();
    let bill_to = "line1=9 Fern Ln,city=Ocala,state=FL,zip=34471";
    let nora = program.answer(&["customers", "open", "--name", "Nora Quill", "--bill-to", bill_to]);
    let nora = nora["customer"].to_string();
    let check = "check,number=501,bank=63-107";
    let post = ["payments", "post", "--customer", &nora, "--amount", "50", "--method", check];
    let deposit = program.answer(&post)["deposit"].to_string();
    let close = ["deposits", "close", "--deposit", &deposit, "--bag", "B300412"];
    let words = program.refused(4, &close);
    assert!(words.contains("Nothing was counted yet"), "{words}");
    let count = |checks: &str| {
        let count = ["deposits", "count", "--deposit", &deposit, "--drawer", "bills_1=0"];
        program.answer(&[&count[..], &["--float", "0", "--checks", checks]].concat())
    };
    count("items=1,amount=45");
    let words = program.refused(4, &close);
    assert!(words.contains("for 45.00") && words.contains("for 50.00"), "{words}");
    let sign = ["deposits", "verify", "--deposit", &deposit];
    assert!(program.refused(4, &sign).contains("for 45.00"), "nobody signs for it");
    let list = program.answer(&["deposits", "list"]);
    assert_eq!(list["rows"][0]["state"], "counted", "{list}");
    let counted = count("items=1,amount=50");
    assert_eq!(counted["still_open"], json!([]), "{counted}");
    program.verify();
}

#[test]
fn card_numbers_are_refused_in_any_field_at_every_door() {
    let counter = Counter::open();
    let nora = counter.customer("Nora Quill");
    let card = "4111 1111 1111 1111";
    let mut with_memo = check(nora, 1_000, "501");
    with_memo["memo"] = json!(format!("paid by {card}"));
    let mut with_payer = check(nora, 1_000, "501");
    with_payer["payer"] = json!("4111-1111-1111-1111");
    for (body, field) in [
        (check(nora, 1_000, card), "method.check.number"),
        (check(nora, 1_000, "4111111111111111"), "method.check.number"),
        (with_memo, "memo"),
        (with_payer, "payer"),
    ] {
        let words = counter.refused(422, "payments", &body);
        assert!(words.contains(field) && words.contains("card number"), "{field}: {words}");
    }
    let alert = json!({"alert": format!("Card {card}")});
    counter.refused(422, &format!("customers/{nora}/set-alert"), &alert);

    // At the page's door, typed into a form.
    let form = "once=page-1&name=4111+1111+1111+1111&bill_to[line1]=1+Elm+St\
                &bill_to[city]=Ocala&bill_to[state]=FL&bill_to[zip]=34471";
    let head = [
        ("cookie", &*counter.cookie),
        ("sec-fetch-site", "same-origin"),
        ("content-type", "application/x-www-form-urlencoded"),
    ];
    let page = counter.server.ask("POST", "/do/customers.open", &head, form);
    assert!(page.status == 422 && page.body.contains("card number"), "{page:?}");

    // At the console, in a flag and in a file.
    let customer = nora.to_string();
    let post = ["payments", "post", "--customer", &customer, "--amount", "10"];
    let flag =
        counter.program.refused(2, &[&post[..], &["--method", "cash", "--memo", card]].concat());
    assert!(flag.contains("memo: ") && flag.contains("card number"), "{flag}");
    let input = counter.program.file("in.json", check(nora, 1_000, card).to_string());
    let file = counter.program.refused(2, &["payments", "post", "--input", &input]);
    assert!(file.contains("method.check.number: "), "{file}");
    counter.close();
}

#[test]
fn a_closed_month_takes_nothing_more() {
    let program = Program::with_demo();
    close_months_before(&program, "2026-03-01");
    let customer =
        program.answer(&["customers", "list", "--limit", "1"])["rows"][0]["id"].to_string();
    let before = program.answer(&["receivables", "aging", "--as-of", "2026-02-28"]);

    let closed = "The books of February 2026 are closed. Enter a day from 03/01/2026 on";
    let lines = ["--lines", "account=6310,debit=5", "--lines", "account=1000,credit=5"];
    let entry = ["entries", "post", "--memo", "Late", "--day", "2026-02-27"];
    assert!(program.refused(4, &[&entry[..], &lines[..]].concat()).contains(closed));
    let bill = [
        "invoices",
        "issue",
        "--customer",
        &customer,
        "--invoiced-on",
        "2026-02-27",
        "--lines",
        "what=Trip fee,price=45.00,tax_code=FEE,revenue_account=4220",
    ];
    assert!(program.refused(4, &bill).contains(closed));
    let again = program.answer(&["receivables", "aging", "--as-of", "2026-02-28"]);
    assert_eq!(before, again, "February is as it was closed");

    // A clock that has fallen back does not open the month either.
    let program = program.at("2026-02-27T20:00:00Z");
    let post = ["payments", "post", "--customer", &customer, "--amount", "10", "--method", "cash"];
    assert!(program.refused(4, &post).contains(closed));
    program.at(crate::program::AFTERNOON).verify();
}

/// Closes every month before a day, the oldest first.
fn close_months_before(program: &Program, day: &str) {
    let list = program.answer(&["periods", "list", "--limit", "100"]);
    let mut months: Vec<&Value> = list["rows"].as_array().expect("rows").iter().collect();
    months.retain(|row| row["month"].as_str().is_some_and(|month| month < day));
    months.sort_by_key(|row| row["month"].as_str());
    assert!(!months.is_empty(), "the demo branch is older than a month");
    for month in months {
        let (period, seen) = (month["id"].to_string(), month["version"].to_string());
        let close = ["--as", "Dana", "periods", "close", "--period", &period, "--seen", &seen];
        program.did(&[&close[..], &["--note", "What stands there is on its way"]].concat());
    }
}
