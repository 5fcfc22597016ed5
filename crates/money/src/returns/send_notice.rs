//! Write to a customer that a payment of hers came back: by e-mail, with the letter enclosed.

use super::records::{self, NoticeHow, ReturnCause};
use super::{PaymentReturned, RECORD, letter};
use crate::faces::records::find_bill_to;
use office::mail::{NewLetter, SheetFacts};
use office::{Command, Desk, Duty, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Email, Id, noun};

/// Sends the letter about a returned payment by e-mail.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct SendReturnNotice {
    /// The return.
    #[serde(rename = "return")]
    pub returned: Id<noun::Return>,
    /// Another address than the customer's.
    #[serde(default)]
    pub to: Option<Email>,
}

/// The letter is in line.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct ReturnNoticeSent {
    /// The return.
    #[serde(rename = "return")]
    pub returned: Id<noun::Return>,
    /// The job that sends it.
    pub job: Id<noun::Job>,
    /// Where it goes.
    pub to: String,
}

impl Command for SendReturnNotice {
    const NAME: &'static str = "returns.send_notice";
    const TITLE: &'static str = "Send the letter about a returned payment";
    const DUTY: Duty = RECORD;
    const SHAPE: Shape = Shape::ActsOn("return");
    type Receipt = ReturnNoticeSent;

    fn perform(self, desk: &mut Desk<'_>) -> Result<ReturnNoticeSent, Refusal> {
        let (branch, today) = (desk.branch(), desk.today());
        let row = records::require(desk, branch, self.returned)?;
        let notice = letter::letter(desk, branch, &row, today)?;
        let to = self.to.map_or(notice.email, |to| to.as_str().to_owned());
        if to.is_empty() {
            let words = format!("{} has no e-mail address. Enter one, or print it.", notice.name);
            return Err(Refusal::invalid("to", words));
        }
        let [began, ends] = &notice.words;
        let seller = notice.seller;
        let letter = NewLetter {
            to: to.clone(),
            reply_to: seller.email,
            subject: notice.subject,
            text: format!(
                "Dear {},\n\n{began}\n\n{ends}\n\nThe letter is attached.\n\n{} {}\n{}\n",
                notice.name, seller.company, seller.name, seller.phone
            ),
            sheets: vec![SheetFacts {
                name: format!("returned-payment-{}.pdf", row.number),
                sheet: "letter".into(),
                facts: notice.facts,
            }],
        };
        let key = format!("return:{}:{}", row.number, desk.now().as_micros());
        let job = desk.send_mail(&key, &letter)?;
        records::mark_noticed(desk, row.id, NoticeHow::Mail, &to)?;
        desk.subject(row.id);
        desk.subject(row.customer);
        Ok(ReturnNoticeSent { returned: row.id, job, to })
    }
}

/// Follows a return the same day: who has an e-mail address is written to, for the others a
/// letter stands on Today until it is printed. Who disputes a payment gets no demand for it.
pub(crate) fn on_payment_returned(
    desk: &mut Desk<'_>,
    fact: &PaymentReturned,
) -> Result<(), Refusal> {
    let branch = desk.branch();
    let row = records::require(desk, branch, fact.returned)?;
    if matches!(row.cause, ReturnCause::Chargeback | ReturnCause::Unauthorized) {
        return Ok(());
    }
    let to = find_bill_to(desk, branch, fact.customer)?;
    if to.is_some_and(|to| !to.email.is_empty()) {
        desk.perform(SendReturnNotice { returned: fact.returned, to: None })?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::returns::{Fee, PrintReturnNotice, RecordReturn};
    use crate::testing::{Desktop, check};
    use books::testing::{answer_at, page_at};
    use front_desk::customers::OpenCustomer;
    use front_desk::testing::halloran;
    use values::Money;

    /// A check of 250.00 came back: Mr. Halloran's, who has this e-mail address, or
    /// Marisol's, who has none.
    fn returned(desk: &Desktop, email: Option<&str>, cause: ReturnCause) -> Id<noun::Return> {
        let customer = match email {
            None => desk.rivera,
            Some(email) => {
                let email = Some(Email::parse(email).expect("an address"));
                desk.run(OpenCustomer { email, ..halloran() }).unwrap().customer
            }
        };
        desk.charge(customer, "A", "2026-02-14", 20_332);
        let posted = desk.post(customer, check("1042"), 25_000);
        desk.close(posted.deposit.expect("a deposit"));
        let record = RecordReturn {
            payment: posted.payment,
            cause,
            code: "R01".into(),
            returned_on: None,
            bank_fee_cents: None,
            fee: Fee::Standard,
            note: String::new(),
        };
        desk.run(record).unwrap().returned
    }

    fn row(desk: &Desktop, returned: Id<noun::Return>) -> records::ReturnRow {
        let found = desk.read(|reader| records::find_return(reader, desk.branch, returned));
        found.unwrap().expect("it is there")
    }

    fn letters(desk: &Desktop) -> Vec<NewLetter> {
        let jobs: Vec<(String,)> = desk
            .read(|reader| {
                reader.all(
                    store::sql!(
                        "SELECT payload FROM jobs WHERE branch_id = $1 AND kind = 'mail.send'"
                    ),
                    store::args![desk.branch],
                )
            })
            .unwrap();
        jobs.iter().map(|(payload,)| serde_json::from_str(payload).expect("a letter")).collect()
    }

    /// Handbook 6.11: the check, its bank, the amount, the fee of 30.00 that Florida allows,
    /// the total, sure money, and ten days.
    #[test]
    fn who_has_an_address_is_written_to_at_once() {
        for desk in Desktop::on_each_engine() {
            let id = returned(&desk, Some("office@halloran.example"), ReturnCause::Funds);
            let row = row(&desk, id);
            assert_eq!(row.notice_how, Some(NoticeHow::Mail));
            assert_eq!(row.notice_to, "office@halloran.example");
            let letters = letters(&desk);
            assert_eq!(letters.len(), 1);
            let sheet = &letters[0].sheets[0];
            assert_eq!(sheet.sheet, "letter");
            let text = sheet.facts.to_string();
            for part in
                ["Check 1042", "63-107", "R01", "not enough funds", "28000", "a money order"]
            {
                assert!(text.contains(part), "{part} is not in {text}");
            }
            for part in ["$250.00", "A fee of $30.00", "$280.00 by Thursday, March 12"] {
                assert!(letters[0].text.contains(part), "{part}: {}", letters[0].text);
            }
            assert_eq!(desk.read(|r| records::list_to_print(r, desk.branch, 9)).unwrap(), []);
        }
    }

    #[test]
    fn who_has_none_gets_a_letter_that_waits_to_be_printed() {
        let desk = Desktop::new();
        let id = returned(&desk, None, ReturnCause::Funds);
        assert_eq!(row(&desk, id).notice_how, None);
        let waiting = desk.read(|r| records::list_to_print(r, desk.branch, 9)).unwrap();
        assert_eq!((waiting.len(), waiting[0].amount), (1, Money::dollars(250)));
        let nobody = desk.refused(SendReturnNotice { returned: id, to: None });
        assert!(nobody.to_string().contains("no e-mail address"), "{nobody}");
        let page = page_at(&desk, &format!("/returns/{id}")).unwrap();
        let pdf = format!("/returns/{id}/notice");
        assert!(page.side.contains("/do/returns.print_notice"), "{}", page.side);
        assert!(page.side.contains(&pdf), "{}", page.side);
        let office::Answer::File { name, .. } = answer_at(&desk, &pdf).unwrap() else {
            panic!("the letter is a file")
        };
        assert!(name.starts_with("returned-payment-RT-0412"), "{name}");
        desk.run(PrintReturnNotice { returned: id }).unwrap();
        assert_eq!(row(&desk, id).notice_how, Some(NoticeHow::Print));
        assert_eq!(desk.read(|r| records::list_to_print(r, desk.branch, 9)).unwrap(), []);
        let to = Some(Email::parse("hector@rivera.example").expect("an address"));
        desk.run(SendReturnNotice { returned: id, to }).unwrap();
        assert_eq!(row(&desk, id).notice_to, "hector@rivera.example");
    }

    #[test]
    fn who_disputes_a_payment_gets_no_demand_and_a_stranger_sends_none() {
        let desk = Desktop::new();
        let id = returned(&desk, Some("office@halloran.example"), ReturnCause::Unauthorized);
        assert_eq!(row(&desk, id).notice_how, None);
        assert_eq!(letters(&desk).len(), 0);
        assert_eq!(desk.read(|r| records::list_to_print(r, desk.branch, 9)).unwrap(), []);
        let send = SendReturnNotice { returned: id, to: None };
        let refusal = desk.run_as(desk.stranger, send).unwrap_err();
        assert_eq!(refusal, Refusal::NotAllowed { duty: RECORD });
        let print = PrintReturnNotice { returned: id };
        let refusal = desk.run_as(desk.stranger, print).unwrap_err();
        assert_eq!(refusal, Refusal::NotAllowed { duty: RECORD });
    }
}
