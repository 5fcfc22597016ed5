//! The tables of the front desk.
//!
//! `customer_keys` and the search documents are worked out from the other rows and are
//! written anew whenever those change; with tags they are the only rows ever taken away.
//! The views `customer_face`, `location_face` and `agreement_face` are for the lists of
//! rooms to the right.

use store::Migration;

/// Every table of this room, in order.
pub(crate) const MIGRATIONS: &[Migration] = &[
    Migration { name: "0300_customers", sql: CUSTOMERS },
    Migration { name: "0301_conversations", sql: CONVERSATIONS },
    Migration { name: "0302_services", sql: SERVICES },
    Migration { name: "0303_agreements", sql: AGREEMENTS },
    crate::imports::MIGRATION,
    Migration { name: "0320_agreement_changes", sql: AGREEMENT_CHANGES },
    Migration { name: "0321_customer_faces", sql: CUSTOMER_FACES },
    Migration { name: "0322_price_changes", sql: PRICE_CHANGES },
];

const CUSTOMERS: &str = "
CREATE TABLE customers (
  id {pk}, branch_id {id} NOT NULL REFERENCES branches (id), number {text} NOT NULL,
  kind {text} NOT NULL, name {text} NOT NULL, company {text} NOT NULL,
  phone {text} NOT NULL, other_phone {text} NOT NULL, email {text} NOT NULL,
  line1 {text} NOT NULL, line2 {text} NOT NULL, city {text} NOT NULL, state {text} NOT NULL,
  zip {text} NOT NULL, terms_days {count} NOT NULL, po_required {bool} NOT NULL,
  alert {text} NOT NULL, lead_source {text} NOT NULL, reference {text} NOT NULL,
  standing {text} NOT NULL, standing_at {instant} NOT NULL, standing_by {id} NOT NULL,
  standing_reason {text} NOT NULL, since_on {day} NOT NULL,
  merged_into_id {id} REFERENCES customers (id),
  opened_at {instant} NOT NULL, opened_by {id} NOT NULL REFERENCES staff (id),
  version {count} NOT NULL,
  CHECK ((standing = 'merged') = (merged_into_id IS NOT NULL))
){strict};
CREATE UNIQUE INDEX customers_number ON customers (branch_id, number);
CREATE INDEX customers_name ON customers (branch_id, name, id);
CREATE INDEX customers_city ON customers (branch_id, city, id);
CREATE INDEX customers_zip ON customers (branch_id, zip, id);
CREATE INDEX customers_since ON customers (branch_id, since_on, id);
CREATE INDEX customers_standing ON customers (branch_id, standing, id);
CREATE INDEX customers_merged_into ON customers (merged_into_id)
  WHERE merged_into_id IS NOT NULL;

CREATE VIEW customer_face AS
  SELECT id, branch_id, number, name, standing FROM customers;

CREATE TABLE customer_keys (
  branch_id {id} NOT NULL, kind {text} NOT NULL, value {text} NOT NULL,
  customer_id {id} NOT NULL REFERENCES customers (id),
  PRIMARY KEY (branch_id, kind, value, customer_id)
){strict};
CREATE INDEX customer_keys_customer ON customer_keys (branch_id, customer_id);

CREATE TABLE customer_tags (
  branch_id {id} NOT NULL, customer_id {id} NOT NULL REFERENCES customers (id),
  tag {text} NOT NULL, tagged_at {instant} NOT NULL,
  PRIMARY KEY (branch_id, tag, customer_id)
){strict};
CREATE INDEX customer_tags_customer ON customer_tags (branch_id, customer_id);

CREATE TABLE consents (
  id {pk}, branch_id {id} NOT NULL, customer_id {id} NOT NULL REFERENCES customers (id),
  channel {text} NOT NULL, answer {text} NOT NULL, wording {text} NOT NULL,
  source {text} NOT NULL, answered_at {instant} NOT NULL,
  recorded_at {instant} NOT NULL, recorded_by {id} NOT NULL REFERENCES staff (id)
){strict};
CREATE INDEX consents_customer ON consents (branch_id, customer_id, channel, id);
{append_only:consents}

CREATE TABLE customer_merges (
  id {pk}, branch_id {id} NOT NULL, customer_id {id} NOT NULL REFERENCES customers (id),
  into_id {id} NOT NULL REFERENCES customers (id), was {text} NOT NULL,
  reason {text} NOT NULL, merged_at {instant} NOT NULL, merged_by {id} NOT NULL,
  undone_at {instant}, undone_by {id}
){strict};
CREATE INDEX customer_merges_customer ON customer_merges (branch_id, customer_id, id);
CREATE INDEX customer_merges_into ON customer_merges (branch_id, into_id, id);

CREATE TABLE customer_merge_moves (
  merge_id {id} NOT NULL REFERENCES customer_merges (id), branch_id {id} NOT NULL,
  subject {text} NOT NULL, subject_id {id} NOT NULL,
  PRIMARY KEY (merge_id, subject, subject_id)
){strict};

CREATE TABLE locations (
  id {pk}, branch_id {id} NOT NULL, customer_id {id} NOT NULL REFERENCES customers (id),
  name {text} NOT NULL, line1 {text} NOT NULL, line2 {text} NOT NULL, city {text} NOT NULL,
  state {text} NOT NULL, zip {text} NOT NULL, county {text} NOT NULL, phone {text} NOT NULL,
  access {text} NOT NULL, hazards {text} NOT NULL, square_feet {count},
  opened_at {instant} NOT NULL, opened_by {id} NOT NULL REFERENCES staff (id),
  closed_at {instant}, closed_by {id} REFERENCES staff (id), closed_reason {text},
  version {count} NOT NULL
){strict};
CREATE INDEX locations_customer ON locations (branch_id, customer_id, id);
CREATE INDEX locations_zip ON locations (branch_id, zip, id);
CREATE INDEX locations_city ON locations (branch_id, city, id);
CREATE INDEX locations_line1 ON locations (branch_id, line1, id);

CREATE VIEW location_face AS
  SELECT id, branch_id, customer_id, name, line1, city, state, zip, county, access, hazards
  FROM locations;

CREATE TABLE contacts (
  id {pk}, branch_id {id} NOT NULL, customer_id {id} NOT NULL REFERENCES customers (id),
  location_id {id} REFERENCES locations (id), name {text} NOT NULL, relation {text} NOT NULL,
  phone {text} NOT NULL, email {text} NOT NULL, roles {text} NOT NULL,
  may_talk {bool} NOT NULL, may_book {bool} NOT NULL, may_pay {bool} NOT NULL,
  note {text} NOT NULL, added_at {instant} NOT NULL,
  added_by {id} NOT NULL REFERENCES staff (id), removed_at {instant},
  removed_by {id} REFERENCES staff (id), removed_reason {text}, version {count} NOT NULL
){strict};
CREATE INDEX contacts_customer ON contacts (branch_id, customer_id, id);
CREATE INDEX contacts_name ON contacts (branch_id, name, id);
CREATE INDEX contacts_location ON contacts (location_id) WHERE location_id IS NOT NULL;
";

const CONVERSATIONS: &str = "
CREATE TABLE conversations (
  id {pk}, branch_id {id} NOT NULL, customer_id {id} NOT NULL REFERENCES customers (id),
  contact_id {id} REFERENCES contacts (id), channel {text} NOT NULL,
  direction {text} NOT NULL, spoke_with {text} NOT NULL, said {text} NOT NULL,
  held_at {instant} NOT NULL, noted_at {instant} NOT NULL,
  noted_by {id} NOT NULL REFERENCES staff (id), follow_up_on {day},
  followed_up_at {instant}, followed_up_by {id} REFERENCES staff (id),
  followed_up_how {text}, withdrawn_at {instant}, withdrawn_by {id} REFERENCES staff (id),
  withdrawn_reason {text}, version {count} NOT NULL
){strict};
CREATE INDEX conversations_customer ON conversations (branch_id, customer_id, held_at, id);
CREATE INDEX conversations_held ON conversations (branch_id, held_at, id);
CREATE INDEX conversations_follow_up ON conversations (branch_id, follow_up_on, id)
  WHERE follow_up_on IS NOT NULL AND followed_up_at IS NULL AND withdrawn_at IS NULL;
CREATE INDEX conversations_contact ON conversations (contact_id) WHERE contact_id IS NOT NULL;
";

const SERVICES: &str = "
CREATE TABLE services (
  id {pk}, code {text} NOT NULL, name {text} NOT NULL, minutes {count} NOT NULL,
  revenue_account_id {id} NOT NULL, tax_code {text} NOT NULL, frequency {text} NOT NULL,
  description {text} NOT NULL, added_at {instant} NOT NULL,
  added_by {id} NOT NULL REFERENCES staff (id), retired_at {instant},
  retired_by {id} REFERENCES staff (id), retired_reason {text}, version {count} NOT NULL
){strict};
CREATE UNIQUE INDEX services_code ON services (code);
CREATE INDEX services_name ON services (name, id);

CREATE TABLE service_prices (
  id {pk}, service_id {id} NOT NULL REFERENCES services (id), effective_on {day} NOT NULL,
  price_cents {money} NOT NULL, initial_price_cents {money},
  reason {text} NOT NULL, set_at {instant} NOT NULL,
  set_by {id} NOT NULL REFERENCES staff (id),
  CHECK (price_cents >= 0)
){strict};
CREATE INDEX service_prices_service ON service_prices (service_id, effective_on, id);
{append_only:service_prices}
";

const AGREEMENTS: &str = "
CREATE TABLE agreements (
  id {pk}, branch_id {id} NOT NULL, number {text} NOT NULL,
  customer_id {id} NOT NULL REFERENCES customers (id),
  location_id {id} NOT NULL REFERENCES locations (id),
  service_id {id} NOT NULL REFERENCES services (id), service_name {text} NOT NULL,
  price_cents {money} NOT NULL, initial_price_cents {money}, list_price_cents {money} NOT NULL,
  discount_rate {rate} NOT NULL, schedule {json} NOT NULL, starts_on {day} NOT NULL,
  term_months {count} NOT NULL, ends_on {day}, auto_renew {bool} NOT NULL,
  signed_on {day} NOT NULL, sold_at {text} NOT NULL, cooling_off_ends_on {day},
  sold_by {id} REFERENCES staff (id), po_number {text} NOT NULL, po_expires_on {day},
  price_approval_id {id}, note {text} NOT NULL,
  signed_at {instant} NOT NULL, signed_by {id} NOT NULL REFERENCES staff (id),
  held_at {instant}, held_by {id} REFERENCES staff (id), held_from {day}, held_until {day},
  held_reason {text},
  cancelled_at {instant}, cancelled_by {id} REFERENCES staff (id), cancelled_on {day},
  cancel_cause {text}, cancel_reason {text}, version {count} NOT NULL,
  CHECK (price_cents >= 0), CHECK (discount_rate BETWEEN 0 AND 1000000),
  CHECK (term_months >= 0), CHECK ((cancelled_at IS NULL) = (cancelled_on IS NULL))
){strict};
CREATE UNIQUE INDEX agreements_number ON agreements (branch_id, number);
CREATE INDEX agreements_customer ON agreements (branch_id, customer_id, id);
CREATE INDEX agreements_location ON agreements (branch_id, location_id, id);
CREATE INDEX agreements_signed ON agreements (branch_id, signed_on, id);
CREATE INDEX agreements_starts ON agreements (branch_id, starts_on, id);
CREATE INDEX agreements_service ON agreements (service_id, id);

CREATE VIEW agreement_face AS
  SELECT a.id, a.branch_id, a.number, a.customer_id, a.location_id, a.service_id,
    a.service_name, a.price_cents, a.starts_on, a.ends_on,
    CASE WHEN a.cancelled_at IS NOT NULL THEN 'cancelled'
      WHEN a.held_at IS NOT NULL THEN 'on_hold' ELSE 'active' END AS standing
  FROM agreements a;

CREATE TABLE price_approvals (
  id {pk}, branch_id {id} NOT NULL, customer_id {id} NOT NULL REFERENCES customers (id),
  service_id {id} NOT NULL REFERENCES services (id), price_cents {money} NOT NULL,
  reason {text} NOT NULL, approved_at {instant} NOT NULL,
  approved_by {id} NOT NULL REFERENCES staff (id), expires_on {day} NOT NULL
){strict};
CREATE INDEX price_approvals_customer
  ON price_approvals (branch_id, customer_id, service_id, id);
";

/// A later price holds from a day on; a transferred agreement goes on as another one.
const AGREEMENT_CHANGES: &str = "
CREATE TABLE agreement_prices (
  id {pk}, branch_id {id} NOT NULL, agreement_id {id} NOT NULL REFERENCES agreements (id),
  effective_on {day} NOT NULL, price_cents {money} NOT NULL, reason {text} NOT NULL,
  price_approval_id {id}, set_at {instant} NOT NULL,
  set_by {id} NOT NULL REFERENCES staff (id),
  CHECK (price_cents >= 0)
){strict};
CREATE INDEX agreement_prices_agreement ON agreement_prices (agreement_id, effective_on, id);
{append_only:agreement_prices}
ALTER TABLE agreements ADD COLUMN transferred_from_id {id};
CREATE INDEX agreements_transferred_from ON agreements (transferred_from_id)
  WHERE transferred_from_id IS NOT NULL;
";

/// What rooms to the right may know of a customer: where her bills go, and when she was in
/// touch by herself.
const CUSTOMER_FACES: &str = "
CREATE VIEW customer_mail AS
  SELECT id, branch_id, number, name, line1, line2, city, state, zip FROM customers;
CREATE VIEW customer_calls AS
  SELECT id, branch_id, customer_id, held_at FROM conversations
  WHERE direction = 'in' AND withdrawn_at IS NULL;
";

/// Published for letters: the prices set after signing, of agreements that go on.
const PRICE_CHANGES: &str = "
CREATE VIEW agreement_price_changes AS
  SELECT p.id, p.branch_id, p.agreement_id, a.customer_id, p.effective_on, p.price_cents
  FROM agreement_prices p JOIN agreements a ON a.id = p.agreement_id
  WHERE a.cancelled_at IS NULL AND NOT EXISTS (SELECT 1 FROM agreement_prices q
    WHERE q.agreement_id = p.agreement_id AND q.effective_on = p.effective_on AND q.id > p.id);
";
