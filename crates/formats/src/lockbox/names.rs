//! What banks call the columns of their lockbox files.

use crate::customers::key;

/// What a column of a lockbox file means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Meaning {
    /// The day of the deposit.
    ReceivedOn,
    /// The box.
    Lockbox,
    /// The batch.
    Batch,
    /// The item within the batch.
    Item,
    /// The kind of item.
    Tender,
    /// The check's number.
    CheckNumber,
    /// The payer's bank.
    Routing,
    /// The payer's account.
    PayerAccount,
    /// Who paid.
    Payer,
    /// Our number of the customer.
    Customer,
    /// The invoice.
    Invoice,
    /// How much of the check is for the invoice.
    InvoiceAmount,
    /// The check's amount.
    Amount,
    /// The picture.
    Image,
    /// Left out.
    Ignore,
}

const NAMES: &[(Meaning, &[&str])] = &[
    (
        Meaning::ReceivedOn,
        &["batchdate", "depositdate", "receiveddate", "processdate", "processingdate", "date"],
    ),
    (Meaning::Lockbox, &["lockbox", "lockboxnumber", "lockboxno", "lockboxid", "box", "site"]),
    (Meaning::Batch, &["batch", "batchnumber", "batchno", "batchid"]),
    (Meaning::Item, &["item", "itemnumber", "itemno", "sequence", "sequencenumber", "transaction"]),
    (Meaning::Tender, &["tender", "type", "itemtype", "paymenttype"]),
    (Meaning::CheckNumber, &["checkno", "checknumber", "checknum", "check", "serial"]),
    (
        Meaning::Routing,
        &["routing", "routingnumber", "bankroutingnumber", "aba", "transit", "payerrouting"],
    ),
    (
        Meaning::PayerAccount,
        &["accountlast4", "bankaccountnumber", "bankaccount", "dda", "payeraccount"],
    ),
    (Meaning::Payer, &["payer", "payername", "remitter", "remittername", "customername", "name"]),
    (
        Meaning::Customer,
        &["customerno", "customernumber", "customerid", "accountnumber", "accountno", "account"],
    ),
    (Meaning::Invoice, &["invoiceno", "invoicenumber", "invoice", "invoiceref", "documentnumber"]),
    (Meaning::InvoiceAmount, &["invoiceamount", "amountapplied", "appliedamount", "netamount"]),
    (
        Meaning::Amount,
        &["amount", "checkamount", "paymentamount", "remittanceamount", "itemamount"],
    ),
    (Meaning::Image, &["imageid", "image", "imagename"]),
];

/// No bank has longer column names; what is longer is a sentence.
const LONGEST_NAME: usize = 60;

/// What a column of this name means.
pub(super) fn meaning_of(column: &str) -> Meaning {
    if column.len() > LONGEST_NAME {
        return Meaning::Ignore;
    }
    let key = key(column);
    let mut known = NAMES.iter();
    let found = known.find(|(_, names)| names.contains(&key.as_str()));
    found.map_or(Meaning::Ignore, |(meaning, _)| *meaning)
}

/// Whether a row's first word makes it a trailer: the total of a batch or of the file.
pub(super) fn is_trailer(word: &str) -> bool {
    matches!(
        key(word).as_str(),
        "trailer" | "total" | "totals" | "batchtotal" | "grandtotal" | "filetotal" | "lockboxtotal"
    )
}
