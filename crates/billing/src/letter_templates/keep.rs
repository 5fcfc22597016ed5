//! Keep a letter: another by the same name takes its place.

use super::{KEEP, WithdrawLetterTemplate, gaps, records};
use office::{Command, Desk, Duty, Errand, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// No letter is longer than this many letters.
const LONGEST: usize = 20_000;

/// Keeps a letter.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct KeepLetterTemplate {
    /// What the office calls it.
    pub name: String,
    /// What it is about, as the customer reads it.
    pub subject: String,
    /// What it says: a blank line between paragraphs, `- ` before an item of a list, `**` around
    /// bold words, `{{name}}` where the customer's own stands.
    pub body: String,
}

/// The letter is kept.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct LetterTemplateKept {
    /// The letter.
    pub letter_template: Id<noun::LetterTemplate>,
    /// The one of the same name whose place it took.
    pub former: Option<Id<noun::LetterTemplate>>,
}

impl Command for KeepLetterTemplate {
    const NAME: &'static str = "letter_templates.keep";
    const TITLE: &'static str = "Keep a letter";
    const DUTY: Duty = KEEP;
    const SHAPE: Shape = Shape::Makes;
    type Receipt = LetterTemplateKept;

    fn problems(&self) -> Problems {
        let mut problems = Problems::none()
            .when(self.name.trim().is_empty(), "name", "Give the letter a name.")
            .when(self.subject.trim().is_empty(), "subject", "Say what it is about.")
            .when(self.body.trim().is_empty(), "body", "Write what it says.")
            .when(
                self.body.chars().count() > LONGEST,
                "body",
                "A letter has at most 20,000 letters. Shorten it.",
            );
        for (field, text) in [("subject", &self.subject), ("body", &self.body)] {
            if let Some(word) = gaps::unknown(text).first() {
                let known = gaps::GAPS.iter().map(|gap| gap.word).collect::<Vec<_>>().join(", ");
                let words = format!("Nobody knows {{{{{word}}}}}. What can be filled in: {known}.");
                problems.add(field, words);
            }
        }
        problems
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<LetterTemplateKept, Refusal> {
        let branch = desk.branch();
        let name = self.name.trim();
        let former = records::find_by_name(desk, branch, name)?.map(|row| row.id);
        if let Some(former) = former {
            records::mark_withdrawn(desk, former)?;
            desk.subject(former);
        }
        let letter = desk.id();
        records::insert(desk, letter, (name, self.subject.trim(), self.body.trim()))?;
        desk.subject(letter);
        desk.search_put(letter, &format!("letter {name}"))?;
        Ok(LetterTemplateKept { letter_template: letter, former })
    }

    fn reversal(receipt: &LetterTemplateKept) -> Option<Errand> {
        let letter_template = receipt.letter_template;
        receipt.former.is_none().then(|| Errand::of(WithdrawLetterTemplate { letter_template }))
    }
}
