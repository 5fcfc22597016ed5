//! What banks call the columns of their statements.

use super::Meaning;
use crate::customers::key;

/// Names by their letters and digits only; an earlier name is the better one for its meaning.
const NAMES: &[(Meaning, &[&str])] = &[
    (
        Meaning::PostedOn,
        &[
            "postingdate",
            "posteddate",
            "postdate",
            "dateposted",
            "bookingdate",
            "processeddate",
            "date",
            "transactiondate",
            "transdate",
            "effectivedate",
            "valuedate",
            "asofdate",
        ],
    ),
    (
        Meaning::Amount,
        &["amount", "transactionamount", "amountusd", "netamount", "amt", "amountindollars"],
    ),
    (
        Meaning::Credit,
        &[
            "credit",
            "credits",
            "creditamount",
            "amountcredit",
            "deposit",
            "deposits",
            "depositamount",
            "depositscredits",
            "depositsadditions",
            "additions",
            "moneyin",
            "paidin",
        ],
    ),
    (
        Meaning::Debit,
        &[
            "debit",
            "debits",
            "debitamount",
            "amountdebit",
            "withdrawal",
            "withdrawals",
            "withdrawalamount",
            "withdrawalsdebits",
            "withdrawalssubtractions",
            "subtractions",
            "moneyout",
            "paidout",
        ],
    ),
    (
        Meaning::CheckNumber,
        &["checknumber", "checkno", "checknum", "checkorslip", "check", "serialnumber", "serial"],
    ),
    (
        Meaning::Description,
        &[
            "description",
            "transactiondescription",
            "originaldescription",
            "extendeddescription",
            "descriptiondetail",
            "narrative",
            "payee",
            "name",
            "memo",
            "text",
            "particulars",
            "details",
        ],
    ),
    (
        Meaning::Reference,
        &[
            "reference",
            "referencenumber",
            "referenceno",
            "ref",
            "refno",
            "refnumber",
            "bankreference",
            "customerreference",
            "confirmationnumber",
        ],
    ),
    (
        Meaning::Balance,
        &[
            "balance",
            "runningbalance",
            "runningbal",
            "ledgerbalance",
            "accountbalance",
            "endingbalance",
            "availablebalance",
        ],
    ),
    (
        Meaning::Kind,
        &[
            "type",
            "transactiontype",
            "trantype",
            "drcr",
            "crdr",
            "creditdebit",
            "debitcredit",
            "details",
            "baicode",
        ],
    ),
    (Meaning::Account, &["account", "accountnumber", "accountno", "acct", "acctnumber"]),
    (
        Meaning::Id,
        &["transactionid", "fitid", "transid", "uniqueid", "bankid", "id", "transactionnumber"],
    ),
];

/// No bank has longer column names; what is longer is a sentence.
const LONGEST_NAME: usize = 60;

/// What a column of this name may mean and how good the name is for it, smaller being better.
pub(super) fn meanings_of(column: &str) -> Vec<(Meaning, usize)> {
    if column.len() > LONGEST_NAME {
        return Vec::new();
    }
    let key = key(column);
    let place = |names: &&[&str]| names.iter().position(|name| *name == key);
    NAMES.iter().filter_map(|(meaning, names)| Some((*meaning, place(names)?))).collect()
}

/// Whether some bank calls a column so; used to find the header below title rows.
pub(super) fn is_known(column: &str) -> bool {
    !meanings_of(column).is_empty()
}
