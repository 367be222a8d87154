//! The colour and shape of a theme family: colour never carries meaning alone.

/// Class that gives an element the colour and the underline of a family; without one, those of names and words.
pub fn class(family: Option<u8>) -> &'static str {
    const CLASSES: [&str; 8] =
        ["family-0", "family-1", "family-2", "family-3", "family-4", "family-5", "family-6", "family-7"];
    family.and_then(|f| CLASSES.get(usize::from(f))).copied().unwrap_or("family-none")
}

/// The shape that goes with the colour.
pub fn symbol(family: Option<u8>) -> &'static str {
    const SYMBOLS: [&str; 8] = ["●", "■", "▲", "◆", "★", "✚", "▼", "⬟"];
    family.and_then(|f| SYMBOLS.get(usize::from(f))).copied().unwrap_or("○")
}
