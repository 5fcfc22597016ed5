//! The menus over a list: its filters, its kept views, its columns, and the files of it.

use office::listing::{Asked, FilterFace, ListFace};
use office::schema::{FieldFace, FieldKind};

use crate::button::Button;
use crate::field::{Field, hidden};
use crate::form::Form;
use crate::icon::Icon;
use crate::listing::{ColumnChoice, column_chooser, menu, views_menu};
use crate::{Html, html};

pub(super) fn filter_menu(face: &ListFace) -> Html {
    if face.filters.is_empty() {
        return Html::empty();
    }
    let is_filter = |name: &str| face.filters.iter().any(|filter| filter.name == name);
    let kept = face.pairs.iter().filter(|(name, _)| !is_filter(name));
    let fields = face
        .filters
        .iter()
        .map(|filter| filter_field(filter).error(face.problems.of(filter.name)).html());
    let form = html!(
        r#"<form class="db-form db-float-form" method="get" action="{action}">"#
        r#"{kept}{fields}{end}</form>"#,
        action = face.path,
        kept = Html::join(kept.map(|(name, value)| hidden(name, value))),
        fields = Html::join(fields),
        end = end(Button::secondary("Show these"))
    );
    html!(
        r#"<details class="db-menu"><summary class="db-bt db-sm" data-db-key="f">{words}{down}"#
        r#"</summary><div class="db-float">{form}</div></details>"#,
        words = "Filter",
        down = Icon::Down.html(),
        form = form
    )
}

fn filter_field(filter: &FilterFace) -> Field {
    let (name, title) = (filter.name, filter.title);
    let field = match filter.asked {
        Asked::Day | Asked::AsOf => Field::day(name, title),
        Asked::Money => Field::money(name, title),
        Asked::Count | Asked::Id => Field::number(name, title),
        Asked::Text | Asked::Begins => Field::text(name, title),
        Asked::Switch => Field::checkbox(name, title),
        Asked::OneOf(states) => {
            let states = states.iter().map(|state| (state.word, state.title));
            Field::select(name, title, [("", "Any")].into_iter().chain(states))
        }
    };
    field.value(&filter.value).among_filters()
}

pub(super) fn columns(face: &ListFace) -> Html {
    let kept: Vec<(String, String)> =
        face.pairs.iter().filter(|(name, _)| name != "column").cloned().collect();
    let choices: Vec<ColumnChoice> = face
        .choices
        .iter()
        .map(|choice| ColumnChoice {
            name: choice.name.to_owned(),
            head: choice.title.to_owned(),
            is_shown: choice.is_shown,
        })
        .collect();
    column_chooser(&face.path, &choices, &kept)
}

pub(super) fn files(face: &ListFace) -> Html {
    let links = face.files.iter().map(|(words, href)| {
        html!(r#"<a class="db-float-item" href="{href}">{words}</a>"#, href = href, words = *words)
    });
    menu("Take it along", Html::join(links))
}

/// Without the usual ids, which a filter of the same name already has on this page.
fn view_fields() -> Html {
    html!(
        r#"<label class="db-float-item">Keep this view as "#
        r#"<input class="db-in db-sm" type="text" name="name" maxlength="60" required "#
        r#"autocomplete="off"></label><label class="db-float-item">"#
        r#"<input class="db-check" type="checkbox" name="shared" value="yes"> "#
        r#"Everyone in the branch sees it</label>{end}"#,
        end = end(Button::secondary("Save the view"))
    )
}

/// The last line of a menu.
fn end(button: Button) -> Html {
    html!(r#"<div class="db-float-end">{}</div>"#, button.small().html())
}

/// What the bulk commands must be told, each asked once for all of them.
pub(super) fn bulk_fields(face: &ListFace) -> Html {
    let mut known: Vec<&FieldFace> = Vec::new();
    for ask in face.bulk.iter().flat_map(|bulk| &bulk.asks) {
        if !known.iter().any(|field| field.path == ask.path) {
            known.push(ask);
        }
    }
    let fields = known.into_iter().map(|ask| {
        let (name, title) = (ask.path.as_str(), ask.title.as_str());
        let field = match ask.kind {
            FieldKind::Choice => {
                let choices = ask.choices.iter().map(|one| (&one.word, &one.title));
                Field::select(name, title, choices)
            }
            FieldKind::Day => Field::day(name, title),
            FieldKind::Money => Field::money(name, title),
            _ => Field::text(name, title).attribute("placeholder", title),
        };
        html!(r#"<span class="db-bulk-ask">{}</span>"#, field.bare())
    });
    Html::join(fields)
}

/// The kept views, a form to keep this one, and one to remove one's own.
pub(super) fn views(face: &ListFace) -> Html {
    let here = match face.query.is_empty() {
        true => face.path.clone(),
        false => format!("{}?{}", face.path, face.query),
    };
    let way_back = html!("{}{}", hidden("from", &here), hidden("then", &here));
    let own = face.views.iter().find(|view| view.is_own && view.is_current);
    let form = match own {
        Some(own) => Form::post("/do/saved_views.remove", "remove-view")
            .once(&face.once)
            .body(html!("{}{}", way_back, hidden("saved_view", &own.id.to_string())))
            .body(end(Button::secondary("Remove this view"))),
        None => Form::post("/do/saved_views.save", "save-view")
            .once(&face.once)
            .body(html!("{}{}", way_back, hidden("list", face.name)))
            .body(hidden("query", &face.query))
            .body(view_fields()),
    };
    let kept: Vec<crate::listing::View> = face
        .views
        .iter()
        .map(|view| crate::listing::View {
            name: view.name.clone(),
            href: view.href.clone(),
            count: view.count,
            is_shared: view.is_shared,
            is_current: view.is_current,
        })
        .collect();
    views_menu(&kept, form.html())
}
