//! Write to the owner by e-mail, with the letter enclosed.

use super::records::{self, LetterHow};
use super::{KEEP, letter};
use office::mail::{NewLetter, SheetFacts};
use office::{Command, Desk, Duty, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Email, Id, noun};

/// Sends the letter about unclaimed money by e-mail.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct SendUnclaimedLetter {
    /// The money.
    pub unclaimed_item: Id<noun::UnclaimedItem>,
    /// Another address than the customer's.
    #[serde(default)]
    pub to: Option<Email>,
}

/// The letter is in line.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct UnclaimedLetterSent {
    /// The money.
    pub unclaimed_item: Id<noun::UnclaimedItem>,
    /// The job that sends it.
    pub job: Id<noun::Job>,
    /// Where it goes.
    pub to: String,
}

impl Command for SendUnclaimedLetter {
    const NAME: &'static str = "unclaimed_items.send_letter";
    const TITLE: &'static str = "Send the letter about unclaimed money";
    const DUTY: Duty = KEEP;
    const SHAPE: Shape = Shape::ActsOn("unclaimed_item");
    type Receipt = UnclaimedLetterSent;

    fn perform(self, desk: &mut Desk<'_>) -> Result<UnclaimedLetterSent, Refusal> {
        let (branch, today) = (desk.branch(), desk.today());
        let row = records::require_waiting(desk, self.unclaimed_item)?;
        let letter = letter::letter(desk, branch, &row, today)?;
        let to = self.to.map_or(letter.email, |to| to.as_str().to_owned());
        if to.is_empty() {
            let words = format!("{} has no e-mail address. Enter one, or print it.", letter.name);
            return Err(Refusal::invalid("to", words));
        }
        let [began, ends] = &letter.words;
        let seller = letter.seller;
        let mail = NewLetter {
            to: to.clone(),
            reply_to: seller.email,
            subject: letter.subject,
            text: format!(
                "Dear {},\n\n{began}\n\n{ends}\n\nThe letter is attached.\n\n{} {}\n{}\n",
                letter.name, seller.company, seller.name, seller.phone
            ),
            sheets: vec![SheetFacts {
                name: String::from("money-that-is-yours.pdf"),
                sheet: "letter".into(),
                facts: letter.facts,
            }],
        };
        let key = format!("unclaimed_item:{}:{}", row.id, desk.now().as_micros());
        let job = desk.send_mail(&key, &mail)?;
        records::mark_written(desk, row.id, LetterHow::Mail, &to)?;
        desk.subject(row.id);
        desk.subject(row.customer);
        Ok(UnclaimedLetterSent { unclaimed_item: row.id, job, to })
    }
}
