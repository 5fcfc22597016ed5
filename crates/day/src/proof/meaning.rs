//! What each check means, in the office's words.

/// A check's title and the sentence that says what it proves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meant {
    /// "The ledger balances".
    pub title: &'static str,
    /// What it proves.
    pub sentence: &'static str,
}

const fn meant(title: &'static str, sentence: &'static str) -> Meant {
    Meant { title, sentence }
}

impl Meant {
    /// What the check of this name means; none for a check this page does not know.
    pub fn of(name: &str) -> Option<Meant> {
        MEANT.iter().find(|(known, _)| *known == name).map(|(_, meant)| *meant)
    }
}

const NO_HOLES: &str = "Every number that was given out is on just one document.";

const MEANT: &[(&str, Meant)] = &[
    ("trial_balance", meant("The ledger balances", "All debits equal all credits.")),
    (
        "entries_balance",
        meant(
            "Every entry balances",
            "No entry has more debits than credits, and none has fewer than two lines.",
        ),
    ),
    (
        "lines_keep_their_day",
        meant("Lines keep their day", "A line counts on the day and in the branch of its entry."),
    ),
    (
        "months_add_up",
        meant("Months add up", "The sums kept for each account and month are those of its lines."),
    ),
    (
        "closed_months_stand",
        meant("Closed months stand", "Nothing was posted into a month after it was closed."),
    ),
    (
        "receivable_is_open_charges",
        meant(
            "Receivables agree",
            "Account 1100 is what customers owe, in total and for each of them.",
        ),
    ),
    (
        "unapplied_is_open_credits",
        meant(
            "Unapplied credits agree",
            "Account 2150 is what customers have to their good, for each of them.",
        ),
    ),
    (
        "control_accounts_by_day",
        meant(
            "They agree on every day",
            "Aging as of any day in the past is what the ledger said that day.",
        ),
    ),
    (
        "charges_open",
        meant(
            "Charges are open by what is unpaid",
            "A charge is open by its amount less what came off it.",
        ),
    ),
    (
        "credits_open",
        meant(
            "Credits are open by what is unused",
            "A credit is open by its amount less what was used of it.",
        ),
    ),
    (
        "reversals_mirror",
        meant(
            "What was taken back was taken back whole",
            "A reversal has the amount, charge and credit of what it reverses.",
        ),
    ),
    (
        "undeposited_is_payments_not_deposited",
        meant(
            "Undeposited funds are in the drawer",
            "Account 1050 is the payments that have not gone to the bank.",
        ),
    ),
    (
        "clearing_is_payments_not_settled",
        meant(
            "Clearing is what processors owe",
            "Accounts 1060 and 1065 are the card and ACH payments not paid out.",
        ),
    ),
    (
        "closed_deposits_are_their_payments",
        meant(
            "Deposits are their payments",
            "A closed deposit is its payments plus what was over or short.",
        ),
    ),
    (
        "payments_have_their_credit",
        meant(
            "Payments stand on an account",
            "Every payment has one credit of its amount on its customer's account.",
        ),
    ),
    (
        "closed_deposits_are_signed",
        meant("Two people signed", "A closed deposit was counted by one and verified by another."),
    ),
    (
        "no_hold_in_a_closed_deposit",
        meant(
            "No money without a customer",
            "No closed deposit holds a payment of which nobody knows whose it is.",
        ),
    ),
    (
        "refunds_payable_is_refunds_not_paid",
        meant(
            "Refunds payable agree",
            "Account 2250 is the refunds that were approved and not paid.",
        ),
    ),
    (
        "deferred_is_billed_not_earned",
        meant(
            "Deferred revenue agrees",
            "Account 2200 is what agreements were billed and have not earned.",
        ),
    ),
    (
        "unbilled_is_earned_not_billed",
        meant(
            "Work not billed yet agrees",
            "Account 1110 is what agreements have earned in even amounts and not been billed.",
        ),
    ),
    (
        "transfers_stand_on_both_accounts",
        meant(
            "Transfers of credit agree",
            "What came off one customer's credit is another's, or was taken back on both.",
        ),
    ),
    (
        "sales_tax_is_owed_by_jurisdiction",
        meant(
            "Sales tax agrees",
            "Account 2100 is what the states and counties are owed, one by one.",
        ),
    ),
    (
        "write_offs_came_off_their_charge",
        meant(
            "Write-offs agree",
            "What is written off is what came off its charge and was not taken up again.",
        ),
    ),
    (
        "petty_cash_is_its_imprest",
        meant(
            "Petty cash agrees",
            "Account 1020 is what the funds hold together with the slips that wait.",
        ),
    ),
    (
        "unclaimed_is_set_aside",
        meant(
            "Unclaimed money agrees",
            "Account 2400 is what is set aside for states and not with one yet.",
        ),
    ),
    (
        "bank_matches_balance",
        meant(
            "What was matched is the same money",
            "The bank's lines and the books' of each match come to the same.",
        ),
    ),
    (
        "bank_is_books_and_outstanding",
        meant(
            "The bank agrees",
            "Each reconciled bank account is its ledger account and what is still on its way.",
        ),
    ),
    (
        "payments_in_one_deposit",
        meant(
            "Money goes to the bank once",
            "Every payment is in one deposit, or comes by its processor.",
        ),
    ),
    ("invoice_numbers_have_no_holes", meant("No invoice number is missing", NO_HOLES)),
    ("credit_numbers_have_no_holes", meant("No credit number is missing", NO_HOLES)),
    ("late_fee_numbers_have_no_holes", meant("No late fee number is missing", NO_HOLES)),
    ("payment_numbers_have_no_holes", meant("No payment number is missing", NO_HOLES)),
    ("refund_numbers_have_no_holes", meant("No refund number is missing", NO_HOLES)),
    ("transfer_numbers_have_no_holes", meant("No transfer number is missing", NO_HOLES)),
    ("return_numbers_have_no_holes", meant("No return number is missing", NO_HOLES)),
    ("tax_remittance_numbers_have_no_holes", meant("No tax remittance is missing", NO_HOLES)),
    ("write_off_numbers_have_no_holes", meant("No write-off number is missing", NO_HOLES)),
    ("petty_slip_numbers_have_no_holes", meant("No petty cash slip is missing", NO_HOLES)),
    (
        "unclaimed_report_numbers_have_no_holes",
        meant("No report of unclaimed money is missing", NO_HOLES),
    ),
    ("work_order_numbers_have_no_holes", meant("No work order is missing", NO_HOLES)),
    ("agreement_numbers_have_no_holes", meant("No agreement number is missing", NO_HOLES)),
    (
        "pointers_lead_somewhere",
        meant("Nothing points nowhere", "What a record names is there, and in the same branch."),
    ),
    (
        "journal_chain",
        meant(
            "The journal is whole",
            "Every change still says what was signed, none is missing, none was put in.",
        ),
    ),
    (
        "once_keys_name_lines",
        meant("Nothing was done twice", "Every once-key names the one journal line that it made."),
    ),
    (
        "timelines_name_lines",
        meant("Timelines are the journal", "Every line of a timeline is a line of the journal."),
    ),
    (
        "file_is_sound",
        meant(
            "The database is sound",
            "The database finds no damaged page and no row that points nowhere.",
        ),
    ),
];
