//! The same command through every door.

use super::*;
use crate::{Command, Desk, Duty, Refusal, duty};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use values::{Day, Id, Money, Rate, Zone, noun};

/// Something with every shape a command has.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
struct Take {
    /// Who pays.
    customer: Id<noun::Customer>,
    method: Method,
    amount_cents: Money,
    received_on: Option<Day>,
    tip: Option<Tip>,
    lines: Vec<Line>,
    #[serde(default)]
    tags: Vec<String>,
    receipt_wanted: bool,
    memo: Option<String>,
    phone: Option<values::Phone>,
    copies: Option<u8>,
}

#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum Method {
    /// Bills and coins.
    Cash,
    /// A check.
    Check {
        /// Its number.
        number: String,
        bank: Option<String>,
    },
    MoneyOrder {
        serial: String,
    },
}

#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(rename_all = "snake_case")]
enum Tip {
    Share(Rate),
    Amount(Money),
}

#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
struct Line {
    what: String,
    amount_cents: Money,
}

impl Command for Take {
    const NAME: &'static str = "takings.take";
    const TITLE: &'static str = "Take money";
    const DUTY: Duty = duty::SIGNED_IN;
    const SHAPE: crate::Shape = crate::Shape::ActsOn("customer");
    type Receipt = ();

    fn perform(self, _: &mut Desk<'_>) -> Result<(), Refusal> {
        Ok(())
    }
}

const ENTRY: Entry = crate::entry::<Take>();

/// The Monday of the pictures.
/// A Monday in March, in New York.
fn wall() -> Wall {
    Wall { today: Day::ymd(2026, 3, 2), zone: Zone::parse("America/New_York").unwrap() }
}

fn fields(pairs: &[(&str, &str)]) -> Fields {
    Fields(pairs.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect())
}

fn payload(decoded: Result<Errand, Problems>) -> Value {
    serde_json::from_str(&decoded.expect("it decodes").payload).unwrap()
}

fn wrong(decoded: Result<Errand, Problems>) -> Vec<(String, String)> {
    let problems = decoded.expect_err("it has problems");
    problems.0.into_iter().map(|problem| (problem.field, problem.words)).collect()
}

const FORM: &[(&str, &str)] = &[
    ("once", "abc"),
    ("customer", "17"),
    ("method", "check"),
    ("method[check][number]", " 1042 "),
    ("method[check][bank]", ""),
    ("amount_cents", "100+27.33"),
    ("received_on", "fri"),
    ("tip", "share"),
    ("tip[share]", "7.375%"),
    ("lines[0][what]", "Mowing"),
    ("lines[0][amount_cents]", "$45.00"),
    ("lines[1][what]", ""),
    ("lines[1][amount_cents]", " "),
    ("lines.2.what", "Edging, back"),
    ("lines[2].amount_cents", "(3.00)"),
    ("tags", "a"),
    ("tags", "b"),
    ("receipt_wanted", "no"),
    ("receipt_wanted", "yes"),
    ("phone", "352 555 0144"),
    ("customer_words", "Hatch"),
];

fn expected() -> Value {
    json!({
        "customer": 17,
        "method": {"check": {"number": "1042", "bank": null}},
        "amount_cents": 12733,
        "received_on": "2026-03-06",
        "tip": {"share": 73750},
        "lines": [
            {"what": "Mowing", "amount_cents": 4500},
            {"what": "Edging, back", "amount_cents": -300},
        ],
        "tags": ["a", "b"],
        "receipt_wanted": true,
        "memo": null,
        "phone": "+13525550144",
        "copies": null,
    })
}

#[test]
fn a_form_becomes_a_command() {
    assert_eq!(payload(decode_fields(&ENTRY, &fields(FORM), &wall())), expected());
}

#[test]
fn the_command_line_says_the_same() {
    let flags = fields(&[
        ("customer", "17"),
        ("method", "check,number=1042"),
        ("amount", "127.33"),
        ("received-on", "3/6"),
        ("tip", "share,rate=7.375%"),
        ("lines", "what=Mowing,amount=45"),
        ("lines", r#"what="Edging, back",amount=-3"#),
        ("tags", "a"),
        ("tags", "b"),
        ("receipt-wanted", "true"),
        ("phone", "(352) 555-0144"),
    ]);
    assert_eq!(payload(decode_flags(&ENTRY, &flags, &wall())), expected());
}

#[test]
fn json_comes_back_as_it_went() {
    assert_eq!(payload(decode_json(&ENTRY, expected())), expected());
    let mut body = expected();
    body.as_object_mut().unwrap().remove("customer");
    let with_id = with_id(&ENTRY, body.clone(), 17).unwrap();
    assert_eq!(payload(decode_json(&ENTRY, with_id)), expected());
    body["customer"] = json!(18);
    assert_eq!(super::with_id(&ENTRY, body, 17).unwrap_err().0[0].field, "customer");
}

#[test]
fn an_empty_form_is_told_all_it_needs() {
    assert_eq!(
        wrong(decode_fields(&ENTRY, &fields(&[("memo", "")]), &wall())),
        [
            ("customer", "Choose a customer."),
            ("method", "Choose cash, check or money order."),
            ("amount_cents", "Enter an amount such as 127.33."),
        ]
        .map(|(field, words)| (field.to_owned(), words.to_owned()))
    );
}

#[test]
fn all_wrong_fields_are_found_at_once() {
    let form = fields(&[
        ("customer", "Hatch"),
        ("method", "check"),
        ("method[money_order][serial]", "9"),
        ("amount_cents", "a lot"),
        ("received_on", "someday"),
        ("tip", "share"),
        ("lines[3][what]", "Mowing"),
        ("lines[5][amount_cents]", "1.234"),
        ("copies", "300"),
    ]);
    let wrong = wrong(decode_fields(&ENTRY, &form, &wall()));
    let places: Vec<&str> = wrong.iter().map(|(field, _)| field.as_str()).collect();
    assert_eq!(
        places,
        [
            "customer",
            "method.check.number",
            "amount_cents",
            "lines[0].amount_cents",
            "lines[1].what",
            "lines[1].amount_cents",
            "copies",
            "received_on",
            "tip.share",
        ]
    );
    let words = |place: &str| &*wrong.iter().find(|(field, _)| field == place).unwrap().1;
    assert_eq!(words("copies"), "Enter 255 or less.");
    assert_eq!(words("lines[1].amount_cents"), "An amount has at most two decimals.");
    assert_eq!(words("lines[1].what"), "Enter the what.");
    assert_eq!(words("tip.share"), "Enter a rate such as 7.375%.");
}

#[test]
fn json_is_told_what_it_misspelt() {
    let body = json!({
        "customer": "17",
        "method": {"check": {"numbr": "1042"}},
        "amount_cents": 127.33,
        "received_on": "03/06/2026",
        "lines": [{"what": "Mowing", "amount_cents": 4500, "amount": 45}, 7],
        "receipt_wanted": null,
        "memmo": "x",
        "tip": {"share": 1, "amount": 2},
        "phone": 3525550144_u64,
    });
    let wrong = wrong(decode_json(&ENTRY, body));
    let words = |place: &str| {
        let found = wrong.iter().find(|(field, _)| field == place);
        found.unwrap_or_else(|| panic!("nothing about {place} in {wrong:?}")).1.clone()
    };
    assert_eq!(words("amount_cents"), "Enter whole cents such as 12733.");
    assert_eq!(words("customer"), "Choose a customer.");
    assert_eq!(words("received_on"), "Enter a day such as \"2026-03-02\".");
    assert_eq!(words("receipt_wanted"), "Enter true or false.");
    assert_eq!(words("tip"), "Choose share or amount.");
    assert_eq!(words("lines[1]"), "Enter an object with its fields.");
    assert!(words("memmo").starts_with("There is no such field. Known are "));
    assert!(words("lines[0].amount").ends_with("Known are what, amount_cents."));
    assert_eq!(words("method.check.number"), "Enter text in quotes.");
    assert!(words("method.check.numbr").starts_with("There is no such field."));
    assert_eq!(words("phone"), "Enter a telephone number such as (352) 555-0144.");
    assert_eq!(wrong.len(), 11, "{wrong:?}");
}

#[test]
fn a_misspelt_flag_is_named() {
    let flags = fields(&[("amout", "1"), ("lines", "what=Mowing,price=2"), ("method", "number=1")]);
    let wrong = wrong(decode_flags(&ENTRY, &flags, &wall()));
    let has = |place: &str, words: &str| {
        wrong.iter().any(|(field, told)| field == place && told.starts_with(words))
    };
    assert!(has("amout", "There is no --amout. Known are --customer, "), "{wrong:?}");
    assert!(has("lines[0]", "There is no price. Known are what, amount."), "{wrong:?}");
    assert!(has("method", "Begin with the word of your choice"), "{wrong:?}");
    assert_eq!(wrong.iter().filter(|(field, _)| field == "method").count(), 1);
}

#[test]
fn a_word_may_be_spelt_as_people_do() {
    let form = fields(&[("method", "Money order"), ("method[money_order][serial]", "9")]);
    let wrong = wrong(decode_fields(&ENTRY, &form, &wall()));
    assert!(wrong.iter().all(|(field, _)| !field.starts_with("method")), "{wrong:?}");
}
