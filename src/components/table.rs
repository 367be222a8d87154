//! One way to set a table, so that every table is set alike.

use leptos::prelude::*;

/// A row: what heads it, and its cells, each with its class.
pub struct Row {
    /// The cell that heads the row.
    pub head: AnyView,
    /// The others; the class "number" sets figures in columns.
    pub cells: Vec<(&'static str, AnyView)>,
}

impl Row {
    /// A row of a name and figures.
    pub fn of_figures(name: impl Into<String>, figures: impl IntoIterator<Item = String>) -> Self {
        let cells = figures.into_iter().map(|figure| ("number", figure.into_any())).collect();
        Self { head: name.into().into_any(), cells }
    }
}

/// A table with a heading for each column. What is too wide for the screen scrolls by itself.
pub fn table(label: &str, heads: &[&str], rows: Vec<Row>) -> AnyView {
    let heads: Vec<AnyView> =
        heads.iter().map(|head| view! { <th scope="col">{(*head).to_owned()}</th> }.into_any()).collect();
    let rows: Vec<AnyView> = rows.into_iter().map(row).collect();
    view! {
        <div class="scrolling" role="group" tabindex="0" aria-label=label.to_owned()>
            <table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>
        </div>
    }
    .into_any()
}

fn row(Row { head, cells }: Row) -> AnyView {
    let cells: Vec<AnyView> =
        cells.into_iter().map(|(class, cell)| view! { <td class=class>{cell}</td> }.into_any()).collect();
    view! { <tr><th scope="row">{head}</th>{cells}</tr> }.into_any()
}
