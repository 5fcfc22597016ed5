//! An invoice on paper: the facts its sheet is printed from.

use super::records;
use dispatch::work_orders;
use front_desk::{customers, locations};
use office::Refusal;
use serde_json::{Value, json};
use settings::branches::records::BranchAddress;
use store::Reader;
use values::{Address, Id, Money, Zone, noun};

/// What stands on an invoice's sheet.
pub fn facts(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    invoice: Id<noun::Invoice>,
) -> Result<Value, Refusal> {
    let invoice = records::require(reader, branch, invoice)?;
    let customer = customers::records::require(reader, branch, invoice.customer)?;
    let seller = settings::branches::records::find_branch_address(reader, branch)?
        .ok_or(Refusal::NotFound { what: "branch" })?;
    let message = settings::preferences::text(reader, branch, "invoice_message")?;
    let paid = match invoice.voided_at {
        Some(_) => Money::ZERO,
        None => invoice.total - invoice.open,
    };
    let due = invoice.total - paid;
    let mut facts = json!({
        "company": seller.company,
        "office": format!("{} {}", seller.name, seller.number),
        "seller": self::seller(&seller),
        "bill_to": party(&customer.name, &customer.bill_to()),
        "number": invoice.number,
        "account": customer.number,
        "terms": terms(invoice.terms_days),
        "invoiced_on": invoice.invoiced_on,
        "due_on": invoice.due_on,
        "lines": lines(reader, branch, invoice.id)?,
        "taxes": taxes(reader, branch, invoice.id)?,
        "total_cents": invoice.total,
        "amount_due_cents": due,
        "stub": {"scan_line": format!("{} {} {}", customer.number, invoice.number, due.as_cents())},
    });
    let more: Vec<String> =
        [("Attention", &invoice.attention), ("Cost center", &invoice.cost_center)]
            .into_iter()
            .filter(|(_, words)| !words.is_empty())
            .map(|(what, words)| format!("{what}: {words}"))
            .collect();
    if !more.is_empty() {
        facts["bill_to"]["attention"] = json!(more);
    }
    if !invoice.po_number.is_empty() {
        facts["po"] = json!(invoice.po_number);
    }
    if invoice.discount.is_positive() {
        facts["discounts"] = json!([{"what": "Discount", "amount_cents": invoice.discount}]);
    }
    if paid.is_positive() {
        facts["paid_cents"] = json!(paid);
    }
    let words = [invoice.message.as_str(), message.as_str()];
    let words: Vec<&str> = words.into_iter().filter(|words| !words.is_empty()).collect();
    if !words.is_empty() {
        facts["message"] = json!(words);
    }
    if let Some(location) = invoice.location {
        let location = locations::records::require(reader, branch, location)?;
        facts["service_location"] = party(&customer.name, &location.address());
    }
    if let Some(reason) = &invoice.void_reason {
        facts["marks"] = json!([{"word": "Void", "why": reason}]);
        facts["watermark"] = json!("Void");
    }
    Ok(facts)
}

/// What was done, a line each.
fn lines(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    invoice: Id<noun::Invoice>,
) -> Result<Vec<Value>, Refusal> {
    let mut lines = Vec::new();
    for line in records::list_lines(reader, branch, invoice)? {
        let detail = match line.work_order {
            Some(work_order) => detail(reader, branch, work_order)?,
            None => Vec::new(),
        };
        lines.push(json!({
            "what": line.what,
            "service_on": line.service_on,
            "quantity": line.quantity,
            "price_cents": line.price,
            "amount_cents": line.amount,
            "taxed": line.exempt_because.is_empty(),
            "detail": detail,
        }));
    }
    Ok(lines)
}

/// Who came, when and under which number, and what the technician wrote: what accounts payable
/// asks before it pays.
fn detail(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    work_order: Id<noun::WorkOrder>,
) -> Result<Vec<String>, Refusal> {
    let order = work_orders::records::require(reader, branch, work_order)?;
    let particulars = work_orders::records::find_particulars(reader, branch, work_order)?
        .ok_or(Refusal::NotFound { what: "work order" })?;
    let mut words = Vec::from_iter(particulars.technician_name);
    if let (Some(came), Some(left)) = (particulars.arrived_at, particulars.left_at) {
        let zone = zone(reader, branch)?;
        words.push(format!("{} to {}", came.clock(&zone), left.clock(&zone)));
    }
    words.push(format!("work order {}", order.number));
    let mut detail = vec![format!("{}.", words.join(", "))];
    if !order.report.is_empty() {
        detail.push(order.report);
    }
    Ok(detail)
}

fn zone(reader: &mut Reader<'_>, branch: Id<noun::Branch>) -> Result<Zone, Refusal> {
    let face = office::records::find_branch(reader, branch)?
        .ok_or(Refusal::NotFound { what: "branch" })?;
    Zone::parse(&face.zone).map_err(|error| Refusal::broken(format!("branch zone: {error}")))
}

/// What each jurisdiction takes.
fn taxes(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    invoice: Id<noun::Invoice>,
) -> Result<Vec<Value>, Refusal> {
    let taxes = records::list_taxes(reader, branch, invoice)?.into_iter();
    let tax =
        taxes.map(|(what, rate, _, tax)| json!({"what": what, "rate": rate, "amount_cents": tax}));
    Ok(tax.collect())
}

/// Net days in the words of a bill.
fn terms(days: i64) -> String {
    match days {
        0 => "Due on receipt".into(),
        days => format!("Net {days}"),
    }
}

/// A name and an address for a window envelope.
pub(crate) fn party(name: &str, address: &Address) -> Value {
    json!({"name": name, "address": address.mailing_lines()})
}

/// The branch as the seller on a sheet.
pub(crate) fn seller(branch: &BranchAddress) -> Value {
    json!({
        "name": branch.company,
        "address": [
            branch.line1,
            format!("{}, {} {}", branch.city, branch.state, branch.zip),
        ],
        "phone": branch.phone,
        "email": branch.email,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::invoices::IssueInvoice;
    use dispatch::work_orders::FinishWork;

    #[test]
    fn a_line_tells_who_came_and_when_and_what_was_found() {
        let bench = crate::testing::bench();
        let work_order = dispatch::testing::booked(&bench);
        let now = bench.slip().at;
        let finish = FinishWork {
            arrived_at: Some(now.plus_seconds(-3_600)),
            left_at: Some(now.plus_seconds(-600)),
            ..dispatch::testing::done_in_words(work_order, "No activity found.")
        };
        bench.run(finish).unwrap();
        bench.run(dispatch::testing::looked_over(work_order)).unwrap();
        let order = bench
            .read(|reader| work_orders::records::find_work_order(reader, bench.branch, work_order))
            .unwrap()
            .unwrap();
        let invoice =
            IssueInvoice { work_orders: vec![work_order], ..IssueInvoice::to(order.customer) };
        let issued = bench.run(invoice).unwrap();
        let facts = bench.office.read(|reader| facts(reader, bench.branch, issued.invoice));
        let facts = facts.unwrap();
        let detail = facts["lines"][0]["detail"].as_array().unwrap();
        let first = detail[0].as_str().unwrap();
        assert!(
            first.contains(" to ") && first.ends_with(&format!("{}.", order.number)),
            "{first}"
        );
        assert!(first.starts_with("Ruth"), "{first}");
        assert_eq!(detail[1], "No activity found.");
    }
}
