//! The OpenAPI 3.1 document. One generator writes all types, so that a type used by two
//! commands is written once; draft 2020-12 is what OpenAPI 3.1 wants.

use super::lists;
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
                "description": "A token made in Settings; it stands for one staff member in one branch.",
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

const INTRODUCTION: &str = "Every command of the office, and every list. A command needs an \
    Idempotency-Key: the same key with the same body gives the first answer again. Money is \
    whole cents in fields named `_cents`, days are `2026-03-02`, instants are UTC. With \
    `?rehearse=true` a command is tried and taken back.";

const HEALTH: &[(&str, &str)] = &[
    ("/healthz", "Whether the program is alive"),
    ("/readyz", "Whether it can take commands"),
    ("/version", "Which version it is"),
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
        parameters.push(json!({
            "name": "id", "in": "path", "required": true,
            "description": format!("The id of the {}.", field.replace('_', " ")),
            "schema": {"type": "integer", "format": "int64"},
        }));
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

fn refusals(statuses: &[&str]) -> Map<String, Value> {
    let all = statuses.iter().copied().chain(["default"]);
    all.map(|status| {
        let name = match status {
            "default" => "Refused".to_owned(),
            status => format!("Refused{status}"),
        };
        (status.to_owned(), json!({"$ref": format!("#/components/responses/{name}")}))
    })
    .collect()
}

fn responses() -> Value {
    let told = [
        ("Refused400", "The request cannot be read, or has no Idempotency-Key."),
        ("Refused401", "Nobody is signed in: send a token."),
        ("Refused403", "The token's holder lacks the duty."),
        ("Refused404", "There is no such thing in this branch."),
        ("Refused409", "The books say no; the text says what to do."),
        ("Refused422", "Some fields are wrong; each is named."),
        ("Refused503", "Nothing was done; try again after the time in Retry-After."),
        ("Refused", "Any other refusal."),
    ];
    let response = |(name, words): (&str, &str)| {
        let content =
            json!({"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}});
        let mut response = json!({"description": words, "content": content});
        if name == "Refused503" {
            response["headers"] = json!({"Retry-After": {"schema": {"type": "integer"}}});
        }
        (name.to_owned(), response)
    };
    told.into_iter().map(response).collect::<Map<_, _>>().into()
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

/// RFC 9457, with the stable `code` and the wrong fields.
fn problem_schema() -> Value {
    json!({
        "type": "object",
        "description": "Why nothing was done, after RFC 9457.",
        "required": ["type", "title", "status", "detail", "code"],
        "properties": {
            "type": {"type": "string"},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "detail": {"type": "string", "description": "What happened, then what to do."},
            "code": {"type": "string", "description": "Stable and dotted."},
            "problems": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["field", "words"],
                    "properties": {
                        "field": {"type": "string", "description": "`lines[0].amount_cents`"},
                        "words": {"type": "string", "description": "What to enter."},
                    },
                },
            },
            "way_out": {
                "type": "object",
                "required": ["href", "words"],
                "properties": {"href": {"type": "string"}, "words": {"type": "string"}},
            },
            "reference": {"type": "string", "description": "The number to quote."},
        },
    })
}

fn tags(rooms: &Rooms) -> Vec<Value> {
    let nouns = rooms.nouns().filter(|noun| !noun.commands.is_empty() || !noun.listings.is_empty());
    let mut tags: Vec<Value> = nouns
        .map(|noun| json!({"name": noun.noun, "description": noun.sentence}))
        .collect();
    tags.push(json!({"name": "health", "description": "How the program is."}));
    tags
}

fn type_name(schema: &Value) -> Option<&str> {
    schema["$ref"].as_str()?.rsplit('/').next()
}

/// The address already names the thing, so the body need not.
fn leave_out(schema: &mut Value, field: &str) {
    if let Some(properties) = schema["properties"].as_object_mut() {
        properties.remove(field);
    }
    if let Some(required) = schema["required"].as_array_mut() {
        required.retain(|name| name != field);
    }
}
