//! The query of the address, and `kiosk.json` as the pairs of one.

use passages_core::setting::kiosk::Options;
use passages_core::setting::{Colour, DARK, Embed, Ground, LIGHT, Mode, pairs};

/// Least contrast of text, by the guidelines.
const LEAST_CONTRAST: f64 = 4.5;

/// Any text sets the page up within bounds, an embedded one in one spelling, and with colours that can be read.
pub fn setting(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (file, query) = text.split_once('\n').unwrap_or(("", &text));
    let said = pairs(query);
    assert!(said.iter().all(|(name, value)| !name.chars().chain(value.chars()).any(char::is_control)));

    let (embed, _) = Embed::parse(query);
    let printed = embed.print();
    assert_eq!(Embed::parse(&printed), (embed.clone(), Vec::new()), "{printed}");
    assert_eq!(Mode::of(&printed), Mode::Embed, "{printed}");
    if let Some(accent) = embed.accent {
        assert_eq!(Colour::parse(&accent.hex()), Some(accent));
        for ground in [LIGHT, DARK] {
            check_colours(accent, ground);
        }
    }

    let (options, ignored) = Options::read(file, query);
    assert!(options.idle == 0 || (10..=3600).contains(&options.idle), "{options:?}");
    assert!((5..=120).contains(&options.countdown) && (6..=120).contains(&options.scene), "{options:?}");
    assert!((75..=200).contains(&options.size), "{options:?}");
    assert!(options.reload.is_none_or(|minute| minute < 24 * 60), "{options:?}");
    assert!(options.pin.is_empty() || (4..=8).contains(&options.pin.len()), "{options:?}");
    let address = &options.public_url;
    assert!(
        address.is_empty() || address.starts_with("http://") || address.starts_with("https://"),
        "{address}"
    );
    assert!(ignored.len() <= pairs(file).len() + said.len());
    assert!(ignored.iter().all(|one| one.name != "pin" || one.value.is_empty()), "a PIN is repeated");
    Mode::with_file(query, file);
}

fn check_colours(accent: Colour, ground: Ground) {
    let shades = accent.shades(ground);
    for behind in [ground.paper, ground.deep, shades.soft] {
        assert!(shades.act.contrast(behind) >= LEAST_CONTRAST, "{accent:?} on {behind:?}");
    }
    assert!(ground.ink.contrast(shades.soft) >= LEAST_CONTRAST, "{accent:?}");
}
