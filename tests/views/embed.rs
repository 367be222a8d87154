//! The explorer in other people's pages, and how it gets there.

use crate::html::{all, texts};
use crate::{english, page, page_as};
use passages_core::setting::Mode;

#[test]
fn a_part_of_another_page_leads_to_the_whole_at_the_same_place_and_language() {
    let html = page_as(Mode::Embed, "read=A/CONF.191/L.7&para=5", &["fr"]);
    let links = all(&html, "a");
    let out: Vec<_> = links.iter().filter(|a| a.get("target") == Some("_blank")).collect();
    assert_eq!(out.len(), 1);
    assert_eq!(out[0].get("href"), Some("#read=A/CONF.191/L.7&para=5&lang=fr"));
    assert_eq!(out[0].get("rel"), Some("noopener"));
    // Nothing else leaves the frame.
    assert!(links.iter().all(|a| a.get("href").is_some_and(|href| href.starts_with('#'))));
    assert!(!page("read=A/CONF.191/L.7").contains("_blank"));
}

#[test]
fn every_view_can_be_embedded_but_none_from_an_exhibit() {
    for address in [
        "",
        "read=A/CONF.191/L.7",
        "find=mali",
        "map",
        "compare",
        "collection",
        "frameworks",
        "link=",
        "about",
    ] {
        let offers = |html: &str| texts(html, "button.embed-open").contains(&english().embed_open.to_owned());
        assert!(offers(&page(address)), "{address}");
        assert!(!offers(&page_as(Mode::Kiosk, address, &["en"])), "{address}");
    }
}
