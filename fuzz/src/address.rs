//! What stands after the `#` of an address.

use crate::small;
use passages_core::select::select;
use passages_core::state::{MAX_BYTES, ViewState, decoded_bytes};

/// Any text is a state with one spelling, which every browser keeps as it is; and any state has a screen.
pub fn address(bytes: &[u8]) {
    let typed = String::from_utf8_lossy(bytes);
    let (state, _) = ViewState::parse(&typed);
    let printed = state.print();
    assert!(decoded_bytes(&printed) <= MAX_BYTES, "{} bytes", printed.len());
    let is_kept = |b: u8| b.is_ascii_graphic() && !b"\"<>`\\^{|}#".contains(&b);
    assert!(printed.bytes().all(is_kept), "{printed}");
    let (again, warnings) = ViewState::parse(&printed);
    assert_eq!(warnings, [], "{printed}");
    assert_eq!(again, state, "{printed}");
    assert_eq!(again.print(), printed);

    let selection = select(small::corpus(), &state);
    let listed = selection.rows.len();
    assert!(listed <= small::corpus().len(), "{listed} rows");
}
