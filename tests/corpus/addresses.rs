//! Addresses of the real corpus: short enough to be shared, and the same place when they are opened.

use super::{corpus, index};
use passages_core::corpus::Verdict;
use passages_core::export::html;
use passages_core::search::FacetKind;
use passages_core::select::{Notice, select};
use passages_core::state::{View, ViewState};

/// What fits a small QR code and a line of a letter.
const MAX_CHARS: usize = 300;

/// The address opens the same state, and is short.
fn check(state: &ViewState) {
    let address = state.print();
    assert!(address.len() <= MAX_CHARS, "{} characters: {address}", address.len());
    assert_eq!(ViewState::parse(&address), (state.clone(), vec![]), "{address}");
}

#[test]
fn every_passage_and_every_link_has_an_address_of_its_own() {
    for ix in corpus().indices() {
        let (document, _) = corpus().get(ix).expect("a passage");
        let reading = ViewState::default().reading(&document.name).at(Some(&corpus().id(ix)));
        check(&reading);
        assert_eq!(select(corpus(), &reading).open.map(|o| o.paragraph), Some(ix));
        for link in corpus().links_of(ix) {
            let other = link.other(ix).expect("its end");
            let opened = reading.with_link(&corpus().id(ix), &corpus().id(other));
            check(&opened);
            check(&opened.showing(View::Map));
            let open = select(corpus(), &opened).open.expect("the passage is open");
            check(&opened.showing(View::Link));
            let against = open.against.expect("the other end is open");
            assert_eq!((against.partner, against.verdict), (other, Verdict::Linked));
            assert_eq!(against.comparison.score.to_bits(), link.score.to_bits());
        }
    }
}

#[test]
fn a_normal_view_has_a_short_address() {
    let facets = FacetKind::ALL.map(|kind| corpus().facet(kind).expect("a table"));
    let mut state = ViewState::default().showing(View::Find).looking_for("\"human rights\" OR remittances");
    // One value of each of the first facets, the longest.
    for (kind, table) in FacetKind::ALL.into_iter().zip(facets).take(5) {
        let longest = table.values.iter().max_by_key(|v| v.len()).expect("a value");
        state = state.toggled(kind, longest);
    }
    state.corpus = Some(corpus().fingerprint().to_owned());
    state.language = Some("fr".to_owned());
    check(&state.at(Some(&corpus().id(index("l")))));
}

#[test]
fn the_plain_page_and_the_explorer_have_the_same_anchors() {
    let page = html::documents(corpus());
    for ix in corpus().indices() {
        let (document, paragraph) = corpus().get(ix).expect("a passage");
        let address = html::address(document, paragraph);
        let anchor = format!("id=\"{}\"", html::escape(&address));
        assert_eq!(page.matches(&anchor).count(), 1, "{anchor}");
        assert!(page.contains(&html::escape(&paragraph.text)), "{address}");
        assert_eq!(ViewState::parse(&address).0.passage, Some(corpus().id(ix)));
    }
}

#[test]
fn what_is_not_there_is_told() {
    let check = |address: &str, notices: &[Notice]| {
        let (state, warnings) = ViewState::parse(address);
        assert_eq!((select(corpus(), &state).notices.as_slice(), warnings), (notices, vec![]), "{address}");
    };
    let asked = |s: &str| s.to_owned();
    check("read=A/CONF.191/L.7&para=4", &[]);
    check("read=a/conf 191 l7&para=4", &[]);
    check("read=A/CONF.191/L.7&para=99", &[Notice::UnknownPassage { asked: asked("A/CONF.191/L.7:99") }]);
    check("read=A/1/1", &[Notice::UnknownDocument { asked: asked("A/1/1") }]);
    // Once, not for its passage as well.
    check("read=A/1/1&para=7", &[Notice::UnknownDocument { asked: asked("A/1/1") }]);
    check("find=&theme=tourism", &[Notice::UnknownValue { asked: asked("tourism") }]);
    check("find=bank&corpus=00000000", &[Notice::CorpusChanged]);
    check(&format!("find=bank&corpus={}", corpus().fingerprint()), &[]);
}

#[test]
fn the_place_nearest_to_an_unknown_passage_is_shown() {
    let shown = |address: &str| select(corpus(), &ViewState::parse(address).0).document;
    assert_eq!(shown("read=letter-2006-04-13&para=99").as_deref(), Some("letter-2006-04-13"));
    assert_eq!(shown("read=nothing").as_deref(), Some("A/CONF.191/L.7"));
    assert_eq!(shown("read=&at=letter-2006-04-13:annex.f").as_deref(), Some("letter-2006-04-13"));
    assert_eq!(shown("find=bank"), None);
}
