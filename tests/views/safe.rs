//! Nothing from an address becomes markup, and every address gives a page.

use super::html::{tags, texts, values};
use super::page;
use passages_core::state::ViewState;
use proptest::collection::vec;
use proptest::prelude::*;

const HOSTILE: &str = "%3Cscript%3Ealert(1)%3C/script%3E%22%20onload=%22x%22%3E%3Cimg%20src=x%20onerror=y%3E";

#[test]
fn f34_markup_in_an_address_stays_text() {
    for address in ["find=", "map&q=", "find=&theme=", "read=", "read=A/CONF.191/L.7&para=", "map&at=", "q="]
    {
        let html = page(&format!("{address}{HOSTILE}"));
        for tag in tags(&html) {
            assert!(!["script", "img", "style", "iframe"].contains(&tag.name), "{address}: {tag:?}");
            assert!(
                tag.attributes.iter().all(|(name, _)| !name.starts_with("on") && *name != "style"),
                "{address}: {tag:?}"
            );
        }
    }
    let tally = texts(&page(&format!("find={HOSTILE}")), "p.tally").concat();
    assert!(tally.contains("<script>alert(1)</script>"), "{tally}");
}

/// Addresses that hit the views: known names and values among nonsense.
fn address() -> impl Strategy<Value = String> {
    let first = prop::sample::select(vec![
        "",
        "map",
        "find=",
        "find=migration",
        "find=%22world+bank%22",
        "find=NOT+(",
        "read=",
        "read=A/CONF.191/L.7",
        "read=letter-2006-04-13",
        "read=A/CONF.191/L.7:5",
        "read=a%3Ab",
        "%E0%A4%A",
        "#",
    ]);
    let pair = prop::sample::select(vec![
        "para=4",
        "para=annex.l",
        "at=A/CONF.191/L.7:5",
        "at=letter-2006-04-13:annex.l",
        "at=:",
        "with=A/CONF.191/L.7:5",
        "with=letter-2006-04-13:annex.l",
        "with=x",
        "q=mali",
        "q=%00%E2%80%AE",
        "theme=remittances,co-development",
        "theme=x",
        "document=A/CONF.191/L.7",
        "section=",
        "text=received",
        "lang=fr",
        "lang=ar",
        "corpus=0",
        "v=2",
        "<b>",
        "==&&",
        "place=mali",
        "strength=all-recognized",
    ]);
    (first, vec(pair, 0..5)).prop_map(|(first, pairs)| [vec![first], pairs].concat().join("&"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn f20_every_address_gives_a_page_of_which_every_link_is_an_address(address in address()) {
        let html = page(&address);
        prop_assert_eq!(texts(&html, "h1").len(), 1);
        for href in values(&html, "href").into_iter().filter(|h| h != "#top") {
            let (state, warnings) = ViewState::parse(&href);
            prop_assert!(href.starts_with('#') && warnings.is_empty(), "{}: {:?}", href, warnings);
            prop_assert_eq!(format!("#{}", state.print()), href);
        }
    }
}
