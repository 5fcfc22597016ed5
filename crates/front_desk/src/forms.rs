//! Pieces that the forms of this room share.

use ui::prelude::*;
use values::Address;

/// The fields of an address under `path`, such as `bill_to`, filled with `address`.
pub(crate) fn address_fields(form: &CommandForm, path: &str, address: &Address) -> Html {
    let name = |part: &str| format!("{path}.{part}");
    let field = |field: Field| form.field(field);
    let line1 = Field::text(&name("line1"), "Street and number").value(&address.line1).wide();
    let line2 = Field::text(&name("line2"), "Apartment, suite").value(&address.line2);
    let city = Field::text(&name("city"), "City").value(&address.city);
    let state = Field::text(&name("state"), "State").value(&address.state);
    let zip = Field::text(&name("zip"), "ZIP code").value(&address.zip);
    html!(
        "{}{}",
        field_row([field(line1.autocomplete("off")), field(line2.autocomplete("off")),]),
        field_row([
            field(city.autocomplete("off")),
            field(state.autocomplete("off")),
            field(zip.autocomplete("off").attribute("inputmode", "numeric")),
        ])
    )
}

/// A check box that sends `value`, for fields of which several may be ticked.
pub(crate) fn tick_box(name: &str, value: &str, label: &str, is_ticked: Ticked) -> Html {
    html!(
        r#"<label class="db-radio"><input class="db-check" type="checkbox" "#
        r#"id="f-{name}-{value}" name="{name}" value="{value}"{ticked}><span>{label}</span>"#
        r#"</label>"#,
        name = name,
        value = value,
        ticked = match is_ticked {
            Ticked::Yes => " checked",
            Ticked::No => "",
        },
        label = label
    )
}

/// Whether a check box is ticked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ticked {
    Yes,
    No,
}

impl From<bool> for Ticked {
    fn from(is_ticked: bool) -> Ticked {
        match is_ticked {
            true => Ticked::Yes,
            false => Ticked::No,
        }
    }
}

/// A check box that is ticked or not, as its record says.
pub(crate) fn ticked(field: Field, is_ticked: impl Into<Ticked>) -> Field {
    match is_ticked.into() {
        Ticked::Yes => field.ticked(),
        Ticked::No => field,
    }
}

/// Check boxes under one heading.
pub(crate) fn tick_boxes(legend: &str, boxes: impl IntoIterator<Item = Html>) -> Html {
    html!(
        r#"<fieldset class="db-fld db-fld-wide"><legend>{legend}</legend>"#
        r#"<div class="db-radios">{boxes}</div></fieldset>"#,
        legend = legend,
        boxes = Html::join(boxes)
    )
}

/// The words and titles of a stored word, as a select offers them.
macro_rules! offered {
    ($words:ty) => {
        <$words>::ALL.iter().map(|one| (one.word(), one.title()))
    };
}

pub(crate) use offered;
