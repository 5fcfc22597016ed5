//! The tables of petty cash.

use store::Migration;

/// The tables.
pub const MIGRATION: Migration = Migration {
    name: "0710_petty_cash",
    sql: "
CREATE TABLE petty_funds (
  id {pk}, branch_id {id} NOT NULL, name {text} NOT NULL,
  custodian_id {id} NOT NULL REFERENCES staff (id), imprest_cents {money} NOT NULL,
  opened_on {day} NOT NULL, opened_at {instant} NOT NULL,
  opened_by {id} NOT NULL REFERENCES staff (id), moves {count} NOT NULL,
  closed_at {instant}, closed_by {id} REFERENCES staff (id), version {count} NOT NULL,
  CHECK (imprest_cents >= 0), CHECK ((closed_at IS NULL) = (imprest_cents > 0))
){strict};
CREATE INDEX petty_funds_branch ON petty_funds (branch_id, name, id);

CREATE TABLE petty_imprests (
  id {pk}, branch_id {id} NOT NULL, fund_id {id} NOT NULL REFERENCES petty_funds (id),
  before_cents {money} NOT NULL, after_cents {money} NOT NULL, reason {text} NOT NULL,
  entry_id {id} NOT NULL REFERENCES entries (id),
  set_at {instant} NOT NULL, set_by {id} NOT NULL REFERENCES staff (id)
){strict};
CREATE INDEX petty_imprests_fund ON petty_imprests (branch_id, fund_id, id);

CREATE TABLE petty_counts (
  id {pk}, branch_id {id} NOT NULL, fund_id {id} NOT NULL REFERENCES petty_funds (id),
  drawer {text} NOT NULL, counted_cents {money} NOT NULL, expected_cents {money} NOT NULL,
  moves {count} NOT NULL, counted_on {day} NOT NULL,
  counted_at {instant} NOT NULL, counted_by {id} NOT NULL REFERENCES staff (id)
){strict};
CREATE INDEX petty_counts_fund ON petty_counts (branch_id, fund_id, id);

CREATE TABLE petty_replenishments (
  id {pk}, branch_id {id} NOT NULL, fund_id {id} NOT NULL REFERENCES petty_funds (id),
  count_id {id} NOT NULL REFERENCES petty_counts (id), day {day} NOT NULL,
  slip_cents {money} NOT NULL, over_short_cents {money} NOT NULL, amount_cents {money} NOT NULL,
  reason {text} NOT NULL, entry_id {id} NOT NULL REFERENCES entries (id),
  replenished_at {instant} NOT NULL, replenished_by {id} NOT NULL REFERENCES staff (id),
  replenished_alone {bool} NOT NULL
){strict};
CREATE INDEX petty_replenishments_fund ON petty_replenishments (branch_id, fund_id, id);

CREATE TABLE petty_slips (
  id {pk}, branch_id {id} NOT NULL, number {text} NOT NULL,
  fund_id {id} NOT NULL REFERENCES petty_funds (id), paid_on {day} NOT NULL,
  paid_to {text} NOT NULL, purpose {text} NOT NULL,
  account_id {id} NOT NULL REFERENCES accounts (id), amount_cents {money} NOT NULL,
  receipt {text} NOT NULL, no_receipt_reason {text} NOT NULL,
  paid_at {instant} NOT NULL, paid_by {id} NOT NULL REFERENCES staff (id),
  voided_at {instant}, voided_by {id} REFERENCES staff (id), void_reason {text} NOT NULL,
  replenishment_id {id} REFERENCES petty_replenishments (id), version {count} NOT NULL,
  CHECK (amount_cents > 0), CHECK ((receipt = '') <> (no_receipt_reason = '')),
  CHECK (voided_at IS NULL OR replenishment_id IS NULL)
){strict};
CREATE UNIQUE INDEX petty_slips_number ON petty_slips (branch_id, number);
CREATE INDEX petty_slips_paid ON petty_slips (branch_id, paid_on, id);
CREATE INDEX petty_slips_fund ON petty_slips (branch_id, fund_id, id);
CREATE INDEX petty_slips_amount ON petty_slips (branch_id, amount_cents, id);
",
};
