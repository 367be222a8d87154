//! A page's tree -> what a reader sees of it, block by block.

use super::tree::{Kind, Tree};
use crate::blocks::{Blocks, Rank, Words, raised};
use crate::refusal::Refusal;
use html5ever::Attribute;

/// What is read of a page.
#[derive(Default)]
pub(super) struct Page {
    pub(super) blocks: Blocks,
    pub(super) title: Option<String>,
    /// Two letters, where the page says which.
    pub(super) language: Option<String>,
    /// Parts that are not of the text.
    pub(super) left_out: usize,
    words: Words,
    /// The label of an item that waits for its words.
    label: Option<String>,
    lists: Vec<List>,
    emphatic: usize,
    bold: usize,
    raised: usize,
    verbatim: usize,
    heading: usize,
    /// Of these, those of the first rank.
    first: usize,
    cells: usize,
}

struct List {
    kind: Option<char>,
    next: i64,
}

/// A step of the walk: into a node, or out of an element.
enum Step {
    In(usize),
    Out(usize),
}

/// Elements that begin and end a block.
const BLOCKS: [&str; 37] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "header",
    "hr",
    "legend",
    "li",
    "main",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "tfoot",
    "thead",
    "tr",
    "ul",
    "h1",
    "h2",
    "h3",
    "h4",
];

/// Elements that a reader does not see as text.
const UNSEEN: [&str; 14] = [
    "script", "style", "template", "head", "svg", "iframe", "object", "audio", "video", "canvas", "datalist",
    "map", "frameset", "noframes",
];

/// Elements that belong to the page and not to its text.
const FURNITURE: [&str; 5] = ["nav", "button", "select", "textarea", "input"];

impl Page {
    pub(super) fn read(&mut self, tree: &Tree) -> Result<(), Refusal> {
        let mut steps = vec![Step::In(0)];
        while let Some(step) = steps.pop() {
            let (at, is_in) = match step {
                Step::In(at) => (at, true),
                Step::Out(at) => (at, false),
            };
            let Some(node) = tree.get(at) else { continue };
            match &node.kind {
                Kind::Text(text) => self.text(text),
                Kind::Other if at == 0 => {
                    steps.extend(node.children.iter().rev().map(|child| Step::In(*child)))
                }
                Kind::Other => {}
                Kind::Element { name, attributes } if is_in => {
                    if self.enter(&name.local, attributes, tree, &node.children)? {
                        steps.push(Step::Out(at));
                        steps.extend(node.children.iter().rev().map(|child| Step::In(*child)));
                    }
                }
                Kind::Element { name, .. } => self.leave(&name.local)?,
            }
        }
        self.flush()
    }

    fn text(&mut self, text: &str) {
        let (emphatic, bold) = (self.emphatic > 0, self.bold > 0);
        let number = (self.raised > 0).then(|| text.trim().parse::<u32>().ok()).flatten();
        if let Some(number) = number {
            self.words.push(&raised(number), emphatic, bold);
        } else if self.verbatim > 0 {
            self.words.push(text, emphatic, bold);
        } else {
            // A line break of the file is none of the page.
            self.words.push(&text.replace(['\n', '\r', '\t'], " "), emphatic, bold);
        }
    }

    /// Enters an element; false where nothing of it is seen.
    fn enter(
        &mut self,
        name: &str,
        attributes: &[Attribute],
        tree: &Tree,
        children: &[usize],
    ) -> Result<bool, Refusal> {
        let get =
            |wanted: &str| attributes.iter().find(|a| &*a.name.local == wanted).map(|a| a.value.to_string());
        match name {
            "html" => {
                let tag = get("lang").or(get("xml:lang")).unwrap_or_default().to_ascii_lowercase();
                let primary = tag.split(['-', '_']).next().unwrap_or_default();
                self.language = (primary.len() == 2).then(|| primary.to_owned());
            }
            "head" => {
                self.title = title(tree, children);
                return Ok(false);
            }
            _ if UNSEEN.contains(&name) || get("hidden").is_some() => return Ok(false),
            _ if FURNITURE.contains(&name) => {
                self.left_out += 1;
                return Ok(false);
            }
            "br" => self.words.push("\n", self.emphatic > 0, self.bold > 0),
            "td" | "th" => {
                // A row is a block, and a cell a line of it.
                if self.cells > 0 && !self.words.is_blank() {
                    self.words.push("\n", false, false);
                }
                self.cells += 1;
            }
            "q" => self.text("“"),
            _ => {}
        }
        if is_block(name) {
            self.flush()?;
        }
        match name {
            "hr" => self.blocks.rule(),
            "tr" => self.cells = 0,
            "pre" => self.verbatim += 1,
            "ol" | "ul" => {
                let kind = get("type").and_then(|kind| kind.chars().next()).unwrap_or('1');
                let next = get("start").and_then(|start| start.trim().parse().ok()).unwrap_or(1);
                self.lists.push(List { kind: (name == "ol").then_some(kind), next });
            }
            "li" => {
                if let Some(list) = self.lists.last_mut() {
                    let own = get("value").and_then(|value| value.trim().parse().ok()).unwrap_or(list.next);
                    list.next = own.saturating_add(1);
                    self.label = list.kind.map(|kind| label(own, kind));
                }
            }
            _ => {}
        }
        self.heading += usize::from(is_heading(name));
        self.first += usize::from(name == "h1");
        self.emphatic += usize::from(is_emphasis(name));
        self.bold += usize::from(is_bold(name));
        self.raised += usize::from(name == "sup");
        Ok(true)
    }

    fn leave(&mut self, name: &str) -> Result<(), Refusal> {
        if name == "q" {
            self.text("”");
        }
        if is_block(name) {
            self.flush()?;
        }
        match name {
            "pre" => self.verbatim -= 1,
            "ol" | "ul" => {
                self.lists.pop();
            }
            "li" => self.label = None,
            _ => {}
        }
        self.heading -= usize::from(is_heading(name));
        self.first -= usize::from(name == "h1");
        self.emphatic -= usize::from(is_emphasis(name));
        self.bold -= usize::from(is_bold(name));
        self.raised -= usize::from(name == "sup");
        Ok(())
    }

    /// Ends the block that is open.
    fn flush(&mut self) -> Result<(), Refusal> {
        let mut words = std::mem::take(&mut self.words);
        if words.is_blank() {
            return Ok(());
        }
        // A list whose items print their labels themselves is shown without its own.
        if let Some(label) = self.label.take().filter(|_| !is_labelled(&words.plain())) {
            words.begin_with(&format!("{label} "));
        }
        if self.heading > 0 {
            self.blocks.heading(&words, if self.first > 0 { Rank::First } else { Rank::Lower });
        } else {
            self.blocks.paragraph(&words);
        }
        self.blocks.check()
    }
}

fn is_heading(name: &str) -> bool {
    matches!(name.as_bytes(), [b'h', b'1'..=b'6'])
}

fn is_block(name: &str) -> bool {
    BLOCKS.contains(&name) || is_heading(name)
}

fn is_emphasis(name: &str) -> bool {
    matches!(name, "i" | "em" | "cite" | "dfn" | "var")
}

fn is_bold(name: &str) -> bool {
    matches!(name, "b" | "strong" | "th")
}

/// Whether words begin with a label of their own: "(a) To consider", "4. Decides".
fn is_labelled(words: &str) -> bool {
    let first = words.split(' ').next().unwrap_or_default();
    let Some(name) = first.strip_suffix(['.', ')']) else { return false };
    let name = name.strip_prefix('(').unwrap_or(name);
    let mut letters = name.chars();
    let (one, two) = (letters.next(), letters.next());
    let is_letter = one.is_some_and(char::is_alphabetic) && two.is_none_or(|two| Some(two) == one);
    // "Mr." and "Peace." are none.
    let is_numeral = name.len() <= 6 && !name.is_empty() && name.chars().all(|c| "ivxIVX".contains(c));
    let is_number = name.len() <= 6 && !name.is_empty() && name.chars().all(|c| c.is_numeric());
    is_number || is_numeral || (is_letter && letters.next().is_none())
}

/// The label that a browser sets before an item.
fn label(n: i64, kind: char) -> String {
    let number = u32::try_from(n).ok().filter(|n| (1..=26).contains(n));
    let letter = |first: u8| number.and_then(|n| u8::try_from(n - 1).ok()).map(|n| char::from(first + n));
    match kind {
        'a' => letter(b'a').map(|c| format!("{c}.")),
        'A' => letter(b'A').map(|c| format!("{c}.")),
        'i' | 'I' => number.map(|n| {
            let printed = format!("{}.", roman(n));
            if kind == 'i' { printed } else { printed.to_ascii_uppercase() }
        }),
        _ => None,
    }
    .unwrap_or_else(|| format!("{n}."))
}

/// 1 to 26 as small roman numerals.
fn roman(n: u32) -> String {
    const ONES: [&str; 10] = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    let tens = "x".repeat((n / 10) as usize);
    format!("{tens}{}", ONES.get((n % 10) as usize).copied().unwrap_or_default())
}

/// The text of `title`.
fn title(tree: &Tree, children: &[usize]) -> Option<String> {
    let is_title = |at: &&usize| matches!(tree.get(**at).map(|node| &node.kind), Some(Kind::Element { name, .. }) if &*name.local == "title");
    let texts = &tree.get(*children.iter().find(is_title)?)?.children;
    let text = |at: &usize| match tree.get(*at).map(|node| &node.kind) {
        Some(Kind::Text(text)) => text.clone(),
        _ => String::new(),
    };
    let all: String = texts.iter().map(text).collect();
    let words = all.split_whitespace().collect::<Vec<_>>().join(" ");
    (!words.is_empty()).then_some(words)
}

#[cfg(test)]
mod tests {
    use super::super::read;

    fn check(page: &str, text: &str) {
        let found = read("a.html", page).map(|reading| reading.text);
        assert_eq!(found.as_deref(), Ok(text), "{page}");
    }

    #[test]
    fn blocks_headings_and_emphasis_are_told() {
        check(
            "<h2>I. <span>Food</span></h2><p>The <em>right</em>\n to&nbsp;food.<p>Two<br>lines",
            "## I. Food\n\nThe *right* to food.\n\nTwo\nlines\n",
        );
        check("<div>loose <div>inner</div> text</div>", "loose\n\ninner\n\ntext\n");
        check("<p><b>Annex</b><p><b>Bold</b> and not", "**Annex**\n\nBold and not\n");
    }

    #[test]
    fn lists_print_their_labels() {
        check(
            "<ol start=3><li>Decides<ol type=a><li>To eat<li>To drink</ol><li value=9>Requests</ol><ul><li>Dot</ul>",
            "3. Decides\n\na. To eat\n\nb. To drink\n\n9. Requests\n\nDot\n",
        );
        check("<ol><li>(a) Printed</ol>", "(a) Printed\n");
        check(
            "<ol><li>Mr. Smith spoke.<li>Peace.<li>iv. Four</ol>",
            "1. Mr. Smith spoke.\n\n2. Peace.\n\niv. Four\n",
        );
        check("<p>The Convention<sup>3</sup> and m<sup>th</sup>", "The Convention³ and mth\n");
    }

    #[test]
    fn rows_are_blocks_and_cells_are_lines() {
        check("<table><tr><td>Distr.<td>General<tr><th>A/61/1", "Distr.\nGeneral\n\n**A/61/1**\n");
    }

    #[test]
    fn what_is_not_the_text_is_left_out() {
        let page = "<html lang='fr-CA'><title> A  B </title><script>x<p>y</script><nav>Home</nav><p hidden>No\
            <template><p>No</template><p>Yes<!-- no --><button>No</button>";
        let reading = read("a.html", page).expect("a page");
        assert_eq!((reading.text.as_str(), reading.title.as_deref()), ("Yes\n", Some("A B")));
        assert_eq!((reading.editing.language.as_deref(), reading.problems.len()), (Some("fr"), 1));
    }
}
