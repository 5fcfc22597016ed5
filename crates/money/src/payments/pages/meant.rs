//! A customer typed in words where scripts do not run: the form comes back with the account the
//! words mean, or with the accounts they may mean.

use crate::payments::find::list_candidates;
use office::{Refusal, View};
use ui::prelude::*;

/// What the words of a refused form mean.
#[derive(Clone, Debug, Default)]
pub(crate) struct Meant {
    id: String,
    shown: String,
    hint: String,
}

impl Meant {
    /// Looks the words up when the form was sent without a chosen account.
    pub fn read(view: &mut View<'_, '_>) -> Result<Meant, Refusal> {
        let (id, words) = (view.filled.text("customer"), view.filled.text("customer_words"));
        if words.is_empty() || !id.is_empty() {
            return Ok(Meant { id: id.to_owned(), shown: words.to_owned(), ..Meant::default() });
        }
        let (words, branch) = (words.to_owned(), view.branch());
        let found = list_candidates(view.reader, branch, &words, 4)?;
        let names: Vec<String> =
            found.iter().map(|one| format!("{} {}", one.number, one.name)).collect();
        Ok(match &found[..] {
            [only] => Meant {
                id: only.customer.to_string(),
                shown: names.concat(),
                hint: String::from("Is this the account? Then send it again."),
            },
            [] => Meant {
                shown: words,
                hint: String::from("No account is like this. Enter the account number."),
                ..Meant::default()
            },
            _ => Meant {
                shown: words,
                hint: format!("Several are like this: {}. Enter one's number.", names.join(", ")),
                ..Meant::default()
            },
        })
    }

    /// The field, with the account that was found; other words than that mean nothing yet.
    pub fn field(&self, form: &CommandForm) -> Html {
        let is_refused = form.typed("customer_words").is_some();
        let field = Field::pick(
            "customer",
            "Account, name or invoice",
            "/payments/find",
            if is_refused { &self.shown } else { "" },
        );
        match is_refused {
            false => field.wide().html(),
            true => field
                .value(&self.id)
                .hint(self.hint.as_str())
                .error(form.problems().of("customer").map(str::to_owned))
                .wide()
                .html(),
        }
    }
}
