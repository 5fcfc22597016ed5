//! The tables of the books.
//!
//! Posted entries and applications are append-only. What may change is what is counted
//! from them: `account_months` and the `open_cents` of charges and credits, which the
//! proofs compare with the rows they come from.

use store::Migration;

/// The tables, and the chart of accounts a new company starts with.
pub(crate) const MIGRATIONS: &[Migration] = &[
    Migration { name: "0100_books", sql: TABLES },
    Migration { name: "0101_starter_chart", sql: STARTER_CHART },
    Migration { name: "0102_days_of_applications", sql: DAYS_OF_APPLICATIONS },
    Migration { name: "0103_other_income", sql: OTHER_INCOME },
    // Three or four rows of it are added to for every entry: one tree to walk instead of two.
    Migration { name: "0104_clustered_months", sql: "{cluster:account_months}" },
    Migration { name: "0105_month_locks", sql: MONTH_LOCKS },
];

const TABLES: &str = "
CREATE TABLE accounts (
  id {pk}, name {text} NOT NULL, kind {text} NOT NULL, normal {text} NOT NULL,
  version {count} NOT NULL,
  CHECK (kind IN ('asset', 'liability', 'equity', 'revenue', 'expense')),
  CHECK (normal IN ('debit', 'credit'))
){strict};

CREATE TABLE periods (
  id {pk}, branch_id {id} NOT NULL, month {day} NOT NULL,
  closed_at {instant}, closed_by {id} REFERENCES staff (id), note {text},
  version {count} NOT NULL
){strict};
CREATE UNIQUE INDEX periods_month ON periods (branch_id, month);

CREATE TABLE entries (
  id {pk}, branch_id {id} NOT NULL, day {day} NOT NULL, memo {text} NOT NULL,
  source {text} NOT NULL, source_id {id} NOT NULL,
  reverses_id {id} REFERENCES entries (id),
  staff_id {id} NOT NULL REFERENCES staff (id), posted_at {instant} NOT NULL
){strict};
CREATE INDEX entries_day ON entries (branch_id, day, id);
CREATE INDEX entries_source ON entries (branch_id, source, source_id);
CREATE UNIQUE INDEX entries_reverses ON entries (reverses_id) WHERE reverses_id IS NOT NULL;

-- The day is the entry's, repeated so that an account is read by day from one index.
CREATE TABLE entry_lines (
  id {pk}, branch_id {id} NOT NULL, entry_id {id} NOT NULL REFERENCES entries (id),
  day {day} NOT NULL, account_id {id} NOT NULL REFERENCES accounts (id),
  customer_id {id}, amount_cents {money} NOT NULL,
  CHECK (amount_cents <> 0)
){strict};
CREATE INDEX entry_lines_entry ON entry_lines (entry_id, branch_id, day, amount_cents);
CREATE INDEX entry_lines_account
  ON entry_lines (branch_id, account_id, day, id, customer_id, amount_cents);
CREATE INDEX entry_lines_customer
  ON entry_lines (branch_id, customer_id, account_id, day, amount_cents)
  WHERE customer_id IS NOT NULL;

-- What each account moved in each month: a balance at any day is the months before it
-- and the lines of one month.
CREATE TABLE account_months (
  branch_id {id} NOT NULL, account_id {id} NOT NULL, month {day} NOT NULL,
  debit_cents {money} NOT NULL, credit_cents {money} NOT NULL,
  PRIMARY KEY (branch_id, account_id, month)
){strict};

CREATE TABLE charges (
  id {pk}, branch_id {id} NOT NULL, customer_id {id} NOT NULL, kind {text} NOT NULL,
  document {text} NOT NULL, source {text} NOT NULL, source_id {id} NOT NULL,
  issued_on {day} NOT NULL, due_on {day} NOT NULL, opened_on {day} NOT NULL,
  amount_cents {money} NOT NULL, open_cents {money} NOT NULL,
  opened_at {instant} NOT NULL,
  CHECK (amount_cents > 0), CHECK (open_cents BETWEEN 0 AND amount_cents)
){strict};
CREATE INDEX charges_customer ON charges (branch_id, customer_id, opened_on, id);
CREATE INDEX charges_source ON charges (branch_id, source, source_id);
CREATE INDEX charges_open
  ON charges (branch_id, customer_id, due_on, document, opened_on, issued_on, open_cents)
  WHERE open_cents <> 0;

CREATE TABLE credits (
  id {pk}, branch_id {id} NOT NULL, customer_id {id} NOT NULL, kind {text} NOT NULL,
  document {text} NOT NULL, source {text} NOT NULL, source_id {id} NOT NULL,
  dated_on {day} NOT NULL, opened_on {day} NOT NULL,
  amount_cents {money} NOT NULL, open_cents {money} NOT NULL,
  opened_at {instant} NOT NULL,
  CHECK (amount_cents > 0), CHECK (open_cents BETWEEN 0 AND amount_cents)
){strict};
CREATE INDEX credits_customer ON credits (branch_id, customer_id, opened_on, id);
CREATE INDEX credits_source ON credits (branch_id, source, source_id);
CREATE INDEX credits_open ON credits (branch_id, customer_id, dated_on, opened_on, open_cents)
  WHERE open_cents <> 0;

CREATE TABLE applications (
  id {pk}, branch_id {id} NOT NULL, customer_id {id} NOT NULL,
  charge_id {id} REFERENCES charges (id), credit_id {id} REFERENCES credits (id),
  amount_cents {money} NOT NULL, kind {text} NOT NULL, effective_on {day} NOT NULL,
  reverses_id {id} REFERENCES applications (id),
  staff_id {id} NOT NULL REFERENCES staff (id), made_at {instant} NOT NULL,
  CHECK (amount_cents <> 0), CHECK (charge_id IS NOT NULL OR credit_id IS NOT NULL),
  CHECK ((amount_cents < 0) = (reverses_id IS NOT NULL))
){strict};
CREATE INDEX applications_charge ON applications (charge_id, effective_on);
CREATE INDEX applications_credit ON applications (credit_id, effective_on);
CREATE INDEX applications_day ON applications (branch_id, effective_on);
CREATE INDEX applications_customer ON applications (branch_id, customer_id, effective_on);
CREATE UNIQUE INDEX applications_reverses ON applications (reverses_id)
  WHERE reverses_id IS NOT NULL;

{append_only:entries}
{append_only:entry_lines}
{append_only:applications}
";

const MONTH_LOCKS: &str = "
CREATE TABLE month_locks (
  branch_id {id} PRIMARY KEY NOT NULL, soft_days {count}, hard_days {count}
){strict};
ALTER TABLE periods ADD COLUMN reopened_at {instant};
";

const OTHER_INCOME: &str = "
INSERT INTO accounts (id, name, kind, normal, version) VALUES
  (4290, 'Other income', 'revenue', 'credit', 1);
";

const STARTER_CHART: &str = "
INSERT INTO accounts (id, name, kind, normal, version) VALUES
  (1000, 'Cash, operating', 'asset', 'debit', 1),
  (1020, 'Petty cash', 'asset', 'debit', 1),
  (1030, 'Cash drawer float', 'asset', 'debit', 1),
  (1050, 'Undeposited funds', 'asset', 'debit', 1),
  (1060, 'Card clearing', 'asset', 'debit', 1),
  (1065, 'ACH clearing', 'asset', 'debit', 1),
  (1070, 'Lockbox and web clearing', 'asset', 'debit', 1),
  (1100, 'Accounts receivable', 'asset', 'debit', 1),
  (1110, 'Unbilled receivable', 'asset', 'debit', 1),
  (1190, 'Allowance for doubtful accounts', 'asset', 'credit', 1),
  (1200, 'Inventory, materials', 'asset', 'debit', 1),
  (1210, 'Inventory, supplies', 'asset', 'debit', 1),
  (1300, 'Prepaid expense', 'asset', 'debit', 1),
  (1500, 'Equipment', 'asset', 'debit', 1),
  (1590, 'Accumulated depreciation', 'asset', 'credit', 1),
  (2000, 'Accounts payable', 'liability', 'credit', 1),
  (2050, 'Goods received, not invoiced', 'liability', 'credit', 1),
  (2100, 'Sales tax payable', 'liability', 'credit', 1),
  (2150, 'Customer credits and unapplied cash', 'liability', 'credit', 1),
  (2200, 'Deferred revenue', 'liability', 'credit', 1),
  (2250, 'Refunds payable', 'liability', 'credit', 1),
  (2300, 'Accrued payroll and tips', 'liability', 'credit', 1),
  (2400, 'Unclaimed property payable', 'liability', 'credit', 1),
  (3000, 'Opening balances', 'equity', 'credit', 1),
  (3900, 'Home office', 'equity', 'credit', 1),
  (4000, 'Revenue, recurring pest control', 'revenue', 'credit', 1),
  (4010, 'Revenue, initial services', 'revenue', 'credit', 1),
  (4020, 'Revenue, termite', 'revenue', 'credit', 1),
  (4030, 'Revenue, mosquito', 'revenue', 'credit', 1),
  (4040, 'Revenue, lawn', 'revenue', 'credit', 1),
  (4050, 'Revenue, one-time services', 'revenue', 'credit', 1),
  (4060, 'Revenue, renewals', 'revenue', 'credit', 1),
  (4100, 'Prepay and promotional discounts', 'revenue', 'debit', 1),
  (4110, 'Credits and allowances', 'revenue', 'debit', 1),
  (4200, 'Late fees', 'revenue', 'credit', 1),
  (4210, 'Returned-item fees', 'revenue', 'credit', 1),
  (4220, 'Trip and cancellation fees', 'revenue', 'credit', 1),
  (5000, 'Technician labor', 'expense', 'debit', 1),
  (5100, 'Materials', 'expense', 'debit', 1),
  (5200, 'Vehicles', 'expense', 'debit', 1),
  (6000, 'Office payroll', 'expense', 'debit', 1),
  (6100, 'Office supplies', 'expense', 'debit', 1),
  (6110, 'Postage', 'expense', 'debit', 1),
  (6120, 'Telephones and answering service', 'expense', 'debit', 1),
  (6150, 'Parking and travel', 'expense', 'debit', 1),
  (6200, 'Merchant fees', 'expense', 'debit', 1),
  (6210, 'Bank charges', 'expense', 'debit', 1),
  (6220, 'Agency commissions', 'expense', 'debit', 1),
  (6300, 'Bad-debt expense', 'expense', 'debit', 1),
  (6310, 'Cash over and short', 'expense', 'debit', 1),
  (6400, 'Training', 'expense', 'debit', 1),
  (6410, 'Licenses and dues', 'expense', 'debit', 1),
  (6500, 'Recruiting and background checks', 'expense', 'debit', 1),
  (6600, 'Equipment maintenance', 'expense', 'debit', 1),
  (6700, 'Software', 'expense', 'debit', 1);
";

// The days of the charge and the credit stand beside what came off them, so that what was open
// on a day is read from one index: it is asked for all customers at once.
const DAYS_OF_APPLICATIONS: &str = "
ALTER TABLE applications ADD COLUMN charge_opened_on {day};
ALTER TABLE applications ADD COLUMN charge_due_on {day};
ALTER TABLE applications ADD COLUMN credit_opened_on {day};

{writable:applications}
UPDATE applications SET
  charge_opened_on = (SELECT h.opened_on FROM charges h WHERE h.id = applications.charge_id),
  charge_due_on = (SELECT h.due_on FROM charges h WHERE h.id = applications.charge_id),
  credit_opened_on = (SELECT d.opened_on FROM credits d WHERE d.id = applications.credit_id);
{append_only:applications}

DROP INDEX applications_day;
CREATE INDEX applications_day ON applications (branch_id, effective_on, charge_opened_on,
  credit_opened_on, charge_id, customer_id, charge_due_on, amount_cents);
";
