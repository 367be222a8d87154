//! The address that a visitor takes along: short enough for a code that a telephone reads from a step away, and one
//! that the telephone can reach.

use crate::state::{View, ViewState};

/// Bytes of an address at most.
pub const MAX_BYTES: usize = 300;

/// The address of a state below `base`, which has no fragment. What makes it too long is left out: what was picked,
/// then filters, then words; at the least it is the address of the page.
pub fn address(base: &str, state: &ViewState) -> String {
    let unpicked = ViewState { picked: Vec::new(), step: None, ..state.clone() };
    let unfiltered = unpicked.clone().unfiltered();
    let bare = ViewState { query: String::new(), ..unfiltered.clone() };
    let view = ViewState { view: bare.view, language: state.language.clone(), ..ViewState::default() };
    let home = ViewState { view: View::Home, ..view.clone() };
    for state in [state, &unpicked, &unfiltered, &bare, &view, &home] {
        let printed = state.print();
        let address = if printed.is_empty() { base.to_owned() } else { format!("{base}#{printed}") };
        if address.len() <= MAX_BYTES {
            return address;
        }
    }
    base.to_owned()
}

/// The address of the page without its query and fragment, if a telephone beside the exhibit could reach it: not one of
/// the exhibit's own disk or its own machine.
pub fn reachable(href: &str) -> Option<String> {
    let end = href.find(['?', '#']).unwrap_or(href.len());
    let bare = href.get(..end).unwrap_or("");
    let rest = bare.strip_prefix("https://").or_else(|| bare.strip_prefix("http://"))?;
    let host = rest.split('/').next().unwrap_or("");
    let name = match host.strip_prefix('[') {
        Some(six) => six.split(']').next().unwrap_or(""),
        None => host.split(':').next().unwrap_or(""),
    };
    let is_own = matches!(name, "" | "localhost" | "::1" | "0.0.0.0")
        || name.ends_with(".localhost")
        || name.starts_with("127.");
    (!is_own).then(|| bare.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_what_others_can_reach_is_handed_out() {
        for own in [
            "http://localhost/",
            "http://localhost:8080/?kiosk",
            "http://127.0.0.1:80/a",
            "http://[::1]:8080/",
            "file:///x",
            "http://kiosk.localhost/",
            "",
            "about:blank",
        ] {
            assert_eq!(reachable(own), None, "{own}");
        }
        for (href, bare) in [
            ("https://example.org/p/?kiosk=1#map", "https://example.org/p/"),
            ("http://192.168.1.20:8080/#map", "http://192.168.1.20:8080/"),
        ] {
            assert_eq!(reachable(href).as_deref(), Some(bare));
        }
    }

    #[test]
    fn a_view_is_handed_out_whole_where_it_fits() {
        let base = "https://example.org/";
        let state = ViewState::parse("map&at=letter-2006-04-13:annex.l&theme=remittances").0;
        assert_eq!(address(base, &state), format!("{base}#{}", state.print()));
        assert_eq!(address(base, &ViewState::default()), base);
    }

    proptest! {
        #[test]
        fn what_is_handed_out_is_short_and_is_the_same_view(
            query in "\\PC{0,200}",
            picks in proptest::collection::vec("[a-z]{3,20}:[0-9]{1,3}", 0..20),
        ) {
            let mut state = ViewState::parse("find=").0.looking_for(&query).showing(View::Find);
            for id in &picks {
                state = state.picking(id);
            }
            let address = address("https://example.org/passages/", &state);
            prop_assert!(address.len() <= MAX_BYTES);
            let (read, _) = ViewState::parse(address.split_once('#').map_or("", |(_, state)| state));
            prop_assert_eq!(read.view, View::Find);
            prop_assert!(read.query == state.query || read.query.is_empty());
        }
    }
}
