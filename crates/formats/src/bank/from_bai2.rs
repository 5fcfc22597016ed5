//! BAI2 reports as statements.

use super::keys::Keys;
use super::{BankFile, BankLine, LineKind, Statement};
use crate::bai2::{self, Account, Flow, Group, GroupStatus, flow_of};
use crate::problems::Problems;

/// The types of the opening and the closing ledger balance.
const OPENING: u16 = 10;
const CLOSING: u16 = 15;

pub(super) fn read(bytes: &[u8], file: &mut BankFile) {
    let reading = bai2::read(bytes);
    file.problems = reading.problems;
    for report in reading.files {
        file.identities.push(report.identity());
        for group in &report.groups {
            if stands(group, &mut file.problems) {
                let accounts = group.accounts.iter();
                let statements = accounts.map(|account| {
                    statement_of(&report.sender, group, account, &mut file.problems)
                });
                file.statements.extend(statements);
            }
        }
    }
}

/// Whether the group's movements are meant to be taken.
fn stands(group: &Group, problems: &mut Problems) -> bool {
    let (code, field) = ("bank.status", "group status");
    match group.status {
        GroupStatus::Update => return true,
        GroupStatus::Correction => {
            let says = "The group stands in place of one sent before; look at both.";
            problems.note(group.line, code, field, says);
            return true;
        }
        GroupStatus::Test => {
            let says = "The group is only a test of the bank; nothing of it is taken.";
            problems.note(group.line, code, field, says);
        }
        GroupStatus::Deletion => {
            let says = "The bank takes back what it sent for this day; undo it by hand.";
            problems.hold(group.line, code, field, says);
        }
    }
    false
}

fn statement_of(
    sender: &str,
    group: &Group,
    account: &Account,
    problems: &mut Problems,
) -> Statement {
    let currency = match account.currency.as_str() {
        "" => &group.currency,
        currency => currency,
    };
    let bank = if group.originator.is_empty() { sender } else { &group.originator };
    let mut statement = Statement {
        line: account.line,
        bank: bank.to_owned(),
        account: account.number.clone(),
        currency: currency.to_owned(),
        as_of: Some(group.as_of),
        opening_cents: account.balance_cents(OPENING),
        closing_cents: account.balance_cents(CLOSING),
        lines: Vec::with_capacity(account.details.len()),
    };
    let mut keys = Keys::default();
    for detail in &account.details {
        let amount = detail.amount_cents.unwrap_or(0);
        let amount_cents = match flow_of(detail.type_code) {
            Flow::Credit => amount,
            Flow::Debit => -amount,
            Flow::Neither => {
                if amount != 0 {
                    let says = format!(
                        "Type {:03} says neither in nor out for {amount} cents; enter it by hand.",
                        detail.type_code
                    );
                    problems.hold(detail.line, "bank.direction", "type code", says);
                }
                continue;
            }
        };
        let kind = kind_of(detail.type_code);
        let key = keys.key(format!(
            "{}/{:03}/{amount}/{}/{}",
            group.as_of, detail.type_code, detail.bank_reference, detail.customer_reference
        ));
        let is_check = matches!(kind, LineKind::CheckPaid | LineKind::ReturnedCheck);
        let number = if is_check { detail.customer_reference.as_str() } else { "" };
        statement.lines.push(BankLine {
            line: detail.line,
            key,
            posted_on: group.as_of,
            amount_cents,
            kind,
            code: format!("{:03}", detail.type_code),
            check_number: number.to_owned(),
            bank_reference: detail.bank_reference.clone(),
            customer_reference: detail.customer_reference.clone(),
            text: detail.text.clone(),
            corrects: None,
        });
    }
    statement
}

/// What the movements of a type are, after the names in [`crate::bai2::TYPE_CODES`].
fn kind_of(type_code: u16) -> LineKind {
    match type_code {
        115 | 116 | 118 | 415 => LineKind::Lockbox,
        171 | 173..=176 | 301 | 366 => LineKind::Deposit,
        172 | 254 | 357 | 554 | 631 | 694 | 695 => LineKind::Correction,
        142 | 143 | 145 | 155 | 156 | 164 | 165 | 169 => LineKind::AchCredit,
        166 | 466 => LineKind::AchSettlement,
        147 => LineKind::Cards,
        445 | 447 | 451 | 452 | 455 | 462 | 464 | 469 => LineKind::AchDebit,
        435 | 472 | 474 | 475 | 484 => LineKind::CheckPaid,
        255 | 266 | 268 | 552 | 555 | 566 => LineKind::ReturnedCheck,
        168 | 257 | 258 | 468 | 557 | 558 => LineKind::ReturnedAch,
        158 | 191 | 195 | 196 | 458 | 491 | 493 | 495 | 496 => LineKind::Wire,
        201 | 206 | 275..=278 | 501 | 506 | 575 | 577 | 578 => LineKind::Transfer,
        564 | 567 | 661 | 698 => LineKind::Fee,
        346 | 354 | 359 | 654 | 659 => LineKind::Interest,
        _ => LineKind::Other,
    }
}
