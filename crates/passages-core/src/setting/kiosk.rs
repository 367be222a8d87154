//! How an exhibit is set up: by `kiosk.json` beside the page and by the query of its address, which wins.
//!
//! Both have the same grammar, names and values; `docs/kiosk.md` lists them. Reading never fails: what means nothing is
//! left out, its default holds, and it is named among what was [`Ignored`].

use super::reach::reachable;
use super::{Theme, pairs};

/// Seconds without a touch before the exhibit asks whether somebody is there.
pub const IDLE_SECONDS: u16 = 60;
/// Seconds for an answer.
pub const COUNTDOWN_SECONDS: u16 = 15;
/// Seconds that a picture of the tour stands.
pub const SCENE_SECONDS: u16 = 14;
/// Minute of the day at which the page is loaded anew: four in the morning.
pub const RELOAD_MINUTE: u16 = 4 * 60;

/// The keyboard that a visitor types on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Keyboard {
    /// The page's own, on the screen: `own`.
    #[default]
    Own,
    /// That of the system, or one of plastic: `system`.
    System,
    /// None, and nothing to type into: `none`.
    None,
}

/// Everything that can be set up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// `idle`: seconds without a touch before the exhibit asks, 10 to 3600; 0 never asks and never resets.
    pub idle: u16,
    /// `countdown`: seconds for an answer, 5 to 120.
    pub countdown: u16,
    /// `attract`: whether the tour plays while nobody is there.
    pub attract: bool,
    /// `scene`: seconds that a picture of the tour stands, 6 to 120.
    pub scene: u16,
    /// `start`: the fragment of the address that a visit begins at, without `#`; empty is the opening page.
    pub start: String,
    /// `languages`: tags of the languages offered, in the order given; empty offers all.
    pub languages: Vec<String>,
    /// `language`: tag of the language that a visit begins in; empty leaves it to the browser.
    pub language: String,
    /// `theme`: the colours.
    pub theme: Theme,
    /// `size`: the size of type in per cent, 75 to 200.
    pub size: u16,
    /// `keyboard`: what a visitor types on.
    pub keyboard: Keyboard,
    /// `public-url`: the address, https or http, under which a visitor's own telephone finds the page, so none of the
    /// exhibit's own machine; empty takes that of the exhibit, unless only the exhibit itself can reach it.
    pub public_url: String,
    /// `fullscreen`: whether the first touch fills the screen.
    pub fullscreen: bool,
    /// `wake`: whether the screen is kept on.
    pub wake: bool,
    /// `reload`: minute of the day at which the page is loaded anew while nobody is there, written `04:00`; `off` is
    /// `None`.
    pub reload: Option<u16>,
    /// `pin`: four to eight digits that open the panel of the technician; empty asks for none.
    pub pin: String,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            idle: IDLE_SECONDS,
            countdown: COUNTDOWN_SECONDS,
            attract: true,
            scene: SCENE_SECONDS,
            start: String::new(),
            languages: Vec::new(),
            language: String::new(),
            theme: Theme::default(),
            size: 100,
            keyboard: Keyboard::default(),
            public_url: String::new(),
            fullscreen: true,
            wake: true,
            reload: Some(RELOAD_MINUTE),
            pin: String::new(),
        }
    }
}

/// Where a setting stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// In `kiosk.json`.
    File,
    /// In the address.
    Address,
}

/// A setting that means nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ignored {
    /// Its name, as given.
    pub name: String,
    /// Its value, as given; that of a PIN is left out.
    pub value: String,
    /// Where it stands.
    pub from: Source,
}

impl Options {
    /// What the file and the address set, and what of it means nothing. Of a name that is given twice the last good value
    /// holds.
    pub fn read(file: &str, query: &str) -> (Self, Vec<Ignored>) {
        let mut options = Self::default();
        let mut ignored = Vec::new();
        for (from, text) in [(Source::File, file), (Source::Address, query)] {
            for (name, value) in pairs(text) {
                if !options.set(&name, value.trim()) {
                    let value = if name == "pin" { String::new() } else { value };
                    ignored.push(Ignored { name, value, from });
                }
            }
        }
        (options, ignored)
    }

    /// Sets one; says whether it means something.
    fn set(&mut self, name: &str, value: &str) -> bool {
        match name {
            // Says what the page is, and has been read.
            "kiosk" => switch(value).is_some(),
            "idle" => put(&mut self.idle, number(value, 10, 3600).or_else(|| number(value, 0, 0))),
            "countdown" => put(&mut self.countdown, number(value, 5, 120)),
            "attract" => put(&mut self.attract, switch(value)),
            "scene" => put(&mut self.scene, number(value, 6, 120)),
            "start" => put(&mut self.start, start(value)),
            "languages" => put(&mut self.languages, tags(value)),
            "language" => put(&mut self.language, tag(value)),
            "theme" => put(&mut self.theme, Theme::from_id(value)),
            "size" => put(&mut self.size, number(value, 75, 200)),
            "keyboard" => put(&mut self.keyboard, keyboard(value)),
            "public-url" => put(&mut self.public_url, public_url(value)),
            "fullscreen" => put(&mut self.fullscreen, switch(value)),
            "wake" => put(&mut self.wake, switch(value)),
            "reload" => put(&mut self.reload, time(value)),
            "pin" => put(&mut self.pin, pin(value)),
            _ => false,
        }
    }
}

fn put<T>(place: &mut T, value: Option<T>) -> bool {
    match value {
        Some(value) => {
            *place = value;
            true
        }
        None => false,
    }
}

/// Yes or no, as people write it; a name alone says yes.
pub(super) fn switch(value: &str) -> Option<bool> {
    match value {
        "" | "1" | "true" | "on" | "yes" => Some(true),
        "0" | "false" | "off" | "no" => Some(false),
        _ => None,
    }
}

fn number(value: &str, low: u16, high: u16) -> Option<u16> {
    let is_plain = value.bytes().all(|b| b.is_ascii_digit());
    value.parse().ok().filter(|n| is_plain && (low..=high).contains(n))
}

fn start(value: &str) -> Option<String> {
    let value = value.strip_prefix('#').unwrap_or(value);
    crate::state::ViewState::parse(value).1.is_empty().then(|| value.to_owned())
}

/// One of the page's six languages, with or without a region.
fn tag(value: &str) -> Option<String> {
    let primary = value.split('-').next().unwrap_or(value).to_ascii_lowercase();
    ["ar", "zh", "en", "fr", "ru", "es"].contains(&primary.as_str()).then_some(primary)
}

fn tags(value: &str) -> Option<Vec<String>> {
    let mut tags: Vec<String> = Vec::new();
    for one in value.split([',', ' ']).filter(|one| !one.is_empty()) {
        let tag = tag(one)?;
        if !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    (!tags.is_empty()).then_some(tags)
}

fn keyboard(value: &str) -> Option<Keyboard> {
    match value {
        "own" => Some(Keyboard::Own),
        "system" => Some(Keyboard::System),
        "none" => Some(Keyboard::None),
        _ => None,
    }
}

/// Bytes of an address that leave room for a view behind it in a code that can be read from a step away.
const MAX_URL_BYTES: usize = 160;

fn public_url(value: &str) -> Option<String> {
    let rest = value.strip_prefix("https://").or_else(|| value.strip_prefix("http://"))?;
    let is_plain =
        rest.chars().all(|c| c.is_ascii_graphic() && !matches!(c, '#' | '?' | '"' | '<' | '>' | '\\'));
    (is_plain && value.len() <= MAX_URL_BYTES).then(|| reachable(value)).flatten()
}

/// "04:00" as minutes; "off" is none.
fn time(value: &str) -> Option<Option<u16>> {
    if switch(value) == Some(false) {
        return Some(None);
    }
    let (hours, minutes) = value.split_once(':')?;
    let (hours, minutes) = (number(hours, 0, 23)?, number(minutes, 0, 59)?);
    Some(Some(hours.checked_mul(60)?.checked_add(minutes)?))
}

fn pin(value: &str) -> Option<String> {
    let is_pin = (4..=8).contains(&value.len()) && value.bytes().all(|b| b.is_ascii_digit());
    (is_pin || value.is_empty()).then(|| value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_not_said_has_its_default() {
        let (options, ignored) = Options::read("", "?kiosk");
        assert_eq!((options, ignored), (Options::default(), Vec::new()));
    }

    #[test]
    fn every_option_can_be_set_and_the_address_wins() {
        let file = "kiosk=true&idle=90&countdown=20&attract=false&scene=20&start=%23map&languages=fr,ar,fr-CA\
            &language=fr&theme=dark&size=125&keyboard=none&public-url=https%3A%2F%2Fexample.org%2Fpassages%2F\
            &fullscreen=false&wake=0&reload=03%3A30&pin=2580";
        let (options, ignored) = Options::read(file, "kiosk=1&idle=0&reload=off");
        assert_eq!(ignored, []);
        let expected = Options {
            idle: 0,
            countdown: 20,
            attract: false,
            scene: 20,
            start: "map".to_owned(),
            languages: vec!["fr".to_owned(), "ar".to_owned()],
            language: "fr".to_owned(),
            theme: Theme::Dark,
            size: 125,
            keyboard: Keyboard::None,
            public_url: "https://example.org/passages/".to_owned(),
            fullscreen: false,
            wake: false,
            reload: None,
            pin: "2580".to_owned(),
        };
        assert_eq!(options, expected);
    }

    #[test]
    fn what_means_nothing_leaves_the_default_and_is_named() {
        for bad in [
            "idle=9",
            "idle=-5",
            "idle=1e3",
            "idle=soon",
            "idle=%2B60",
            "idle=99999",
            "countdown=0",
            "countdown=",
            "scene=1",
            "size=1000",
            "theme=pink",
            "keyboard=qwerty",
            "languages=xx",
            "languages=",
            "languages=en,tlh",
            "language=",
            "public-url=javascript:alert(1)",
            "public-url=https://",
            "public-url=//example.org",
            "public-url=https://example.org/?a",
            "public-url=http://localhost:8080/",
            "public-url=https://LOCALHOST/passages/",
            "public-url=http://127.0.0.1/",
            "public-url=http://[::1]:8080/",
            "wake=maybe",
            "fullscreen=2",
            "reload=25:00",
            "reload=4",
            "reload=04:60",
            "pin=12",
            "pin=letmein",
            "pin=123456789",
            "colour=red",
            "attract=never",
            "start=%23nowhere",
            "=",
            "kiosk=2",
        ] {
            let (options, ignored) = Options::read("", bad);
            assert_eq!(options, Options::default(), "{bad}");
            assert_eq!(ignored.len(), 1, "{bad}");
            assert_eq!(Options::read(bad, "").1.first().map(|i| i.from), Some(Source::File), "{bad}");
        }
    }

    #[test]
    fn a_bad_value_does_not_undo_a_good_one_and_no_pin_is_repeated() {
        let (options, ignored) = Options::read("idle=120&pin=4711", "idle=soon&pin=x9");
        assert_eq!((options.idle, options.pin.as_str()), (120, "4711"));
        let named: Vec<(&str, &str)> = ignored.iter().map(|i| (i.name.as_str(), i.value.as_str())).collect();
        assert_eq!(named, [("idle", "soon"), ("pin", "")]);
    }

    proptest! {
        #[test]
        fn any_text_sets_an_exhibit_up_within_bounds(
            file in "\\PC{0,80}|([a-z-]{2,10}=[-0-9a-z:,]{0,12}&){0,9}",
            query in "(idle|countdown|scene|size|reload|pin|start|languages)=\\PC{0,12}",
        ) {
            let (options, ignored) = Options::read(&file, &query);
            prop_assert!(options.idle == 0 || (10..=3600).contains(&options.idle));
            prop_assert!((5..=120).contains(&options.countdown));
            prop_assert!((6..=120).contains(&options.scene) && (75..=200).contains(&options.size));
            prop_assert!(options.reload.is_none_or(|minute| minute < 24 * 60));
            prop_assert!(ignored.len() <= pairs(&file).len() + pairs(&query).len());
        }
    }
}
