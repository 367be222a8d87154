//! The address is the whole state: what is printed is read back, and anything at all can be read.

use passages_core::search::{Choice, FacetKind, Years};
use passages_core::state::{
    MAX_BYTES, MAX_PICKED, MAX_QUERY_CHARS, Order, Picture, View, ViewState, Warning, clean, decode,
    decoded_bytes,
};
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
    Excluded(FacetKind, String),
    Comparing(Vec<String>),
    Beside(Option<String>),
    Ordered(Order),
    InContext(bool),
    Picking(String),
    Dropping(String),
    Moving(usize, usize),
    Playing(Option<u16>),
    WithoutPicks,
    WithYears(Option<u16>, Option<u16>),
    WithMin(Option<u8>),
    ShowingPicture(Picture),
    Around(Option<u8>),
    Arranged(bool),
    Unfiltered,
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
        Step::Excluded(kind, value) => state.excluded(*kind, value),
        Step::Comparing(names) => state.comparing(names.iter().map(String::as_str)),
        Step::Beside(document) => state.with_beside(document.as_deref()),
        Step::Ordered(order) => state.ordered(*order),
        Step::InContext(is) => state.with_context(*is),
        Step::Picking(id) => state.picking(id),
        Step::Dropping(id) => state.dropping(id),
        Step::Moving(from, to) => state.moving(*from, *to),
        Step::Playing(step) => state.playing(*step),
        Step::WithoutPicks => state.without_picks(),
        Step::WithYears(from, to) => state.with_years(Years::new(*from, *to)),
        Step::WithMin(hundredths) => state.with_min(*hundredths),
        Step::ShowingPicture(picture) => state.showing_picture(*picture),
        Step::Around(links) => state.with_around(*links),
        Step::Arranged(arranged) => state.with_arranged(*arranged),
        Step::Unfiltered => state.unfiltered(),
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
        "!{1,3}[a-c!,]{0,2}",
        "[ :&=#%+,/?é\u{202e}\t\u{0}\"<>a-b]{0,12}",
        "\\PC{0,12}",
        any::<String>(),
    ]
}

/// Ids of passages, and what only looks like one.
fn id() -> impl Strategy<Value = String> {
    let key = prop::sample::select(vec!["1", "2", "annex.f", "7.2"]);
    prop_oneof![
        4 => (prop::sample::select(vec!["A/CONF.191/L.7", "letter-2006-04-13", "a,b"]), key)
            .prop_map(|(document, key)| format!("{document}:{key}")),
        1 => word(),
    ]
}

fn view() -> impl Strategy<Value = View> {
    prop::sample::select(vec![
        View::Home,
        View::Read,
        View::Find,
        View::Map,
        View::Compare,
        View::Collection,
        View::Add,
        View::About,
    ])
}

fn value() -> impl Strategy<Value = (FacetKind, String)> {
    (prop::sample::select(FacetKind::ALL.to_vec()), prop_oneof![word(), "[ab]"])
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        Just(Step::Home),
        word().prop_map(Step::Reading),
        view().prop_map(Step::Showing),
        prop::option::of(word()).prop_map(Step::At),
        (word(), word()).prop_map(|(passage, partner)| Step::WithLink(passage, partner)),
        word().prop_map(Step::LookingFor),
        value().prop_map(|(k, v)| Step::Toggled(k, v)),
        value().prop_map(|(k, v)| Step::Excluded(k, v)),
        vec(word(), 0..4).prop_map(Step::Comparing),
        prop::option::of(word()).prop_map(Step::Beside),
        prop::sample::select(Order::ALL.to_vec()).prop_map(Step::Ordered),
        any::<bool>().prop_map(Step::InContext),
        id().prop_map(Step::Picking),
        id().prop_map(Step::Dropping),
        (0_usize..4, 0_usize..4).prop_map(|(from, to)| Step::Moving(from, to)),
        prop::option::of(0_u16..5).prop_map(Step::Playing),
        Just(Step::WithoutPicks),
        (prop::option::of(0_u16..10_000), prop::option::of(1995_u16..2010))
            .prop_map(|(f, t)| Step::WithYears(f, t)),
        prop::option::of(any::<u8>()).prop_map(Step::WithMin),
        prop::sample::select(Picture::ALL.to_vec()).prop_map(Step::ShowingPicture),
        prop::option::of(any::<u8>()).prop_map(Step::Around),
        any::<bool>().prop_map(Step::Arranged),
        Just(Step::Unfiltered),
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
            "!",
            "%21",
            "year=",
            "2001",
            "..",
            "min=",
            "0.4",
            "around=2",
            "arrange=found",
            "arrange=x",
            "=matrix",
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
            "compare=a,b",
            "collection",
            "pick=",
            "a:1,:2",
            "step=1",
            "beside=a",
            "sort=date",
            "lines=context",
        ])
        .prop_map(str::to_owned),
        "\\PC{0,6}",
    ];
    // Values that grow when they are encoded.
    let name =
        prop::sample::select(vec!["at", "with", "q", "corpus", "theme", "document", "place", "place=!"]);
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
        prop_assume!(decoded_bytes(&printed) <= MAX_BYTES);
        prop_assert_eq!(ViewState::parse(&printed), (state, vec![]), "{}", printed);
    }

    #[test]
    fn an_address_is_plain_ascii_that_every_browser_keeps(steps in vec(step(), 0..10)) {
        let printed = steps.iter().fold(ViewState::default(), |state, step| apply(&state, step)).print();
        let kept = |b: u8| b.is_ascii_graphic() && !b"\"<>`\\^{|}#".contains(&b);
        prop_assert!(printed.bytes().all(kept), "{}", printed);
    }

    #[test]
    fn f20_any_text_is_an_address_with_one_spelling(typed in address()) {
        let (state, _) = ViewState::parse(&typed);
        let printed = state.print();
        prop_assert!(decoded_bytes(&printed) <= MAX_BYTES, "{printed}");
        let again = ViewState::parse(&printed);
        prop_assert_eq!(again.0.print(), printed.as_str());
        prop_assert_eq!(again, (state, vec![]), "{}", printed);
    }

    #[test]
    fn what_lies_beyond_the_limit_is_left_out(head in address(), tail in "[a-z&=é]{1,50}") {
        let mut long = head;
        let considered = (0..=MAX_BYTES).rev().find(|i| long.is_char_boundary(*i)).unwrap_or(0);
        long.truncate(considered);
        long.extend(std::iter::repeat_n('z', MAX_BYTES - decoded_bytes(&long)));
        prop_assume!(!long.starts_with('#'));
        let (state, _) = ViewState::parse(&long);
        let (with_tail, warnings) = ViewState::parse(&format!("{long}éé{tail}"));
        prop_assert_eq!(with_tail, state);
        prop_assert!(warnings.contains(&Warning::TooLong));
    }

    #[test]
    fn a_thousand_characters_of_any_script_are_looked_for(
        typed in prop_oneof!["[一-龥]{0,1100}", "[а-я ]{900,1100}", "[ء-ي\"]{900,1100}", "[\u{20000}-\u{2a6d0}]{990,1010}", "[ -~]{990,1010}"],
        filters in vec(0_usize..9, 0..4),
    ) {
        for view in [View::Find, View::Map] {
            let state = ViewState::default().showing(view).looking_for(&typed);
            let kept: String = typed.chars().take(MAX_QUERY_CHARS).collect();
            prop_assert_eq!(&state.query, &kept);
            prop_assert_eq!(state.is_query_full(), kept.encode_utf16().count() >= MAX_QUERY_CHARS);
            prop_assert_eq!(ViewState::parse(&state.print()), (state.clone(), vec![]), "{}", typed);
            // With whatever else, the address has one spelling.
            let all = filters.iter().fold(state, |state, f| state.toggled(FacetKind::Theme, &format!("thème-{f}")));
            let (again, _) = ViewState::parse(&all.print());
            prop_assert_eq!(ViewState::parse(&again.print()), (again.clone(), vec![]));
            prop_assert_eq!(again.query, kept);
        }
    }

    #[test]
    fn an_address_counts_as_long_as_what_it_stands_for(value in "\\PC{0,60}|[%a-f0-9é]{0,60}") {
        let bytes = decoded_bytes(&value);
        prop_assert!(bytes <= value.len());
        // Where what it stands for is a text, that is as long.
        let text = decode(&value);
        prop_assert!(text.contains('\u{fffd}') || text.len() == bytes, "{}", value);
        prop_assert_eq!(decoded_bytes(&passages_core::state::encode(&value)), value.len());
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
fn filters_read_as_they_are_told() {
    let check = |address: &str, printed: &str, warnings: &[Warning]| {
        let (state, found) = ViewState::parse(address);
        assert_eq!((state.print().as_str(), found.as_slice()), (printed, warnings), "{address}");
    };
    let fine = |address: &str| check(address, address, &[]);
    fine("find=&theme=remittances,!co-development");
    fine("find=&theme=%21a,!%21b,!c%2Cd");
    fine("find=mali&place=!mali&year=2001..2006&min=0.40");
    fine("map&year=2001..");
    fine("map=matrix&year=..2006");
    fine("map=timeline&year=2001");
    fine("map=threads&at=a:1&with=b:2&around=3");
    fine("map&q=mali&arrange=found");
    fine("map=themes&theme=co-development");
    fine("read=A/CONF.191/L.7&para=4&beside=letter-2006-04-13");
    fine("find=mali&sort=date&lines=context");
    fine("compare");
    fine("compare=A/CONF.191/L.7,letter-2006-04-13");
    fine("compare=a%2Cb,c&at=a:1");
    fine("collection&pick=A/CONF.191/L.7:4,:7.2,letter-2006-04-13:annex.f&step=3");
    check("find=&theme=!b,a,!a", "find=&theme=!a,!b", &[]);
    check("map=graph&min=.4", "map&min=0.40", &[]);
    check("map&year=2006-2001&year=2003..2002", "map&year=2002..2003", &[]);
    // What means nothing is left out, and named.
    let malformed = |name: &'static str| Warning::Malformed(name);
    check("map=cube", "map", &[malformed("map")]);
    check("find=&year=then", "find=", &[malformed("year")]);
    check("find=&year=..", "find=", &[malformed("year")]);
    for min in ["1", "0", "0.00", "0.405", "0,4", "-0.4", "0.+4"] {
        check(&format!("map&min={min}"), "map", &[malformed("min")]);
    }
    check("compare=a,,a", "compare=a", &[]);
    check("collection&pick=:4,a:1,:2,a:2,b:", "collection&pick=a:1,:2", &[malformed("pick")]);
    check("collection&pick=a:1&step=2", "collection&pick=a:1", &[malformed("step")]);
    check("find=&pick=a:1&step=1", "find=&pick=a:1", &[malformed("step")]);
    check("map&sort=date&lines=context&beside=a", "map", &["beside", "sort", "lines"].map(malformed));
    check("find=&sort=colour&lines=x", "find=", &["sort", "lines"].map(malformed));
    check("map&at=a:1&around=0", "map&at=a:1", &[malformed("around")]);
    check("map&around=2", "map", &[malformed("around")]);
    check("map&arrange=all", "map", &[malformed("arrange")]);
    check("about&arrange=found", "about", &[malformed("arrange")]);
    check("find=&at=a:1&around=2", "find=&at=a:1", &[malformed("around")]);
    check("find=&theme=a,,!", "find=&theme=a", &[malformed("theme"), malformed("theme")]);
    check("find=&lang=!&text=clean", "find=", &[malformed("lang"), malformed("text")]);
    check("find=&colour=red", "find=", &[Warning::Unknown("colour".to_owned())]);
}

#[test]
fn addresses_of_the_first_days_lead_where_they_led() {
    for address in [
        "read=A/CONF.191/L.7&para=4",
        "read=A/CONF.191/L.7&para=4&with=letter-2006-04-13:annex.l&q=mali&theme=remittances",
        "find=human+rights&theme=co-development,remittances&actor=IOM&corpus=1a2b3c4d",
        "map&at=A/CONF.191/L.7:5&q=bank&place=mali&lang=fr&corpus=1a2b3c4d",
        "link=A/CONF.191/L.7:5&with=letter-2006-04-13:annex.l",
        "frameworks&corpus=1a2b3c4d",
        "about&lang=fr",
    ] {
        let (state, warnings) = ViewState::parse(address);
        assert_eq!((state.print().as_str(), warnings), (address, vec![]));
        assert_eq!((state.picture, state.years, state.min, state.around), (Picture::Graph, None, None, None));
        assert!(state.excluded.is_empty());
    }
}

#[test]
fn a_value_is_chosen_excluded_or_neither() {
    let state = ViewState::default().showing(View::Find);
    let choice = |state: &ViewState| state.choice(FacetKind::Theme, "a");
    let (chosen, excluded) = (state.toggled(FacetKind::Theme, "a"), state.excluded(FacetKind::Theme, "a"));
    assert_eq!((choice(&chosen), choice(&excluded)), (Choice::Chosen, Choice::Excluded));
    assert_eq!(chosen.excluded(FacetKind::Theme, "a"), excluded);
    assert_eq!(excluded.toggled(FacetKind::Theme, "a"), chosen);
    assert_eq!(chosen.toggled(FacetKind::Theme, "a"), state);
    assert_eq!(excluded.excluded(FacetKind::Theme, "a"), state);
}

#[test]
fn what_is_picked_stays_in_its_order_wherever_one_goes() {
    let picked = ["A/CONF.191/L.7:4", "A/CONF.191/L.7:7.2", "letter-2006-04-13:annex.f"];
    let state = picked.iter().fold(ViewState::default(), |state, id| state.picking(id));
    for view in [
        View::Home,
        View::Read,
        View::Find,
        View::Map,
        View::Compare,
        View::Collection,
        View::Add,
        View::About,
    ] {
        assert_eq!(state.showing(view).picked, picked, "{view:?}");
    }
    assert_eq!(state.home().picked, picked);
    assert_eq!(state.reading("letter-2006-04-13").picked, picked);
    // Nothing is picked twice, and only passages are.
    assert_eq!(state.picking(picked[0]), state);
    assert_eq!(state.picking("::4"), state);
    assert_eq!(state.picking("A/CONF.191/L.7"), state);
    let turned = state.moving(2, 0);
    assert_eq!(turned.picked, [picked[2], picked[0], picked[1]]);
    assert_eq!(turned.moving(0, 2), state);
    assert_eq!(state.dropping(picked[1]).picked, [picked[0], picked[2]]);
    // The last step goes with the last passage.
    assert_eq!(state.playing(Some(9)).step, Some(3));
    assert_eq!(state.playing(Some(3)).dropping(picked[0]).step, None);
    assert_eq!(state.without_picks().picked, [""; 0]);
    // A permanent address says nothing of what was picked.
    assert_eq!(ViewState::permanent(picked[0]).print(), "read=A/CONF.191/L.7&para=4");
}

#[test]
fn a_collection_is_full_before_its_address_is_cut() {
    let usual = |nth: usize| format!("A/RES/78/{nth}:{nth}");
    let mut state = ViewState::default();
    for nth in 0..2 * MAX_PICKED {
        state = state.picking(&usual(nth));
    }
    assert_eq!(state.picked.len(), MAX_PICKED);
    let long = |nth: usize| format!("{}:{nth}", "é".repeat(100));
    let full = (0..MAX_PICKED).fold(ViewState::default(), |state, nth| state.picking(&long(nth)));
    let other = (0..MAX_PICKED).fold(full.clone(), |state, nth| state.picking(&format!("{nth}:{nth}")));
    for state in [full, other] {
        assert!(decoded_bytes(&state.print()) <= MAX_BYTES);
        assert_eq!(ViewState::parse(&state.print()), (state, vec![]));
    }
}

#[test]
fn f21_a_megabyte_is_cut_and_told() {
    for piece in ["a", "&", "%E0", "theme=a&", "é", "(", ":", "theme=!é&", "!", "year=&", ","] {
        let (state, warnings) = ViewState::parse(&piece.repeat(1_000_000));
        assert!(warnings.contains(&Warning::TooLong), "{piece}");
        assert!(decoded_bytes(&state.print()) <= MAX_BYTES, "{piece}");
    }
}
