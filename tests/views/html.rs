//! Just enough HTML to look into what is rendered.

/// A tag that begins an element.
#[derive(Debug)]
pub(crate) struct Tag<'a> {
    pub(crate) name: &'a str,
    pub(crate) attributes: Vec<(&'a str, String)>,
    /// What follows it.
    after: &'a str,
}

impl<'a> Tag<'a> {
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(n, _)| *n == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn has_class(&self, class: &str) -> bool {
        self.get("class").is_some_and(|classes| classes.split_whitespace().any(|c| c == class))
    }

    /// "p.tally", "em", "[data-passage]".
    fn is(&self, selector: &str) -> bool {
        if let Some(attribute) = selector.strip_prefix('[').and_then(|s| s.strip_suffix(']')) {
            return self.get(attribute).is_some();
        }
        let (name, class) = selector.split_once('.').unwrap_or((selector, ""));
        self.name == name && (class.is_empty() || self.has_class(class))
    }

    /// What stands in the element; elements of its own name inside it belong to it.
    pub(crate) fn inner(&self) -> &'a str {
        let (open, close) = (format!("<{}", self.name), format!("</{}>", self.name));
        let (mut depth, mut at) = (1, 0);
        while let Some(rest) = self.after.get(at..) {
            let Some(end) = rest.find(&close) else { return self.after };
            let begins = |(i, _): &(usize, &str)| {
                let next = rest.get(i + open.len()..).and_then(|r| r.chars().next());
                *i < end && next.is_some_and(|c| c == '>' || c == ' ')
            };
            depth += rest.match_indices(&open).filter(begins).count();
            depth -= 1;
            if depth == 0 {
                return self.after.get(..at + end).unwrap_or_default();
            }
            at += end + close.len();
        }
        self.after
    }

    /// What a reader reads of it.
    pub(crate) fn text(&self) -> String {
        text(self.inner())
    }
}

fn plain(text: &str) -> String {
    let entities =
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&amp;", "&")];
    entities.iter().fold(text.to_owned(), |text, (entity, c)| text.replace(entity, c))
}

/// The text between the tags.
pub(crate) fn text(html: &str) -> String {
    let shown = |(nth, piece): (usize, &str)| match nth {
        0 => piece.to_owned(),
        _ => piece.split_once('>').map_or_else(String::new, |(_, after)| after.to_owned()),
    };
    plain(&html.split('<').enumerate().map(shown).collect::<String>())
}

/// All tags that begin an element, in order, read as a browser reads them.
pub(crate) fn tags(html: &str) -> Vec<Tag<'_>> {
    let mut tags = Vec::new();
    let mut rest = html;
    while let Some((_, after)) = rest.split_once('<') {
        rest = after;
        if !after.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let end = after.find([' ', '>', '/']).unwrap_or(after.len());
        let (name, mut inside) = after.split_at(end);
        let mut attributes = Vec::new();
        loop {
            inside = inside.trim_start_matches([' ', '\n', '/']);
            if let Some(after) = inside.strip_prefix('>') {
                tags.push(Tag { name, attributes, after });
                rest = after;
                break;
            }
            let end = inside.find(['=', ' ', '>']).unwrap_or(inside.len());
            let (attribute, after) = inside.split_at(end);
            let quoted = after.strip_prefix("=\"").and_then(|value| value.split_once('"'));
            let (value, after) = quoted.unwrap_or(("", after.trim_start_matches('=')));
            attributes.push((attribute, plain(value)));
            inside = after;
            if inside.is_empty() {
                break;
            }
        }
    }
    tags
}

/// The elements that a selector names, in order.
pub(crate) fn all<'a>(html: &'a str, selector: &str) -> Vec<Tag<'a>> {
    tags(html).into_iter().filter(|tag| tag.is(selector)).collect()
}

/// Elements inside of others.
pub(crate) fn within<'a>(html: &'a str, outer: &str, inner: &str) -> Vec<Tag<'a>> {
    all(html, outer).into_iter().flat_map(|element| all(element.inner(), inner)).collect()
}

pub(crate) fn texts(html: &str, selector: &str) -> Vec<String> {
    all(html, selector).iter().map(Tag::text).collect()
}

/// The values of an attribute, in order.
pub(crate) fn values(html: &str, attribute: &str) -> Vec<String> {
    tags(html).iter().filter_map(|tag| tag.get(attribute).map(str::to_owned)).collect()
}
