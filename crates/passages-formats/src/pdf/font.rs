//! The fonts of a PDF file, as far as they tell which letters are set and how wide they are: ISO 32000-1, sections 9.6
//! to 9.10.

use super::encodings::{Base, letter_of};
use crate::refusal::Refusal;
use hayro_cmap::{BfString, CMap};
use hayro_syntax::object::{Array, Dict, Name, Number, Object, Stream};

/// Hands out the data of a stream, under the limits.
pub(super) type Expand<'e> = dyn FnMut(&Stream<'_>) -> Result<Vec<u8>, Refusal> + 'e;

/// What a code of a string stands for.
#[derive(Debug)]
pub(super) struct Code {
    /// How many bytes it takes.
    pub(super) bytes: usize,
    /// The letters; `None` where nothing says which.
    pub(super) text: Option<String>,
    /// How far the next code stands, in parts of the size.
    pub(super) width: f64,
    /// A single byte 32, which is set wider where the page says so.
    pub(super) is_space: bool,
}

/// A font.
#[derive(Debug)]
pub(super) struct Font {
    letters: Option<CMap>,
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    /// A byte a code.
    Simple { first: usize, widths: Vec<f64>, missing: f64, names: Vec<(u8, String)>, base: Base },
    /// One to four bytes a code, which is a number in a collection of letters.
    Composite { codes: Option<Box<CMap>>, widths: Vec<(u32, u32, f64)>, default: f64 },
}

/// Widths are told in thousandths.
const UNIT: f64 = 1000.0;
/// How wide a letter is of which nothing is told.
const USUAL: f64 = 500.0;

fn width(n: &Number) -> f64 {
    let n = n.as_f64();
    if n.is_finite() { n } else { USUAL }
}

impl Font {
    pub(super) fn read(dict: &Dict<'_>, expand: &mut Expand<'_>) -> Result<Self, Refusal> {
        let letters = match dict.get::<Stream<'_>>("ToUnicode") {
            Some(stream) => CMap::parse(&expand(&stream)?, |_| None),
            None => None,
        };
        let kind = match dict.get::<Array<'_>>("DescendantFonts") {
            Some(inner) => {
                Self::composite(dict, inner.iter::<Dict<'_>>().next().unwrap_or_default(), expand)?
            }
            None => Self::simple(dict),
        };
        Ok(Self { letters, kind })
    }

    fn simple(dict: &Dict<'_>) -> Kind {
        let first = dict.get::<usize>("FirstChar").unwrap_or(0);
        // The fonts of Type 3 have a unit of their own.
        let own = dict.get::<Array<'_>>("FontMatrix").and_then(|m| m.iter::<Number>().next());
        let unit = own.map_or(1.0, |a| width(&a) * UNIT);
        let widths = dict.get::<Array<'_>>("Widths");
        let widths = widths
            .map(|all| all.iter::<Number>().take(256).map(|w| width(&w) * unit).collect())
            .unwrap_or_default();
        let descriptor = dict.get::<Dict<'_>>("FontDescriptor").unwrap_or_default();
        let missing = descriptor.get::<Number>("MissingWidth").map_or(USUAL, |w| width(&w));
        let mut names = Vec::new();
        let encoding = dict.get::<Dict<'_>>("Encoding");
        let called = dict.get::<Name<'_>>("Encoding");
        let called = called.or(encoding.as_ref().and_then(|e| e.get::<Name<'_>>("BaseEncoding")));
        let is_true_type = dict.get::<Name<'_>>("Subtype").as_deref() == Some(b"TrueType");
        let base = called.map_or(Base::usual(is_true_type), |name| Base::called(&name));
        if let Some(differences) = encoding.as_ref().and_then(|e| e.get::<Array<'_>>("Differences")) {
            let mut code = 0_u8;
            for item in differences.iter::<Object<'_>>().take(1024) {
                match item {
                    Object::Number(n) => code = u8::try_from(n.as_i64()).unwrap_or(0),
                    Object::Name(name) => {
                        names.push((code, String::from_utf8_lossy(&name).into_owned()));
                        code = code.saturating_add(1);
                    }
                    _ => {}
                }
            }
        }
        Kind::Simple { first, widths, missing, names, base }
    }

    fn composite(dict: &Dict<'_>, inner: Dict<'_>, expand: &mut Expand<'_>) -> Result<Kind, Refusal> {
        let codes = match dict.get::<Stream<'_>>("Encoding") {
            Some(stream) => CMap::parse(&expand(&stream)?, |_| None).map(Box::new),
            None => None,
        };
        let default = inner.get::<Number>("DW").map_or(UNIT, |w| width(&w));
        let mut widths = Vec::new();
        if let Some(all) = inner.get::<Array<'_>>("W") {
            let mut items = all.iter::<Object<'_>>();
            let code = |item: Option<Object<'_>>| match item {
                Some(Object::Number(n)) => u32::try_from(n.as_i64()).ok(),
                _ => None,
            };
            while let Some(first) = code(items.next()) {
                match items.next() {
                    Some(Object::Array(list)) => {
                        let each = (first..).zip(list.iter::<Number>());
                        widths.extend(each.map(|(code, w)| (code, code, width(&w))));
                    }
                    Some(Object::Number(last)) => {
                        let last = u32::try_from(last.as_i64()).unwrap_or(first);
                        let Some(Object::Number(w)) = items.next() else { break };
                        widths.push((first, last, width(&w)));
                    }
                    _ => break,
                }
            }
            widths.sort_by_key(|(first, ..)| *first);
        }
        Ok(Kind::Composite { codes, widths, default })
    }

    /// The first code of some bytes; there is at least one.
    pub(super) fn next(&self, bytes: &[u8]) -> Code {
        match &self.kind {
            Kind::Simple { first, widths, missing, names, base } => {
                let byte = bytes.first().copied().unwrap_or(0);
                let at = usize::from(byte).checked_sub(*first);
                let width = at.and_then(|at| widths.get(at)).copied().unwrap_or(*missing);
                let named = || names.iter().rev().find(|(code, _)| *code == byte).map(|(_, name)| name);
                let text = self.told(u32::from(byte)).or_else(|| match named() {
                    Some(name) => letter_of(name),
                    None => base.letter(byte).map(String::from),
                });
                Code { bytes: 1, text, width: width / UNIT, is_space: byte == b' ' }
            }
            Kind::Composite { codes, widths, default } => {
                let (length, code, cid) = composite_code(codes.as_deref(), bytes);
                let at = widths.partition_point(|(first, ..)| *first <= cid);
                let known =
                    at.checked_sub(1).and_then(|at| widths.get(at)).filter(|(_, last, _)| cid <= *last);
                let width = known.map_or(*default, |(.., width)| *width);
                let is_space = length == 1 && code == 32;
                Code { bytes: length, text: self.told(code), width: width / UNIT, is_space }
            }
        }
    }

    /// What the font's own table says.
    fn told(&self, code: u32) -> Option<String> {
        match self.letters.as_ref()?.lookup_bf_string(code)? {
            BfString::Char('\0') => None,
            BfString::Char(c) => Some(c.into()),
            BfString::String(text) => Some(text),
        }
    }
}

/// Length, code and number in the collection. Without a table of its own, a code is two bytes, as in nearly all files.
fn composite_code(codes: Option<&CMap>, bytes: &[u8]) -> (usize, u32, u32) {
    let code = |length: usize| bytes.iter().take(length).fold(0_u32, |n, b| n << 8 | u32::from(*b));
    if let Some(codes) = codes {
        for length in 1..=bytes.len().min(4) {
            let cid = u8::try_from(length).ok().and_then(|bytes| codes.lookup_cid_code(code(length), bytes));
            if let Some(cid) = cid {
                return (length, code(length), cid);
            }
        }
    }
    let length = bytes.len().clamp(1, 2);
    (length, code(length), code(length))
}
