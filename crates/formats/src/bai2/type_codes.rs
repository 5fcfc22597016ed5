//! The type codes: what a number is, and which way its money went.
//!
//! Names follow the BAI specification's own list. It knows some five hundred codes; those of
//! lockboxes, cards, ACH, checks, wires, transfers, returns and fees stand here, and the range of
//! any other code still says its direction.

/// One type code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TypeCode {
    /// The three digits.
    pub code: u16,
    /// Whether it is a balance, a sum or a movement.
    pub level: Level,
    /// What it is called.
    pub words: &'static str,
}

/// What a type code stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Level {
    /// A balance at one moment.
    Balance,
    /// A sum of movements.
    Sum,
    /// One movement.
    Movement,
}

/// Which way money went, seen from the account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Flow {
    /// Into the account.
    Credit,
    /// Out of it.
    Debit,
    /// Neither: a balance, or a code that moves no money.
    Neither,
}

/// What is known of this code; `None` for one that is not in the table.
pub fn type_code(code: u16) -> Option<&'static TypeCode> {
    let place = TYPE_CODES.binary_search_by_key(&code, |known| known.code).ok()?;
    Some(&TYPE_CODES[place])
}

/// The direction of every code, known or not, by its range.
pub fn flow_of(code: u16) -> Flow {
    match code {
        100..=399 | 720..=728 | 920..=959 => Flow::Credit,
        400..=699 | 960..=999 => Flow::Debit,
        _ => Flow::Neither,
    }
}

use Level::{Balance, Movement, Sum};

const fn row(code: u16, level: Level, words: &'static str) -> TypeCode {
    TypeCode { code, level, words }
}

/// The codes an office meets, in order.
pub const TYPE_CODES: &[TypeCode] = &[
    row(10, Balance, "Opening ledger"),
    row(11, Balance, "Average opening ledger MTD"),
    row(12, Balance, "Average opening ledger YTD"),
    row(15, Balance, "Closing ledger"),
    row(20, Balance, "Average closing ledger MTD"),
    row(21, Balance, "Average closing ledger - previous month"),
    row(22, Balance, "Aggregate balance adjustments"),
    row(25, Balance, "Average closing ledger YTD"),
    row(30, Balance, "Current ledger"),
    row(37, Balance, "ACH net position"),
    row(39, Balance, "Opening available + total same-day ACH DTC deposit"),
    row(40, Balance, "Opening available"),
    row(41, Balance, "Average opening available MTD"),
    row(42, Balance, "Average opening available YTD"),
    row(43, Balance, "Average available - previous month"),
    row(45, Balance, "Closing available"),
    row(50, Balance, "Average closing available MTD"),
    row(55, Balance, "Average closing available YTD"),
    row(57, Balance, "Total investment position"),
    row(60, Balance, "Current available"),
    row(63, Balance, "Total float"),
    row(65, Balance, "Target balance"),
    row(70, Balance, "0-day float"),
    row(72, Balance, "1-day float"),
    row(73, Balance, "Float adjustment"),
    row(74, Balance, "2 or more days float"),
    row(75, Balance, "3 or more days float"),
    row(100, Sum, "Total credits"),
    row(102, Sum, "Total number of credits"),
    row(105, Sum, "Credits not detailed"),
    row(106, Sum, "Deposits subject to float"),
    row(108, Movement, "Credit (any type)"),
    row(110, Sum, "Total lockbox deposits"),
    row(115, Movement, "Lockbox deposit"),
    row(116, Movement, "Item in lockbox deposit"),
    row(118, Movement, "Lockbox adjustment credit"),
    row(120, Sum, "EDI transaction credit"),
    row(121, Movement, "EDI transaction credit"),
    row(130, Sum, "Total concentration credits"),
    row(135, Movement, "DTC concentration credit"),
    row(136, Movement, "Item in DTC deposit"),
    row(140, Sum, "Total ACH credits"),
    row(142, Movement, "ACH credit received"),
    row(143, Movement, "Item in ACH deposit"),
    row(145, Movement, "ACH concentration credit"),
    row(146, Sum, "Total bank card deposits"),
    row(147, Movement, "Individual bank card deposit"),
    row(150, Sum, "Total preauthorized payment credits"),
    row(155, Movement, "Preauthorized draft credit"),
    row(156, Movement, "Item in PAC deposit"),
    row(158, Movement, "Real time payment credit"),
    row(159, Sum, "Total real time payment credits"),
    row(160, Sum, "Total ACH disbursing funding credits"),
    row(163, Sum, "Corporate trade payment credits"),
    row(164, Movement, "Corporate trade payment credit"),
    row(165, Movement, "Preauthorized ACH credit"),
    row(166, Movement, "ACH settlement"),
    row(167, Sum, "ACH settlement credits"),
    row(168, Sum, "ACH return item or adjustment settlement"),
    row(169, Sum, "Miscellaneous ACH credit"),
    row(170, Sum, "Total other check deposits"),
    row(171, Movement, "Individual loan deposit"),
    row(172, Movement, "Deposit correction"),
    row(173, Movement, "Bank-prepared deposit"),
    row(174, Movement, "Other deposit"),
    row(175, Movement, "Check deposit package"),
    row(176, Movement, "Re-presented check deposit"),
    row(180, Sum, "Total loan proceeds"),
    row(182, Sum, "Total bank-prepared deposits"),
    row(184, Movement, "Draft deposit"),
    row(185, Sum, "Total miscellaneous deposits"),
    row(190, Sum, "Total incoming money transfers"),
    row(191, Movement, "Individual incoming internal money transfer"),
    row(195, Movement, "Incoming money transfer"),
    row(196, Movement, "Money transfer adjustment"),
    row(198, Movement, "Compensation"),
    row(200, Sum, "Total automatic transfer credits"),
    row(201, Movement, "Individual automatic transfer credit"),
    row(205, Sum, "Total book transfer credits"),
    row(206, Movement, "Book transfer credit"),
    row(207, Sum, "Total international money transfer credits"),
    row(208, Movement, "Individual international money transfer credit"),
    row(230, Sum, "Total security credits"),
    row(231, Sum, "Total collection credits"),
    row(237, Movement, "Individual collection credit"),
    row(254, Movement, "Posting error correction credit"),
    row(255, Movement, "Check posted and returned"),
    row(256, Sum, "Total ACH return items"),
    row(257, Movement, "Individual ACH return item"),
    row(258, Movement, "ACH reversal credit"),
    row(260, Sum, "Total rejected credits"),
    row(261, Movement, "Individual rejected credit"),
    row(266, Movement, "Return item"),
    row(268, Movement, "Return item adjustment"),
    row(270, Sum, "Total ZBA credits"),
    row(274, Movement, "Cumulative ZBA or disbursement credits"),
    row(275, Movement, "ZBA credit"),
    row(276, Movement, "ZBA float adjustment"),
    row(277, Movement, "ZBA credit transfer"),
    row(278, Movement, "ZBA credit adjustment"),
    row(301, Movement, "Commercial deposit"),
    row(351, Movement, "Individual investment sold"),
    row(354, Movement, "Interest credit"),
    row(357, Movement, "Credit adjustment"),
    row(366, Movement, "Currency and coin deposited"),
    row(373, Movement, "Customer payroll"),
    row(390, Sum, "Total miscellaneous credits"),
    row(391, Movement, "Universal credit"),
    row(392, Movement, "Freight payment credit"),
    row(395, Movement, "Check reversal"),
    row(397, Movement, "Float adjustment"),
    row(398, Movement, "Miscellaneous fee refund"),
    row(399, Movement, "Miscellaneous credit"),
    row(400, Sum, "Total debits"),
    row(402, Sum, "Total number of debits"),
    row(405, Sum, "Total debit less wire transfers and chargebacks"),
    row(406, Sum, "Debits not detailed"),
    row(408, Movement, "Float adjustment"),
    row(409, Movement, "Debit (any type)"),
    row(412, Sum, "Total debits (excluding returned items)"),
    row(415, Movement, "Lockbox debit"),
    row(416, Sum, "Total lockbox debits"),
    row(420, Sum, "EDI transaction debits"),
    row(421, Movement, "EDI transaction debit"),
    row(430, Sum, "Total payable-through drafts"),
    row(435, Movement, "Payable-through draft"),
    row(445, Movement, "ACH concentration debit"),
    row(446, Sum, "Total ACH disbursement funding debits"),
    row(447, Movement, "ACH disbursement funding debit"),
    row(450, Sum, "Total ACH debits"),
    row(451, Movement, "ACH debit received"),
    row(452, Movement, "Item in ACH disbursement or debit"),
    row(455, Movement, "Preauthorized ACH debit"),
    row(458, Movement, "Real time payment debit"),
    row(459, Sum, "Total real time payment debits"),
    row(462, Movement, "Account holder initiated ACH debit"),
    row(464, Movement, "Corporate trade payment debit"),
    row(466, Movement, "ACH settlement"),
    row(467, Sum, "ACH settlement debits"),
    row(468, Movement, "ACH return item or adjustment settlement"),
    row(469, Movement, "Miscellaneous ACH debit"),
    row(470, Sum, "Total check paid"),
    row(472, Movement, "Cumulative checks paid"),
    row(474, Movement, "Certified check debit"),
    row(475, Movement, "Check paid"),
    row(477, Movement, "Bank originated debit"),
    row(480, Sum, "Total loan payments"),
    row(481, Movement, "Individual loan payment"),
    row(482, Sum, "Total bank-originated debits"),
    row(484, Movement, "Draft"),
    row(485, Movement, "DTC debit"),
    row(490, Sum, "Total outgoing money transfers"),
    row(491, Movement, "Individual outgoing internal money transfer"),
    row(493, Movement, "Customer terminal initiated money transfer"),
    row(495, Movement, "Outgoing money transfer"),
    row(496, Movement, "Money transfer adjustment"),
    row(498, Movement, "Compensation"),
    row(500, Sum, "Total automatic transfer debits"),
    row(501, Movement, "Individual automatic transfer debit"),
    row(505, Sum, "Total book transfer debits"),
    row(506, Movement, "Book transfer debit"),
    row(507, Sum, "Total international money transfer debits"),
    row(508, Movement, "Individual international money transfer debits"),
    row(530, Sum, "Total security debits"),
    row(531, Movement, "Securities purchased"),
    row(550, Sum, "Total deposited items returned"),
    row(551, Sum, "Total credit reversals"),
    row(552, Movement, "Credit reversal"),
    row(554, Movement, "Posting error correction debit"),
    row(555, Movement, "Deposited item returned"),
    row(556, Sum, "Total ACH return items"),
    row(557, Movement, "Individual ACH return item"),
    row(558, Movement, "ACH reversal debit"),
    row(561, Movement, "Individual rejected debit"),
    row(564, Movement, "Overdraft fee"),
    row(566, Movement, "Return item"),
    row(567, Movement, "Return item fee"),
    row(570, Sum, "Total ZBA debits"),
    row(574, Movement, "Cumulative ZBA debits"),
    row(575, Movement, "ZBA debit"),
    row(577, Movement, "ZBA debit transfer"),
    row(578, Movement, "ZBA debit adjustment"),
    row(580, Sum, "Total controlled disbursing debits"),
    row(581, Movement, "Individual controlled disbursing debit"),
    row(585, Sum, "Disbursing funding requirement"),
    row(627, Movement, "Fed funds purchased"),
    row(630, Sum, "Total debit adjustments"),
    row(631, Movement, "Debit adjustment"),
    row(650, Sum, "Investments purchased"),
    row(654, Movement, "Interest debit"),
    row(656, Movement, "Sweep principal buy"),
    row(659, Movement, "Interest adjustment debit"),
    row(661, Movement, "Account analysis fee"),
    row(666, Movement, "Currency and coin shipped"),
    row(690, Sum, "Total miscellaneous debits"),
    row(691, Movement, "Universal debit"),
    row(692, Movement, "Freight payment debit"),
    row(694, Movement, "Deposit reversal"),
    row(695, Movement, "Deposit correction debit"),
    row(698, Movement, "Miscellaneous fees"),
    row(699, Movement, "Miscellaneous debit"),
    row(890, Movement, "Contains non-monetary information"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_found_and_ranges_say_the_direction() {
        assert!(TYPE_CODES.is_sorted_by(|one, next| one.code < next.code));
        for (code, level, flow) in [
            (10, Balance, Flow::Neither),
            (100, Sum, Flow::Credit),
            (301, Movement, Flow::Credit),
            (475, Movement, Flow::Debit),
            (555, Movement, Flow::Debit),
            (698, Movement, Flow::Debit),
            (890, Movement, Flow::Neither),
        ] {
            let known = type_code(code).expect("it is in the table");
            assert_eq!((known.level, flow_of(code)), (level, flow), "{code}");
        }
        assert_eq!((type_code(123), flow_of(123)), (None, Flow::Credit));
        assert_eq!(flow_of(905), Flow::Neither);
        for known in TYPE_CODES {
            let is_balance = known.level == Balance;
            assert_eq!(is_balance, known.code < 100, "{}", known.code);
        }
    }
}
