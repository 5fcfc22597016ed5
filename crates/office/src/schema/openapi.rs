//! The OpenAPI 3.1 document. One generator writes all types, so that a type used by two
//! commands is written once; draft 2020-12 is what OpenAPI 3.1 wants.

use super::refusals::{problem_schema, refusals, responses};
use super::{fields_of, lists};
use crate::decode::RESERVED;
use crate::listing::Listing;
use crate::{Entry, Rooms, Shape};
use schemars::SchemaGenerator;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

/// The whole API: every command, every list, and the addresses that tell how it is.
pub fn openapi(rooms: &Rooms, title: &str, version: &str) -> Value {
    let mut generator = generator();
    let mut paths = Map::new();
    let mut acting: Vec<(String, &'static str)> = Vec::new();
    for entry in rooms.commands() {
        let payload = (entry.payload)(&mut generator).to_value();
        let receipt = (entry.receipt)(&mut generator).to_value();
        if let (Shape::ActsOn(field), Some(name)) = (entry.shape, type_name(&payload)) {
            acting.push((name.to_owned(), field));
        }
        put(&mut paths, entry.path(), "post", command_operation(entry, payload, receipt));
    }
    for listing in rooms.listings() {
        put(&mut paths, listing.path(), "get", list_operation(listing));
        // A second list of a noun shows the same things; one of them is asked for once.
        if !listing.name.contains('.') {
            put(&mut paths, format!("{}/{{id}}", listing.path()), "get", row_operation(listing));
        }
    }
    for (path, summary) in HEALTH {
        put(&mut paths, (*path).to_owned(), "get", health_operation(path, summary));
    }
    let mut schemas = generator.take_definitions(true);
    for (name, field) in acting {
        if let Some(schema) = schemas.get_mut(&name) {
            leave_out(schema, field);
        }
    }
    schemas.insert("Problem".into(), problem_schema());
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": title, "version": version, "description": INTRODUCTION,
            "license": {"name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0"},
        },
        "servers": [{"url": "/"}],
        "security": [{"token": []}],
        "tags": tags(rooms),
        "paths": paths,
        "components": {
            "schemas": schemas,
            "parameters": parameters(),
            "responses": responses(),
            "securitySchemes": {"token": {
                "type": "http", "scheme": "bearer",
                "description": "A token made in Settings, for one staff member in one branch.",
            }},
        },
    })
}

/// Types that had to be renamed because another of the same name came first. Adding a
/// room would rename them again, so there should be none: give one another name.
pub fn renamed_types(rooms: &Rooms) -> Vec<String> {
    let mut generator = generator();
    for entry in rooms.commands() {
        (entry.payload)(&mut generator);
        (entry.receipt)(&mut generator);
    }
    let definitions = generator.take_definitions(true);
    let is_renamed = |name: &String| {
        let base = name.trim_end_matches(|letter: char| letter.is_ascii_digit());
        base.len() < name.len() && definitions.contains_key(base)
    };
    definitions.keys().filter(|name| is_renamed(name)).cloned().collect()
}

/// Fields of commands that bear a name a form keeps for itself, as `payments.post from`:
/// no form could fill them.
pub fn reserved_fields(rooms: &Rooms) -> Vec<String> {
    let fields = rooms
        .commands()
        .flat_map(|entry| fields_of(entry).into_iter().map(move |face| (entry.name, face.path)));
    let reserved = fields.filter(|(_, path)| RESERVED.contains(&path.as_str()));
    reserved.map(|(name, path)| format!("{name} {path}")).collect()
}

const INTRODUCTION: &str = "Every command of the office, and every list. A command needs an \
    Idempotency-Key: the same key with the same body gives the first answer again. Money is \
    whole cents in fields named `_cents`, days are `2026-03-02`, instants are UTC. With \
    `?rehearse=true` a command is tried and taken back.";

const HEALTH: &[(&str, &str)] = &[
    ("/healthz", "Whether the program is alive"),
    ("/readyz", "Whether it can take commands"),
    ("/metrics", "Its figures, for Prometheus"),
];

fn generator() -> SchemaGenerator {
    let settings = SchemaSettings::draft2020_12().with(|settings| {
        settings.definitions_path = "/components/schemas".into();
        settings.meta_schema = None;
    });
    settings.into_generator()
}

fn put(paths: &mut Map<String, Value>, path: String, method: &str, operation: Value) {
    let methods = paths.entry(path).or_insert_with(|| json!({}));
    methods[method] = operation;
}

fn command_operation(entry: &Entry, payload: Value, receipt: Value) -> Value {
    let mut parameters = vec![
        json!({"$ref": "#/components/parameters/IdempotencyKey"}),
        json!({"$ref": "#/components/parameters/Rehearse"}),
    ];
    if let Shape::ActsOn(field) = entry.shape {
        parameters.push(id_parameter(field));
    }
    let mut answers = refusals(&["400", "401", "403", "404", "409", "422", "503"]);
    answers.insert(
        "200".into(),
        json!({
            "description": "It is done, or would be if this was a rehearsal: the receipt.",
            "content": {"application/json": {"schema": receipt}},
        }),
    );
    json!({
        "operationId": entry.name,
        "summary": entry.title,
        "tags": [entry.noun()],
        "x-duty": entry.duty.name,
        "parameters": parameters,
        "requestBody": {
            "required": true,
            "content": {"application/json": {"schema": payload}},
        },
        "responses": answers,
    })
}

fn list_operation(listing: &Listing) -> Value {
    let mut answers = refusals(&["401", "403", "422", "503"]);
    answers.insert(
        "200".into(),
        json!({
            "description": "A page of it.",
            "content": {"application/json": {"schema": lists::page_schema(listing)}},
        }),
    );
    let name = match listing.name.contains('.') {
        true => listing.name.to_owned(),
        false => format!("{}.list", listing.name),
    };
    json!({
        "operationId": name,
        "summary": listing.title,
        "tags": [listing.noun()],
        "x-duty": listing.duty.name,
        "parameters": lists::parameters(listing),
        "responses": answers,
    })
}

fn row_operation(listing: &Listing) -> Value {
    let mut answers = refusals(&["401", "403", "404", "503"]);
    answers.insert(
        "200".into(),
        json!({
            "description": "The row.",
            "content": {"application/json": {"schema": lists::row_schema(listing)}},
        }),
    );
    json!({
        "operationId": format!("{}.one", listing.name),
        "summary": format!("One of the list: {}", listing.title.to_lowercase()),
        "tags": [listing.noun()],
        "x-duty": listing.duty.name,
        "parameters": [id_parameter("row")],
        "responses": answers,
    })
}

fn id_parameter(what: &str) -> Value {
    json!({
        "name": "id", "in": "path", "required": true,
        "description": format!("The id of the {}.", what.replace('_', " ")),
        "schema": {"type": "integer", "format": "int64"},
    })
}

fn health_operation(path: &str, summary: &str) -> Value {
    json!({
        "operationId": path.trim_start_matches('/'),
        "summary": summary,
        "tags": ["health"],
        "security": [],
        "responses": {
            "200": {"description": "It is well."},
            "503": {"description": "It is not."},
        },
    })
}

fn parameters() -> Value {
    json!({
        "IdempotencyKey": {
            "name": "Idempotency-Key", "in": "header", "required": true,
            "description": "Your own unique key for this deed; repeat it when you try again.",
            "schema": {"type": "string", "minLength": 1, "maxLength": 200},
        },
        "Rehearse": {
            "name": "rehearse", "in": "query",
            "description": "Try it and take everything back: what would happen?",
            "schema": {"type": "boolean", "default": false},
        },
    })
}

fn tags(rooms: &Rooms) -> Vec<Value> {
    let nouns = rooms.nouns().filter(|noun| !noun.commands.is_empty() || !noun.listings.is_empty());
    let mut tags: Vec<Value> =
        nouns.map(|noun| json!({"name": noun.noun, "description": noun.sentence})).collect();
    tags.push(json!({"name": "health", "description": "How the program is."}));
    tags
}

fn type_name(schema: &Value) -> Option<&str> {
    schema["$ref"].as_str()?.rsplit('/').next()
}

/// The address already names the thing, so the body need not.
fn leave_out(schema: &mut Value, field: &str) {
    if let Some(properties) = schema.get_mut("properties").and_then(Value::as_object_mut) {
        properties.remove(field);
    }
    if let Some(required) = schema.get_mut("required").and_then(Value::as_array_mut) {
        required.retain(|name| name != field);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{NounEntry, Room, jobs, saved_views};

    fn rooms() -> Rooms {
        const JOBS: NounEntry = NounEntry {
            noun: "jobs",
            commands: &[crate::entry::<jobs::CancelJob>()],
            listings: &[&jobs::LISTING, &jobs::ROWS],
            ..saved_views::NOUN
        };
        let jobs = Room { name: "jobs", nouns: &[JOBS], ..saved_views::ROOM };
        Rooms::default().room(saved_views::ROOM).room(jobs)
    }

    /// Every `$ref` in the document.
    fn references(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Object(map) => {
                found.extend(map.get("$ref").and_then(Value::as_str).map(str::to_owned));
                map.values().for_each(|value| references(value, found));
            }
            Value::Array(items) => items.iter().for_each(|value| references(value, found)),
            _ => {}
        }
    }

    #[test]
    fn every_reference_leads_somewhere() {
        let document = openapi(&rooms(), "Daybook", "1");
        let mut found = Vec::new();
        references(&document, &mut found);
        assert!(found.len() > 30, "{found:?}");
        for reference in found {
            let pointer = reference.strip_prefix('#').expect("all within the document");
            assert!(document.pointer(pointer).is_some(), "{reference} leads nowhere");
        }
    }

    #[test]
    fn commands_and_lists_have_their_addresses() {
        let document = openapi(&rooms(), "Daybook", "1");
        let paths = document["paths"].as_object().unwrap();
        let cancel = &paths["/api/v1/jobs/{id}/cancel"]["post"];
        assert_eq!(cancel["operationId"], "jobs.cancel");
        assert!(cancel["responses"]["409"].is_object());
        assert!(paths["/api/v1/jobs"]["get"].is_object());
        assert!(paths["/api/v1/jobs/{id}"]["get"].is_object());
        assert!(paths["/api/v1/jobs/rows"]["get"].is_object());
        assert!(paths["/api/v1/saved-views"]["post"].is_object());
        assert!(paths["/healthz"]["get"].is_object());
        let ids: Vec<&Value> = paths
            .values()
            .flat_map(|methods| methods.as_object().unwrap().values())
            .map(|operation| &operation["operationId"])
            .collect();
        let once: std::collections::BTreeSet<_> = ids.iter().map(|id| id.as_str()).collect();
        assert_eq!(ids.len(), once.len(), "each operation has a name of its own");
    }

    #[test]
    fn what_the_address_says_is_not_asked_again() {
        let document = openapi(&rooms(), "Daybook", "1");
        let body = &document["components"]["schemas"]["CancelJob"];
        assert_eq!(body["required"], json!(["reason"]));
        assert!(body["properties"]["job"].is_null());
    }

    #[test]
    fn a_list_tells_its_filters_and_rows() {
        let document = openapi(&rooms(), "Daybook", "1");
        let list = &document["paths"]["/api/v1/jobs/rows"]["get"];
        let names: Vec<&str> = list["parameters"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|p| p["name"].as_str())
            .collect();
        assert_eq!(names, ["job", "outcome", "sort", "limit", "after"]);
        let page = &list["responses"]["200"]["content"]["application/json"]["schema"];
        assert_eq!(page["properties"]["sums"]["required"], json!(["amount_cents"]));
        let row = &page["properties"]["rows"]["items"]["properties"];
        assert_eq!(row["place"]["type"], "integer");
        assert_eq!(row["amount_cents"]["type"], json!(["integer", "null"]));
    }

    #[test]
    fn nothing_in_it_is_null() {
        fn nulls(value: &Value, path: &str, found: &mut Vec<String>) {
            match value {
                Value::Object(map) => map.iter().for_each(|(name, value)| match value {
                    Value::Null => found.push(format!("{path}/{name}")),
                    value => nulls(value, &format!("{path}/{name}"), found),
                }),
                Value::Array(items) => items.iter().for_each(|item| nulls(item, path, found)),
                _ => {}
            }
        }
        let mut found = Vec::new();
        nulls(&openapi(&rooms(), "Daybook", "1"), "", &mut found);
        // A field that may be left out has null as its default.
        found.retain(|path| !path.ends_with("/default"));
        assert_eq!(found, Vec::<String>::new());
    }

    #[test]
    fn names_that_would_trip_a_door_are_found() {
        assert_eq!(renamed_types(&rooms()), Vec::<String>::new());
        assert_eq!(reserved_fields(&rooms()), Vec::<String>::new());
    }
}
