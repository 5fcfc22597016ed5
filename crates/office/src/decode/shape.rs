//! A command's JSON Schema, read once into what the decoder, the forms and the command
//! line need to know.

use crate::Entry;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value};
use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex};

/// What may stand at a place in a command.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Shape {
    Money,
    Rate,
    Quantity,
    Day,
    Instant,
    Phone,
    Email,
    Zone,
    /// The id of a thing of this noun.
    Id(String),
    /// A whole number between two, both included.
    Number(i128, i128),
    /// Text of at most so many letters, if there is a limit.
    Text(Option<usize>),
    YesNo,
    List(Box<Shape>),
    Record(Vec<Field>),
    /// One of several, as `"cash"` or `{"check": {..}}`.
    Choice(Vec<Variant>),
    /// One of several records, told apart by a field of this name.
    Tagged(String, Vec<Variant>),
    /// Names of the asker's own, each with a value of one shape.
    Map(Box<Shape>),
    /// JSON that the schema says nothing about.
    Anything,
}

/// A field of a record.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Field {
    pub name: String,
    pub shape: Shape,
    pub presence: Presence,
    pub doc: String,
}

/// Whether a field may be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Presence {
    Required,
    Optional,
}

/// One way of several.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Variant {
    pub word: String,
    pub doc: String,
    /// What it carries besides its word.
    pub body: Option<Shape>,
}

/// Shapes by command; tests may have two commands of one name.
type Known = HashMap<(&'static str, usize), Arc<Shape>>;

static KNOWN: LazyLock<Mutex<Known>> = LazyLock::new(Mutex::default);

impl Shape {
    /// The shape of a command; worked out once for each.
    pub fn of(entry: &Entry) -> Arc<Shape> {
        let key = (entry.name, entry.payload as usize);
        let mut known = KNOWN.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        Arc::clone(known.entry(key).or_insert_with(|| Arc::new(shape_of_command(entry))))
    }
}

fn shape_of_command(entry: &Entry) -> Shape {
    let mut generator = SchemaSettings::draft2020_12().into_generator();
    let schema = (entry.payload)(&mut generator).to_value();
    let definitions = generator.take_definitions(true);
    Reading { definitions: &definitions, open: Vec::new() }.shape(&schema)
}

/// Reads schemas; `open` holds the definitions it is inside of, so that one that
/// contains itself comes to an end.
struct Reading<'s> {
    definitions: &'s Map<String, Value>,
    open: Vec<String>,
}

impl Reading<'_> {
    fn shape(&mut self, schema: &Value) -> Shape {
        if let Some(kind) = schema["x-kind"].as_str() {
            return kind_shape(kind, schema);
        }
        if let Some(name) = reference(schema).filter(|_| schema.get("properties").is_none()) {
            return self.definition(name);
        }
        if let Some(words) = words(schema) {
            return Shape::Choice(words.into_iter().map(unit).collect());
        }
        for key in ["oneOf", "anyOf", "allOf"] {
            if let Some(members) = schema[key].as_array() {
                return self.one_of(members);
            }
        }
        match type_of(schema) {
            "string" => Shape::Text(size(schema, "maxLength")),
            "integer" => number(schema),
            "boolean" => Shape::YesNo,
            "array" => match schema.get("items") {
                Some(items) if schema.get("prefixItems").is_none() => {
                    Shape::List(Box::new(self.shape(items)))
                }
                _ => Shape::Anything,
            },
            "object" => match schema.get("additionalProperties") {
                Some(of @ Value::Object(_)) if schema.get("properties").is_none() => {
                    Shape::Map(Box::new(self.shape(of)))
                }
                _ => Shape::Record(self.fields(schema)),
            },
            _ => Shape::Anything,
        }
    }

    fn definition(&mut self, name: &str) -> Shape {
        let Some(schema) = self.definitions.get(name) else { return Shape::Anything };
        if self.open.iter().any(|open| open == name) {
            return Shape::Anything;
        }
        self.open.push(name.to_owned());
        let shape = self.shape(schema);
        self.open.pop();
        shape
    }

    /// The fields of an object, with those of a definition it extends.
    fn fields(&mut self, schema: &Value) -> Vec<Field> {
        let mut fields = Vec::new();
        if let Some(Shape::Record(inner)) = reference(schema).map(|name| self.definition(name)) {
            fields = inner;
        }
        let required = schema["required"].as_array();
        let place = |name: &str| required?.iter().position(|known| known == name);
        let properties = schema["properties"].as_object().into_iter().flatten();
        let mut properties: Vec<(&String, &Value)> = properties.collect();
        // The map is sorted by name; only the list of required fields keeps the struct's order.
        properties.sort_by_key(|(name, _)| place(name).unwrap_or(usize::MAX));
        for (name, property) in properties {
            let presence = match place(name).is_some() && !is_nullable(property) {
                true => Presence::Required,
                false => Presence::Optional,
            };
            let shape = self.shape(property);
            fields.push(Field { name: name.clone(), shape, presence, doc: doc(property) });
        }
        fields
    }

    fn one_of(&mut self, members: &[Value]) -> Shape {
        let members: Vec<&Value> = members.iter().filter(|m| type_of(m) != "null").collect();
        if let [only] = members[..] {
            return self.shape(only);
        }
        if let Some(tag) = tag_of(&members) {
            return self.tagged(tag, &members);
        }
        let mut variants = Vec::new();
        for member in members {
            match (words(member), single_property(member)) {
                (Some(words), _) => {
                    let doc = doc(member);
                    variants
                        .extend(words.into_iter().map(|w| Variant { doc: doc.clone(), ..unit(w) }));
                }
                (None, Some((word, body))) => variants.push(Variant {
                    word: word.to_owned(),
                    doc: doc(member),
                    body: Some(self.shape(body)),
                }),
                (None, None) => return Shape::Anything,
            }
        }
        Shape::Choice(variants)
    }

    fn tagged(&mut self, tag: &str, members: &[&Value]) -> Shape {
        let variants = members.iter().map(|member| {
            let word = member["properties"][tag]["const"].as_str().unwrap_or_default().to_owned();
            let mut fields = self.fields(member);
            fields.retain(|field| field.name != tag);
            Variant { word, doc: doc(member), body: Some(Shape::Record(fields)) }
        });
        let variants = variants.collect();
        Shape::Tagged(tag.to_owned(), variants)
    }
}

fn kind_shape(kind: &str, schema: &Value) -> Shape {
    match kind {
        "money" => Shape::Money,
        "rate" => Shape::Rate,
        "quantity" => Shape::Quantity,
        "day" => Shape::Day,
        "instant" => Shape::Instant,
        "phone" => Shape::Phone,
        "email" => Shape::Email,
        "zone" => Shape::Zone,
        "id" => Shape::Id(schema["x-noun"].as_str().unwrap_or("row").to_owned()),
        // A kind that this decoder need not know is what its type says.
        _ => match type_of(schema) {
            "integer" => number(schema),
            "boolean" => Shape::YesNo,
            "string" => Shape::Text(size(schema, "maxLength")),
            _ => Shape::Anything,
        },
    }
}

/// `Foo` of `{"$ref": "#/$defs/Foo"}`.
fn reference(schema: &Value) -> Option<&str> {
    schema["$ref"].as_str()?.rsplit('/').next()
}

/// The type, of which "or null" says nothing but that it may be left out.
fn type_of(schema: &Value) -> &str {
    match &schema["type"] {
        Value::String(one) => one,
        Value::Array(types) => {
            types.iter().filter_map(Value::as_str).find(|one| *one != "null").unwrap_or("null")
        }
        _ => "",
    }
}

fn is_nullable(schema: &Value) -> bool {
    let by_type = schema["type"].as_array().is_some_and(|types| types.iter().any(|t| t == "null"));
    let members = ["anyOf", "oneOf"].iter().filter_map(|key| schema[*key].as_array()).flatten();
    by_type || members.into_iter().any(|member| type_of(member) == "null")
}

/// The words of an enumeration.
fn words(schema: &Value) -> Option<Vec<String>> {
    if let Some(word) = schema["const"].as_str() {
        return Some(vec![word.to_owned()]);
    }
    let listed = schema["enum"].as_array()?;
    Some(listed.iter().filter_map(Value::as_str).map(str::to_owned).collect())
}

/// `check` and its schema of `{"properties": {"check": ..}}`.
fn single_property(schema: &Value) -> Option<(&str, &Value)> {
    let properties = schema["properties"].as_object().filter(|map| map.len() == 1)?;
    properties.iter().next().map(|(name, body)| (name.as_str(), body))
}

/// The field by which all members can be told apart.
fn tag_of<'m>(members: &[&'m Value]) -> Option<&'m str> {
    let properties = members.first()?["properties"].as_object()?;
    let is_tag = |name: &str| members.iter().all(|m| m["properties"][name]["const"].is_string());
    properties.keys().map(String::as_str).find(|name| is_tag(name))
}

fn unit(word: String) -> Variant {
    Variant { word, doc: String::new(), body: None }
}

fn doc(schema: &Value) -> String {
    schema["description"].as_str().unwrap_or_default().to_owned()
}

fn size(schema: &Value, key: &str) -> Option<usize> {
    schema[key].as_u64().and_then(|size| usize::try_from(size).ok())
}

fn number(schema: &Value) -> Shape {
    let (least, most) = match schema["format"].as_str().unwrap_or_default() {
        "uint8" => (0, i128::from(u8::MAX)),
        "uint16" => (0, i128::from(u16::MAX)),
        "uint32" => (0, i128::from(u32::MAX)),
        "uint64" | "uint" => (0, i128::from(u64::MAX)),
        "int8" => (i128::from(i8::MIN), i128::from(i8::MAX)),
        "int16" => (i128::from(i16::MIN), i128::from(i16::MAX)),
        "int32" => (i128::from(i32::MIN), i128::from(i32::MAX)),
        _ => (i128::from(i64::MIN), i128::from(i64::MAX)),
    };
    let told = |key: &str| schema[key].as_i64().map(i128::from);
    let least = told("minimum").map_or(least, |told| told.max(least));
    Shape::Number(least, told("maximum").map_or(most, |told| told.min(most)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use schemars::JsonSchema;

    fn shape<T: JsonSchema>() -> Shape {
        let mut generator = SchemaSettings::draft2020_12().into_generator();
        let schema = generator.subschema_for::<T>().to_value();
        let definitions = generator.take_definitions(true);
        Reading { definitions: &definitions, open: Vec::new() }.shape(&schema)
    }

    #[derive(JsonSchema)]
    #[expect(dead_code)]
    struct Tree {
        /// What it is called.
        name: String,
        children: Vec<Tree>,
        count: Option<u8>,
        by_month: std::collections::BTreeMap<String, values::Money>,
    }

    #[derive(JsonSchema)]
    #[serde(tag = "every", rename_all = "snake_case")]
    #[expect(dead_code)]
    enum Rule {
        Once,
        Week { weekday: values::Weekday },
    }

    #[test]
    fn a_type_that_contains_itself_comes_to_an_end() {
        let Shape::Record(fields) = shape::<Tree>() else { panic!("a record") };
        let field = |name: &str| fields.iter().find(|field| field.name == name).unwrap();
        assert_eq!(field("children").shape, Shape::List(Box::new(Shape::Anything)));
        assert_eq!(field("name").doc, "What it is called.");
        assert_eq!(field("count").shape, Shape::Number(0, 255));
        assert_eq!(field("count").presence, Presence::Optional);
        assert_eq!(field("by_month").shape, Shape::Map(Box::new(Shape::Money)));
    }

    #[test]
    fn a_tag_tells_records_apart() {
        let Shape::Tagged(tag, variants) = shape::<Rule>() else { panic!("{:?}", shape::<Rule>()) };
        assert_eq!(tag, "every");
        let words: Vec<_> = variants.iter().map(|variant| variant.word.as_str()).collect();
        assert_eq!(words, ["once", "week"]);
        let Some(Shape::Record(fields)) = &variants[1].body else { panic!("a record") };
        assert_eq!(fields[0].name, "weekday");
        assert!(matches!(&fields[0].shape, Shape::Choice(days) if days.len() == 7));
    }
}
