//! What the API answers when it refuses, the same for every address.

use serde_json::{Map, Value, json};

/// References to the refusals of these statuses, and to any other.
pub(super) fn refusals(statuses: &[&str]) -> Map<String, Value> {
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

/// The refusals themselves.
pub(super) fn responses() -> Value {
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
        let schema = json!({"$ref": "#/components/schemas/Problem"});
        let content = json!({"application/problem+json": {"schema": schema}});
        let mut response = json!({"description": words, "content": content});
        if name == "Refused503" {
            response["headers"] = json!({"Retry-After": {"schema": {"type": "integer"}}});
        }
        (name.to_owned(), response)
    };
    told.into_iter().map(response).collect::<Map<_, _>>().into()
}

/// RFC 9457, with the stable `code` and the wrong fields.
pub(super) fn problem_schema() -> Value {
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
            "errors": {
                "type": "array",
                "description": "The wrong fields, when some are.",
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
            "duty": {"type": "string", "description": "The duty that is missing."},
            "reference": {"type": "string", "description": "The number to quote."},
        },
    })
}
