//! XML as a stream of elements and texts, under limits: no depth, no number of attributes and no entity of a file's own
//! costs more than it is long.

use crate::limits::{ATTRIBUTES, XML_DEPTH};
use crate::refusal::{Excess, Refusal};
use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

/// What comes next in a file.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Piece {
    /// An element begins.
    Start(Element),
    /// The element that began last, and has not ended, ends.
    End,
    /// Text, entities resolved, white space as it stands.
    Text(String),
}

/// An element's name and attributes, without the prefixes of namespaces, except that of `xml:`.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Element {
    pub(crate) name: String,
    attributes: Vec<(String, String)>,
}

impl Element {
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// A file being read.
pub(crate) struct Xml<'a> {
    inner: Reader<&'a [u8]>,
    /// What the file is called in a refusal.
    kind: &'static str,
    depth: usize,
    /// The element that was given last has no content.
    ends: bool,
    has_root: bool,
}

impl<'a> Xml<'a> {
    pub(crate) fn new(text: &'a str, kind: &'static str) -> Self {
        Self { inner: Reader::from_str(text), kind, depth: 0, ends: false, has_root: false }
    }

    /// The next piece; `None` at the end.
    ///
    /// # Errors
    /// [`Refusal::Broken`], [`Refusal::Declares`], [`Excess::Depth`] and [`Excess::Attributes`].
    pub(crate) fn next(&mut self) -> Result<Option<Piece>, Refusal> {
        if std::mem::take(&mut self.ends) {
            self.depth -= 1;
            return Ok(Some(Piece::End));
        }
        loop {
            let broken = Refusal::Broken(self.kind);
            let piece = match self.inner.read_event().map_err(|_| broken.clone())? {
                Event::Start(start) => self.start(&start)?,
                Event::Empty(start) => {
                    self.ends = true;
                    self.start(&start)?
                }
                Event::End(_) => {
                    self.depth = self.depth.checked_sub(1).ok_or(broken)?;
                    Piece::End
                }
                Event::Text(text) => Piece::Text(text.xml10_content().into_owned()),
                Event::CData(text) => Piece::Text(text.xml10_content().into_owned()),
                Event::GeneralRef(name) => {
                    let known = match &*name.xml10_content() {
                        "amp" => Some('&'),
                        "lt" => Some('<'),
                        "gt" => Some('>'),
                        "quot" => Some('"'),
                        "apos" => Some('\''),
                        _ => name.resolve_char_ref().map_err(|_| broken)?,
                    };
                    Piece::Text(known.ok_or(Refusal::Declares)?.into())
                }
                Event::DocType(text) => {
                    let said = text.xml10_content();
                    if said.contains(['[', '"', '\'']) {
                        return Err(Refusal::Declares);
                    }
                    continue;
                }
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) => continue,
                Event::Eof if self.depth > 0 || !self.has_root => return Err(broken),
                Event::Eof => return Ok(None),
            };
            match piece {
                // Between the declaration and the root, and after it, there is white space at most.
                Piece::Text(text) if self.depth == 0 && !text.trim().is_empty() => {
                    return Err(Refusal::Broken(self.kind));
                }
                Piece::Text(_) if self.depth == 0 => {}
                piece => return Ok(Some(piece)),
            }
        }
    }

    fn start(&mut self, start: &BytesStart<'_>) -> Result<Piece, Refusal> {
        self.has_root = true;
        self.depth += 1;
        if self.depth > XML_DEPTH {
            return Err(Refusal::TooMuch(Excess::Depth));
        }
        let mut element = Element { name: start.local_name().as_ref().to_owned(), attributes: Vec::new() };
        for attribute in start.attributes().with_checks(false) {
            if element.attributes.len() >= ATTRIBUTES {
                return Err(Refusal::TooMuch(Excess::Attributes));
            }
            let attribute = attribute.map_err(|_| Refusal::Broken(self.kind))?;
            let name = attribute.key.as_ref();
            let local = if name.starts_with("xml:") { name } else { attribute.key.local_name().into_inner() };
            let value = attribute.normalized_value(XmlVersion::Explicit1_0).map_err(|_| Refusal::Declares)?;
            element.attributes.push((local.to_owned(), value.into_owned()));
        }
        Ok(Piece::Start(element))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<String, Refusal> {
        let mut xml = Xml::new(text, "XML");
        let mut out = String::new();
        while let Some(piece) = xml.next()? {
            match piece {
                Piece::Start(element) => {
                    out.push('<');
                    out.push_str(&element.name);
                    element
                        .attributes
                        .iter()
                        .for_each(|(name, value)| out.push_str(&format!(" {name}={value}")));
                    out.push('>');
                }
                Piece::End => out.push_str("</>"),
                Piece::Text(text) => out.push_str(&text),
            }
        }
        Ok(out)
    }

    #[test]
    fn elements_texts_and_entities_are_read() {
        let text = "<?xml version='1.0'?>\n<!DOCTYPE a>\n<w:a w:x='1 &lt; 2' xml:lang='fr'>A&amp;B &#xe9;<b/><![CDATA[<c>]]></w:a>\n";
        assert_eq!(read(text), Ok("<a x=1 < 2 xml:lang=fr>A&B é<b></><c></>".to_owned()));
    }

    #[test]
    fn what_is_hostile_or_broken_is_refused() {
        let deep = |n: usize| format!("{}{}", "<a>".repeat(n), "</a>".repeat(n));
        assert!(read(&deep(XML_DEPTH)).is_ok());
        assert_eq!(read(&deep(XML_DEPTH + 1)), Err(Refusal::TooMuch(Excess::Depth)));
        let wide: String = (0..=ATTRIBUTES).map(|i| format!(" a{i}=''")).collect();
        assert_eq!(read(&format!("<a{wide}/>")), Err(Refusal::TooMuch(Excess::Attributes)));
        for text in [
            "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
            "<a>&b;</a>",
            "<a b='&c;'/>",
            "<!DOCTYPE a SYSTEM 'file:///x'><a/>",
        ] {
            assert_eq!(read(text), Err(Refusal::Declares), "{text}");
        }
        for text in ["", "<a>", "<a></b>", "</a>", "a", "<a/>b", "<a b></a>", "<a>&#0;</a>", "<a b='c></a>"] {
            assert_eq!(read(text), Err(Refusal::Broken("XML")), "{text}");
        }
    }
}
