//! A list as the API tells it: what may be asked, and what a row holds.

use crate::listing::{Asked, Column, Filter, Kind, LARGEST_PAGE, Listing, Sorted, State, Summed};
use serde_json::{Map, Value, json};

/// What may be asked of a list, as OpenAPI parameters.
pub(super) fn parameters(listing: &Listing) -> Vec<Value> {
    let mut parameters: Vec<Value> = listing.filters.iter().map(parameter).collect();
    let sorts: Vec<String> = listing
        .columns
        .iter()
        .filter(|column| column.sorted == Sorted::Yes)
        .flat_map(|column| [column.name.to_owned(), format!("-{}", column.name)])
        .collect();
    if !sorts.is_empty() {
        parameters.push(json!({
            "name": "sort", "in": "query",
            "description": "The column to sort by; with - in front, the largest first.",
            "schema": {"type": "string", "enum": sorts, "default": listing.sort},
        }));
    }
    parameters.push(json!({
        "name": "limit", "in": "query",
        "description": "How many rows to answer.",
        "schema": {"type": "integer", "minimum": 1, "maximum": LARGEST_PAGE, "default": 50},
    }));
    parameters.push(json!({
        "name": "after", "in": "query",
        "description": "The `next` of the page before.",
        "schema": {"type": "string"},
    }));
    parameters
}

fn parameter(filter: &Filter) -> Value {
    let schema = match filter.asked {
        Asked::Day | Asked::AsOf => json!({"type": "string", "format": "date"}),
        Asked::Money => json!({"type": "string", "examples": ["127.33"]}),
        Asked::Count | Asked::Id => json!({"type": "integer", "format": "int64"}),
        Asked::Text | Asked::Begins => json!({"type": "string", "minLength": 1}),
        Asked::OneOf(states) => json!({"type": "string", "enum": words(states)}),
        Asked::Switch => json!({"type": "string", "enum": ["yes"]}),
    };
    let description = match filter.asked {
        Asked::Money => format!("{}, in dollars.", filter.title),
        Asked::Begins => format!("{}: how it begins.", filter.title),
        _ => format!("{}.", filter.title),
    };
    json!({"name": filter.name, "in": "query", "description": description, "schema": schema})
}

/// One row.
pub(super) fn row_schema(listing: &Listing) -> Value {
    let mut properties = Map::new();
    for column in listing.columns {
        properties.insert(column.name.to_owned(), cell_schema(column));
    }
    properties.insert("id".into(), json!({"type": "integer", "format": "int64"}));
    let names: Vec<&String> = properties.keys().collect();
    json!({"type": "object", "required": names, "properties": properties})
}

/// A page of rows.
pub(super) fn page_schema(listing: &Listing) -> Value {
    let summed = listing.columns.iter().filter(|column| column.summed == Summed::Yes);
    let sums: Map<String, Value> =
        summed.map(|column| (column.name.to_owned(), whole(column.kind))).collect();
    json!({
        "type": "object",
        "required": ["total", "sums", "rows", "next"],
        "properties": {
            "total": {
                "type": "integer", "format": "int64",
                "description": "How many rows there are on all pages.",
            },
            "sums": {
                "type": "object", "required": sums.keys().collect::<Vec<_>>(),
                "properties": sums,
                "description": "Sums over all pages.",
            },
            "rows": {"type": "array", "items": row_schema(listing)},
            "next": {
                "type": ["string", "null"],
                "description": "What to ask `after` for the next page; null on the last.",
            },
        },
    })
}

fn cell_schema(column: &Column) -> Value {
    let mut schema = match column.kind {
        Kind::Text | Kind::Name => json!({"type": "string"}),
        Kind::Money | Kind::Count | Kind::Rate | Kind::Id => whole(column.kind),
        Kind::Day => json!({"type": "string", "format": "date", "x-kind": "day"}),
        Kind::Instant => json!({"type": "string", "format": "date-time", "x-kind": "instant"}),
        Kind::State(states) => json!({"type": "string", "enum": words(states)}),
    };
    schema["title"] = column.title.into();
    // What can be sorted by is never absent.
    if column.sorted == Sorted::No {
        let plain = schema["type"].take();
        schema["type"] = json!([plain, "null"]);
        if let Some(words) = schema.get_mut("enum").and_then(Value::as_array_mut) {
            words.push(Value::Null);
        }
    }
    schema
}

fn whole(kind: Kind) -> Value {
    match kind {
        Kind::Money => json!({
            "type": "integer", "format": "int64", "x-kind": "money",
            "description": "US dollars in whole cents.",
        }),
        Kind::Rate => json!({
            "type": "integer", "format": "int64", "x-kind": "rate",
            "description": "A rate in whole millionths: 73750 is 7.375%.",
        }),
        _ => json!({"type": "integer", "format": "int64"}),
    }
}

fn words(states: &[State]) -> Vec<&'static str> {
    states.iter().map(|state| state.word).collect()
}
