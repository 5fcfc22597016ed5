//! What a verb is. A command carries all it needs; a door only decodes it.

use crate::{Desk, Duty, Problems, Refusal, canonical};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

/// One thing a person can do to the books. There is no other way to change them.
pub trait Command: Serialize + DeserializeOwned + JsonSchema + Clone + Send + 'static {
    /// `payments.post`: the journal, the API, the command line and jobs share it.
    const NAME: &'static str;
    /// What it does, as a button would say it: "Post a payment".
    const TITLE: &'static str;
    /// The permission it needs.
    const DUTY: Duty;
    /// Whether it makes a thing, acts on one, or just does something.
    const SHAPE: Shape;
    /// Whose journal it stands in.
    const SCOPE: Scope = Scope::Branch;
    /// What is answered once it is done.
    type Receipt: Serialize + DeserializeOwned + JsonSchema;

    /// What is wrong with the entry itself; needs no database.
    fn problems(&self) -> Problems {
        Problems::none()
    }

    /// Does it, inside the transaction. It must not touch the outside world, since
    /// PostgreSQL may run it again.
    fn perform(self, desk: &mut Desk<'_>) -> Result<Self::Receipt, Refusal>;

    /// The command that takes it back, when there is one.
    fn reversal(_receipt: &Self::Receipt) -> Option<Errand> {
        None
    }
}

/// How a command stands to its noun; it decides the API path and the command line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shape {
    /// `POST /api/v1/payments`.
    Makes,
    /// `POST /api/v1/deposits/{id}/close`; names the field that holds the id.
    ActsOn(&'static str),
    /// `POST /api/v1/customers/import`.
    Does,
}

/// Whose journal a command stands in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scope {
    /// The branch on the slip.
    Branch,
    /// The company, branch 0: price list, chart of accounts, staff.
    Company,
}

type Perform = Box<dyn FnMut(&mut Desk<'_>) -> Result<String, Refusal> + Send>;

/// A command whose type is forgotten: what queues, jobs and doors carry.
pub struct Errand {
    /// The command's name.
    pub name: &'static str,
    /// The permission it needs.
    pub duty: Duty,
    /// Whose journal it stands in.
    pub scope: Scope,
    /// Its canonical JSON.
    pub payload: String,
    /// What is wrong with it.
    pub problems: Problems,
    pub(crate) perform: Perform,
}

impl Errand {
    /// Forgets the type of `command`.
    pub fn of<C: Command>(command: C) -> Errand {
        let mut problems = command.problems();
        let payload = match canonical::text(&command) {
            Ok(text) => text,
            Err(error) => {
                problems.add("", format!("This cannot be written down: {error}"));
                String::from("null")
            }
        };
        Errand {
            name: C::NAME,
            duty: C::DUTY,
            scope: C::SCOPE,
            payload,
            problems,
            perform: Box::new(move |desk| {
                let receipt = command.clone().perform(desk)?;
                Ok(canonical::text(&receipt)?)
            }),
        }
    }
}

impl Errand {
    /// Bookkeeping of the office's own that no person asked for and the journal does not
    /// need: how far a job has come. Only [`crate::Mode::Quiet`] runs it.
    pub(crate) fn quiet(
        name: &'static str,
        perform: impl FnMut(&mut Desk<'_>) -> Result<String, Refusal> + Send + 'static,
    ) -> Errand {
        Errand {
            name,
            duty: crate::duty::OPERATE,
            scope: Scope::Branch,
            payload: String::from("null"),
            problems: Problems::none(),
            perform: Box::new(perform),
        }
    }
}

impl std::fmt::Debug for Errand {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.name, self.payload)
    }
}

/// A command as the registry knows it.
#[derive(Clone, Copy)]
pub struct Entry {
    /// `payments.post`.
    pub name: &'static str,
    /// "Post a payment".
    pub title: &'static str,
    /// The permission it needs.
    pub duty: Duty,
    /// Makes, acts on, or does.
    pub shape: Shape,
    /// Branch or company.
    pub scope: Scope,
    /// JSON Schema of the command.
    pub payload: fn(&mut SchemaGenerator) -> Schema,
    /// JSON Schema of the receipt.
    pub receipt: fn(&mut SchemaGenerator) -> Schema,
    /// Reads the command out of a JSON value that fits the schema.
    pub decode: fn(Value) -> Result<Errand, Problems>,
    /// The command that takes back what this receipt says was done.
    pub reversal: fn(&str) -> Option<Errand>,
}

/// The registry's entry of a command: `pub const COMMANDS: &[Entry] = &[entry::<PostPayment>()]`.
pub const fn entry<C: Command>() -> Entry {
    Entry {
        name: C::NAME,
        title: C::TITLE,
        duty: C::DUTY,
        shape: C::SHAPE,
        scope: C::SCOPE,
        payload: |generator| generator.subschema_for::<C>(),
        receipt: |generator| generator.subschema_for::<C::Receipt>(),
        decode: |value| {
            serde_json::from_value::<C>(value)
                .map(Errand::of)
                .map_err(|error| Problems::one("", format!("This cannot be read: {error}")))
        },
        reversal: |text| serde_json::from_str(text).ok().and_then(|receipt| C::reversal(&receipt)),
    }
}

impl Entry {
    /// The noun: `payments` of `payments.post`.
    pub fn noun(&self) -> &'static str {
        self.name.split('.').next().unwrap_or(self.name)
    }

    /// The verb: `post` of `payments.post`.
    pub fn verb(&self) -> &'static str {
        self.name.split('.').nth(1).unwrap_or(self.name)
    }

    /// Its address in the API, with `{id}` where it acts on a thing.
    pub fn path(&self) -> String {
        let noun = kebab(self.noun());
        let verb = kebab(self.verb());
        match self.shape {
            Shape::Makes => format!("/api/v1/{noun}"),
            Shape::ActsOn(_) => format!("/api/v1/{noun}/{{id}}/{verb}"),
            Shape::Does => format!("/api/v1/{noun}/{verb}"),
        }
    }
}

/// `work_orders` as it stands in page addresses, API paths and the command line.
pub fn kebab(name: &str) -> String {
    name.replace('_', "-")
}
