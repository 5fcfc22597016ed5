//! The tables of the bank: accounts, statement files, their lines, and what they match.
//!
//! A line of the bank and a line of the books are the same money when one standing match holds
//! both. Rows never go away: an import that is undone withdraws its lines, a match that is
//! undone frees them.

/// Bank accounts, files, lines, matches, rules and reconciliations.
pub(crate) const BANK: &str = "
CREATE TABLE bank_accounts (
  id {pk}, branch_id {id} NOT NULL REFERENCES branches (id), name {text} NOT NULL,
  bank {text} NOT NULL, last4 {text} NOT NULL,
  account_id {id} NOT NULL REFERENCES accounts (id),
  starts_on {day} NOT NULL, start_cents {money} NOT NULL, entry_id {id},
  opened_at {instant} NOT NULL, opened_by {id} NOT NULL REFERENCES staff (id),
  closed_at {instant}, closed_by {id} REFERENCES staff (id), version {count} NOT NULL
){strict};
CREATE UNIQUE INDEX bank_accounts_account ON bank_accounts (branch_id, account_id)
  WHERE closed_at IS NULL;

-- Lines of the books from before the first day that had not reached the bank.
CREATE TABLE bank_start_lines (
  id {pk}, branch_id {id} NOT NULL, bank_account_id {id} NOT NULL REFERENCES bank_accounts (id),
  entry_line_id {id} NOT NULL
){strict};
CREATE UNIQUE INDEX bank_start_lines_line ON bank_start_lines (entry_line_id);

CREATE TABLE bank_profiles (
  id {pk}, branch_id {id} NOT NULL, name {text} NOT NULL, mapping {text} NOT NULL,
  saved_at {instant} NOT NULL, saved_by {id} NOT NULL REFERENCES staff (id)
){strict};
CREATE UNIQUE INDEX bank_profiles_name ON bank_profiles (branch_id, name);

CREATE TABLE bank_imports (
  id {pk}, branch_id {id} NOT NULL, bank_account_id {id} NOT NULL REFERENCES bank_accounts (id),
  file {text} NOT NULL, name {text} NOT NULL, mapping {text} NOT NULL, job_id {id} NOT NULL,
  jobs {count} NOT NULL, kind {text} NOT NULL, new_lines {count} NOT NULL,
  known_lines {count} NOT NULL, held_lines {count} NOT NULL, matched_lines {count} NOT NULL,
  first_on {day}, last_on {day}, closing_cents {money}, closing_on {day},
  started_at {instant} NOT NULL, started_by {id} NOT NULL REFERENCES staff (id),
  taken_at {instant}, refused_at {instant}, refused_why {text} NOT NULL,
  undone_at {instant}, undone_by {id} REFERENCES staff (id), undone_why {text} NOT NULL
){strict};
CREATE UNIQUE INDEX bank_imports_file ON bank_imports (branch_id, bank_account_id, file)
  WHERE undone_at IS NULL AND refused_at IS NULL;

CREATE TABLE bank_problems (
  id {pk}, branch_id {id} NOT NULL, bank_import_id {id} NOT NULL REFERENCES bank_imports (id),
  line {count} NOT NULL, code {text} NOT NULL, words {text} NOT NULL, weight {text} NOT NULL,
  settled_at {instant}, settled_by {id} REFERENCES staff (id), settled_how {text} NOT NULL
){strict};
CREATE INDEX bank_problems_import ON bank_problems (bank_import_id, line, id);
CREATE INDEX bank_problems_open ON bank_problems (branch_id, id)
  WHERE settled_at IS NULL AND weight = 'held';

CREATE TABLE bank_matches (
  id {pk}, branch_id {id} NOT NULL, bank_account_id {id} NOT NULL REFERENCES bank_accounts (id),
  why {text} NOT NULL, words {text} NOT NULL, amount_cents {money} NOT NULL,
  cleared_on {day} NOT NULL, entry_id {id},
  matched_at {instant} NOT NULL, matched_by {id} NOT NULL REFERENCES staff (id),
  undone_at {instant}, undone_by {id} REFERENCES staff (id), undone_why {text} NOT NULL
){strict};
CREATE INDEX bank_matches_account ON bank_matches (bank_account_id, cleared_on, id);

CREATE TABLE bank_lines (
  id {pk}, branch_id {id} NOT NULL, bank_account_id {id} NOT NULL REFERENCES bank_accounts (id),
  bank_import_id {id} REFERENCES bank_imports (id), line {count} NOT NULL, key {text} NOT NULL,
  posted_on {day} NOT NULL, amount_cents {money} NOT NULL, kind {text} NOT NULL,
  code {text} NOT NULL, check_number {text} NOT NULL, reference {text} NOT NULL,
  words {text} NOT NULL, bank_match_id {id} REFERENCES bank_matches (id), withdrawn_at {instant}
){strict};
CREATE UNIQUE INDEX bank_lines_key ON bank_lines (bank_account_id, key)
  WHERE withdrawn_at IS NULL;
CREATE INDEX bank_lines_day ON bank_lines (branch_id, bank_account_id, posted_on, id);
CREATE INDEX bank_lines_amount ON bank_lines (branch_id, amount_cents, id);
CREATE INDEX bank_lines_match ON bank_lines (bank_match_id) WHERE bank_match_id IS NOT NULL;
CREATE INDEX bank_lines_import ON bank_lines (bank_import_id) WHERE bank_import_id IS NOT NULL;
CREATE INDEX bank_lines_open ON bank_lines (branch_id, bank_account_id, posted_on, id)
  WHERE bank_match_id IS NULL AND withdrawn_at IS NULL;

-- The books' side of a match. A line of the books stands in one match at most.
CREATE TABLE bank_match_lines (
  id {pk}, branch_id {id} NOT NULL, bank_match_id {id} NOT NULL REFERENCES bank_matches (id),
  entry_line_id {id} NOT NULL, amount_cents {money} NOT NULL, freed_at {instant}
){strict};
CREATE INDEX bank_match_lines_match ON bank_match_lines (bank_match_id);
CREATE UNIQUE INDEX bank_match_lines_line ON bank_match_lines (entry_line_id)
  WHERE freed_at IS NULL;

CREATE TABLE bank_rules (
  id {pk}, branch_id {id} NOT NULL, says {text} NOT NULL, direction {text} NOT NULL,
  account_id {id} NOT NULL REFERENCES accounts (id), memo {text} NOT NULL,
  saved_at {instant} NOT NULL, saved_by {id} NOT NULL REFERENCES staff (id),
  withdrawn_at {instant}, withdrawn_by {id} REFERENCES staff (id)
){strict};
CREATE INDEX bank_rules_branch ON bank_rules (branch_id, id) WHERE withdrawn_at IS NULL;

CREATE TABLE reconciliations (
  id {pk}, branch_id {id} NOT NULL, bank_account_id {id} NOT NULL REFERENCES bank_accounts (id),
  ends_on {day} NOT NULL, ending_cents {money} NOT NULL, books_cents {money} NOT NULL,
  outstanding_cents {money} NOT NULL, outstanding_items {count} NOT NULL, note {text} NOT NULL,
  closed_at {instant} NOT NULL, closed_by {id} NOT NULL REFERENCES staff (id),
  reopened_at {instant}, reopened_by {id} REFERENCES staff (id), reopened_why {text} NOT NULL
){strict};
CREATE UNIQUE INDEX reconciliations_day ON reconciliations (bank_account_id, ends_on)
  WHERE reopened_at IS NULL;
";

/// Lockbox files and their checks. A check that is not posted waits until somebody settles it.
pub(crate) const LOCKBOX: &str = "
CREATE TABLE lockbox_files (
  id {pk}, branch_id {id} NOT NULL REFERENCES branches (id), file {text} NOT NULL,
  name {text} NOT NULL, job_id {id} NOT NULL, jobs {count} NOT NULL,
  checks {count} NOT NULL, total_cents {money} NOT NULL,
  posted_items {count} NOT NULL, posted_cents {money} NOT NULL,
  held_items {count} NOT NULL, held_cents {money} NOT NULL,
  waiting_items {count} NOT NULL, waiting_cents {money} NOT NULL,
  started_at {instant} NOT NULL, started_by {id} NOT NULL REFERENCES staff (id),
  taken_at {instant}, refused_at {instant}, refused_why {text} NOT NULL
){strict};
CREATE UNIQUE INDEX lockbox_files_file ON lockbox_files (branch_id, file)
  WHERE refused_at IS NULL;

CREATE TABLE lockbox_items (
  id {pk}, branch_id {id} NOT NULL, lockbox_file_id {id} NOT NULL REFERENCES lockbox_files (id),
  line {count} NOT NULL, box {text} NOT NULL, batch {text} NOT NULL, received_on {day},
  check_number {text} NOT NULL, bank {text} NOT NULL, payer {text} NOT NULL,
  customer_number {text} NOT NULL, invoices {text} NOT NULL, image {text} NOT NULL,
  twin_key {text} NOT NULL, amount_cents {money} NOT NULL, why {text} NOT NULL,
  payment_id {id}, settled_at {instant}, settled_by {id} REFERENCES staff (id),
  settled_how {text} NOT NULL
){strict};
CREATE INDEX lockbox_items_file ON lockbox_items (lockbox_file_id, line, id);
CREATE INDEX lockbox_items_twin ON lockbox_items (branch_id, twin_key) WHERE twin_key <> '';
CREATE INDEX lockbox_items_waiting ON lockbox_items (branch_id, id)
  WHERE payment_id IS NULL AND settled_at IS NULL;
";
