//! The press: sheets through typst, with the office's own templates from its data folder.

use crate::open::Place;
use office::Refusal;
use office::outside::Press;
use serde_json::Value;

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
        let sheet = match sheet {
            "deposit_slip" => pdf::Sheet::DepositSlip,
            "invoice" => pdf::Sheet::Invoice,
            "statement" => pdf::Sheet::Statement,
            "receipt" => pdf::Sheet::Receipt,
            "listing" => pdf::Sheet::Listing,
            "letter" => pdf::Sheet::Letter,
            other => return Err(Refusal::broken(format!("no sheet is called {other}"))),
        };
        self.0.print(sheet, facts).map_err(|error| Refusal::broken(format!("typst: {error}")))
    }
}
