//! How we stand with a customer: active, inactive, not to be serviced, merged.

use super::new::head;
use crate::customers::records::{self, Customer};
use crate::customers::{DECIDE, Standing};
use office::{Answer, Page, Refusal, View};
use ui::prelude::*;

/// One sheet for each thing that can be decided now.
pub(super) fn show(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let branch = view.branch();
    let id = view.path.id("id", "customer")?;
    let customer = records::require(view.reader, branch, id)?;
    let may_decide = view.me.may(DECIDE);
    let mut sheets = Vec::new();
    match customer.standing {
        Standing::Active | Standing::Prospect => {
            let words = "No longer served. What is owed can still be paid.";
            sheets.push(decide(view, &customer, "customers.deactivate", INACTIVE, words));
        }
        Standing::Inactive => {
            let words = "Served again.";
            sheets.push(decide(view, &customer, "customers.reactivate", ACTIVE, words));
        }
        Standing::DoNotService if may_decide => {
            let words = "May be booked and may sign again.";
            sheets.push(decide(view, &customer, "customers.allow_service", ALLOW, words));
        }
        Standing::Merged if may_decide => {
            let words = "The account lives again, with all that had gone along.";
            sheets.push(decide(view, &customer, "customers.unmerge", UNMERGE, words));
        }
        Standing::DoNotService | Standing::Merged | Standing::Withdrawn => {}
    }
    if may_decide && !matches!(customer.standing, Standing::DoNotService | Standing::Merged) {
        let words = "Nobody can book a visit or sign an agreement; whoever tries reads the reason.";
        sheets.push(decide(view, &customer, "customers.refuse_service", REFUSE, words));
        let href = format!("/customers/{id}/merge");
        sheets.push(
            Sheet::new("The same as another customer")
                .body("Two accounts of one person become one. Nothing moves unasked.")
                .foot(Button::secondary("Merge into another").href(href))
                .html(),
        );
    }
    let sentence = match customer.standing_reason.is_empty() {
        true => format!("{}.", customer.standing.title()),
        false => format!("{}: {}.", customer.standing.title(), customer.standing_reason),
    };
    let page = Page {
        sentence: Html::text(sentence).into_string(),
        body: stack(sheets).into_string(),
        ..head(&customer, "How we stand with")
    };
    Ok(page.into())
}

/// A sheet's heading and its button.
type Decision = (&'static str, &'static str);

const INACTIVE: Decision = ("Inactive", "Make inactive");
const ACTIVE: Decision = ("Active again", "Make active again");
const REFUSE: Decision = ("Do not service", "Mark do not service");
const ALLOW: Decision = ("Allow service", "Allow service again");
const UNMERGE: Decision = ("Two customers after all", "Take the merge back");

fn decide(
    view: &View<'_, '_>,
    customer: &Customer,
    command: &'static str,
    (heading, button): Decision,
    words: &str,
) -> Html {
    let id = customer.id;
    let from = format!("/customers/{id}/standing");
    let form = CommandForm::of(view, command, &from, &format!("/customers/{id}"));
    let reason = form.field(Field::text("reason", "Why").wide());
    let content =
        html!("<p>{}</p>{}{}", words, hidden("customer", &id.to_string()), field_row([reason]));
    Sheet::new(heading).body(form.html(content, [Button::secondary(button)])).html()
}

#[cfg(test)]
mod tests {
    use crate::customers::RefuseService;
    use crate::testing::{bench, rivera, shown};

    #[test]
    fn offers_what_can_be_decided_now() {
        let bench = bench();
        let customer = bench.run(rivera()).unwrap().customer;
        let path = format!("/customers/{customer}/standing");
        let html = shown(&bench, &path, &[]);
        assert!(html.contains("/do/customers.deactivate"), "{html}");
        assert!(html.contains("/do/customers.refuse_service"), "{html}");
        assert!(!html.contains("/do/customers.allow_service"), "{html}");
        bench.run(RefuseService { customer, reason: "Threatened Luis".into() }).unwrap();
        let html = shown(&bench, &path, &[]);
        assert!(html.contains("Do not service: Threatened Luis."), "{html}");
        assert!(html.contains("/do/customers.allow_service"), "{html}");
        assert!(!html.contains("/do/customers.deactivate"), "{html}");
    }
}
