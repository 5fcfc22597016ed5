//! The press: sheets through typst, with the office's own templates from its data folder.

use crate::open::Place;
use office::Refusal;
use office::outside::Press;
use serde_json::Value;
use std::io::Write;

/// Prints with the templates of a data folder over the built-in ones.
pub struct TypstPress(pdf::Printer);

impl TypstPress {
    /// A press that looks into `templates` of the data folder first.
    pub fn at(place: &Place) -> TypstPress {
        TypstPress(pdf::Printer::with_templates(Some(place.data.join("templates"))))
    }
}

impl Press for TypstPress {
    fn print(&self, sheet: &str, facts: &Value) -> Result<Vec<u8>, Refusal> {
        self.0.print(of_word(sheet)?, facts).map_err(refused)
    }

    fn print_many(
        &self,
        sheet: &str,
        many: &mut dyn Iterator<Item = Value>,
        out: &mut dyn Write,
    ) -> Result<u64, Refusal> {
        self.0.print_many(of_word(sheet)?, many, out).map_err(refused)
    }
}

fn of_word(sheet: &str) -> Result<pdf::Sheet, Refusal> {
    Ok(match sheet {
        "deposit_slip" => pdf::Sheet::DepositSlip,
        "invoice" => pdf::Sheet::Invoice,
        "statement" => pdf::Sheet::Statement,
        "receipt" => pdf::Sheet::Receipt,
        "listing" => pdf::Sheet::Listing,
        "letter" => pdf::Sheet::Letter,
        other => return Err(Refusal::broken(format!("no sheet is called {other}"))),
    })
}

#[expect(clippy::needless_pass_by_value, reason = "it is handed to map_err")]
fn refused(error: pdf::Error) -> Refusal {
    Refusal::broken(format!("typst: {error}"))
}
