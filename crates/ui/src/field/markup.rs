//! The markup of a field.

use super::{Control, Field};
use crate::mark::{Meaning, mark};
use crate::{Html, html};

/// The control alone, labelled for readers.
pub(super) fn bare(field: &Field) -> Html {
    let label = html!(r#" aria-label="{}""#, field.label);
    html!("{}{}", control(field, &label), error(field))
}

/// The label, the control, and what stands under it.
pub(super) fn field(field: &Field) -> Html {
    let class = if field.error.is_some() { " db-bad" } else { "" };
    match &field.control {
        Control::Checkbox => html!(
            r#"<div class="db-fld db-fld-check{class}"><label>{control}<span>{label}</span>"#
            r#"</label>{hint}{error}</div>"#,
            class = class,
            control = control(field, &Html::empty()),
            label = field.label,
            hint = hint(field),
            error = error(field)
        ),
        Control::Radio { .. } => html!(
            r#"<fieldset class="db-fld{wide}{class}" id="{id}"><legend>{label}</legend>"#
            r#"{control}{hint}{error}</fieldset>"#,
            wide = field.class,
            class = class,
            id = field.id(),
            label = field.label,
            control = control(field, &Html::empty()),
            hint = hint(field),
            error = error(field)
        ),
        _ => html!(
            r#"<div class="db-fld{wide}{class}"><label for="{id}">{label}</label>"#
            r#"{control}{hint}{error}</div>"#,
            wide = field.class,
            class = class,
            id = field.id(),
            label = field.label,
            control = control(field, &Html::empty()),
            hint = hint(field),
            error = error(field)
        ),
    }
}

fn control(field: &Field, label: &Html) -> Html {
    let common = html!(
        "{label}{described}{attributes}",
        label = label,
        described = described_by(field),
        attributes = field.attributes
    );
    match &field.control {
        Control::Input { kind, class, hook } => input(field, kind, class, hook, &common),
        Control::Textarea { rows } => html!(
            r#"<textarea class="db-in" id="{id}" name="{name}" rows="{rows}"{common}>"#
            r#"{value}</textarea>"#,
            id = field.id(),
            name = field.name,
            rows = *rows,
            common = common,
            value = field.value
        ),
        Control::Select { options } => {
            let options = options.iter().map(|(value, words)| {
                html!(
                    r#"<option value="{value}"{chosen}>{words}</option>"#,
                    value = value,
                    chosen = if *value == field.value { " selected" } else { "" },
                    words = words
                )
            });
            html!(
                r#"<select class="db-in" id="{id}" name="{name}"{common}>{options}"#
                r#"</select>"#,
                id = field.id(),
            name = field.name,
                common = common,
                options = Html::join(options)
            )
        }
        Control::Radio { options } => radios(field, options, &common),
        Control::Checkbox => html!(
            r#"<input class="db-check" type="checkbox" id="{id}" name="{name}" "#
            r#"value="yes"{ticked}{common}>"#,
            id = field.id(),
            name = field.name,
            ticked = if field.value == "yes" { " checked" } else { "" },
            common = common
        ),
        Control::Pick { source, shown } => pick(field, source, shown, &common),
    }
}

fn input(field: &Field, kind: &str, class: &str, hook: &str, common: &Html) -> Html {
    let complete =
        field.autocomplete.map(|token| html!(r#" autocomplete="{token}""#, token = token));
    let input = html!(
        r#"<input class="db-in {class}" type="{kind}" id="{id}" name="{name}" "#
        r#"value="{value}"{hook}{complete}{common}>"#,
        class = class,
        kind = kind,
        id = field.id(),
            name = field.name,
        value = field.value,
        hook = Html::trusted(hook),
        complete = complete,
        common = common
    );
    if class == "db-day-in" {
        return html!(
            r#"<span class="db-day-wrap">{}<output class="db-day-word" for="{}"></output>"#
            r#"</span>"#,
            input,
            field.id()
        );
    }
    if field.unit.is_empty() {
        return input;
    }
    html!(
        r#"<span class="db-with-unit">{input}<span class="db-unit">{unit}</span></span>"#,
        input = input,
        unit = field.unit
    )
}

fn radios(field: &Field, options: &[(String, String)], common: &Html) -> Html {
    let options = options.iter().map(|(value, words)| {
        html!(
            r#"<label class="db-radio"><input type="radio" name="{name}" "#
            r#"value="{value}"{chosen}{common}><span>{words}</span></label>"#,
            name = field.name,
            value = value,
            chosen = if *value == field.value { " checked" } else { "" },
            common = common,
            words = words
        )
    });
    html!(r#"<div class="db-radios">{}</div>"#, Html::join(options))
}

fn pick(field: &Field, source: &str, shown: &str, common: &Html) -> Html {
    html!(
        r#"<span class="db-pick" data-db-pick="{source}">"#
        r#"<input class="db-in" type="text" id="{id}" name="{name}_words" "#
        r#"value="{shown}" role="combobox" aria-expanded="false" aria-autocomplete="list" "#
        r#"aria-controls="{id}-list" autocomplete="off" spellcheck="false"{common}>"#
        r#"<input type="hidden" name="{name}" value="{value}">"#
        r#"<span class="db-pick-list" id="{id}-list" hidden></span></span>"#,
        source = source,
        id = field.id(),
            name = field.name,
        shown = shown,
        value = field.value,
        common = common
    )
}

fn described_by(field: &Field) -> Html {
    let ids = match (field.hint.is_empty(), &field.error) {
        (true, None) => return Html::empty(),
        (false, None) => html!("{}-hint", field.id()),
        (true, Some(_)) => html!("{}-error", field.id()),
        (false, Some(_)) => html!("{id}-hint {id}-error", id = field.id()),
    };
    let invalid = if field.error.is_some() { r#" aria-invalid="true""# } else { "" };
    html!(r#" aria-describedby="{}"{}"#, ids, Html::trusted(invalid))
}

fn hint(field: &Field) -> Html {
    if field.hint.is_empty() {
        return Html::empty();
    }
    html!(r#"<p class="db-hint" id="{id}-hint">{hint}</p>"#, id = field.id(), hint = field.hint)
}

fn error(field: &Field) -> Html {
    let Some(error) = &field.error else {
        return Html::empty();
    };
    html!(
        r#"<p class="db-err" id="{id}-error">{mark}{error}</p>"#,
        id = field.id(),
        mark = mark(Meaning::Wrong),
        error = error
    )
}
