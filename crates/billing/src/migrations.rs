//! The tables of this room.

use store::Migration;

/// Invoices with their lines and taxes, and credit memos. A document is never changed:
/// voiding it is a dated fact, correcting it another document.
pub const MIGRATIONS: &[Migration] = &[
    Migration { name: "0500_billing", sql: BILLING },
    crate::billing_options::records::MIGRATION,
    Migration { name: "0511_parts_of_invoices", sql: PARTS },
    crate::exemptions::records::MIGRATION,
    crate::deferrals::records::MIGRATION,
    crate::billing_runs::records::MIGRATION,
    Migration { name: "0521_how_invoices_go", sql: HOW_THEY_GO },
    crate::paper_batches::records::MIGRATION,
    crate::late_fees::records::MIGRATION,
    crate::sales_taxes::records::MIGRATION,
    crate::letter_templates::records::MIGRATION,
];

/// Where several pay for the same work each has an invoice; `first_id` names the first's.
const PARTS: &str = "
ALTER TABLE invoices ADD COLUMN first_id {id};
CREATE INDEX invoices_first ON invoices (branch_id, first_id) WHERE first_id IS NOT NULL;
";

/// What of the billing options stands on an invoice, as it was when it was issued.
const HOW_THEY_GO: &str = "
ALTER TABLE invoices ADD COLUMN attention {text} NOT NULL DEFAULT '';
ALTER TABLE invoices ADD COLUMN cost_center {text} NOT NULL DEFAULT '';
ALTER TABLE invoices ADD COLUMN delivery {text} NOT NULL DEFAULT 'print';
";

const BILLING: &str = "
CREATE TABLE invoices (
  id {pk}, branch_id {id} NOT NULL, number {text} NOT NULL,
  customer_id {id} NOT NULL REFERENCES customers (id),
  location_id {id} REFERENCES locations (id), agreement_id {id} REFERENCES agreements (id),
  invoiced_on {day} NOT NULL, due_on {day} NOT NULL, terms_days {count} NOT NULL,
  po_number {text} NOT NULL, message {text} NOT NULL, gross_cents {money} NOT NULL,
  discount_cents {money} NOT NULL, tax_cents {money} NOT NULL, total_cents {money} NOT NULL,
  charge_id {id} NOT NULL REFERENCES charges (id),
  entry_id {id} NOT NULL REFERENCES entries (id),
  issued_by {id} NOT NULL, issued_at {instant} NOT NULL, mailed_at {instant},
  voided_by {id}, voided_at {instant}, void_reason {text}
){strict};
CREATE UNIQUE INDEX invoices_number ON invoices (branch_id, number);
CREATE INDEX invoices_day ON invoices (branch_id, invoiced_on, id);
CREATE INDEX invoices_customer ON invoices (branch_id, customer_id, invoiced_on, id);
CREATE INDEX invoices_charge ON invoices (branch_id, charge_id);
CREATE TABLE invoice_lines (
  id {pk}, branch_id {id} NOT NULL, invoice_id {id} NOT NULL REFERENCES invoices (id),
  place {count} NOT NULL, work_order_id {id} REFERENCES work_orders (id),
  what {text} NOT NULL, service_on {day}, quantity {quantity} NOT NULL,
  price_cents {money} NOT NULL, amount_cents {money} NOT NULL,
  discount_cents {money} NOT NULL, tax_cents {money} NOT NULL, tax_code {text} NOT NULL,
  exempt_because {text} NOT NULL, revenue_account {id} NOT NULL REFERENCES accounts (id)
){strict};
CREATE INDEX invoice_lines_invoice ON invoice_lines (branch_id, invoice_id, place);
CREATE TABLE invoice_taxes (
  id {pk}, branch_id {id} NOT NULL, invoice_id {id} NOT NULL REFERENCES invoices (id),
  jurisdiction {text} NOT NULL, rate_millionths {rate} NOT NULL,
  taxable_cents {money} NOT NULL, tax_cents {money} NOT NULL
){strict};
CREATE INDEX invoice_taxes_invoice ON invoice_taxes (branch_id, invoice_id, id);
CREATE TABLE credit_memos (
  id {pk}, branch_id {id} NOT NULL, number {text} NOT NULL,
  customer_id {id} NOT NULL REFERENCES customers (id),
  invoice_id {id} NOT NULL REFERENCES invoices (id), credited_on {day} NOT NULL,
  net_cents {money} NOT NULL, tax_cents {money} NOT NULL, total_cents {money} NOT NULL,
  reason {text} NOT NULL, credit_id {id} NOT NULL REFERENCES credits (id),
  entry_id {id} NOT NULL REFERENCES entries (id),
  issued_by {id} NOT NULL, issued_at {instant} NOT NULL
){strict};
CREATE UNIQUE INDEX credit_memos_number ON credit_memos (branch_id, number);
CREATE INDEX credit_memos_day ON credit_memos (branch_id, credited_on, id);
CREATE INDEX credit_memos_invoice ON credit_memos (branch_id, invoice_id);
";
