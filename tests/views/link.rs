//! A link: its reasons, lit in both passages.

use super::html::{all, texts, values};
use super::{corpus, english, page, page_for};
use passages::i18n::{HEADS, Head, fill};
use passages::library;
use passages_core::corpus::Verdict;
use passages_core::export::html::address;
use passages_core::number::{fixed, parts};
use passages_core::search::FacetKind;

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

fn find(id: &str) -> u32 {
    corpus().find(id).expect("a passage")
}

const SIDE_BY_SIDE: &str = "link=A/CONF.191/L.7:5&with=letter-2006-04-13:annex.l";

#[test]
fn reasons_are_listed_with_their_shares() {
    let shared = corpus().compare(find("A/CONF.191/L.7:5"), find("letter-2006-04-13:annex.l"));
    for address in [LINK, SIDE_BY_SIDE] {
        let html = page(address);
        let shown = texts(&html, "li.reason");
        assert_eq!(shown.len(), shared.reasons.len());
        let shares: Vec<f64> = shared.reasons.iter().map(|reason| reason.share.into()).collect();
        for (shown, share) in shown.iter().zip(parts(&shares, shared.score.into())) {
            let score = fixed(shared.score.into(), 2);
            let share = fill(english().link_share, &[("share", &share), ("score", &score)]);
            assert!(shown.contains(&share), "{shown} lacks {share}");
        }
    }
}

#[test]
fn a_link_shows_both_passages_whole_and_the_score_worked_out() {
    let html = page(SIDE_BY_SIDE);
    let sides = all(&html, "article.link-side");
    let ends = ["A/CONF.191/L.7:5", "letter-2006-04-13:annex.l"];
    assert_eq!(sides.iter().filter_map(|s| s.get("data-end")).collect::<Vec<_>>(), ends);
    for (side, id) in sides.iter().zip(ends) {
        let (_, paragraph) = corpus().get(find(id)).expect("a passage");
        assert_eq!(texts(side.inner(), "p.passage-words"), [paragraph.text.as_str()]);
        assert!(lit(side.inner(), "Co-development").contains("co-development"));
    }
    let shared = corpus().compare(find(ends[0]), find(ends[1]));
    let rows = texts(&html, "details.worked").concat();
    for reason in &shared.reasons {
        assert!(rows.contains(&fixed(reason.weight.into(), 3)), "{rows}");
    }
    assert!(rows.contains(&fixed(shared.score.into(), 3)));
}

#[test]
fn why_two_passages_are_not_linked_is_said() {
    let all: Vec<u32> = corpus().indices().collect();
    let pairs = || all.iter().flat_map(|a| all.iter().map(move |b| (*a, *b))).filter(|(a, b)| a < b);
    let mut seen = [0; 4];
    for (a, b) in pairs().step_by(7) {
        let shared = corpus().compare(a, b);
        let (wanted, place) = match corpus().verdict(a, b, shared.score) {
            Verdict::Linked => (english().link_yes, 0),
            Verdict::TooWeak(_) if shared.reasons.is_empty() => (english().link_nothing, 1),
            Verdict::TooWeak(_) => (english().link_too_weak, 2),
            Verdict::Crowded => (english().link_crowded, 3),
        };
        seen[place] += 1;
        let html = page(&format!("link={}&with={}", corpus().id(a), corpus().id(b)));
        let said = texts(&html, "p.verdict").concat();
        let begins = wanted.split('{').next().expect("words");
        assert!(said.starts_with(begins), "{said}");
        if let Verdict::TooWeak(lacks) = corpus().verdict(a, b, shared.score) {
            assert!(shared.reasons.is_empty() || said.contains(&fixed(lacks.into(), 2)), "{said}");
        }
    }
    assert!(seen[0] > 0 && seen[1] > 0 && seen[2] > 0, "{seen:?}");
}

#[test]
fn a_report_of_a_bad_link_names_both_ends_and_every_reason() {
    let html = page(SIDE_BY_SIDE);
    let file =
        values(&html, "href").into_iter().find(|href| href.starts_with("data:text/plain")).expect("a file");
    assert!(file.contains("A/CONF.191/L.7:5") && file.contains("letter-2006-04-13:annex.l"), "{file}");
    assert!(file.contains("Co-development") && file.contains(corpus().fingerprint()), "{file}");
    assert!(!values(&html, "action").iter().any(|_| true), "nothing is sent");
}

#[test]
fn the_link_view_asks_for_what_is_missing() {
    for (address, wanted) in [
        ("link=", english().link_first),
        ("link=A/CONF.191/L.7:5", english().link_other),
        ("link=nowhere:1&with=letter-2006-04-13:annex.l", english().link_first),
        ("link=A/CONF.191/L.7:5&with=nowhere:1", english().link_other),
        ("link=A/CONF.191/L.7:5&with=A/CONF.191/L.7:5", english().link_other),
    ] {
        let html = page(address);
        assert!(texts(&html, "label").iter().any(|l| l == wanted), "{address}");
        assert_eq!(texts(&html, "h1"), [english().link_choose], "{address}");
    }
}

#[test]
fn frameworks_show_every_objective_with_its_passages_or_its_silence() {
    let html = page("frameworks");
    let crosswalk = &corpus().vocabulary().crosswalk;
    let rows: Vec<_> = all(&html, "tr").into_iter().filter(|r| !all(r.inner(), "td").is_empty()).collect();
    assert_eq!(rows.len(), crosswalk.objectives.len());
    for (place, row) in rows.iter().enumerate() {
        let cells = all(row.inner(), "td");
        assert_eq!(cells.len(), corpus().documents().len());
        for (document, cell) in corpus().documents().iter().zip(cells) {
            let passages = corpus()
                .paragraphs_of(&document.name)
                .filter(|ix| corpus().facets().of(FacetKind::Objective, *ix).any(|own| own == place));
            let count = passages.count();
            let silent = fill(english().frameworks_silent, &[("document", &document.short)]);
            assert_eq!(cell.text() == silent, count == 0, "{}", row.text());
            let named = all(cell.inner(), "bdi").len();
            assert_eq!(named, count.min(8), "{}", row.text());
        }
    }
    assert!(texts(&html, "p.caution").concat().contains("no proof"));
}

#[test]
fn the_measured_accuracy_is_on_the_page_with_its_sample() {
    let html = page("about");
    let accuracy = corpus().accuracy();
    let shown = texts(&html, "section").concat();
    for method in &accuracy.methods {
        assert!(shown.contains(&fixed(method.ndcg.into(), 2)), "{method:?}");
        assert!(shown.contains(&fixed(method.average_precision.into(), 2)), "{method:?}");
    }
    for number in [accuracy.pairs, accuracy.together, accuracy.links, accuracy.paragraphs] {
        assert!(shown.contains(&number.to_string()), "{number}");
    }
    // A head for each of the four tables, ten weights and seven keys.
    assert_eq!(all(&html, "tr").len(), 4 + 10 + 7 + accuracy.methods.len() + accuracy.themes.len());
}

#[test]
fn how_a_text_came_here_is_said_in_the_language_of_the_page() {
    let document = &corpus().documents()[1];
    for language in HEADS.iter().filter_map(Head::known) {
        let (tag, words) = document.provenance_for(language.tag).expect("a sentence");
        assert_eq!(tag, language.tag);
        for address in ["about", "read=letter-2006-04-13&text=received"] {
            let html = page_for(address, &[tag]);
            let said = |name: &str| {
                let here = all(&html, name).into_iter().find(|e| e.text() == words);
                here.map(|e| (e.get("lang") == Some(tag), e.get("dir") == Some(library::direction(tag))))
            };
            assert_eq!(said("span").or(said("p")), Some((true, true)), "{address} {tag}");
        }
    }
    // Nobody said it in German.
    assert_eq!(document.provenance_for("de").map(|(tag, _)| tag), Some("en"));
    let records = texts(&page("about"), "ul.sources").concat();
    assert_eq!(records.matches("Letter dated 13 April 2006").count(), 1, "{records}");
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
