//! The tables of electronic payments: draws and payouts, pay links, AutoPay.

/// What processors are asked for, and what they tell by themselves. What became of a draw is
/// told by its dated facts; one that was tried and has no outcome is in doubt.
pub(crate) const DRAWS: &str = "
CREATE TABLE draws (
  id {pk}, branch_id {id} NOT NULL, customer_id {id} NOT NULL, tender {text} NOT NULL,
  amount_cents {money} NOT NULL, processor {text} NOT NULL, once_key {text} NOT NULL,
  processor_customer {text} NOT NULL, processor_method {text} NOT NULL, page {text} NOT NULL,
  purpose {text} NOT NULL, invoice_id {id}, mandate_id {id}, pay_link_id {id}, run_id {id},
  refund_id {id}, retry_of {id},
  asked_at {instant} NOT NULL, asked_by {id} NOT NULL REFERENCES staff (id),
  tried_at {instant}, tries {count} NOT NULL, by_hand_at {instant},
  taken_at {instant}, payment_id {id}, reference {text} NOT NULL, last4 {text} NOT NULL,
  declined_at {instant}, decline_code {text} NOT NULL, decline_words {text} NOT NULL,
  decline_kind {text}, retried_at {instant},
  CHECK (amount_cents > 0), CHECK (taken_at IS NULL OR declined_at IS NULL)
){strict};
CREATE UNIQUE INDEX draws_once ON draws (branch_id, once_key);
CREATE INDEX draws_customer ON draws (branch_id, customer_id, id);
CREATE INDEX draws_asked ON draws (branch_id, asked_at, id);
CREATE INDEX draws_open ON draws (branch_id, id) WHERE taken_at IS NULL AND declined_at IS NULL;
CREATE INDEX draws_declined ON draws (branch_id, declined_at, id)
  WHERE declined_at IS NOT NULL;
CREATE INDEX draws_run ON draws (branch_id, run_id, id) WHERE run_id IS NOT NULL;
CREATE INDEX draws_link ON draws (branch_id, pay_link_id, id) WHERE pay_link_id IS NOT NULL;
CREATE INDEX draws_mandate ON draws (branch_id, mandate_id, id) WHERE mandate_id IS NOT NULL;
CREATE INDEX draws_refund ON draws (branch_id, refund_id, id) WHERE refund_id IS NOT NULL;

CREATE TABLE processor_events (
  id {pk}, branch_id {id} NOT NULL, processor {text} NOT NULL, reference {text} NOT NULL,
  kind {text} NOT NULL, outcome {text} NOT NULL, received_at {instant} NOT NULL
){strict};
CREATE UNIQUE INDEX processor_events_reference
  ON processor_events (branch_id, processor, reference);
CREATE INDEX processor_events_received ON processor_events (branch_id, received_at, id);
{append_only:processor_events}
";

/// What processors paid into the bank, item by item, and what cardholders dispute. An item that
/// no payment stands for stays open in the clearing account until it is matched.
pub(crate) const PAYOUTS: &str = "
CREATE TABLE payouts (
  id {pk}, branch_id {id} NOT NULL, processor {text} NOT NULL, reference {text} NOT NULL,
  paid_on {day} NOT NULL, items {count} NOT NULL, gross_cents {money} NOT NULL,
  fee_cents {money} NOT NULL, net_cents {money} NOT NULL, entry_id {id} NOT NULL,
  recorded_at {instant} NOT NULL, recorded_by {id} NOT NULL REFERENCES staff (id),
  CHECK (gross_cents - fee_cents = net_cents)
){strict};
CREATE UNIQUE INDEX payouts_reference ON payouts (branch_id, processor, reference);
CREATE INDEX payouts_day ON payouts (branch_id, paid_on, id);
CREATE INDEX payouts_net ON payouts (branch_id, net_cents, id);

CREATE TABLE payout_items (
  id {pk}, branch_id {id} NOT NULL, payout_id {id} NOT NULL REFERENCES payouts (id),
  place {count} NOT NULL, kind {text} NOT NULL, reference {text} NOT NULL,
  gross_cents {money} NOT NULL, fee_cents {money} NOT NULL,
  payment_id {id}, refund_id {id}, dispute_id {id}, is_loose {bool} NOT NULL,
  matched_at {instant}, matched_by {id} REFERENCES staff (id)
){strict};
CREATE INDEX payout_items_payout ON payout_items (branch_id, payout_id, place);
CREATE INDEX payout_items_loose ON payout_items (branch_id, id) WHERE is_loose;
CREATE INDEX payout_items_reference ON payout_items (branch_id, reference);

CREATE TABLE disputes (
  id {pk}, branch_id {id} NOT NULL, processor {text} NOT NULL, reference {text} NOT NULL,
  payment_reference {text} NOT NULL, payment_id {id}, customer_id {id},
  amount_cents {money} NOT NULL, reason {text} NOT NULL, answer_by {day},
  opened_at {instant} NOT NULL, return_id {id},
  answered_at {instant}, answered_by {id} REFERENCES staff (id), answer {text} NOT NULL,
  decided_at {instant}, stands {text} NOT NULL, won_payment_id {id}
){strict};
CREATE UNIQUE INDEX disputes_reference ON disputes (branch_id, processor, reference);
CREATE INDEX disputes_opened ON disputes (branch_id, opened_at, id);
CREATE INDEX disputes_open ON disputes (branch_id, answer_by, id) WHERE decided_at IS NULL;
";

/// Addresses at which customers pay. What is open is asked when a link is followed.
pub(crate) const PAY_LINKS: &str = "
CREATE TABLE pay_links (
  id {pk}, branch_id {id} NOT NULL, token {text} NOT NULL, customer_id {id} NOT NULL,
  invoice_id {id}, document {text} NOT NULL, least_cents {money}, expires_on {day} NOT NULL,
  made_at {instant} NOT NULL, made_by {id} NOT NULL REFERENCES staff (id),
  revoked_at {instant}, revoked_by {id} REFERENCES staff (id), revoke_reason {text} NOT NULL
){strict};
CREATE UNIQUE INDEX pay_links_token ON pay_links (branch_id, token);
CREATE INDEX pay_links_customer ON pay_links (branch_id, customer_id, id);
CREATE INDEX pay_links_invoice ON pay_links (branch_id, invoice_id, id)
  WHERE invoice_id IS NOT NULL;
CREATE INDEX pay_links_made ON pay_links (branch_id, made_at, id);
";

/// Customers' leave to draw, the runs that use it, the files the bank collects, and what it
/// sends back. Account numbers, files and corrections are closed by the vault.
pub(crate) const AUTOPAY: &str = "
CREATE TABLE mandates (
  id {pk}, branch_id {id} NOT NULL, customer_id {id} NOT NULL, tender {text} NOT NULL,
  processor {text} NOT NULL, processor_customer {text} NOT NULL,
  processor_method {text} NOT NULL, brand {text} NOT NULL, last4 {text} NOT NULL,
  expires_on {day}, routing {text} NOT NULL, account_closed {text} NOT NULL,
  account_kind {text}, entry_class {text}, consent {text} NOT NULL, consented_on {day} NOT NULL,
  run_day {count}, cap_cents {money},
  signed_at {instant} NOT NULL, signed_by {id} NOT NULL REFERENCES staff (id),
  held_at {instant}, hold_reason {text} NOT NULL, next_on {day}, retry_on {day},
  declines {count} NOT NULL,
  ended_at {instant}, ended_by {id} REFERENCES staff (id), end_reason {text} NOT NULL
){strict};
CREATE UNIQUE INDEX mandates_standing ON mandates (branch_id, customer_id)
  WHERE ended_at IS NULL;
CREATE INDEX mandates_due ON mandates (branch_id, id) WHERE ended_at IS NULL AND held_at IS NULL;
CREATE INDEX mandates_signed ON mandates (branch_id, signed_at, id);
CREATE INDEX mandates_expiring ON mandates (branch_id, expires_on, id);

CREATE TABLE autopay_runs (
  id {pk}, branch_id {id} NOT NULL, run_on {day} NOT NULL, job_id {id} NOT NULL,
  started_by {id} NOT NULL REFERENCES staff (id), started_at {instant} NOT NULL
){strict};
CREATE INDEX autopay_runs_day ON autopay_runs (branch_id, run_on, id);

CREATE TABLE ach_files (
  id {pk}, branch_id {id} NOT NULL, made_on {day} NOT NULL, made_at {instant} NOT NULL,
  made_by {id} NOT NULL REFERENCES staff (id), settle_on {day} NOT NULL,
  debits {count} NOT NULL, total_cents {money} NOT NULL, last_sequence {count} NOT NULL,
  content_closed {text} NOT NULL,
  released_at {instant}, released_by {id} REFERENCES staff (id)
){strict};
CREATE INDEX ach_files_day ON ach_files (branch_id, made_on, id);

ALTER TABLE draws ADD COLUMN ach_file_id {id};
ALTER TABLE draws ADD COLUMN trace {count};
CREATE INDEX draws_trace ON draws (branch_id, trace) WHERE trace IS NOT NULL;
CREATE INDEX draws_file ON draws (branch_id, ach_file_id, id) WHERE ach_file_id IS NOT NULL;
CREATE INDEX draws_retry ON draws (branch_id, retry_of) WHERE retry_of IS NOT NULL;

CREATE TABLE ach_returns (
  id {pk}, branch_id {id} NOT NULL, bank_key {text} NOT NULL, kind {text} NOT NULL,
  code {text} NOT NULL, rate_group {text} NOT NULL, draw_id {id}, customer_id {id},
  mandate_id {id}, name {text} NOT NULL, amount_cents {money} NOT NULL,
  outcome {text} NOT NULL, received_on {day} NOT NULL, due_on {day},
  corrected_closed {text} NOT NULL,
  done_at {instant}, done_by {id} REFERENCES staff (id), note {text} NOT NULL
){strict};
CREATE UNIQUE INDEX ach_returns_key ON ach_returns (branch_id, bank_key);
CREATE INDEX ach_returns_received ON ach_returns (branch_id, received_on, id);
CREATE INDEX ach_returns_waiting ON ach_returns (branch_id, due_on) WHERE done_at IS NULL;
";
