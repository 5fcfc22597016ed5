//! The list as the file that an address asks for.

use super::csv::Export;
use super::{Ask, Frame, Listing, Printed, print_facts, xlsx};
use crate::{Answer, Refusal, View};

/// The list as the file that `?format=` asks for (`csv`, `xlsx`, `json`, `jsonl`, `print`); None
/// when a page is asked for. Every row is in it, `json` excepted, which answers a page.
pub fn file(view: &mut View<'_, '_>, listing: &'static Listing) -> Result<Option<Answer>, Refusal> {
    let format = view.query.text("format").to_owned();
    if !["csv", "xlsx", "json", "jsonl", "print"].contains(&format.as_str()) {
        return Ok(None);
    }
    view.need(listing.duty)?;
    let (branch, today, zone) = (view.branch(), view.today, &view.me.zone);
    let ask = Ask::from_fields(listing, &view.query, today)?;
    let export = Export { listing, ask: &ask, branch, today, zone };
    let (ending, media_type, bytes) = match format.as_str() {
        "csv" => ("csv", "text/csv; charset=utf-8", super::csv(view.reader, export, Vec::new())?),
        "xlsx" => ("xlsx", XLSX, xlsx(view.reader, export, view.now)?),
        "json" => {
            let page = super::json(view.reader, listing, &ask, branch, today)?;
            ("json", "application/json", page.to_string().into_bytes())
        }
        "jsonl" => {
            let frame = Frame { branch, today };
            let lines = super::jsonl(view.reader, listing, &ask, frame, Vec::new())?;
            ("jsonl", "application/jsonl", lines)
        }
        _ => {
            let office = format!("{} {}", view.me.branch.name, view.me.branch.number);
            let printed = Printed { office: &office, by: &view.me.staff.name, at: view.now };
            let facts = print_facts(view.reader, export, printed)?;
            ("pdf", "application/pdf", view.office.press().print("listing", &facts)?)
        }
    };
    let name = format!("{}-{today}.{ending}", listing.name.replace(['.', '_'], "-"));
    Ok(Some(Answer::File { name, media_type, bytes }))
}

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
