//! The protocol between an embedded page and its host: what is accepted is what the published schema accepts.

use passages_core::message::{Code, Field, HEIGHTS, Kind, MAX_JSON_BYTES, MAX_TEXT, Message, SHAPES, Side};
use passages_core::setting::Theme;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

const SCHEMA: &str = include_str!("../../../docs/formats/passages-message-1.schema.json");

/// The schema of the protocol, made from its type.
fn schema() -> Value {
    let of = |side: Side| -> Vec<Value> {
        let shapes = SHAPES.iter().filter(|shape| shape.from == side);
        shapes
            .map(|shape| {
                let mut properties = Map::new();
                properties.insert("t".to_owned(), json!({ "const": shape.name }));
                properties.insert("v".to_owned(), json!({ "const": 1 }));
                properties.insert("app".to_owned(), json!({ "const": "passages" }));
                let mut required = vec!["t"];
                if let Some((name, kind)) = shape.field {
                    required.push(name);
                    let kind = match kind {
                        Kind::Whole(least, most) => {
                            json!({ "type": "integer", "minimum": least, "maximum": most })
                        }
                        Kind::Text => json!({ "type": "string", "maxLength": MAX_TEXT }),
                        Kind::Tag => json!({ "type": "string", "pattern": "^[A-Za-z0-9-]{2,12}$" }),
                        Kind::Word(words) => json!({ "enum": words }),
                    };
                    properties.insert(name.to_owned(), kind);
                }
                json!({
                    "type": "object",
                    "properties": properties,
                    "required": required,
                    "additionalProperties": false,
                })
            })
            .collect()
    };
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Messages between an embedded explorer and the page around it, version 1",
        "anyOf": [{ "$ref": "#/$defs/fromPage" }, { "$ref": "#/$defs/fromHost" }],
        "$defs": {
            "fromPage": { "oneOf": of(Side::Page) },
            "fromHost": { "oneOf": of(Side::Host) },
        },
    })
}

#[test]
fn e3_the_published_schema_is_that_of_the_type() {
    let published: Value = serde_json::from_str(SCHEMA).expect("the schema is JSON");
    let made = schema();
    assert_eq!(published, made, "{}", serde_json::to_string_pretty(&made).expect("JSON"));
}

/// Whether the published schema accepts a value: as much of JSON Schema as it uses.
fn accepts(schema: &Value, value: &Value) -> bool {
    let rules = schema.as_object().expect("a schema is an object");
    rules.iter().all(|(rule, of)| match rule.as_str() {
        "oneOf" => of.as_array().expect("a list").iter().filter(|one| accepts(one, value)).count() == 1,
        "const" => equal(value, of),
        "enum" => of.as_array().expect("a list").contains(value),
        "type" => match of.as_str().expect("a name") {
            "object" => value.is_object(),
            "string" => value.is_string(),
            "integer" => value.as_f64().is_some_and(|number| number.fract() == 0.0),
            other => panic!("{other}"),
        },
        "minimum" => value.as_f64() >= of.as_f64(),
        "maximum" => value.as_f64() <= of.as_f64(),
        "maxLength" => {
            value.as_str().is_none_or(|s| s.chars().count() as u64 <= of.as_u64().expect("a number"))
        }
        "pattern" => {
            assert_eq!(of, "^[A-Za-z0-9-]{2,12}$");
            let fits = |s: &str| {
                (2..=12).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            };
            value.as_str().is_none_or(fits)
        }
        "required" => of
            .as_array()
            .expect("a list")
            .iter()
            .all(|name| value.get(name.as_str().expect("a name")).is_some()),
        "properties" => value.as_object().is_none_or(|object| {
            object.iter().all(|(name, value)| of.get(name).is_none_or(|rule| accepts(rule, value)))
        }),
        "additionalProperties" => {
            let known = &rules["properties"];
            value.as_object().is_none_or(|object| object.keys().all(|name| known.get(name).is_some()))
        }
        other => panic!("the schema uses {other}"),
    })
}

/// 1 and 1.0 are the same number.
fn equal(a: &Value, b: &Value) -> bool {
    a == b || (a.is_number() && a.as_f64() == b.as_f64())
}

fn side(side: Side) -> &'static str {
    match side {
        Side::Page => "fromPage",
        Side::Host => "fromHost",
    }
}

/// The value as the browser hands it over.
fn fields(value: &Value) -> Vec<(String, Field)> {
    let field = |value: &Value| match value {
        Value::String(text) => Field::Text(text.clone()),
        Value::Number(number) => Field::Number(number.as_f64().unwrap_or(f64::NAN)),
        _ => Field::Other,
    };
    let object = value.as_object().into_iter().flatten();
    object.map(|(name, value)| (name.clone(), field(value))).collect()
}

fn values() -> impl Strategy<Value = Value> {
    prop_oneof![
        prop::sample::select(vec![
            json!(1),
            json!(1.0),
            json!(2),
            json!(49),
            json!(50),
            json!(50.5),
            json!(20_000),
            json!(20_001),
            json!(-50),
            json!(1e300),
            json!(null),
            json!(true),
            json!([]),
            json!({"t": "focus"}),
            json!("passages"),
            json!("dark"),
            json!("auto"),
            json!("pink"),
            json!("fr"),
            json!("zh-Hans"),
            json!("x"),
            json!("state"),
            json!("option"),
            json!("javascript:alert(1)"),
            json!("a".repeat(MAX_TEXT)),
            json!("ü".repeat(MAX_TEXT + 1)),
        ]),
        "\\PC{0,12}".prop_map(Value::String),
    ]
}

/// Objects that are messages, or nearly.
fn objects() -> impl Strategy<Value = Value> {
    let names: Vec<&'static str> =
        SHAPES.iter().map(|shape| shape.name).chain(["hello", "port", "navigate", ""]).collect();
    let keys = prop::sample::select(vec![
        "h",
        "q",
        "code",
        "theme",
        "lang",
        "v",
        "app",
        "__proto__",
        "constructor",
        "T",
    ]);
    let rest = prop::collection::vec((keys, values()), 0..3);
    (prop::option::weighted(0.95, prop::sample::select(names)), rest).prop_map(|(name, rest)| {
        let mut object = Map::new();
        object.extend(name.map(|name| ("t".to_owned(), json!(name))));
        object.extend(rest.into_iter().map(|(key, value)| (key.to_owned(), value)));
        Value::Object(object)
    })
}

fn messages() -> impl Strategy<Value = Message> {
    let text = "\\PC{0,40}|[!-~]{0,300}";
    prop_oneof![
        Just(Message::Ready),
        (HEIGHTS.0..=HEIGHTS.1).prop_map(Message::Size),
        text.prop_map(Message::State),
        Just(Message::Activity),
        prop::sample::select(Code::ALL.to_vec()).prop_map(Message::Error),
        text.prop_map(Message::SetState),
        prop::sample::select(Theme::ALL.to_vec()).prop_map(Message::SetTheme),
        "[a-zA-Z]{2,3}(-[a-zA-Z]{2,4})?".prop_map(Message::SetLang),
        Just(Message::Focus),
    ]
}

fn written(message: &Message) -> Value {
    let value = |field: Field| match field {
        Field::Text(text) => json!(text),
        Field::Number(number) => json!(number as i64),
        Field::Other => Value::Null,
    };
    Value::Object(message.encode().into_iter().map(|(name, field)| (name.to_owned(), value(field))).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn what_the_schema_accepts_is_a_message_and_nothing_else(value in objects()) {
        let schema: Value = serde_json::from_str(SCHEMA).expect("the schema is JSON");
        for from in [Side::Page, Side::Host] {
            let message = Message::decode(from, &fields(&value));
            prop_assert_eq!(message.is_some(), accepts(&schema["$defs"][side(from)], &value), "{} {:?}", value, message);
        }
    }

    #[test]
    fn every_message_is_read_as_it_was_written(message in messages()) {
        let value = written(&message);
        let sent: Vec<(String, Field)> =
            message.encode().into_iter().map(|(name, field)| (name.to_owned(), field)).collect();
        let readers: Vec<Side> =
            [Side::Page, Side::Host].into_iter().filter(|side| Message::decode(*side, &sent).is_some()).collect();
        prop_assert_eq!(readers.len(), 1);
        prop_assert_eq!(Message::decode(readers[0], &sent), Some(message.clone()));
        // As text, compact or not, with letters escaped or not.
        for text in [value.to_string(), serde_json::to_string_pretty(&value).expect("JSON")] {
            prop_assert_eq!(Message::from_json(readers[0], text.as_bytes()), Some(message.clone()));
        }
        let escaped: String = value.to_string().chars().map(|c| match c {
            ' '..='~' => c.to_string(),
            c => c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")).collect(),
        }).collect();
        prop_assert_eq!(Message::from_json(readers[0], escaped.as_bytes()), Some(message));
    }

    #[test]
    fn any_bytes_have_an_answer(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        Message::from_json(Side::Host, &bytes);
        Message::from_json(Side::Page, &bytes);
    }

    #[test]
    fn a_text_is_a_message_only_if_it_is_json(text in "[{}\\[\\]\":,\\\\ntu01v. -]{0,24}|\\{\"t\":\"focus\"[,}\"v:1 .e0-9\\\\u]{0,12}") {
        if Message::from_json(Side::Host, text.as_bytes()).is_some() {
            prop_assert!(serde_json::from_str::<Value>(&text).is_ok(), "{}", text);
        }
    }
}

#[test]
fn f16_hostile_texts_are_no_messages() {
    let long = format!("{{\"t\":\"setState\",\"q\":\"{}\"}}", "a".repeat(MAX_JSON_BYTES));
    let deep = "{\"t\":".repeat(10_000);
    for text in [
        "",
        "null",
        "[]",
        "{}",
        "{\"t\":\"focus\"} x",
        "{\"t\":\"focus\",\"v\":99}",
        "{\"t\":\"focus\",\"v\":\"1\"}",
        "{\"t\":\"focus\",\"t\":\"focus\"}",
        "{\"t\":\"focus\",\"__proto__\":{}}",
        "{\"t\":\"setState\"}",
        "{\"t\":\"setState\",\"q\":\"a\",\"q\":\"b\"}",
        "{\"t\":\"setTheme\",\"theme\":\"javascript:alert(1)\"}",
        "{\"t\":\"navigate\",\"url\":\"https://example.org\"}",
        "{\"t\":\"size\",\"h\":500}",
        &long,
        &deep,
    ] {
        assert_eq!(
            Message::from_json(Side::Host, text.as_bytes()),
            None,
            "{}",
            text.get(..60).unwrap_or(text)
        );
    }
    let number =
        |h: f64| vec![("t".to_owned(), Field::Text("size".to_owned())), ("h".to_owned(), Field::Number(h))];
    for height in [f64::NAN, f64::INFINITY, -0.0, 49.0, 50.5, 1e300] {
        assert_eq!(Message::decode(Side::Page, &number(height)), None, "{height}");
    }
}
