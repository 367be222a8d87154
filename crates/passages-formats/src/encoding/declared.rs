//! The encoding that a web page or an XML file says it is written in: the declaration of XML 1.0, section 4.3.3, and
//! the `meta` element, found as the HTML standard's "prescan" does.

use super::Encoding;

/// What a file says of its encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Declared {
    /// One that is read.
    Known(Encoding),
    /// One that is not, by its name.
    Other(&'static str),
}

/// A declaration stands within this many bytes.
const WITHIN: usize = 8 * 1024;

/// What a file says, if it is one that can; a name that is none says nothing.
pub(super) fn declared(bytes: &[u8]) -> Option<Declared> {
    let head = bytes.get(..bytes.len().min(WITHIN)).unwrap_or_default();
    let head = String::from_utf8_lossy(head.trim_ascii_start()).to_ascii_lowercase();
    if !head.starts_with('<') {
        return None;
    }
    let of_xml = head.strip_prefix("<?xml").and_then(|rest| rest.split_once("?>"));
    of_xml.and_then(|(inside, _)| label(&value(inside, "encoding")?)).or_else(|| meta(&head))
}

/// What the first `meta` says that says something; comments are passed over.
fn meta(head: &str) -> Option<Declared> {
    let mut rest = head;
    while let Some((_, after)) = rest.split_once('<') {
        rest = after;
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
        } else if let Some(tag) = rest.strip_prefix("meta") {
            let tag = tag.split('>').next().unwrap_or_default();
            // A description may speak of a charset.
            let says = tag.contains("http-equiv") || !tag.contains("content");
            let found = value(tag, "charset").filter(|_| says).and_then(|name| label(&name));
            if found.is_some() {
                return found;
            }
        }
    }
    None
}

/// The value that follows a name and a sign of equality, quoted or not.
fn value(text: &str, name: &str) -> Option<String> {
    let (_, after) = text.split_once(name)?;
    let after = after.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
    let end = after.find(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ';' | '/' | '>'));
    Some(after.get(..end.unwrap_or(after.len()))?.to_owned())
}

/// Names of encodings that are not read, in small letters, and what they are called.
const OTHERS: [(&str, &str); 22] = [
    ("latin2", "ISO 8859-2"),
    ("latin5", "Windows-1254"),
    ("turkish", "Windows-1254"),
    ("greek", "ISO 8859-7"),
    ("hebrew", "ISO 8859-8"),
    ("x-gbk", "GB18030"),
    ("cp936", "GB18030"),
    ("gb", "GB18030"),
    ("chinese", "GB18030"),
    ("hz-gb", "HZ"),
    ("big5", "Big5"),
    ("shift_jis", "Shift_JIS"),
    ("sjis", "Shift_JIS"),
    ("x-sjis", "Shift_JIS"),
    ("euc-jp", "EUC-JP"),
    ("iso-2022", "ISO-2022"),
    ("euc-kr", "EUC-KR"),
    ("ks_c_5601", "EUC-KR"),
    ("koi8-u", "KOI8-U"),
    ("mac", "Macintosh"),
    ("x-mac", "Macintosh"),
    ("utf-7", "UTF-7"),
];

/// Names of the sets of ISO 8859 and of Windows that are not read: the end of their names, and what they are called.
const OTHER_SETS: [(&str, &str); 19] = [
    ("8859-2", "ISO 8859-2"),
    ("8859-3", "ISO 8859-3"),
    ("8859-4", "ISO 8859-4"),
    ("8859-7", "ISO 8859-7"),
    ("8859-8", "ISO 8859-8"),
    ("8859-8-i", "ISO 8859-8"),
    ("8859-9", "Windows-1254"),
    ("8859-10", "ISO 8859-10"),
    ("8859-13", "ISO 8859-13"),
    ("8859-14", "ISO 8859-14"),
    ("8859-16", "ISO 8859-16"),
    ("874", "Windows-874"),
    ("1250", "Windows-1250"),
    ("1253", "Windows-1253"),
    ("1254", "Windows-1254"),
    ("1255", "Windows-1255"),
    ("1257", "Windows-1257"),
    ("1258", "Windows-1258"),
    ("8859-11", "Windows-874"),
];

/// The encoding of this name, in small letters.
fn label(name: &str) -> Option<Declared> {
    let known = match name {
        "utf-8" | "utf8" => Encoding::Utf8,
        "windows-1252" | "cp1252" | "iso-8859-1" | "iso8859-1" | "iso_8859-1" | "latin1" | "us-ascii"
        | "ascii" => Encoding::Windows1252,
        "windows-1251" | "cp1251" | "x-cp1251" => Encoding::Windows1251,
        "windows-1256" | "cp1256" | "x-cp1256" => Encoding::Windows1256,
        "koi8-r" | "koi8" | "koi" => Encoding::Koi8R,
        "ibm866" | "cp866" | "866" => Encoding::Ibm866,
        "iso-8859-5" | "iso8859-5" | "iso_8859-5" | "cyrillic" => Encoding::Iso8859_5,
        "iso-8859-6" | "iso8859-6" | "iso_8859-6" | "arabic" | "asmo-708" => Encoding::Iso8859_6,
        "iso-8859-15" | "iso8859-15" | "iso_8859-15" | "latin9" => Encoding::Iso8859_15,
        _ => {
            let set = ["windows-", "cp", "x-cp", "iso-", "iso", "iso_"]
                .iter()
                .filter_map(|before| name.strip_prefix(before))
                .find_map(|set| OTHER_SETS.iter().find(|(end, _)| *end == set));
            let other = set.or_else(|| OTHERS.iter().find(|(begin, _)| name.starts_with(begin)));
            return other.map(|(_, called)| Declared::Other(called));
        }
    };
    Some(Declared::Known(known))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_and_an_xml_file_say_their_encoding() {
        let known = |encoding| Some(Declared::Known(encoding));
        for (text, expected) in [
            ("<!DOCTYPE html><META Charset=windows-1251>", known(Encoding::Windows1251)),
            ("<html><head><meta charset = 'KOI8-R'/>", known(Encoding::Koi8R)),
            (
                "\n<meta http-equiv=\"Content-Type\" content=\"text/html; charset=windows-1256\">",
                known(Encoding::Windows1256),
            ),
            ("<?xml version='1.0' encoding='ISO-8859-5'?><a/>", known(Encoding::Iso8859_5)),
            ("<!-- <meta charset=big5> --><meta charset=utf-8>", known(Encoding::Utf8)),
            ("<meta charset=nonsense><meta charset=latin1>", known(Encoding::Windows1252)),
            ("<meta charset=gb2312>", Some(Declared::Other("GB18030"))),
            ("<meta charset=iso-8859-7>", Some(Declared::Other("ISO 8859-7"))),
            ("<meta charset=iso-8859-9>", Some(Declared::Other("Windows-1254"))),
            ("<meta charset=windows-1250>", Some(Declared::Other("Windows-1250"))),
            ("<meta name=description content='the charset=big5 of a page'>", None),
            ("A text that speaks of <meta charset=big5>", None),
            ("<p>Nothing", None),
        ] {
            assert_eq!(declared(text.as_bytes()), expected, "{text}");
        }
    }
}
