//! How much of each document bears on each theme, in the order of time.

use super::passages::{percent, section};
use crate::components::family;
use crate::components::table::{Row, table};
use crate::dom::{Node, el, svg};
use crate::explorer::Explorer;
use crate::i18n::{Language, fill};
use crate::library;
use passages_core::compare::{Column, Contrast, Trend};
use passages_core::number::fixed;
use passages_core::search::{FacetKind, Years};
use passages_core::state::{View, ViewState};
use passages_core::vocabulary::TermIx;

pub(super) fn themes(explorer: Explorer, contrast: &Contrast) -> Node {
    let language = explorer.language();
    let text = &language.text;
    let themes = &contrast.themes;
    let mut heads: Vec<String> = vec![text.facet_theme.to_owned()];
    heads.extend(themes.columns.iter().map(|column| name(language, column)));
    heads.push(text.compare_trend.to_owned());
    let mut rows = Vec::new();
    for share in &themes.shares {
        let of = library::family_of_term(share.theme);
        let symbol = el("span")
            .class(format!("symbol {}", family::class(of)))
            .attr("aria-hidden", "true")
            .child(family::symbol(of));
        let mut cells = Vec::new();
        for (column, count) in themes.columns.iter().zip(&share.passages) {
            cells.push(("number", cell(explorer, column, share.theme, *count)));
        }
        let trend = match share.trend {
            Trend::New => text.compare_trend_new,
            Trend::Gone => text.compare_trend_gone,
            Trend::Rising => text.compare_trend_rising,
            Trend::Fading => text.compare_trend_fading,
            Trend::Few => text.compare_trend_few,
            Trend::Steady => text.compare_trend_steady,
        };
        cells.push(("", trend.into()));
        let head = Node::from([symbol.into(), " ".into(), library::term_name(language, share.theme).into()]);
        rows.push(Row { head, cells });
    }
    let silent: Vec<String> = themes.silent.iter().map(|ix| library::term_name(language, *ix)).collect();
    let silent = (!silent.is_empty()).then(|| {
        el("p").class("quiet").child(fill(text.compare_silent, &[("themes", &silent.join(text.semicolon))]))
    });
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    let body = Node::from([table(text.compare_themes, &heads, rows), silent.into()]);
    section(text.compare_themes, text.compare_themes_lead, body)
}

fn name(language: &Language, column: &Column) -> String {
    let corpus = library::corpus();
    let first = column.documents.first().and_then(|at| corpus.documents().get(*at));
    match (column.documents.len(), column.year) {
        (1, _) => first.map_or(String::new(), |d| library::short(language, d)),
        (_, Some(year)) => year.to_string(),
        _ => "–".to_owned(),
    }
}

/// How many passages and which share, as a bar and a way to them; a silence is said.
fn cell(explorer: Explorer, column: &Column, theme: TermIx, count: u32) -> Node {
    let text = &explorer.language().text;
    if count == 0 {
        return el("span").class("silence").child(text.compare_silence).into();
    }
    let share = f64::from(count) / f64::from(column.passages.max(1));
    let bar = svg("svg")
        .class("bar")
        .attr("viewBox", "0 0 100 4")
        .attr("preserveAspectRatio", "none")
        .attr("aria-hidden", "true")
        .child(svg("rect").attr("width", fixed(100.0 * share, 1)).attr("height", "4"));
    let words = format!("{count} ({})", percent(text, share));
    let cell = match found(explorer, column, theme) {
        Some(state) => el("a").attr("href", explorer.href(&state)),
        None => el("span"),
    };
    cell.child(words).child(bar).into()
}

/// The passages of a column that have a theme; `None` where its documents are more than an address can name.
fn found(explorer: Explorer, column: &Column, theme: TermIx) -> Option<ViewState> {
    let corpus = library::corpus();
    let id = corpus.vocabulary().term(theme).map_or("", |term| term.id.as_str());
    let state = explorer.state.with(|s| s.home()).showing(View::Find).toggled(FacetKind::Theme, id);
    let of_year = |year| corpus.documents().iter().filter(|d| d.year() == Some(year)).count();
    match (column.documents.as_slice(), column.year) {
        // All that there is of that year.
        (documents, Some(year)) if documents.len() > 1 && documents.len() == of_year(year) => {
            Some(state.with_years(Years::new(Some(year), Some(year))))
        }
        (documents, _) => {
            let names =
                documents.iter().filter_map(|at| corpus.documents().get(*at)).map(|d| d.name.as_str());
            let state = names.fold(state, |state, name| state.toggled(FacetKind::Document, name));
            let is_whole = ViewState::parse(&state.print()).0 == state;
            is_whole.then_some(state)
        }
    }
}
