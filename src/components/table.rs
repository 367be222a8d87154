//! One way to set a table, so that every table is set alike.

use crate::dom::{Node, el};

/// A row: what heads it, and its cells, each with its class.
pub struct Row {
    /// The cell that heads the row.
    pub head: Node,
    /// The others; the class "number" sets figures in columns.
    pub cells: Vec<(&'static str, Node)>,
}

impl Row {
    /// A row of a name and figures.
    pub fn of_figures(name: Node, figures: Vec<String>) -> Self {
        Self { head: name, cells: figures.into_iter().map(|figure| ("number", figure.into())).collect() }
    }
}

/// A table with a heading for each column. What is too wide for the screen scrolls by itself.
pub fn table(label: &str, heads: &[&str], rows: Vec<Row>) -> Node {
    // A heading stands where the cells below it stand.
    let classes: Vec<&'static str> =
        rows.first().map(|row| row.cells.iter().map(|(class, _)| *class).collect()).unwrap_or_default();
    let mut head = el("tr");
    for (at, words) in heads.iter().enumerate() {
        let class = at.checked_sub(1).and_then(|at| classes.get(at).copied()).unwrap_or_default();
        head = head.child(el("th").attr("scope", "col").class(class).child((*words).to_owned()));
    }
    let mut body = el("tbody");
    for row in rows {
        let mut cells = el("tr").child(el("th").attr("scope", "row").child(row.head));
        for (at, (class, cell)) in row.cells.into_iter().enumerate() {
            // Where the screen is too narrow for columns, a cell says itself what heads it.
            let words = heads.get(at + 1).map(|words| (*words).to_owned());
            cells = cells.child(el("td").class(class).attr("data-head", words).child(cell));
        }
        body = body.child(cells);
    }
    el("div")
        .class("scrolling")
        .attr("role", "group")
        .attr("tabindex", "0")
        .attr("aria-label", label.to_owned())
        .child(el("table").child(el("thead").child(head)).child(body))
        .into()
}
