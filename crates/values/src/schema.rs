//! JSON Schemas of the value types, written by hand and inlined.
//!
//! A derived schema would make each newtype a named definition and `Option<it>` an `anyOf`.
//! Inlined with an `x-kind`, forms, command line and API all read one small object and know
//! that an integer is an amount of cents.

/// Implements `JsonSchema` for a value type: its JSON type, its kind, then further keys.
macro_rules! value_schema {
    ($type:ty, $name:literal, { $($body:tt)* }) => {
        impl schemars::JsonSchema for $type {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> std::borrow::Cow<'static, str> {
                $name.into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ $($body)* })
            }
        }
    };
}

/// Serialises a value type as the text it prints and reads it back through its `parse`.
macro_rules! text_serde {
    ($type:ty) => {
        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                <$type>::parse(&text).map_err(serde::de::Error::custom)
            }
        }
    };
}

pub(crate) use {text_serde, value_schema};
