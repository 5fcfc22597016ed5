//! The steps of a payment's life, in order. Every step is a row that another room wrote.
//!
//! A key is an id times 32 and a number of the kind of step, so that no two steps of a
//! payment share one.

use money::payments::READ;
use office::listing::{Asked, Kind, Listing, Mark, State, column, filter};

/// The kinds of steps.
pub static STEPS: &[State] = &[
    plain("asked", "Asked for by card or bank"),
    plain("pay_link", "Paid by a pay link"),
    plain("autopay", "Drawn by AutoPay"),
    plain("ach_file", "In a file for the bank"),
    plain("logged", "Noted with the mail"),
    plain("envelope", "Handed in, in an envelope"),
    plain("lockbox", "In a lockbox file"),
    good("received", "Received and posted"),
    good("named", "Named: whose it is"),
    good("applied", "Put against"),
    watch("unapplied", "Taken off again"),
    watch("taken_off", "Taken off the account"),
    watch("transferred", "Transferred to another customer"),
    good("applied_there", "Put against, on the other account"),
    watch("given_back", "Given back from the account"),
    watch("moved", "Moved to another customer"),
    watch("voided", "Voided"),
    good("batched", "Batch balanced"),
    good("counted", "Counted with its deposit"),
    good("verified", "Verified by a second person"),
    watch("reopened", "Its deposit was reopened"),
    good("deposited", "Deposit closed and sealed"),
    good("confirmed", "The bank has the deposit"),
    good("paid_out", "Paid out by the processor"),
    good("matched", "Matched with the bank's line"),
    good("reconciled", "Proved against the statement"),
    wrong("returned", "Returned by the bank"),
    plain("told", "She was told"),
    wrong("disputed", "Disputed by the cardholder"),
    plain("decided", "The dispute was decided"),
    watch("refund_asked", "Refund asked for"),
    watch("refund_approved", "Refund approved"),
    watch("refunded", "Refund paid"),
    plain("booked", "In the books"),
];

const fn plain(word: &'static str, title: &'static str) -> State {
    State { word, title, mark: Mark::Plain }
}

const fn good(word: &'static str, title: &'static str) -> State {
    State { word, title, mark: Mark::Good }
}

const fn watch(word: &'static str, title: &'static str) -> State {
    State { word, title, mark: Mark::Watch }
}

const fn wrong(word: &'static str, title: &'static str) -> State {
    State { word, title, mark: Mark::Wrong }
}

/// The steps of payments, the first first.
pub static LISTING: Listing = Listing {
    name: "biographies",
    title: "Steps of a payment",
    duty: READ,
    from: LIFE,
    fixed: "r.branch_id = $1",
    key: "r.key",
    href: "/biographies/{payment}",
    columns: &[
        column("payment", "Payment id", Kind::Id, "r.payment_id"),
        column("at", "When", Kind::Instant, "r.at").sorted(),
        column("step", "Step", Kind::State(STEPS), "r.step"),
        column("about", "What", Kind::Name, "r.about"),
        column("detail", "More", Kind::Text, "r.detail"),
        column("who", "By", Kind::Text, WHO),
        column("source", "Document", Kind::Text, "r.source"),
        column("source_id", "Document's id", Kind::Id, "r.source_id"),
        column("entry", "Entry", Kind::Id, "r.entry_id"),
        column("books", "Accounts and cents", Kind::Text, BOOKS),
        column("amount_cents", "Amount", Kind::Money, "r.amount_cents"),
    ],
    filters: &[
        filter("payment", "Payment", Asked::Id, "r.payment_id = ?"),
        filter("step", "Step", Asked::OneOf(STEPS), "r.step = ?"),
    ],
    sort: "at",
    bulk: &[],
};

const WHO: &str = "COALESCE((SELECT s.name FROM staff s WHERE s.id = r.staff_id), '')";

/// "1020 12733, 1100 -12733": debits above zero, credits below.
const BOOKS: &str = "COALESCE((SELECT STRING_AGG(l.words, ', ') FROM (SELECT \
    CAST(e.account_id AS TEXT) || ' ' || CAST(e.amount_cents AS TEXT) AS words \
    FROM entry_lines e WHERE e.branch_id = $1 AND e.entry_id = r.entry_id ORDER BY e.id) l), '')";

/// Every piece begins with the payment, so that asking for one reads a few rows of each.
const LIFE: &str = "(\
    SELECT p.branch_id, p.id * 32 AS key, p.id AS payment_id, p.posted_at AS at, \
    'received' AS step, p.number AS about, \
    REPLACE(p.tender, '_', ' ') || ' ' || p.reference || CASE WHEN p.payer = '' THEN '' \
    ELSE ' of ' || p.payer END || CASE WHEN p.memo = '' THEN '' ELSE ': ' || p.memo END \
    AS detail, p.amount_cents AS amount_cents, p.posted_by AS staff_id, 'payment' AS source, \
    p.id AS source_id, CAST(NULL AS BIGINT) AS entry_id \
    FROM payments p WHERE p.branch_id = $1 UNION ALL \
    SELECT p.branch_id, d.id * 32 + 1, p.id, d.asked_at, \
    CASE WHEN d.pay_link_id IS NOT NULL THEN 'pay_link' \
    WHEN d.mandate_id IS NOT NULL THEN 'autopay' ELSE 'asked' END, d.reference, \
    d.processor, d.amount_cents, d.asked_by, 'draw', d.id, CAST(NULL AS BIGINT) \
    FROM payments p JOIN draws d ON d.payment_id = p.id AND d.branch_id = p.branch_id \
    WHERE p.branch_id = $1 UNION ALL \
    SELECT p.branch_id, d.id * 32 + 2, p.id, f.made_at, 'ach_file', '', '', d.amount_cents, \
    f.made_by, 'ach_file', f.id, CAST(NULL AS BIGINT) \
    FROM payments p JOIN draws d ON d.payment_id = p.id AND d.branch_id = p.branch_id \
    JOIN ach_files f ON f.id = d.ach_file_id WHERE p.branch_id = $1 UNION ALL \
    SELECT p.branch_id, i.id * 32 + 3, p.id, l.opened_at, 'logged', i.payer, i.note, \
    i.amount_cents, l.opened_by, 'remittance_log', l.id, CAST(NULL AS BIGINT) \
    FROM payments p JOIN remittance_logs l ON l.deposit_id = p.deposit_id \
    JOIN remittance_items i ON i.log_id = l.id AND i.reference = p.reference \
    AND i.amount_cents = p.amount_cents AND i.tender = p.tender \
    WHERE p.branch_id = $1 AND p.reference <> '' UNION ALL \
    SELECT p.branch_id, p.id * 32 + 4, p.id, e.received_at, 'envelope', e.handed_in_by, e.note, \
    e.collected_cents, e.received_by, 'deposit', e.deposit_id, CAST(NULL AS BIGINT) \
    FROM payments p JOIN envelopes e ON e.id = (SELECT MIN(x.id) FROM envelopes x \
    JOIN work_orders w ON w.branch_id = p.branch_id AND w.customer_id = p.customer_id \
    AND w.technician_id = x.technician_id AND w.done_on = p.received_on \
    WHERE x.deposit_id = p.deposit_id) WHERE p.branch_id = $1 UNION ALL \
    SELECT p.branch_id, i.id * 32 + 5, p.id, f.started_at, 'lockbox', f.name, i.payer, \
    i.amount_cents, f.started_by, 'lockbox_file', f.id, CAST(NULL AS BIGINT) \
    FROM payments p JOIN lockbox_items i ON i.payment_id = p.id AND i.branch_id = p.branch_id \
    JOIN lockbox_files f ON f.id = i.lockbox_file_id WHERE p.branch_id = $1 UNION ALL \
    SELECT p.branch_id, e.id * 32 + 6, p.id, e.posted_at, 'booked', e.memo, '', p.amount_cents, \
    e.staff_id, 'entry', e.id, e.id FROM payments p JOIN entries e \
    ON e.branch_id = p.branch_id AND e.source = 'payment' AND e.source_id = p.id \
    WHERE p.branch_id = $1 UNION ALL \
    SELECT p.branch_id, a.id * 32 + 7, p.id, a.made_at, \
    CASE WHEN a.reverses_id IS NOT NULL THEN 'unapplied' \
    WHEN a.charge_id IS NOT NULL THEN 'applied' \
    WHEN a.kind = 'transfer' THEN 'transferred' \
    WHEN a.kind = 'refund' THEN 'given_back' ELSE 'taken_off' END, COALESCE(h.document, ''), \
    COALESCE((SELECT STRING_AGG(w.what, ', ') FROM (SELECT n.what FROM invoice_lines n \
    WHERE n.branch_id = p.branch_id AND n.invoice_id = h.source_id AND h.source = 'invoice' \
    ORDER BY n.place) w), ''), a.amount_cents, a.staff_id, COALESCE(h.source, 'payment'), \
    COALESCE(h.source_id, p.id), CAST(NULL AS BIGINT) FROM payments p JOIN credits c \
    ON c.branch_id = p.branch_id AND c.source = 'payment' AND c.source_id = p.id \
    JOIN applications a ON a.credit_id = c.id LEFT JOIN charges h ON h.id = a.charge_id \
    WHERE p.branch_id = $1 UNION ALL \
    SELECT p.branch_id, j.sequence * 32 + 8, p.id, j.at, CASE j.command \
    WHEN 'payments.move' THEN 'moved' WHEN 'payments.name' THEN 'named' ELSE 'voided' END, \
    p.number, COALESCE(j.reason, ''), p.amount_cents, j.staff_id, 'payment', p.id, \
    CAST(NULL AS BIGINT) FROM payments p JOIN journal_subjects s ON s.subject = 'payment' \
    AND s.subject_id = p.id AND s.branch_id = p.branch_id JOIN journal j \
    ON j.branch_id = s.branch_id AND j.sequence = s.sequence WHERE p.branch_id = $1 \
    AND j.command IN ('payments.move', 'payments.name', 'payments.void', \
    'payments.take_back') UNION ALL \
    SELECT p.branch_id, p.id * 32 + 9, p.id, b.closed_at, 'batched', b.number, b.note, \
    p.amount_cents, b.closed_by, 'batches', b.id, CAST(NULL AS BIGINT) \
    FROM payments p JOIN batches b ON b.id = p.batch_id \
    WHERE p.branch_id = $1 AND b.closed_at IS NOT NULL UNION ALL \
    SELECT p.branch_id, p.id * 32 + 10, p.id, k.counted_at, 'counted', d.number, '', \
    k.drawer_cents - k.float_cents + k.check_cents + k.money_order_cents, k.counted_by, \
    'deposit', d.id, CAST(NULL AS BIGINT) FROM payments p JOIN deposits d ON d.id = p.deposit_id \
    JOIN deposit_counts k ON k.id = d.count_id WHERE p.branch_id = $1 UNION ALL \
    SELECT p.branch_id, p.id * 32 + 11, p.id, d.verified_at, 'verified', d.number, '', \
    d.verified_cents, d.verified_by, 'deposit', d.id, CAST(NULL AS BIGINT) \
    FROM payments p JOIN deposits d ON d.id = p.deposit_id \
    WHERE p.branch_id = $1 AND d.verified_at IS NOT NULL UNION ALL \
    SELECT p.branch_id, j.sequence * 32 + 12, p.id, j.at, 'reopened', d.number, \
    COALESCE(j.reason, ''), p.amount_cents, j.staff_id, 'deposit', d.id, CAST(NULL AS BIGINT) \
    FROM payments p JOIN deposits d ON d.id = p.deposit_id JOIN journal_subjects s \
    ON s.subject = 'deposit' AND s.subject_id = d.id AND s.branch_id = p.branch_id JOIN journal j \
    ON j.branch_id = s.branch_id AND j.sequence = s.sequence \
    WHERE p.branch_id = $1 AND j.command = 'deposits.reopen' UNION ALL \
    SELECT p.branch_id, p.id * 32 + 13, p.id, d.closed_at, 'deposited', d.number, \
    CASE WHEN d.bag = '' THEN '' ELSE 'bag ' || d.bag END, d.total_cents, d.closed_by, \
    'deposit', d.id, d.entry_id FROM payments p JOIN deposits d ON d.id = p.deposit_id \
    WHERE p.branch_id = $1 AND d.closed_at IS NOT NULL UNION ALL \
    SELECT p.branch_id, p.id * 32 + 14, p.id, d.confirmed_at, 'confirmed', d.number, \
    d.bank_reference, d.total_cents, d.confirmed_by, 'deposit', d.id, CAST(NULL AS BIGINT) \
    FROM payments p JOIN deposits d ON d.id = p.deposit_id \
    WHERE p.branch_id = $1 AND d.confirmed_at IS NOT NULL UNION ALL \
    SELECT p.branch_id, i.id * 32 + 15, p.id, o.recorded_at, 'paid_out', o.reference, \
    o.processor, i.gross_cents - i.fee_cents, o.recorded_by, 'payout', o.id, o.entry_id \
    FROM payments p JOIN payout_items i ON i.payment_id = p.id AND i.branch_id = p.branch_id \
    JOIN payouts o ON o.id = i.payout_id WHERE p.branch_id = $1 UNION ALL \
    SELECT t.branch_id, t.payment_id * 32 + 16, t.payment_id, m.matched_at, 'matched', \
    b.words, m.words, m.amount_cents, m.matched_by, 'bank_line', b.id, m.entry_id FROM (\
    SELECT p.branch_id, p.id AS payment_id, d.entry_id FROM payments p JOIN deposits d \
    ON d.id = p.deposit_id WHERE p.branch_id = $1 UNION ALL \
    SELECT p.branch_id, p.id, o.entry_id FROM payments p JOIN payout_items i \
    ON i.payment_id = p.id AND i.branch_id = p.branch_id JOIN payouts o ON o.id = i.payout_id \
    WHERE p.branch_id = $1) t JOIN entry_lines l ON l.entry_id = t.entry_id \
    JOIN bank_match_lines x ON x.entry_line_id = l.id AND x.freed_at IS NULL \
    JOIN bank_matches m ON m.id = x.bank_match_id JOIN bank_lines b ON b.id = \
    (SELECT MIN(y.id) FROM bank_lines y WHERE y.bank_match_id = m.id) UNION ALL \
    SELECT t.branch_id, t.payment_id * 32 + 17, t.payment_id, q.closed_at, 'reconciled', \
    CAST(q.ends_on AS TEXT), q.note, q.ending_cents, q.closed_by, 'reconciliation', q.id, \
    CAST(NULL AS BIGINT) FROM (\
    SELECT p.branch_id, p.id AS payment_id, d.entry_id FROM payments p JOIN deposits d \
    ON d.id = p.deposit_id WHERE p.branch_id = $1 UNION ALL \
    SELECT p.branch_id, p.id, o.entry_id FROM payments p JOIN payout_items i \
    ON i.payment_id = p.id AND i.branch_id = p.branch_id JOIN payouts o ON o.id = i.payout_id \
    WHERE p.branch_id = $1) t JOIN entry_lines l ON l.entry_id = t.entry_id \
    JOIN bank_match_lines x ON x.entry_line_id = l.id AND x.freed_at IS NULL \
    JOIN bank_matches m ON m.id = x.bank_match_id JOIN reconciliations q ON q.id = \
    (SELECT MIN(z.id) FROM reconciliations z WHERE z.bank_account_id = m.bank_account_id \
    AND z.reopened_at IS NULL AND z.ends_on >= m.cleared_on) UNION ALL \
    SELECT p.branch_id, v.id * 32 + 18, p.id, v.recorded_at, 'returned', v.number, \
    REPLACE(v.cause, '_', ' ') || ' ' || v.code, v.amount_cents, v.recorded_by, 'return', v.id, \
    (SELECT MIN(e.id) FROM entries e WHERE e.branch_id = p.branch_id AND e.source = 'return' \
    AND e.source_id = v.id) FROM payments p JOIN returns v ON v.payment_id = p.id \
    WHERE p.branch_id = $1 UNION ALL \
    SELECT p.branch_id, v.id * 32 + 19, p.id, v.notice_at, 'told', v.number, \
    COALESCE(v.notice_how, '') || ' ' || COALESCE(v.notice_to, ''), v.amount_cents, v.notice_by, \
    'return', v.id, CAST(NULL AS BIGINT) FROM payments p JOIN returns v ON v.payment_id = p.id \
    WHERE p.branch_id = $1 AND v.notice_at IS NOT NULL UNION ALL \
    SELECT p.branch_id, u.id * 32 + 20, p.id, u.opened_at, 'disputed', u.reference, u.reason, \
    u.amount_cents, CAST(NULL AS BIGINT), 'dispute', u.id, CAST(NULL AS BIGINT) \
    FROM payments p JOIN disputes u ON u.payment_id = p.id AND u.branch_id = p.branch_id \
    WHERE p.branch_id = $1 UNION ALL \
    SELECT p.branch_id, u.id * 32 + 21, p.id, u.decided_at, 'decided', u.reference, u.stands, \
    u.amount_cents, u.answered_by, 'dispute', u.id, CAST(NULL AS BIGINT) \
    FROM payments p JOIN disputes u ON u.payment_id = p.id AND u.branch_id = p.branch_id \
    WHERE p.branch_id = $1 AND u.decided_at IS NOT NULL UNION ALL \
    SELECT t.branch_id, t.id * 32 + 22, t.payment_id, t.asked_at, 'refund_asked', t.number, \
    t.reason, t.amount_cents, t.asked_by, 'refund', t.id, CAST(NULL AS BIGINT) \
    FROM (SELECT p.id AS payment_id, f.* FROM payments p JOIN credits c \
    ON c.branch_id = p.branch_id AND c.source = 'payment' AND c.source_id = p.id \
    JOIN refunds f ON f.branch_id = p.branch_id AND f.customer_id = c.customer_id \
    WHERE p.branch_id = $1 AND (f.credit_id = c.id OR EXISTS (SELECT 1 FROM applications a \
    WHERE a.credit_id = c.id AND a.kind = 'refund' AND a.made_at = f.approved_at))) t UNION ALL \
    SELECT t.branch_id, t.id * 32 + 23, t.payment_id, t.approved_at, 'refund_approved', t.number, \
    '', t.amount_cents, t.approved_by, 'refund', t.id, (SELECT MIN(e.id) FROM entries e \
    WHERE e.branch_id = t.branch_id AND e.source = 'refund' AND e.source_id = t.id) \
    FROM (SELECT p.id AS payment_id, f.* FROM payments p JOIN credits c \
    ON c.branch_id = p.branch_id AND c.source = 'payment' AND c.source_id = p.id \
    JOIN refunds f ON f.branch_id = p.branch_id AND f.customer_id = c.customer_id \
    WHERE p.branch_id = $1 AND f.approved_at IS NOT NULL AND EXISTS (SELECT 1 \
    FROM applications a WHERE a.credit_id = c.id AND a.kind = 'refund' \
    AND a.made_at = f.approved_at)) t UNION ALL \
    SELECT t.branch_id, t.id * 32 + 24, t.payment_id, t.paid_at, 'refunded', t.number, \
    t.paid_how || ' ' || t.reference, t.amount_cents, t.paid_by, 'refund', t.id, \
    (SELECT MAX(e.id) FROM entries e WHERE e.branch_id = t.branch_id AND e.source = 'refund' \
    AND e.source_id = t.id) FROM (SELECT p.id AS payment_id, f.* FROM payments p JOIN credits c \
    ON c.branch_id = p.branch_id AND c.source = 'payment' AND c.source_id = p.id \
    JOIN refunds f ON f.branch_id = p.branch_id AND f.customer_id = c.customer_id \
    WHERE p.branch_id = $1 AND f.paid_at IS NOT NULL AND EXISTS (SELECT 1 \
    FROM applications a WHERE a.credit_id = c.id AND a.kind = 'refund' \
    AND a.made_at = f.approved_at)) t UNION ALL \
    SELECT p.branch_id, a.id * 32 + 25, p.id, a.made_at, \
    CASE WHEN a.reverses_id IS NOT NULL THEN 'unapplied' ELSE 'applied_there' END, h.document, \
    t.number || ': ' || t.reason, a.amount_cents, a.staff_id, 'transfer', t.id, (SELECT MIN(e.id) \
    FROM entries e WHERE e.branch_id = t.branch_id AND e.source = 'transfer' \
    AND e.source_id = t.id) FROM payments p JOIN credits c ON c.branch_id = p.branch_id \
    AND c.source = 'payment' AND c.source_id = p.id JOIN transfers t ON t.from_credit_id = c.id \
    JOIN applications a ON a.credit_id = t.to_credit_id JOIN charges h ON h.id = a.charge_id \
    WHERE p.branch_id = $1) r";
