//! The address that a visitor takes along: short enough for a code that a telephone reads from a step away. Whether the
//! telephone can reach it is told by [`reachable`](crate::setting::reach::reachable).

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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

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
