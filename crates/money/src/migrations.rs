//! The tables of money: what came in, how it was counted, and how it went to the bank.
//!
//! What a payment or a deposit is now (posted, deposited, voided, returned) is told by dated
//! facts on its row, never by a word that somebody sets.

use store::Migration;

/// Every table of this room, in order.
pub(crate) const MIGRATIONS: &[Migration] = &[
    Migration { name: "0600_deposits", sql: DEPOSITS },
    Migration { name: "0601_payments", sql: PAYMENTS },
    Migration { name: "0602_refunds_and_returns", sql: GOING_BACK },
    Migration { name: "0603_return_notices", sql: NOTICES },
    Migration { name: "0610_bank", sql: crate::bank_tables::BANK },
    Migration { name: "0611_lockbox", sql: crate::bank_tables::LOCKBOX },
    Migration { name: "0650_draws", sql: crate::processor_tables::DRAWS },
    Migration { name: "0651_payouts_and_disputes", sql: crate::processor_tables::PAYOUTS },
    Migration { name: "0652_pay_links", sql: crate::processor_tables::PAY_LINKS },
    Migration { name: "0653_autopay", sql: crate::processor_tables::AUTOPAY },
    Migration { name: "0140_whole_lives", sql: WHOLE_LIVES },
    Migration { name: "0141_transfers", sql: crate::transfers::records::TABLE },
    Migration { name: "0142_mandate_queues", sql: crate::mandates::records::TABLES },
    Migration { name: "0160_pasted_lines", sql: crate::pasted_lines::records::TABLE },
    crate::pay_links::records::ANSWERS,
    Migration { name: "0163_payment_faces", sql: FACES },
];

const DEPOSITS: &str = "
CREATE TABLE deposits (
  id {pk}, branch_id {id} NOT NULL REFERENCES branches (id), number {text} NOT NULL,
  day {day} NOT NULL, place {count} NOT NULL,
  opened_at {instant} NOT NULL, opened_by {id} NOT NULL REFERENCES staff (id),
  count_id {id},
  explained_cents {money}, explanation {text} NOT NULL, cause {text},
  explained_at {instant}, explained_by {id} REFERENCES staff (id),
  allowed_cents {money}, allowed_note {text} NOT NULL,
  allowed_at {instant}, allowed_by {id} REFERENCES staff (id),
  verified_at {instant}, verified_by {id} REFERENCES staff (id),
  verified_alone {bool} NOT NULL, verified_cents {money}, verified_items {count},
  bag {text} NOT NULL,
  closed_at {instant}, closed_by {id} REFERENCES staff (id), entry_id {id},
  total_cents {money}, over_short_cents {money}, items {count},
  confirmed_at {instant}, confirmed_by {id} REFERENCES staff (id), confirmed_on {day},
  bank_reference {text} NOT NULL,
  version {count} NOT NULL,
  CHECK ((closed_at IS NULL) = (total_cents IS NULL)),
  CHECK ((verified_at IS NULL) = (verified_cents IS NULL)),
  CHECK (confirmed_at IS NULL OR closed_at IS NOT NULL)
){strict};
CREATE UNIQUE INDEX deposits_day ON deposits (branch_id, day, place);
CREATE INDEX deposits_number ON deposits (branch_id, number, id);
CREATE INDEX deposits_open ON deposits (branch_id, day, count_id) WHERE closed_at IS NULL;

-- Every count stays: a drawer that was counted until it agreed is worth knowing about.
CREATE TABLE deposit_counts (
  id {pk}, branch_id {id} NOT NULL, deposit_id {id} NOT NULL REFERENCES deposits (id),
  drawer {json} NOT NULL, drawer_cents {money} NOT NULL, float_cents {money} NOT NULL,
  currency_cents {money} NOT NULL, coin_cents {money} NOT NULL,
  check_items {count} NOT NULL, check_cents {money} NOT NULL,
  money_order_items {count} NOT NULL, money_order_cents {money} NOT NULL,
  counted_at {instant} NOT NULL, counted_by {id} NOT NULL REFERENCES staff (id),
  CHECK (drawer_cents >= 0), CHECK (float_cents >= 0), CHECK (drawer_cents >= float_cents)
){strict};
CREATE INDEX deposit_counts_deposit ON deposit_counts (deposit_id, id);
{append_only:deposit_counts}

CREATE TABLE envelopes (
  id {pk}, branch_id {id} NOT NULL, deposit_id {id} NOT NULL REFERENCES deposits (id),
  technician_id {id} REFERENCES staff (id), handed_in_by {text} NOT NULL,
  collected_cents {money} NOT NULL, cash_cents {money} NOT NULL,
  check_cents {money} NOT NULL, money_order_cents {money} NOT NULL, note {text} NOT NULL,
  received_at {instant} NOT NULL, received_by {id} NOT NULL REFERENCES staff (id)
){strict};
CREATE INDEX envelopes_deposit ON envelopes (deposit_id, id);
CREATE INDEX envelopes_technician ON envelopes (branch_id, technician_id, id)
  WHERE technician_id IS NOT NULL;

CREATE TABLE remittance_logs (
  id {pk}, branch_id {id} NOT NULL, deposit_id {id} NOT NULL REFERENCES deposits (id),
  day {day} NOT NULL,
  items {count} NOT NULL, total_cents {money} NOT NULL,
  opened_at {instant} NOT NULL, opened_by {id} NOT NULL REFERENCES staff (id),
  witnessed_at {instant}, witnessed_by {id} REFERENCES staff (id),
  witnessed_alone {bool} NOT NULL
){strict};
CREATE INDEX remittance_logs_day ON remittance_logs (branch_id, day, id);
CREATE INDEX remittance_logs_deposit ON remittance_logs (deposit_id, id);

CREATE TABLE remittance_items (
  id {pk}, branch_id {id} NOT NULL, log_id {id} NOT NULL REFERENCES remittance_logs (id),
  payer {text} NOT NULL, tender {text} NOT NULL, reference {text} NOT NULL,
  amount_cents {money} NOT NULL, note {text} NOT NULL
){strict};
CREATE INDEX remittance_items_log ON remittance_items (log_id, id);
";

const PAYMENTS: &str = "
CREATE TABLE batches (
  id {pk}, branch_id {id} NOT NULL, number {text} NOT NULL, day {day} NOT NULL,
  deposit_id {id} NOT NULL REFERENCES deposits (id), note {text} NOT NULL,
  opened_at {instant} NOT NULL, opened_by {id} NOT NULL REFERENCES staff (id),
  keyed_at {instant}, keyed_by {id} REFERENCES staff (id),
  closed_at {instant}, closed_by {id} REFERENCES staff (id),
  version {count} NOT NULL
){strict};
CREATE INDEX batches_day ON batches (branch_id, day, id);
CREATE INDEX batches_open ON batches (branch_id, deposit_id) WHERE closed_at IS NULL;
CREATE INDEX batches_deposit ON batches (deposit_id);

-- A tape that is keyed anew gets a new keying; the last one holds.
CREATE TABLE batch_tapes (
  id {pk}, branch_id {id} NOT NULL, batch_id {id} NOT NULL REFERENCES batches (id),
  keying {count} NOT NULL, tender {text} NOT NULL, place {count} NOT NULL,
  amount_cents {money} NOT NULL
){strict};
CREATE INDEX batch_tapes_batch ON batch_tapes (batch_id, keying, place);
{append_only:batch_tapes}

CREATE TABLE payments (
  id {pk}, branch_id {id} NOT NULL REFERENCES branches (id), number {text} NOT NULL,
  customer_id {id}, tender {text} NOT NULL, reference {text} NOT NULL,
  bank {text} NOT NULL, amount_cents {money} NOT NULL,
  received_on {day} NOT NULL, day {day} NOT NULL,
  payer {text} NOT NULL, memo {text} NOT NULL,
  batch_id {id} REFERENCES batches (id), deposit_id {id} REFERENCES deposits (id),
  credit_id {id},
  posted_at {instant} NOT NULL, posted_by {id} NOT NULL REFERENCES staff (id),
  named_at {instant}, named_by {id} REFERENCES staff (id),
  voided_at {instant}, voided_by {id} REFERENCES staff (id), void_reason {text} NOT NULL,
  returned_at {instant}, settled_on {day}, settlement {text} NOT NULL,
  version {count} NOT NULL,
  CHECK (amount_cents > 0),
  CHECK ((customer_id IS NULL) = (credit_id IS NULL))
){strict};
CREATE UNIQUE INDEX payments_number ON payments (branch_id, number);
CREATE INDEX payments_day ON payments (branch_id, day, id);
CREATE INDEX payments_amount ON payments (branch_id, amount_cents, id);
CREATE INDEX payments_customer ON payments (branch_id, customer_id, reference, amount_cents);
CREATE INDEX payments_reference ON payments (branch_id, reference, id)
  WHERE reference <> '';
CREATE INDEX payments_deposit ON payments (deposit_id, id) WHERE deposit_id IS NOT NULL;
CREATE INDEX payments_batch ON payments (batch_id, id) WHERE batch_id IS NOT NULL;
CREATE INDEX payments_held ON payments (branch_id, day)
  WHERE customer_id IS NULL AND voided_at IS NULL;
CREATE INDEX payments_unsettled ON payments (branch_id, tender, day)
  WHERE deposit_id IS NULL AND settled_on IS NULL AND voided_at IS NULL;
";

const GOING_BACK: &str = "
CREATE TABLE refunds (
  id {pk}, branch_id {id} NOT NULL, number {text} NOT NULL, customer_id {id} NOT NULL,
  credit_id {id}, amount_cents {money} NOT NULL, reason {text} NOT NULL,
  asked_at {instant} NOT NULL, asked_by {id} NOT NULL REFERENCES staff (id),
  approved_at {instant}, approved_by {id} REFERENCES staff (id),
  approved_alone {bool} NOT NULL,
  declined_at {instant}, declined_by {id} REFERENCES staff (id),
  decline_reason {text} NOT NULL,
  paid_at {instant}, paid_by {id} REFERENCES staff (id), paid_on {day},
  paid_how {text} NOT NULL, reference {text} NOT NULL, version {count} NOT NULL,
  CHECK (amount_cents > 0), CHECK (approved_at IS NULL OR declined_at IS NULL),
  CHECK (paid_at IS NULL OR approved_at IS NOT NULL)
){strict};
CREATE UNIQUE INDEX refunds_number ON refunds (branch_id, number);
CREATE INDEX refunds_customer ON refunds (branch_id, customer_id, id);
CREATE INDEX refunds_asked ON refunds (branch_id, asked_at, id);
CREATE INDEX refunds_amount ON refunds (branch_id, amount_cents, id);
CREATE INDEX refunds_waiting ON refunds (branch_id, customer_id)
  WHERE approved_at IS NULL AND declined_at IS NULL;
CREATE INDEX refunds_unpaid ON refunds (branch_id, approved_at)
  WHERE approved_at IS NOT NULL AND paid_at IS NULL;

CREATE TABLE returns (
  id {pk}, branch_id {id} NOT NULL, number {text} NOT NULL,
  payment_id {id} NOT NULL REFERENCES payments (id), customer_id {id} NOT NULL,
  amount_cents {money} NOT NULL, cause {text} NOT NULL, code {text} NOT NULL,
  returned_on {day} NOT NULL, day {day} NOT NULL, bank_fee_cents {money} NOT NULL,
  fee_cents {money} NOT NULL, fee_basis {text} NOT NULL, fee_charge_id {id},
  reopened_cents {money} NOT NULL, unapplied_cents {money} NOT NULL, note {text} NOT NULL,
  recorded_at {instant} NOT NULL, recorded_by {id} NOT NULL REFERENCES staff (id)
){strict};
CREATE UNIQUE INDEX returns_payment ON returns (payment_id);
CREATE UNIQUE INDEX returns_number ON returns (branch_id, number);
CREATE INDEX returns_customer ON returns (branch_id, customer_id, id);
CREATE INDEX returns_day ON returns (branch_id, day, id);
CREATE INDEX returns_amount ON returns (branch_id, amount_cents, id);
";

/// When and how a customer was told that a payment came back.
const NOTICES: &str = "
ALTER TABLE returns ADD COLUMN notice_by {id};
ALTER TABLE returns ADD COLUMN notice_at {instant};
ALTER TABLE returns ADD COLUMN notice_how {text};
ALTER TABLE returns ADD COLUMN notice_to {text};
CREATE INDEX returns_to_tell ON returns (branch_id, day, id) WHERE notice_at IS NULL;
";

/// A payment's whole life is asked by the payment alone: what drew it, opened it at the bank,
/// paid it out and disputed it.
const WHOLE_LIVES: &str = "
CREATE INDEX draws_payment ON draws (payment_id) WHERE payment_id IS NOT NULL;
CREATE INDEX lockbox_items_payment ON lockbox_items (payment_id) WHERE payment_id IS NOT NULL;
CREATE INDEX payout_items_payment ON payout_items (payment_id) WHERE payment_id IS NOT NULL;
CREATE INDEX disputes_payment ON disputes (payment_id) WHERE payment_id IS NOT NULL;
";

/// What rooms to the right may know of money: the days customers paid, and the refund checks
/// that are still out, as far as the bank's own lines are in the house.
const FACES: &str = "
CREATE VIEW customer_payments AS
  SELECT id, branch_id, customer_id, received_on FROM payments WHERE voided_at IS NULL;
CREATE VIEW uncashed_checks AS
  SELECT r.id, r.branch_id, r.customer_id, r.reference, r.amount_cents, r.paid_on,
    e.id AS entry_id
  FROM refunds r JOIN entries e ON e.branch_id = r.branch_id AND e.source = 'refund'
    AND e.source_id = r.id AND e.reverses_id IS NULL
  JOIN entry_lines l ON l.entry_id = e.id
  WHERE r.paid_how = 'check' AND l.amount_cents < 0
    AND EXISTS (SELECT 1 FROM bank_accounts b WHERE b.branch_id = l.branch_id
      AND b.account_id = l.account_id AND (l.day >= b.starts_on
      OR EXISTS (SELECT 1 FROM bank_start_lines s WHERE s.entry_line_id = l.id)))
    AND NOT EXISTS (SELECT 1 FROM bank_match_lines m WHERE m.entry_line_id = l.id
      AND m.freed_at IS NULL)
    AND NOT EXISTS (SELECT 1 FROM entries z WHERE z.reverses_id = e.id);
";
