//! The tables of this room.

use store::Migration;

/// Work orders and appointments. A work order's states are dated facts: put aside, finished,
/// verified, cancelled; what it waits for is derived from them.
pub const MIGRATIONS: &[Migration] = &[
    Migration { name: "0400_dispatch", sql: DISPATCH },
    Migration { name: "0401_put_aside", sql: PUT_ASIDE },
    Migration { name: "0520_verified_work", sql: VERIFIED },
    Migration { name: "0521_work_to_bill_of_a_customer", sql: TO_BILL },
    Migration { name: "0522_agreement_visits", sql: VISITS },
    crate::positions::records::MIGRATION,
    crate::work_hours::records::MIGRATION,
    crate::absences::records::MIGRATION,
];

/// A billing run asks for each customer's own: by the day alone it would read everybody's.
const TO_BILL: &str = "
CREATE INDEX work_orders_to_bill_of_customer ON work_orders (branch_id, customer_id, done_on)
  WHERE verified_at IS NOT NULL AND invoice_id IS NULL AND cancelled_at IS NULL;
";

/// Published to the rooms that bill: the visits of agreements by the nominal day they are billed
/// under, the day each is booked for, and whether nothing is asked of it: it was done, or waits
/// with its agreement on hold.
const VISITS: &str = "
CREATE VIEW agreement_visits AS
  SELECT w.id, w.branch_id, w.number, w.agreement_id, w.nominal_on, a.day AS booked_on,
    CASE WHEN w.aside_at IS NOT NULL THEN 1
      WHEN w.finished_at IS NOT NULL AND w.outcome IN ('done', 'partial') THEN 1
      ELSE 0 END AS is_settled
  FROM work_orders w LEFT JOIN appointments a ON a.work_order_id = w.id AND a.ended_at IS NULL
  WHERE w.agreement_id IS NOT NULL AND w.cancelled_at IS NULL;
";

const DISPATCH: &str = "
CREATE TABLE work_orders (
  id {pk}, branch_id {id} NOT NULL, number {text} NOT NULL,
  customer_id {id} NOT NULL REFERENCES customers (id),
  location_id {id} NOT NULL REFERENCES locations (id),
  service_id {id} NOT NULL REFERENCES services (id), service_name {text} NOT NULL,
  agreement_id {id} REFERENCES agreements (id), cause_id {id} REFERENCES work_orders (id),
  part {text} NOT NULL, nominal_on {day} NOT NULL, due_on {day} NOT NULL,
  price_cents {money} NOT NULL, minutes {count} NOT NULL, instructions {text} NOT NULL,
  po_number {text} NOT NULL, created_at {instant} NOT NULL,
  technician_id {id} REFERENCES staff (id), done_on {day}, outcome {text},
  arrived_at {instant}, left_at {instant}, report {text} NOT NULL,
  materials {text} NOT NULL, collected_cents {money} NOT NULL,
  finished_by {id}, finished_at {instant}, sent_back_at {instant},
  sent_back_reason {text}, verified_by {id}, verified_at {instant},
  invoice_id {id}, cancelled_by {id}, cancelled_at {instant}, cancel_reason {text},
  version {count} NOT NULL
){strict};
CREATE UNIQUE INDEX work_orders_number ON work_orders (branch_id, number);
CREATE UNIQUE INDEX work_orders_nominal ON work_orders (agreement_id, nominal_on, part)
  WHERE agreement_id IS NOT NULL AND cause_id IS NULL AND cancelled_at IS NULL;
CREATE INDEX work_orders_due ON work_orders (branch_id, due_on, id);
CREATE INDEX work_orders_customer ON work_orders (branch_id, customer_id, due_on);
CREATE INDEX work_orders_open ON work_orders (branch_id, due_on)
  WHERE finished_at IS NULL AND cancelled_at IS NULL;
CREATE INDEX work_orders_to_verify ON work_orders (branch_id, done_on)
  WHERE finished_at IS NOT NULL AND verified_at IS NULL AND cancelled_at IS NULL;
CREATE INDEX work_orders_to_bill ON work_orders (branch_id, done_on)
  WHERE verified_at IS NOT NULL AND invoice_id IS NULL AND cancelled_at IS NULL;
CREATE TABLE appointments (
  id {pk}, branch_id {id} NOT NULL, work_order_id {id} NOT NULL REFERENCES work_orders (id),
  technician_id {id} NOT NULL REFERENCES staff (id), day {day} NOT NULL,
  from_minute {count} NOT NULL, until_minute {count} NOT NULL, note {text} NOT NULL,
  booked_by {id} NOT NULL, booked_at {instant} NOT NULL,
  ended_at {instant}, ended_reason {text}, version {count} NOT NULL
){strict};
CREATE UNIQUE INDEX appointments_standing ON appointments (work_order_id)
  WHERE ended_at IS NULL;
CREATE INDEX appointments_day ON appointments (branch_id, day, technician_id, from_minute, id);
";

/// Work that waits while its agreement is on hold, and what brings it back as it was: the
/// appointment that ended with it, and whether it was cancelled with its agreement.
const PUT_ASIDE: &str = "
ALTER TABLE work_orders ADD COLUMN aside_by {id};
ALTER TABLE work_orders ADD COLUMN aside_at {instant};
ALTER TABLE work_orders ADD COLUMN aside_reason {text};
ALTER TABLE work_orders ADD COLUMN freed_appointment_id {id};
ALTER TABLE work_orders ADD COLUMN went_with_agreement_at {instant};
";

/// Published to the rooms that bill: work that was done, was verified and has a price, with
/// the invoice that bills it.
const VERIFIED: &str = "
CREATE VIEW verified_work AS
  SELECT w.id, w.branch_id, w.number, w.customer_id, w.agreement_id, w.done_on, w.price_cents,
    w.service_name, w.invoice_id
  FROM work_orders w WHERE w.verified_at IS NOT NULL AND w.cancelled_at IS NULL
    AND w.price_cents > 0 AND w.outcome IN ('done', 'partial');
";
