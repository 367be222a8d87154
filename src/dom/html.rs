//! A tree as HTML, for tests that have no browser.

use super::element::{Element, Node, Setting, Value};

/// Elements that have no end tag.
const VOID: [&str; 6] = ["br", "hr", "img", "input", "link", "meta"];

impl Node {
    /// Writes the tree, its live parts as they are now.
    pub fn write_html(&self, html: &mut String) {
        match self {
            Self::Nothing => {}
            Self::Text(words) => escape(words, html),
            Self::Element(element) => element.write_html(html),
            Self::Several(nodes) => nodes.iter().for_each(|node| node.write_html(html)),
            Self::Live(make) => make().write_html(html),
        }
    }
}

impl Element {
    fn write_html(&self, html: &mut String) {
        html.push('<');
        html.push_str(self.0.tag);
        for (name, setting) in &self.0.attributes {
            let value = match setting {
                Setting::Fixed(value) => value.clone(),
                Setting::Live(make) => make(),
            };
            if let Value::Text(text) = value {
                html.push(' ');
                html.push_str(name);
                html.push_str("=\"");
                escape(&text, html);
                html.push('"');
            }
        }
        html.push('>');
        if !VOID.contains(&self.0.tag) {
            self.0.children.iter().for_each(|node| node.write_html(html));
            html.push_str("</");
            html.push_str(self.0.tag);
            html.push('>');
        }
    }
}

fn escape(text: &str, html: &mut String) {
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            c => html.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::dom::{Node, el, live};

    #[test]
    fn words_are_never_markup() {
        let tree: Node = el("p")
            .attr("title", "\"><script>".to_owned())
            .attr("hidden", false)
            .child("a < b & c")
            .child(el("br"))
            .child(live(|| Some(el("b").child("now"))))
            .into();
        let mut html = String::new();
        tree.write_html(&mut html);
        assert_eq!(html, "<p title=\"&quot;&gt;&lt;script&gt;\">a &lt; b &amp; c<br><b>now</b></p>");
    }
}
