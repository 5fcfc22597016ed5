//! The tables of imports.

use store::Migration;

/// Imports, what each row of theirs became, whose ids the sources' ids are, and who may be
/// the same customer.
pub(crate) const MIGRATION: Migration = Migration { name: "0310_imports", sql: TABLES };

const TABLES: &str = "
CREATE TABLE imports (
  id {pk}, branch_id {id} NOT NULL REFERENCES branches (id), file {text} NOT NULL,
  name {text} NOT NULL, bytes {count} NOT NULL, program {text} NOT NULL,
  profile {text} NOT NULL, mapping {json} NOT NULL, as_of {day} NOT NULL,
  started_at {instant} NOT NULL, started_by {id} NOT NULL REFERENCES staff (id),
  job_id {id} NOT NULL, jobs {count} NOT NULL, finished_at {instant},
  rows_read {count} NOT NULL, rows_new {count} NOT NULL, rows_more {count} NOT NULL,
  rows_match {count} NOT NULL,
  rows_conflict {count} NOT NULL, rows_rejected {count} NOT NULL,
  rows_marked {count} NOT NULL, archived {count} NOT NULL, locations {count} NOT NULL,
  duplicates {count} NOT NULL,
  file_cents {money} NOT NULL, brought_cents {money} NOT NULL, match_cents {money} NOT NULL,
  conflict_cents {money} NOT NULL, rejected_cents {money} NOT NULL,
  current_cents {money} NOT NULL, days_30_cents {money} NOT NULL,
  days_60_cents {money} NOT NULL, days_90_cents {money} NOT NULL,
  days_over_cents {money} NOT NULL,
  undo_job_id {id}, undo_asked_at {instant}, undo_asked_by {id} REFERENCES staff (id),
  undo_reason {text}, undo_after {id}, rows_undone {count} NOT NULL,
  rows_not_undone {count} NOT NULL, undone_at {instant}
){strict};
CREATE INDEX imports_file ON imports (branch_id, file, id);
CREATE INDEX imports_started ON imports (branch_id, started_at, id);

CREATE TABLE import_rows (
  id {pk}, branch_id {id} NOT NULL, import_id {id} NOT NULL REFERENCES imports (id),
  line {count} NOT NULL, label {text} NOT NULL, verdict {text} NOT NULL,
  words {text} NOT NULL, customer_id {id}, amount_cents {money} NOT NULL,
  undone {text} NOT NULL
){strict};
CREATE INDEX import_rows_line ON import_rows (branch_id, import_id, line, id);
CREATE INDEX import_rows_verdict ON import_rows (branch_id, import_id, verdict, line, id);
CREATE INDEX import_rows_customer ON import_rows (branch_id, customer_id, import_id)
  WHERE customer_id IS NOT NULL;

-- Only these rows decide that a row of a file is a customer who is known already. A row of
-- an import that was undone is retired: its id is free for another import.
CREATE TABLE import_sources (
  id {pk}, branch_id {id} NOT NULL, system {text} NOT NULL, source_id {text} NOT NULL,
  customer_id {id} NOT NULL REFERENCES customers (id),
  import_id {id} NOT NULL REFERENCES imports (id), line {count} NOT NULL,
  said {json} NOT NULL, owed {json}, owed_import_id {id} REFERENCES imports (id),
  retired_at {instant},
  CHECK ((owed IS NULL) = (owed_import_id IS NULL))
){strict};
CREATE UNIQUE INDEX import_sources_known ON import_sources (branch_id, system, source_id)
  WHERE retired_at IS NULL;
CREATE INDEX import_sources_customer ON import_sources (branch_id, customer_id, id);
CREATE INDEX import_sources_import ON import_sources (branch_id, import_id, customer_id);
CREATE INDEX import_sources_owed ON import_sources (branch_id, owed_import_id, customer_id)
  WHERE owed_import_id IS NOT NULL;

-- The open documents an import brought, each a charge or a credit.
CREATE TABLE import_items (
  id {pk}, branch_id {id} NOT NULL, import_id {id} NOT NULL REFERENCES imports (id),
  customer_id {id} NOT NULL, charge_id {id}, credit_id {id}, entry_id {id} NOT NULL,
  taken_back_at {instant},
  CHECK ((charge_id IS NULL) <> (credit_id IS NULL))
){strict};
CREATE INDEX import_items_import ON import_items (branch_id, import_id, customer_id);
CREATE INDEX import_items_customer ON import_items (branch_id, customer_id);

CREATE TABLE import_profiles (
  id {pk}, branch_id {id} NOT NULL, name {text} NOT NULL, key {text} NOT NULL,
  program {text} NOT NULL, mapping {json} NOT NULL, saved_at {instant} NOT NULL,
  saved_by {id} NOT NULL REFERENCES staff (id), version {count} NOT NULL
){strict};
CREATE UNIQUE INDEX import_profiles_key ON import_profiles (branch_id, key);
CREATE INDEX import_profiles_name ON import_profiles (branch_id, name, id);

CREATE TABLE possible_duplicates (
  id {pk}, branch_id {id} NOT NULL, import_id {id} NOT NULL REFERENCES imports (id),
  customer_id {id} NOT NULL REFERENCES customers (id),
  other_id {id} NOT NULL REFERENCES customers (id), why {text} NOT NULL,
  found_at {instant} NOT NULL, settled_at {instant}, settled_by {id} REFERENCES staff (id),
  settled_how {text}
){strict};
CREATE INDEX possible_duplicates_found ON possible_duplicates (branch_id, found_at, id);
CREATE INDEX possible_duplicates_customer ON possible_duplicates (branch_id, customer_id);
CREATE INDEX possible_duplicates_other ON possible_duplicates (branch_id, other_id);
CREATE INDEX possible_duplicates_import ON possible_duplicates (branch_id, import_id, id);
";
