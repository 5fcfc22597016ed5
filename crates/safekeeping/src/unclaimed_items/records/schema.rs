//! The tables of money that nobody claims.

use store::Migration;

/// The tables.
pub const MIGRATION: Migration = Migration {
    name: "0720_unclaimed_items",
    sql: "
CREATE TABLE unclaimed_reports (
  id {pk}, branch_id {id} NOT NULL, number {text} NOT NULL, state {text} NOT NULL,
  day {day} NOT NULL, item_count {count} NOT NULL, amount_cents {money} NOT NULL,
  reference {text} NOT NULL, entry_id {id} NOT NULL REFERENCES entries (id),
  made_at {instant} NOT NULL, made_by {id} NOT NULL REFERENCES staff (id),
  taken_back_at {instant}, taken_back_by {id} REFERENCES staff (id),
  taken_back_reason {text} NOT NULL, version {count} NOT NULL,
  CHECK (amount_cents > 0)
){strict};
CREATE UNIQUE INDEX unclaimed_reports_number ON unclaimed_reports (branch_id, number);

CREATE TABLE unclaimed_items (
  id {pk}, branch_id {id} NOT NULL, customer_id {id} NOT NULL REFERENCES customers (id),
  credit_id {id} REFERENCES credits (id), refund_id {id} REFERENCES refunds (id),
  check_entry_id {id} REFERENCES entries (id), document {text} NOT NULL,
  amount_cents {money} NOT NULL, touched_on {day} NOT NULL, touch {text} NOT NULL,
  state {text} NOT NULL, dormant_on {day} NOT NULL, report_on {day} NOT NULL,
  letter_from {day} NOT NULL, letter_until {day} NOT NULL, letter_is_due {bool} NOT NULL,
  found_at {instant} NOT NULL,
  letter_at {instant}, letter_how {text} NOT NULL, letter_to {text} NOT NULL,
  set_aside_on {day}, set_aside_by {id} REFERENCES staff (id),
  application_id {id} REFERENCES applications (id),
  report_id {id} REFERENCES unclaimed_reports (id),
  ended_on {day}, ended_how {text} NOT NULL, ended_by {id} REFERENCES staff (id),
  ended_note {text} NOT NULL, version {count} NOT NULL,
  CHECK (amount_cents > 0),
  CHECK ((credit_id IS NULL) <> (refund_id IS NULL)),
  CHECK ((refund_id IS NULL) = (check_entry_id IS NULL)),
  CHECK (report_id IS NULL OR set_aside_on IS NOT NULL),
  CHECK ((ended_on IS NULL) = (ended_how = ''))
){strict};
CREATE INDEX unclaimed_items_customer ON unclaimed_items (branch_id, customer_id, id);
CREATE UNIQUE INDEX unclaimed_items_credit ON unclaimed_items (credit_id)
  WHERE credit_id IS NOT NULL AND ended_on IS NULL;
CREATE UNIQUE INDEX unclaimed_items_refund ON unclaimed_items (refund_id)
  WHERE refund_id IS NOT NULL AND ended_on IS NULL;
CREATE INDEX unclaimed_items_open ON unclaimed_items (branch_id, report_on, id)
  WHERE ended_on IS NULL AND report_id IS NULL;
CREATE INDEX unclaimed_items_report ON unclaimed_items (report_id) WHERE report_id IS NOT NULL;
",
};
