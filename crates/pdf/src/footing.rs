//! Checks that a sheet foots before it is set: lines against totals, items against counts.
//! It stands here and not in the templates, so that a restyled template cannot lose it.

use serde_json::Value;

use crate::{Error, Sheet};

/// Refuses facts whose parts do not come to the totals they state.
pub(crate) fn check(sheet: Sheet, facts: &Value) -> Result<(), Error> {
    let form = Form { sheet, facts };
    match sheet {
        Sheet::DepositSlip => check_deposit_slip(form),
        Sheet::Invoice => check_invoice(form),
        Sheet::Statement => check_statement(form),
        Sheet::Receipt => check_receipt(form),
        Sheet::Listing => check_table(form),
        Sheet::Letter => check_letter(form),
    }
}

fn check_deposit_slip(form: Form) -> Result<(), Error> {
    let cash = form.cents("currency_cents")? + form.cents("coin_cents")?;
    form.agree("cash_cents", cash)?;
    if form.facts.get("count").is_some_and(Value::is_array) {
        form.agree("cash_cents", form.sum("count", "amount_cents")?)?;
    }
    let checks = form.sum("checks", "amount_cents")?;
    form.agree("checks_cents", checks)?;
    let money_orders = form.sum("money_orders", "amount_cents")?;
    form.agree("money_orders_cents", money_orders)?;
    let items = form.list("checks")?.len() + form.list("money_orders")?.len();
    form.agree("item_count", i64::try_from(items).unwrap_or(i64::MAX))?;
    form.agree("total_cents", cash + checks + money_orders)?;
    let (Some(proof), over_short) = (form.part("proof"), form.part("over_short")) else {
        return Ok(());
    };
    let over_short = over_short.map_or(Ok(0), |part| part.cents("amount_cents"))?;
    form.agree("total_cents", proof.cents("posted_cents")? + over_short)
}

fn check_invoice(form: Form) -> Result<(), Error> {
    let lines = form.sum("lines", "amount_cents")?;
    let discounts = form.sum("discounts", "amount_cents")?;
    let taxes = form.sum("taxes", "amount_cents")?;
    form.agree("total_cents", lines - discounts + taxes)?;
    let settled = form.cents("paid_cents")? + form.cents("credits_cents")?;
    form.agree("amount_due_cents", form.cents("total_cents")? - settled)
}

fn check_statement(form: Form) -> Result<(), Error> {
    let due = match form.facts.get("kind").and_then(Value::as_str) {
        Some("open_item") => form.sum("items", "open_cents")?,
        Some("balance_forward") => {
            form.cents("previous_cents")? + form.sum("activity", "amount_cents")?
        }
        _ => return Err(form.misshapen("`kind` must be open_item or balance_forward")),
    };
    form.agree("amount_due_cents", due)?;
    let Some(aging) = form.part("aging") else {
        return Ok(());
    };
    let mut aged = aging.cents("credits_cents")?;
    for bucket in ["current_cents", "to_30_cents", "to_60_cents", "to_90_cents", "past_90_cents"] {
        aged += aging.cents(bucket)?;
    }
    form.agree("amount_due_cents", aged)
}

fn check_receipt(form: Form) -> Result<(), Error> {
    let applied = form.sum("applied", "amount_cents")?;
    form.agree("amount_cents", applied + form.cents("unapplied_cents")?)
}

fn check_letter(form: Form) -> Result<(), Error> {
    for block in form.list("body")? {
        if let Some(table) = block.get("table") {
            check_table(Form { facts: table, ..form })?;
        }
    }
    Ok(())
}

/// Every row and every sum must fill the columns, no more and no fewer.
fn check_table(form: Form) -> Result<(), Error> {
    let columns = form.list("columns")?.len();
    if columns == 0 {
        return Err(form.misshapen("`columns` must name at least one column"));
    }
    let rows = form.list("rows")?.iter().map(|row| row.get("subtotal").unwrap_or(row));
    for cells in rows.chain(form.list("sums")?) {
        let is_heading = cells.get("heading").is_some();
        let filled = cells.as_array().map(Vec::len);
        if !is_heading && filled != Some(columns) {
            let what = format!("a row has {} cells, not {columns}", filled.unwrap_or(0));
            return Err(form.misshapen(&what));
        }
    }
    Ok(())
}

/// The facts of one sheet, read for checking only.
#[derive(Clone, Copy)]
struct Form<'a> {
    sheet: Sheet,
    facts: &'a Value,
}

impl<'a> Form<'a> {
    /// An amount in whole cents; absent and null count as nothing.
    fn cents(self, key: &str) -> Result<i64, Error> {
        match self.facts.get(key) {
            None | Some(Value::Null) => Ok(0),
            Some(value) => value
                .as_i64()
                .ok_or_else(|| self.misshapen(&format!("`{key}` must be whole cents"))),
        }
    }

    /// A list; absent and null count as empty.
    fn list(self, key: &str) -> Result<&'a [Value], Error> {
        match self.facts.get(key) {
            None | Some(Value::Null) => Ok(&[]),
            Some(Value::Array(list)) => Ok(list),
            Some(_) => Err(self.misshapen(&format!("`{key}` must be a list"))),
        }
    }

    fn sum(self, list: &str, key: &str) -> Result<i64, Error> {
        self.list(list)?.iter().map(|facts| Form { facts, ..self }.cents(key)).sum()
    }

    fn part(self, key: &str) -> Option<Form<'a>> {
        let facts = self.facts.get(key).filter(|part| part.is_object())?;
        Some(Form { facts, ..self })
    }

    fn agree(self, what: &'static str, counted: i64) -> Result<(), Error> {
        let stated = self.cents(what)?;
        if stated == counted {
            return Ok(());
        }
        Err(Error::DoesNotFoot { sheet: self.sheet, what, stated, counted })
    }

    fn misshapen(self, what: &str) -> Error {
        Error::Misshapen { sheet: self.sheet, what: what.to_owned() }
    }
}
