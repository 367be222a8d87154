//! What a page that shows the explorer as a part of itself asks for: `?embed&lang=fr&theme=dark`.
//!
//! * `embed`: this is a part of another page; the other options mean nothing without it
//! * `lang=fr`: language of the page, where the address after the `#` names none; a visitor can choose another
//! * `theme=light`, `theme=dark`, `theme=auto`: colours; `auto`, the default, is what the visitor prefers
//! * `accent=1d4f91`: the host's colour for what can be acted on, in hexadecimal; made darker or lighter until it can be read
//! * `features=views,search`: what a visitor can use beside the view itself, see [`Feature`]; `features=none` is nothing
//! * `readonly`: the view stays; what leads to another is opened in full
//! * `host=https://www.example.org`: the only origin that may hold the page's end of the conversation
//!
//! Of an option that is given twice, the last holds. What means nothing is left out and named.

use super::accent::Colour;
use super::pairs;
use crate::state::encode;

/// Most bytes of `host`.
const MAX_ORIGIN_BYTES: usize = 200;

/// The colours of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// What the visitor prefers.
    #[default]
    Auto,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    /// All themes, as the page offers them.
    pub const ALL: [Self; 3] = [Self::Auto, Self::Light, Self::Dark];
    /// Their names, in the same order.
    pub const IDS: [&'static str; 3] = ["auto", "light", "dark"];

    /// Its name.
    pub fn id(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme of a name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.id() == id)
    }
}

/// What a visitor can use beside the view itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Feature {
    /// The tabs that lead to other views.
    Views,
    /// The search box, and the filters beside what is found.
    Search,
    /// The languages of the page.
    Languages,
    /// Files to take away, print-outs, and copying a citation or an address.
    Take,
    /// Picking passages, and the collection of those that were picked.
    Pick,
    /// "Embed this view"; not there unless it is named.
    Embed,
}

impl Feature {
    /// All features, as the page offers them.
    pub const ALL: [Self; 6] =
        [Self::Views, Self::Search, Self::Languages, Self::Take, Self::Pick, Self::Embed];

    /// Its name.
    pub fn id(self) -> &'static str {
        match self {
            Self::Views => "views",
            Self::Search => "search",
            Self::Languages => "languages",
            Self::Take => "take",
            Self::Pick => "pick",
            Self::Embed => "embed",
        }
    }

    fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// A set of features.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Features(u8);

impl Features {
    /// None.
    pub const NONE: Self = Self(0);

    /// Whether the feature is among them.
    pub fn has(self, feature: Feature) -> bool {
        self.0 & feature.bit() != 0
    }

    /// The set with the feature, or without it.
    pub fn with(self, feature: Feature, is_in: bool) -> Self {
        Self(if is_in { self.0 | feature.bit() } else { self.0 & !feature.bit() })
    }

    /// The names, in the order of [`Feature::ALL`], with something between them; empty for none.
    pub fn ids(self, between: &str) -> String {
        let mut ids = String::new();
        for feature in Feature::ALL {
            if self.has(feature) {
                ids.push_str(if ids.is_empty() { "" } else { between });
                ids.push_str(feature.id());
            }
        }
        ids
    }

    /// Reads names with commas between them; what is no name makes nothing of all the rest: `None` beside the set.
    fn parse(value: &str) -> (Self, Option<()>) {
        let (mut set, mut all_known) = (Self::NONE, Some(()));
        for name in value.split(',').map(str::trim).filter(|name| !name.is_empty() && *name != "none") {
            match Feature::ALL.into_iter().find(|feature| feature.id() == name) {
                Some(feature) => set = set.with(feature, true),
                None => all_known = None,
            }
        }
        (set, all_known)
    }
}

impl Default for Features {
    /// All but [`Feature::Embed`].
    fn default() -> Self {
        let mut set = Self::NONE;
        for feature in Feature::ALL {
            set = set.with(feature, feature != Feature::Embed);
        }
        set
    }
}

/// Everything that a host can ask for. [`Embed::parse`] and [`Embed::print`] are its two directions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Embed {
    /// BCP 47 tag of the language to begin with; `None` is the visitor's.
    pub language: Option<String>,
    /// Colours.
    pub theme: Theme,
    /// The host's colour for what can be acted on.
    pub accent: Option<Colour>,
    /// What a visitor can use.
    pub features: Features,
    /// Whether the view stays.
    pub read_only: bool,
    /// The only origin to talk with; `None` is whoever shows the page.
    pub host: Option<String>,
}

impl Embed {
    /// The language that a query asks for, which is wanted before all else.
    pub fn language_of(query: &str) -> Option<String> {
        let asked = pairs(query).into_iter().rfind(|(name, _)| name == "lang");
        asked.map(|(_, tag)| tag).filter(|tag| is_language(tag))
    }

    /// What a query asks for, and the names of the options of which the value means nothing. Never fails.
    pub fn parse(query: &str) -> (Self, Vec<&'static str>) {
        let mut embed = Self::default();
        let mut malformed = Vec::new();
        for (name, value) in pairs(query) {
            let mut check = |name: &'static str, is_sound: bool| {
                if !is_sound && !malformed.contains(&name) {
                    malformed.push(name);
                }
            };
            match name.as_str() {
                "lang" => {
                    embed.language = Some(value).filter(|tag| is_language(tag));
                    check("lang", embed.language.is_some());
                }
                "theme" => {
                    let theme = Theme::from_id(&value);
                    embed.theme = theme.unwrap_or_default();
                    check("theme", theme.is_some());
                }
                "accent" => {
                    embed.accent = Colour::parse(&value);
                    check("accent", embed.accent.is_some());
                }
                "features" => {
                    let (features, all_known) = Features::parse(&value);
                    embed.features = features;
                    check("features", all_known.is_some());
                }
                "readonly" => embed.read_only = value != "0",
                "host" => {
                    embed.host = Some(value).filter(|origin| is_origin(origin));
                    check("host", embed.host.is_some());
                }
                // A host's own, such as a counter's.
                _ => {}
            }
        }
        (embed, malformed)
    }

    /// The query that asks for this, without its `?`: what differs from the default, in one order.
    pub fn print(&self) -> String {
        let mut query = "embed".to_owned();
        let mut add = |name: &str, value: &str| {
            query.push('&');
            query.push_str(name);
            query.push_str(if value.is_empty() { "" } else { "=" });
            query.push_str(value);
        };
        if let Some(language) = &self.language {
            add("lang", &encode(language));
        }
        if self.theme != Theme::Auto {
            add("theme", self.theme.id());
        }
        if let Some(accent) = self.accent {
            add("accent", &accent.hex());
        }
        if let Some(features) = self.features_asked() {
            add("features", &features);
        }
        if self.read_only {
            add("readonly", "");
        }
        if let Some(host) = &self.host {
            add("host", &encode(host));
        }
        query
    }

    /// The features as an option names them; `None` where they are those that are there unasked.
    pub fn features_asked(&self) -> Option<String> {
        let ids = self.features.ids(",");
        let ids = if ids.is_empty() { "none".to_owned() } else { ids };
        (self.features != Features::default()).then_some(ids)
    }
}

/// Letters, digits and hyphens only, as in "zh-Hans".
pub(crate) fn is_language(tag: &str) -> bool {
    (2..=12).contains(&tag.len()) && tag.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

/// "https://www.example.org", "http://localhost:8080": scheme, host and port, and nothing after them.
fn is_origin(text: &str) -> bool {
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")).unwrap_or("");
    let is_plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b':' | b'[' | b']');
    !host.is_empty() && text.len() <= MAX_ORIGIN_BYTES && host.bytes().all(is_plain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn options_are_read() {
        let (embed, malformed) =
            Embed::parse("?embed&lang=fr&theme=dark&accent=%23c00&features=views,take&readonly");
        assert_eq!(malformed, [""; 0]);
        assert_eq!(embed.language.as_deref(), Some("fr"));
        assert_eq!((embed.theme, embed.read_only), (Theme::Dark, true));
        assert_eq!(embed.accent.map(Colour::hex).as_deref(), Some("cc0000"));
        assert_eq!(embed.features.ids(" "), "views take");
        assert_eq!(Embed::parse("?embed&utm_source=x&readonly=0"), (Embed::default(), Vec::new()));
        assert_eq!(Embed::parse("embed&features=none").0.features, Features::NONE);
    }

    #[test]
    fn what_means_nothing_is_left_out_and_named() {
        let (embed, malformed) = Embed::parse(
            "embed&theme=pink&accent=red&lang=%3Cb%3E&features=views,fly&host=javascript:alert(1)&theme=pink",
        );
        assert_eq!(malformed, ["theme", "accent", "lang", "features", "host"]);
        assert_eq!(embed, Embed { features: Features::NONE.with(Feature::Views, true), ..Embed::default() });
        assert_eq!(Embed::parse("host=https://a.example/path").1, ["host"]);
        assert_eq!(Embed::parse("host=https://a.example:8443").1, [""; 0]);
    }

    fn embeds() -> impl Strategy<Value = Embed> {
        let colour = prop::option::of((any::<u8>(), any::<u8>(), any::<u8>()));
        let colour = colour.prop_map(|c| c.map(|(red, green, blue)| Colour { red, green, blue }));
        let theme = prop::sample::select(Theme::ALL.to_vec());
        let features = (0_u8..64).prop_map(Features);
        let language = prop::option::of("[a-z]{2,3}(-[A-Za-z]{4})?");
        let host = prop::option::of("https://[a-z]{1,9}\\.example(:[0-9]{2,4})?");
        (language, theme, colour, features, any::<bool>(), host).prop_map(
            |(language, theme, accent, features, read_only, host)| Embed {
                language,
                theme,
                accent,
                features,
                read_only,
                host,
            },
        )
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read_again(embed in embeds()) {
            let query = embed.print();
            prop_assert!(query.is_ascii() && query.len() < 300, "{query}");
            prop_assert_eq!(super::super::Mode::of(&query), super::super::Mode::Embed);
            prop_assert_eq!(Embed::parse(&query), (embed, Vec::new()));
        }

        #[test]
        fn any_text_is_a_setting(query in "\\PC{0,80}|((lang|theme|accent|features|readonly|host)=[a-z0-9%,:/.#-]{0,12}&){0,9}") {
            let (embed, _) = Embed::parse(&query);
            prop_assert_eq!(Embed::parse(&embed.print()), (embed, Vec::new()));
        }
    }
}
