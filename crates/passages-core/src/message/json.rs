//! As much of JSON (RFC 8259) as a message needs: one object of texts and numbers.

use super::Field;

/// Fields of an object; it holds no more than a message has names for, and a few that are refused.
const MAX_FIELDS: usize = 8;
/// Digits of a number.
const MAX_DIGITS: usize = 9;

/// The fields of a flat object, in their order; `None` for anything else. A name that stands twice is there twice.
pub(super) fn flat(text: &str) -> Option<Vec<(String, Field)>> {
    let mut reader = Reader { rest: text };
    let mut fields = Vec::new();
    reader.take('{')?;
    if reader.take('}').is_none() {
        loop {
            let name = reader.text()?;
            reader.take(':')?;
            fields.push((name, reader.value()?));
            if reader.take(',').is_none() {
                reader.take('}')?;
                break;
            }
            if fields.len() == MAX_FIELDS {
                return None;
            }
        }
    }
    reader.skip();
    reader.rest.is_empty().then_some(fields)
}

struct Reader<'a> {
    rest: &'a str,
}

impl Reader<'_> {
    fn skip(&mut self) {
        self.rest = self.rest.trim_start_matches([' ', '\t', '\n', '\r']);
    }

    /// Takes a sign, if it comes next.
    fn take(&mut self, sign: char) -> Option<()> {
        self.skip();
        self.rest = self.rest.strip_prefix(sign)?;
        Some(())
    }

    fn next(&mut self) -> Option<char> {
        let mut chars = self.rest.chars();
        let next = chars.next()?;
        self.rest = chars.as_str();
        Some(next)
    }

    fn value(&mut self) -> Option<Field> {
        self.skip();
        if self.rest.starts_with('"') {
            return self.text().map(Field::Text);
        }
        for word in ["true", "false", "null"] {
            if let Some(rest) = self.rest.strip_prefix(word) {
                self.rest = rest;
                return Some(Field::Other);
            }
        }
        // No message has a number that is not whole, negative or large.
        let mut number = 0_u32;
        let mut digits = 0_usize;
        while let Some(digit) = self.rest.chars().next().and_then(|c| c.to_digit(10)) {
            if digits == MAX_DIGITS || (digits == 1 && number == 0) {
                return None;
            }
            number = number.checked_mul(10)?.checked_add(digit)?;
            digits = digits.saturating_add(1);
            self.next();
        }
        (digits > 0).then(|| Field::Number(number.into()))
    }

    fn text(&mut self) -> Option<String> {
        self.take('"')?;
        let mut text = String::new();
        loop {
            match self.next()? {
                '"' => return Some(text),
                '\\' => text.push(self.escaped()?),
                '\0'..='\u{1f}' => return None,
                c => text.push(c),
            }
        }
    }

    fn escaped(&mut self) -> Option<char> {
        Some(match self.next()? {
            c @ ('"' | '\\' | '/') => c,
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => {
                let first = self.unit()?;
                let before = self.rest;
                let second = self.rest.strip_prefix("\\u").and_then(|rest| {
                    self.rest = rest;
                    self.unit()
                });
                match (first, second) {
                    (0xd800..=0xdbff, Some(second @ 0xdc00..=0xdfff)) => {
                        // Ten bits each of what lies beyond the first plane.
                        char::from_u32(0x1_0000_u32.wrapping_add((first & 0x3ff) << 10 | second & 0x3ff))?
                    }
                    _ => {
                        // Half a pair stands for nothing; what followed is read for itself.
                        self.rest = before;
                        char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER)
                    }
                }
            }
            _ => return None,
        })
    }

    /// Four hexadecimal digits.
    fn unit(&mut self) -> Option<u32> {
        let mut unit = 0;
        for _ in 0..4 {
            unit = unit << 4 | self.next()?.to_digit(16)?;
        }
        Some(unit)
    }
}
