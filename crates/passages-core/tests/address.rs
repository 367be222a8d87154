//! The address is the whole state: what is printed is read back, and anything at all can be read.

use passages_core::search::FacetKind;
use passages_core::state::{MAX_BYTES, View, ViewState, Warning, clean};
use proptest::collection::vec;
use proptest::prelude::*;

/// Something that a visitor does to a state.
#[derive(Clone, Debug)]
enum Step {
    Home,
    Reading(String),
    Showing(View),
    At(Option<String>),
    WithLink(String, String),
    LookingFor(String),
    Toggled(FacetKind, String),
    Cleared,
    Received(bool),
    Language(&'static str),
    Stamped,
}

fn apply(state: &ViewState, step: &Step) -> ViewState {
    match step {
        Step::Home => state.home(),
        Step::Reading(document) => state.reading(document),
        Step::Showing(view) => state.showing(*view),
        Step::At(passage) => state.at(passage.as_deref()),
        Step::WithLink(passage, partner) => state.with_link(passage, partner),
        Step::LookingFor(query) => state.looking_for(query),
        Step::Toggled(kind, value) => state.toggled(*kind, value),
        Step::Cleared => state.cleared(),
        Step::Received(received) => ViewState { received: *received, ..state.clone() },
        Step::Language(tag) => ViewState { language: Some((*tag).to_owned()), ..state.clone() },
        Step::Stamped => ViewState { corpus: Some("1a2b3c4d".to_owned()), ..state.clone() },
    }
}

/// Names as people give them, and as nobody should.
fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("A/CONF.191/L.7".to_owned()),
        Just("A/CONF.191/L.7:4".to_owned()),
        Just("letter-2006-04-13:annex.f".to_owned()),
        "[ :&=#%+,/?é\u{202e}\t\u{0}\"<>a-b]{0,12}",
        "\\PC{0,12}",
        any::<String>(),
    ]
}

fn view() -> impl Strategy<Value = View> {
    prop::sample::select(vec![View::Home, View::Read, View::Find, View::Map])
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        Just(Step::Home),
        word().prop_map(Step::Reading),
        view().prop_map(Step::Showing),
        prop::option::of(word()).prop_map(Step::At),
        (word(), word()).prop_map(|(passage, partner)| Step::WithLink(passage, partner)),
        word().prop_map(Step::LookingFor),
        (prop::sample::select(FacetKind::ALL.to_vec()), word()).prop_map(|(k, v)| Step::Toggled(k, v)),
        Just(Step::Cleared),
        any::<bool>().prop_map(Step::Received),
        prop::sample::select(vec!["en", "fr", "zh-Hans"]).prop_map(Step::Language),
        Just(Step::Stamped),
    ]
}

/// Text in which the grammar's own marks are frequent.
fn address() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(vec![
            "read=",
            "find=",
            "map",
            "para=",
            "at=",
            "with=",
            "q=",
            "theme=",
            "document=",
            "text=",
            "lang=",
            "corpus=",
            "v=",
            "&",
            "=",
            "#",
            "%",
            "%C3%A9",
            "%E0%A4%A",
            "%00",
            "+",
            ":",
            ",",
            "received",
        ])
        .prop_map(str::to_owned),
        "\\PC{0,6}",
    ];
    // Values that grow when they are encoded.
    let name = prop::sample::select(vec!["at", "with", "q", "corpus", "theme", "document", "place"]);
    let wide = (name, "é{100,400}").prop_map(|(name, value)| format!("&{name}={value}"));
    let first = prop::sample::select(vec!["", "map", "find=", "read=a", "read=a:b"]);
    prop_oneof![
        vec(piece, 0..24).prop_map(|p| p.concat()),
        (first, vec(wide, 0..8)).prop_map(|(first, pairs)| first.to_owned() + &pairs.concat()),
        any::<String>(),
    ]
}

proptest! {
    #[test]
    fn what_is_printed_is_read_back(steps in vec(step(), 0..10)) {
        let state = steps.iter().fold(ViewState::default(), |state, step| apply(&state, step));
        let printed = state.print();
        prop_assume!(printed.len() <= MAX_BYTES);
        prop_assert_eq!(ViewState::parse(&printed), (state, vec![]), "{}", printed);
    }

    #[test]
    fn an_address_is_plain_ascii_that_every_browser_keeps(steps in vec(step(), 0..10)) {
        let printed = steps.iter().fold(ViewState::default(), |state, step| apply(&state, step)).print();
        let kept = |b: u8| b.is_ascii_graphic() && !b"\"<>`\\^{|}#".contains(&b);
        prop_assert!(printed.bytes().all(kept), "{}", printed);
    }

    #[test]
    fn any_text_is_an_address_with_one_spelling(typed in address()) {
        let (state, _) = ViewState::parse(&typed);
        let printed = state.print();
        prop_assert!(printed.len() <= MAX_BYTES, "{} bytes", printed.len());
        prop_assert_eq!(ViewState::parse(&printed).0.print(), printed);
    }

    #[test]
    fn what_lies_beyond_the_limit_is_left_out(head in address(), tail in "[a-z&=é]{1,50}") {
        let mut long = head;
        long.extend(std::iter::repeat_n('a', MAX_BYTES.saturating_sub(long.len())));
        let considered = (0..=MAX_BYTES).rev().find(|i| long.is_char_boundary(*i)).unwrap_or(0);
        long.truncate(considered);
        prop_assume!(!long.starts_with('#'));
        let (state, _) = ViewState::parse(&long);
        let (with_tail, warnings) = ViewState::parse(&format!("{long}éé{tail}"));
        prop_assert_eq!(with_tail, state);
        prop_assert!(warnings.contains(&Warning::TooLong));
    }

    #[test]
    fn a_cleaned_value_is_clean(value in any::<String>()) {
        let once = clean(&value);
        let turns = |c: char| ('\u{202a}'..='\u{202e}').contains(&c) || ('\u{2066}'..='\u{2069}').contains(&c);
        let unclean = once.chars().any(|c| c.is_control() || turns(c));
        prop_assert!(!unclean, "{:?}", once);
        prop_assert_eq!(clean(&once), once);
    }
}

#[test]
fn addresses_read_as_people_write_them() {
    let check = |address: &str, document: &str, passage: &str| {
        let (state, warnings) = ViewState::parse(address);
        assert_eq!(state.document.as_deref(), Some(document), "{address}");
        assert_eq!(state.passage.as_deref(), Some(passage), "{address}");
        assert_eq!(warnings, [], "{address}");
    };
    check("#read=A/CONF.191/L.7&para=4", "A/CONF.191/L.7", "A/CONF.191/L.7:4");
    check("read=A/CONF.191/L.7:4", "A/CONF.191/L.7", "A/CONF.191/L.7:4");
    check("read=A%2FCONF.191%2FL.7&para=7.2", "A/CONF.191/L.7", "A/CONF.191/L.7:7.2");
    check("read=a%3Ab&para=4", "a:b", "a:b:4");
}

#[test]
fn a_megabyte_is_cut_and_told() {
    for piece in ["a", "&", "%E0", "theme=a&", "é", "(", ":"] {
        let (state, warnings) = ViewState::parse(&piece.repeat(1_000_000));
        assert!(warnings.contains(&Warning::TooLong), "{piece}");
        assert!(state.print().len() <= MAX_BYTES, "{piece}");
    }
}
