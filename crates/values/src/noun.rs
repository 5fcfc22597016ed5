//! The nouns of the house, as types: an `Id<Customer>` can never be passed for an `Id<Invoice>`.

/// Something that has an id of its own.
pub trait Noun: 'static {
    /// How the noun is spelled in JSON schemas, the journal and addresses.
    const NAME: &'static str;
}

/// Declares marker types, which no program can make a value of.
macro_rules! noun {
    ($($type:ident => $name:literal : $meaning:literal),* $(,)?) => {
        $(
            #[doc = $meaning]
            pub enum $type {}

            impl Noun for $type {
                const NAME: &'static str = $name;
            }
        )*

        /// The names of every noun, in the order they are declared.
        pub const NAMES: &[&str] = &[$($name),*];
    };
}

noun! {
    Branch => "branch": "A service centre with its own numbers, periods and deposits.",
    Staff => "staff": "A staff member: somebody who works here, whether or not she signs in.",
    Customer => "customer": "Somebody we serve and bill, with an account number.",
    Location => "location": "A place we service for a customer.",
    Contact => "contact": "A person who may talk for a customer.",
    Conversation => "conversation": "One talk by telephone, e-mail, text or mail.",
    Consent => "consent": "A customer's leave to be called, texted or written to, or its end.",
    Service => "service": "What we do for customers, on the price list.",
    Agreement => "agreement": "A signed promise of services at a price.",
    PriceApproval => "price_approval": "Leave to sell a service below its list price.",
    AgreementLine => "agreement_line": "One service of an agreement.",
    Appointment => "appointment": "When a crew comes.",
    WorkOrder => "work_order": "What is to be done.",
    WorkOrderLine => "work_order_line": "One service of a work order.",
    Invoice => "invoice": "A bill for work done.",
    InvoiceLine => "invoice_line": "One line of an invoice.",
    Credit => "credit": "An amount we owe a customer, other than a payment.",
    Charge => "charge": "An open item: an amount a customer owes, with its due date.",
    Application => "application": "A payment or credit put against a charge.",
    Payment => "payment": "Money received from a customer.",
    Refund => "refund": "Money given back to a customer.",
    Transfer => "transfer": "Credit that went from one customer's account onto another's.",
    Return => "return": "A payment the bank took back.",
    Deposit => "deposit": "A day's money on its way to the bank.",
    Envelope => "envelope": "What a technician collected and hands in.",
    RemittanceLog => "remittance_log": "The list of checks opened in the mail room.",
    Account => "account": "An account of the ledger.",
    Entry => "entry": "An accounting entry: debits that equal credits.",
    EntryLine => "entry_line": "One debit or credit of an entry.",
    Period => "period": "A month of a branch's books.",
    JournalLine => "journal_line": "One line of the record of changes.",
    Job => "job": "Work done in the background.",
    JobRow => "job_row": "One row of a job.",
    Attachment => "attachment": "A file kept with a record.",
    Import => "import": "A file of records taken in.",
    ImportRow => "import_row": "One row of an import.",
    ImportProfile => "import_profile": "What the columns of a kind of file mean, kept by name.",
    PossibleDuplicate => "possible_duplicate": "Two customers who may be the same one.",
    SavedView => "saved_view": "A list with filters somebody kept.",
    Session => "session": "A signed-in browser.",
    Token => "token": "A key a program signs in with.",
    Notice => "notice": "Something we send to a customer.",
    Statement => "statement": "A customer's account on paper, as of a day.",
    Batch => "batch": "Records made together by one run.",
    Rule => "rule": "One dated rule of a rule pack.",
    TaxChange => "tax_change": "What changed the tax of an invoice after it was issued.",
    TaxRemittance => "tax_remittance": "Sales tax sent to a jurisdiction.",
    TaxRate => "tax_rate": "A jurisdiction's dated rate.",
    Crew => "crew": "Technicians who share a route.",
    Setting => "setting": "A choice of the company or a branch.",
    BillingOptions => "billing_options": "How a customer is billed from a day on.",
    Exemption => "exemption": "A certificate that frees a customer from sales tax.",
    BillingRun => "billing_run": "One going-through of all that is to be billed.",
    BankAccount => "bank_account": "An account of ours at a bank, tied to one of the ledger.",
    BankImport => "bank_import": "A statement file of the bank, taken in.",
    BankProblem => "bank_problem": "A line of a bank's file that waits for a person.",
    BankLine => "bank_line": "One movement of a bank account, as the bank says it.",
    BankMatch => "bank_match": "Lines of the bank and of the books that are the same money.",
    BankRule => "bank_rule": "Which account a bank line of these words belongs to.",
    BankProfile => "bank_profile": "What the columns of a bank's table mean, kept by name.",
    Reconciliation => "reconciliation": "A statement proved against the books, to a day.",
    LockboxFile => "lockbox_file": "Checks the bank opened for us, in one file.",
    PastedLine => "pasted_line": "A row of a spreadsheet pasted into a batch.",
    LockboxItem => "lockbox_item": "One check of a lockbox file.",
    PettyFund => "petty_fund": "Petty cash in one person's keeping, at a fixed amount.",
    PettySlip => "petty_slip": "What was paid out of petty cash, with its receipt.",
    UnclaimedItem => "unclaimed_item": "Money of a customer that nobody claims.",
    UnclaimedReport => "unclaimed_report": "What went to a state because nobody claimed it.",
    Absence => "absence": "Days on which somebody does not work.",
    WorkHours => "work_hours": "The hours of somebody's week, from a day on.",
    JournalExport => "journal_export": "A month's journal as it was handed to somebody outside.",
    LetterTemplate => "letter_template": "A letter of the office's own, with gaps.",
    PaperBatch => "paper_batch": "Many invoices or statements that go out together.",
    WriteOff => "write_off": "What we gave up collecting of a charge.",
    LateFee => "late_fee": "What a customer is charged because an invoice was not paid in time.",
    Deferral => "deferral": "What was billed before or after it was earned.",
    Draw => "draw": "Money we ask a card or a bank account for.",
    Dispute => "dispute": "A card payment its holder says is not hers to pay.",
    Payout => "payout": "What a processor pays into our bank, less its fees.",
    PayoutItem => "payout_item": "One payment, refund or dispute of a payout.",
    ProcessorEvent => "processor_event": "What a processor told us by itself.",
    PayLink => "pay_link": "An address at which a customer pays without an account.",
    Mandate => "mandate": "A customer's leave to draw what she owes from a card or account.",
    AutopayRun => "autopay_run": "One going-through of everybody whose AutoPay is due.",
    AchFile => "ach_file": "A file of debits that the bank collects.",
    AchReturn => "ach_return": "A debit that a customer's bank sent back, or asks to correct.",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_nouns_share_a_name() {
        let mut names = NAMES.to_vec();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), NAMES.len());
        assert!(NAMES.iter().all(|name| name.chars().all(|l| l.is_ascii_lowercase() || l == '_')));
    }
}
