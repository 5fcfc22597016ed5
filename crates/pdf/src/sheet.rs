//! The sheets an office prints, and the facts each one asks for.

use std::fmt;

/// A kind of paper. Its documentation is the contract on the facts handed to
/// [`Printer::print`](crate::Printer::print).
///
/// # Shapes
/// Keys marked `?` may be absent or null.
///
/// | written | means |
/// |---|---|
/// | `…_cents` | whole cents, an integer; negative prints in parentheses |
/// | `day`, `…_on` | `"2026-03-02"` |
/// | `…_at` | local wall time, `"2026-03-02T16:09"` (more digits are ignored) |
/// | `quantity` | whole ten-thousandths, as `values::Quantity` writes itself |
/// | `rate` | whole millionths, as `values::Rate` writes itself |
/// | `address` | a list of lines, without the name |
/// | Party | `{name, attention?: line or lines, address}` |
/// | Seller | `{name, address, phone?, email?, licence?, remit_to?: Party}` |
/// | Stub | `{scan_line?, notice?, words?}` |
///
/// In a stub `notice` replaces "Make checks to" and `words` what stands on the cut line.
/// Every value is text, never markup: `#`, `$`, `*` and the like print as themselves.
///
/// # On every sheet
/// `company?` (author of the PDF), `office?` ("Cedar 0412"), `printed_at?`, `printed_by?`
/// for the foot; `marks?: [{word, why?}]` for ruled bands under the heading ("Void",
/// "Reopened", "Copy"); `watermark?` for one hollow word across the page ("Void",
/// "Practice").
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sheet {
    /// The bank's deposit slip over the branch's proof of it.
    ///
    /// ```text
    /// company, number, day,
    /// branch {number, address}, bank {name, routing, account or account_last4}, bag?,
    /// currency_cents, coin_cents, cash_cents,
    /// checks [{number, bank_prefix?, payer, amount_cents}], checks_cents,
    /// money_orders? [{issuer, number, payer, amount_cents}], money_orders_cents,
    /// item_count (checks and money orders: cash is not an item), total_cents,
    /// prepared_by? {name, at?}, verified_by? {name, at?}, taken_by? {name, at?},
    /// proof? {posted_cents, remittance_log_cents?, tape_cents?, elsewhere_cents?},
    /// over_short? {amount_cents (negative when short), reason?},
    /// count? [{denomination_cents, kind "currency" or "coin", pieces, amount_cents}],
    /// seal? (16 hex digits), seal_words? ("Seal of the day so far")
    /// ```
    ///
    /// Must foot: currency + coin = cash = count; checks and money orders their sums; their
    /// number = `item_count`; cash + checks + money orders = `total_cents` = posted +
    /// over_short.
    DepositSlip,
    /// An invoice for a window envelope, with a remittance stub.
    ///
    /// ```text
    /// seller Seller, bill_to Party, service_location? Party,
    /// number, account, po?, terms?, invoiced_on, due_on,
    /// lines [{what, detail? line or lines, service_on?, quantity, price_cents,
    ///         amount_cents (after its own discount), taxed}],
    /// discounts? [{what, amount_cents (positive)}],
    /// taxes? [{what (the jurisdiction), rate?, amount_cents}], total_cents,
    /// paid_cents?, credits_cents? (positive), amount_due_cents,
    /// message? [text or {lead, text?}], pay_at? (address of the pay page),
    /// autopay? {on, how ("Visa ending 4242")},
    /// required_notice? line or lines (what a state wants printed),
    /// stub? Stub (not printed when AutoPay pays or nothing is due)
    /// ```
    ///
    /// Must foot: lines - discounts + taxes = `total_cents`; total - paid - credits =
    /// `amount_due_cents`.
    Invoice,
    /// A statement of account, by open item or as a balance carried forward.
    ///
    /// ```text
    /// kind "open_item" or "balance_forward",
    /// seller Seller, bill_to Party, account, statement_on, due_on?, amount_due_cents,
    /// period? {from_on, to_on},
    /// items (open item) [{on, number, what, service_location?, due_on?, original_cents,
    ///         open_cents (negative for a credit)}],
    /// previous_cents, activity (balance forward) [{on, what, service_location?,
    ///         amount_cents (negative for payments and credits)}],
    /// aging? {basis ("due date"), as_of, current_cents, to_30_cents, to_60_cents,
    ///         to_90_cents, past_90_cents, credits_cents? (negative, not netted)},
    /// autopay? {on, how}, message? [text or {lead, text?}], stub? Stub
    /// ```
    ///
    /// Must foot: open items, or previous balance + activity, = `amount_due_cents` = the sum
    /// of the aging boxes.
    Statement,
    /// A receipt for one payment.
    ///
    /// ```text
    /// seller Seller, number, account, received_from, received_on, received_at?, received_by?,
    /// tender {what ("Check", "Visa"), number?, last4?, authorization?}, amount_cents,
    /// applied? [{number, what?, on?, amount_cents, left_cents?}], unapplied_cents?,
    /// balance_after_cents?, message? [text or {lead, text?}]
    /// ```
    ///
    /// Must foot: applied + unapplied = `amount_cents`.
    Receipt,
    /// Any list: what was asked, columns, rows, sums, page x of y.
    ///
    /// ```text
    /// title, sentence?, as_of?, orientation? "landscape",
    /// filters? [{name, value}],
    /// columns [{name, kind?, share? (of the free width)}],
    /// rows [[cell, ...] or {heading} or {subtotal [cell, ...]}],
    /// sums? [[cell, ...]] (the last is the final total, ruled double),
    /// empty? (the sentence when there are no rows)
    /// ```
    ///
    /// `kind` is `text` (the default), `name` (strong), `id` (left, no wider than it needs),
    /// `money` (cents), `count`, `number`,
    /// `quantity`, `percent` (millionths), `day` ("Mar 2"), `date` ("Mar 2, 2026") or `time`.
    /// A cell is a value of that kind, null for an empty one, or text to print as it stands.
    /// Every row must have as many cells as there are columns.
    Listing,
    /// A letter, in English or Spanish, for a window envelope.
    ///
    /// ```text
    /// seller Seller, hours?, to Party, on, account?, service_location? line or lines,
    /// language? "en" or "es", subject?, greeting?,
    /// body [text or {list [text]} or {table {columns, rows, sums?}} as in a Listing],
    /// closing?, signer? {name, title?, signature?}, enclosures? [text],
    /// notices? line or lines (small print, not under 8 points)
    /// ```
    Letter,
}

impl Sheet {
    /// Every sheet, in the order an office meets them.
    pub const ALL: [Sheet; 6] = [
        Sheet::DepositSlip,
        Sheet::Invoice,
        Sheet::Statement,
        Sheet::Receipt,
        Sheet::Listing,
        Sheet::Letter,
    ];

    /// The file name of its template, which an office's own template must bear.
    pub const fn template(self) -> &'static str {
        match self {
            Sheet::DepositSlip => "deposit-slip.typ",
            Sheet::Invoice => "invoice.typ",
            Sheet::Statement => "statement.typ",
            Sheet::Receipt => "receipt.typ",
            Sheet::Listing => "listing.typ",
            Sheet::Letter => "letter.typ",
        }
    }
}

impl fmt::Display for Sheet {
    /// The sheet as the office calls it: "deposit slip".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Sheet::DepositSlip => "deposit slip",
            Sheet::Invoice => "invoice",
            Sheet::Statement => "statement",
            Sheet::Receipt => "receipt",
            Sheet::Listing => "listing",
            Sheet::Letter => "letter",
        })
    }
}
