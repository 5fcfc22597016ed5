//! The list as the file that an address asks for.

use super::csv::Export;
use super::{Ask, Listing, print_facts, xlsx};
use crate::{Answer, Refusal, View};

/// The list as the file that `?format=` asks for; None when a page is asked for.
/// `print` is answered as the facts of the printed sheet, which `set` makes a document.
pub fn file(
    view: &mut View<'_, '_>,
    listing: &'static Listing,
    set: impl FnOnce(serde_json::Value) -> Result<Answer, Refusal>,
) -> Result<Option<Answer>, Refusal> {
    let format = view.query.text("format").to_owned();
    if !["csv", "xlsx", "json", "print"].contains(&format.as_str()) {
        return Ok(None);
    }
    view.need(listing.duty)?;
    let (branch, today, zone) = (view.branch(), view.today, &view.me.zone);
    let ask = Ask::from_fields(listing, &view.query, today)?;
    let export = Export { listing, ask: &ask, branch, today, zone };
    let (media_type, bytes) = match format.as_str() {
        "csv" => ("text/csv; charset=utf-8", super::csv(view.reader, export, Vec::new())?),
        "xlsx" => (XLSX, xlsx(view.reader, export, view.now)?),
        "json" => {
            let page = super::json(view.reader, listing, &ask, branch, today)?;
            ("application/json", page.to_string().into_bytes())
        }
        _ => return set(print_facts(view.reader, export)?).map(Some),
    };
    let name = format!("{}-{today}.{format}", listing.name.replace(['.', '_'], "-"));
    Ok(Some(Answer::File { name, media_type, bytes }))
}

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
