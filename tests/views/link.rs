//! A link: its reasons, lit in both passages.

use super::html::{all, texts};
use super::{english, page};
use passages::i18n::fill;
use passages::library::corpus;
use passages_core::export::html::address;
use passages_core::number::fixed;

const LINK: &str = "read=A/CONF.191/L.7&para=5&with=letter-2006-04-13:annex.l";

/// The words that are lit for a reason, in a piece of the page.
fn lit(html: &str, reason: &str) -> String {
    let marks = all(html, "mark.lit");
    let of_reason = marks.iter().filter(|m| m.get("title") == Some(reason));
    of_reason.map(|m| m.text()).collect::<Vec<_>>().join(" ")
}

#[test]
fn co_development_and_france_are_lit_in_both_passages() {
    let html = page(LINK);
    let (five, l) = (all(&html, "article.document"), all(&html, "article.partner"));
    assert_eq!(l[0].get("data-partner"), Some("letter-2006-04-13:annex.l"));
    let names = texts(&html, "span.reason-name");
    let france =
        names.iter().find(|name| name.contains("France") || name.contains("French")).expect("a reason");
    for (side, country) in [(&five, "France"), (&l, "French Government")] {
        assert!(lit(side[0].inner(), "Co-development").contains("co-development"));
        assert!(lit(side[0].inner(), france).contains(country), "{country}");
    }
}

#[test]
fn reasons_are_listed_with_their_shares() {
    let find = |id: &str| corpus().find(id).expect("a passage");
    let link =
        corpus().link_between(find("A/CONF.191/L.7:5"), find("letter-2006-04-13:annex.l")).expect("a link");
    let html = page(LINK);
    let shown = texts(&html, "li.reason");
    assert_eq!(shown.len(), link.reasons.len());
    for (shown, reason) in shown.iter().zip(&link.reasons) {
        let (share, score) = (fixed(reason.share.into(), 2), fixed(link.score.into(), 2));
        let share = fill(english().link_share, &[("share", &share), ("score", &score)]);
        assert!(shown.contains(&share), "{shown} lacks {share}");
    }
}

#[test]
fn the_panel_lists_the_links_of_what_is_open() {
    for ix in corpus().indices() {
        let (document, paragraph) = corpus().get(ix).expect("a passage");
        let html = page(&address(document, paragraph));
        let (cards, panel) = (all(&html, "a.link-card").len(), &texts(&html, "aside")[0]);
        assert_eq!(cards, corpus().links_of(ix).count(), "{}", corpus().id(ix));
        assert_eq!(panel.contains(english().passage_no_links), cards == 0, "{}", corpus().id(ix));
    }
}

#[test]
fn the_opening_page_names_where_the_documents_meet() {
    let html = page("");
    let cards = texts(&html, "a.link-card");
    assert!(cards.len() >= 3, "{cards:?}");
    assert!(
        cards.iter().all(|c| c.contains("Brussels 2001, para. ") && c.contains("Brussels 2006, ")),
        "{cards:?}"
    );
    let between =
        corpus().links().iter().filter(|l| corpus().document_ix(l.from) != corpus().document_ix(l.to));
    let pictures = all(&html, "figure.threads");
    assert_eq!(all(pictures[0].inner(), "path.thread").len(), between.count());
}
