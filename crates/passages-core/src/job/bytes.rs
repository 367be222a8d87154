//! Jobs and answers <-> bytes: a letter for what it is, then its numbers, each a double of eight bytes with the lowest
//! first, or its texts, each but the last with a zero at its end; answers of many parts are written as `wire.rs` says.
//! Written by hand, because the page, which writes jobs and reads answers, should load little code for it.

use super::wire::{self, Wire};
use super::{Answer, Code, Export, Fault, File, Job, MAX_NODES};
use crate::graph::{Edge, Point, Request, Room};

const ARRANGE: u8 = b'a';
/// Followed by how many nodes are wanted.
const CENTRAL: u8 = b'b';
const EXPORT: u8 = b'e';
const TEXT: u8 = b't';
const PLACES: u8 = b'p';
const FILE: u8 = b'f';
const CODE: u8 = b'c';
const CONTRAST: u8 = b'd';
const QUOTE: u8 = b'q';
/// Followed by the number of the fault.
const FAULT: u8 = b'!';

impl Job {
    /// The job as bytes; [`Job::decode`] reads them.
    pub fn encode(&self) -> Vec<u8> {
        match self {
            Self::Arrange(request) => {
                let mut bytes = vec![ARRANGE];
                put_request(request, &mut bytes);
                bytes
            }
            Self::Central(request, most) => {
                let mut bytes = vec![CENTRAL, u8::try_from(*most).unwrap_or(u8::MAX)];
                put_request(request, &mut bytes);
                bytes
            }
            Self::Export(Export { format, address, base, title, language, caution }) => {
                let mut bytes = vec![EXPORT];
                for text in [format, address, base, title, language] {
                    bytes.extend(text.bytes().filter(|byte| *byte != 0));
                    bytes.push(0);
                }
                bytes.extend(caution.bytes());
                bytes
            }
            Self::Code(text) => [&[TEXT], text.as_bytes()].concat(),
            Self::Contrast(documents) => {
                let mut bytes = vec![CONTRAST];
                documents.put(&mut bytes);
                bytes
            }
            Self::Quote(text) => [&[QUOTE], text.as_bytes()].concat(),
        }
    }

    /// Reads what [`Job::encode`] wrote; what is no number is no place and no label.
    ///
    /// # Errors
    ///
    /// [`Fault::Unread`] or [`Fault::TooLarge`]; no bytes make it panic.
    pub fn decode(bytes: &[u8]) -> Result<Self, Fault> {
        match bytes.split_first() {
            Some((&ARRANGE, rest)) => request(rest).map(Self::Arrange),
            Some((&CENTRAL, [most, rest @ ..])) => {
                request(rest).map(|request| Self::Central(request, usize::from(*most)))
            }
            Some((&EXPORT, rest)) => {
                let (format, rest) = split(rest)?;
                let (address, rest) = split(rest)?;
                let (base, rest) = split(rest)?;
                let (title, rest) = split(rest)?;
                let (language, caution) = split(rest)?;
                Ok(Self::Export(Export {
                    format: text(format)?,
                    address: text(address)?,
                    base: text(base)?,
                    title: text(title)?,
                    language: text(language)?,
                    caution: text(caution)?,
                }))
            }
            Some((&TEXT, rest)) => text(rest).map(Self::Code),
            Some((&CONTRAST, rest)) => wire::read(rest).map(Self::Contrast),
            Some((&QUOTE, rest)) => text(rest).map(Self::Quote),
            _ => Err(Fault::Unread),
        }
    }
}

impl Answer {
    /// An answer, or why there is none, as bytes; [`Answer::decode`] reads them.
    pub fn encode(answer: &Result<Self, Fault>) -> Vec<u8> {
        match answer {
            Ok(Self::Places(places)) => {
                let mut bytes = vec![PLACES];
                for place in places {
                    bytes.extend(place.x.to_le_bytes());
                    bytes.extend(place.y.to_le_bytes());
                }
                bytes
            }
            Ok(Self::Central(central)) => {
                let mut bytes = vec![CENTRAL];
                central.put(&mut bytes);
                bytes
            }
            Ok(Self::File(file)) => {
                [&[FILE], file.name.as_bytes(), &[0], file.media_type.as_bytes(), &[0], &file.bytes].concat()
            }
            Ok(Self::Code(code)) => {
                let mut bytes = vec![CODE, code.side as u8];
                bytes.extend(code.dark.iter().map(|dark| u8::from(*dark)));
                bytes
            }
            Ok(Self::Contrast(contrast)) => {
                let mut bytes = vec![CONTRAST];
                contrast.put(&mut bytes);
                bytes
            }
            Ok(Self::Quote(quote)) => {
                let mut bytes = vec![QUOTE];
                quote.put(&mut bytes);
                bytes
            }
            Err(fault) => {
                let number = Fault::ALL.iter().position(|known| known == fault).unwrap_or(0);
                vec![FAULT, number as u8]
            }
        }
    }

    /// Reads what [`Answer::encode`] wrote.
    ///
    /// # Errors
    ///
    /// The fault that was written, or [`Fault::Unread`]; no bytes make it panic.
    pub fn decode(bytes: &[u8]) -> Result<Self, Fault> {
        match bytes.split_first() {
            Some((&PLACES, rest)) => {
                let (pairs, left) = rest.as_chunks::<16>();
                let pair = |pair: &[u8; 16]| {
                    let bits = u128::from_le_bytes(*pair);
                    Point { x: f64::from_bits(bits as u64), y: f64::from_bits((bits >> 64) as u64) }
                };
                if left.is_empty() {
                    Ok(Self::Places(pairs.iter().map(pair).collect()))
                } else {
                    Err(Fault::Unread)
                }
            }
            Some((&FILE, rest)) => {
                let (name, rest) = split(rest)?;
                let (media_type, bytes) = split(rest)?;
                let (name, media_type) = (text(name)?, text(media_type)?);
                Ok(Self::File(File { name, media_type, bytes: bytes.to_vec() }))
            }
            Some((&CODE, [side, rest @ ..])) => {
                let side = usize::from(*side);
                let dark: Vec<bool> = rest.iter().map(|byte| *byte == 1).collect();
                if dark.len() == side * side {
                    Ok(Self::Code(Code { side, dark }))
                } else {
                    Err(Fault::Unread)
                }
            }
            Some((&CENTRAL, rest)) => wire::read(rest).map(Self::Central),
            Some((&CONTRAST, rest)) => wire::read(rest).map(Box::new).map(Self::Contrast),
            Some((&QUOTE, rest)) => wire::read(rest).map(Self::Quote),
            Some((&FAULT, [number])) => {
                Err(Fault::ALL.get(usize::from(*number)).copied().unwrap_or(Fault::Unread))
            }
            _ => Err(Fault::Unread),
        }
    }
}

fn put_request(request: &Request, bytes: &mut Vec<u8>) {
    let put = &mut |number: f64| bytes.extend(number.to_le_bytes());
    put(request.nodes as f64);
    put(request.edges.len() as f64);
    for edge in &request.edges {
        [edge.a as f64, edge.b as f64, edge.weight].into_iter().for_each(&mut *put);
    }
    put(request.communities.len() as f64);
    request.communities.iter().for_each(|community| put(f64::from(*community)));
    put(request.start.len() as f64);
    for place in &request.start {
        let place = place.unwrap_or(Point { x: f64::NAN, y: f64::NAN });
        [place.x, place.y].into_iter().for_each(&mut *put);
    }
    put(request.rooms.len() as f64);
    for room in &request.rooms {
        let (left, top, right, bottom) = room.label.unwrap_or((f64::NAN, 0.0, 0.0, 0.0));
        [room.radius, left, top, right, bottom].into_iter().for_each(&mut *put);
    }
}

fn request(bytes: &[u8]) -> Result<Request, Fault> {
    let (numbers, left) = bytes.as_chunks::<8>();
    let mut numbers = numbers.iter().map(|number| f64::from_le_bytes(*number));
    // Counts are not trusted: whatever they say, each thing is read before there is room for it.
    let mut next = || numbers.next().ok_or(Fault::Unread);
    let mut request = Request { nodes: next()? as usize, ..Request::default() };
    for _ in 0..next()? as usize {
        request.edges.push(Edge { a: next()? as usize, b: next()? as usize, weight: next()? });
    }
    for _ in 0..next()? as usize {
        request.communities.push(next()? as u32);
    }
    for _ in 0..next()? as usize {
        let place = Point { x: next()?, y: next()? };
        request.start.push((!place.x.is_nan()).then_some(place));
    }
    for _ in 0..next()? as usize {
        let (radius, left) = (next()?, next()?);
        let label = (left, next()?, next()?, next()?);
        request.rooms.push(Room { radius, label: (!left.is_nan()).then_some(label) });
    }
    if next().is_ok() || !left.is_empty() {
        return Err(Fault::Unread);
    }
    if request.nodes > MAX_NODES { Err(Fault::TooLarge) } else { Ok(request) }
}

/// What stands before the first zero, and what after it.
fn split(bytes: &[u8]) -> Result<(&[u8], &[u8]), Fault> {
    let mut parts = bytes.splitn(2, |byte| *byte == 0);
    Ok((parts.next().ok_or(Fault::Unread)?, parts.next().ok_or(Fault::Unread)?))
}

fn text(bytes: &[u8]) -> Result<String, Fault> {
    std::str::from_utf8(bytes).map(str::to_owned).map_err(|_| Fault::Unread)
}
