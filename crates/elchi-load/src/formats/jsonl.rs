//! JSON Lines: one object a line. Only mapped keys are decoded; all others are skipped.

use std::borrow::Cow;
use std::fmt;

use elchi_model::{Format, RejectReason};
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::{FormatReader, Framing, Parts};
use crate::fields::{FieldPlan, Node, Slots, Value};
use crate::mapping::Field;
use crate::refusal::Refusal;

pub(super) struct Jsonl;

impl FormatReader for Jsonl {
    fn format(&self) -> Format {
        Format::Jsonl
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["jsonl", "ndjson"]
    }

    fn framing(&self) -> Framing {
        Framing::Lines
    }

    /// Of keys that stand twice in an object, the last wins.
    fn parts<'r>(&self, raw: &'r str, fields: &FieldPlan) -> Result<Parts<'r>, Refusal> {
        let mut values = fields.slots();
        let mut json = serde_json::Deserializer::from_str(raw);
        let seed = Object { node: fields.root(), slots: &mut values };
        json.deserialize_map(seed).and_then(|()| json.end()).map_err(|error| broken(&error))?;
        let missing = |detail: String| Refusal::new(RejectReason::MissingText, detail);
        let found = match fields.first(Field::Text, &values) {
            None => Err(format!("none of the keys {} is there", fields.describe(Field::Text))),
            Some((_, Value::Text(_))) => Ok(()),
            Some((key, Value::Number(_))) => Err(format!("`{}` is a number, not a string", key.escape_debug())),
            Some((key, Value::Other(kind))) => Err(format!("`{}` is {kind}, not a string", key.escape_debug())),
        };
        found.map_err(missing)?;
        let body = match fields.take(Field::Text, &mut values) {
            Some(Value::Text(body)) => body,
            _ => Cow::Borrowed(""),
        };
        Ok(Parts { body, front_matter: None, values })
    }
}

/// What the parser says, with its column instead of the line, which is always the first.
fn broken(error: &serde_json::Error) -> Refusal {
    let message = error.to_string();
    let what = message.rfind(" at line ").map_or(message.as_str(), |end| &message[..end]);
    let what = what.replace(char::is_control, "\u{fffd}");
    // A value of the wrong kind at the start has no column.
    let place = match error.column() {
        0 => String::new(),
        column => format!(" at byte column {column}"),
    };
    Refusal::new(RejectReason::BrokenJson, what + &place)
}

/// Fills the slots below `node` from an object.
struct Object<'p, 's, 'r> {
    node: &'p Node,
    slots: &'s mut Slots<'r>,
}

impl<'r> Visitor<'r> for Object<'_, '_, 'r> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON object")
    }

    fn visit_map<A: MapAccess<'r>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(child) = map.next_key_seed(Key(self.node))? {
            match child {
                None => {
                    map.next_value::<IgnoredAny>()?;
                }
                Some(node) => {
                    node.clear(self.slots);
                    map.next_value_seed(Mapped { node, slots: self.slots })?;
                }
            }
        }
        Ok(())
    }
}

/// Looks a key up while it is still in the input.
struct Key<'p>(&'p Node);

impl<'r, 'p> DeserializeSeed<'r> for Key<'p> {
    type Value = Option<&'p Node>;

    fn deserialize<D: Deserializer<'r>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'p> Visitor<'_> for Key<'p> {
    type Value = Option<&'p Node>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<Self::Value, E> {
        Ok(self.0.child(key))
    }
}

/// The value of a key that is mapped, or that leads to one.
struct Mapped<'p, 's, 'r> {
    node: &'p Node,
    slots: &'s mut Slots<'r>,
}

impl<'r> Mapped<'_, '_, 'r> {
    fn put(self, value: Value<'r>) {
        if let Some(slot) = self.node.slot {
            self.slots[slot] = Some(value);
        }
    }
}

impl<'r> DeserializeSeed<'r> for Mapped<'_, '_, 'r> {
    type Value = ();

    fn deserialize<D: Deserializer<'r>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'r> Visitor<'r> for Mapped<'_, '_, 'r> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_borrowed_str<E>(self, text: &'r str) -> Result<(), E> {
        self.put(Value::Text(Cow::Borrowed(text)));
        Ok(())
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        self.put(Value::Text(Cow::Owned(text.to_owned())));
        Ok(())
    }

    fn visit_i64<E>(self, number: i64) -> Result<(), E> {
        self.put(Value::Number(number as f64));
        Ok(())
    }

    fn visit_u64<E>(self, number: u64) -> Result<(), E> {
        self.put(Value::Number(number as f64));
        Ok(())
    }

    fn visit_f64<E>(self, number: f64) -> Result<(), E> {
        self.put(Value::Number(number));
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        self.put(Value::Other("a boolean"));
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'r>>(self, mut list: A) -> Result<(), A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        self.put(Value::Other("a list"));
        Ok(())
    }

    fn visit_map<A: MapAccess<'r>>(self, mut map: A) -> Result<(), A::Error> {
        if self.node.is_leaf() {
            while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
            self.put(Value::Other("an object"));
            return Ok(());
        }
        Object { node: self.node, slots: self.slots }.visit_map(map)
    }
}
