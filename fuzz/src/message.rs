//! What an embedded page and its host tell each other.

use passages_core::message::{Field, MAX_JSON_BYTES, MAX_TEXT, Message, Side};
use serde_json::{Map, Value};

/// What is a message is JSON that another reader takes for the same one; it has one sender, and is read again from what
/// is written of it.
pub fn message(bytes: &[u8]) {
    let read = [Side::Page, Side::Host].map(|from| Message::from_json(from, bytes));
    assert!(read.iter().flatten().count() <= 1, "two sides send {read:?}");
    for (from, message) in [Side::Page, Side::Host].into_iter().zip(read) {
        let Some(message) = message else { continue };
        assert!(bytes.len() <= MAX_JSON_BYTES);
        if let Message::State(text) | Message::SetState(text) = &message {
            assert!(text.chars().count() <= MAX_TEXT);
        }
        // Half a pair of UTF-16 is none of JSON's, and of ours a sign that stands for nothing.
        let other: Option<Value> = serde_json::from_slice(bytes).ok();
        match other {
            Some(value) => assert_eq!(Message::decode(from, &fields(&value)).as_ref(), Some(&message)),
            None => assert!(bytes.windows(3).any(|at| at.eq_ignore_ascii_case(b"\\ud")), "no JSON"),
        }
        let again = written(&message).to_string();
        assert_eq!(Message::from_json(from, again.as_bytes()), Some(message), "{again}");
    }
}

/// An object as the browser would hand it over.
fn fields(value: &Value) -> Vec<(String, Field)> {
    let field = |value: &Value| match value {
        Value::String(text) => Field::Text(text.clone()),
        Value::Number(number) => Field::Number(number.as_f64().unwrap_or(f64::NAN)),
        _ => Field::Other,
    };
    let object = value.as_object().into_iter().flatten();
    object.map(|(name, value)| (name.clone(), field(value))).collect()
}

fn written(message: &Message) -> Value {
    let value = |field: Field| match field {
        Field::Text(text) => Value::from(text),
        Field::Number(number) => Value::from(number as i64),
        Field::Other => Value::Null,
    };
    let fields = message.encode().into_iter().map(|(name, field)| (name.to_owned(), value(field)));
    Value::Object(fields.collect::<Map<_, _>>())
}
