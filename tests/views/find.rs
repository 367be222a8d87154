//! Find and Map: one number, wherever it is shown.

use super::html::{Tag, all, texts, values, within};
use super::{corpus, english, page, page_for};
use passages::i18n::{HEADS, Head, fill};
use passages_core::search::{FIELDS, OPERATORS, SIGNS, parse};

/// Ids of the rows that are listed.
fn rows(html: &str) -> Vec<String> {
    all(html, "li.row").iter().filter_map(|row| row.get("data-passage").map(str::to_owned)).collect()
}

#[test]
fn remittances_lists_five_passages_and_says_five() {
    let check = |address: &str| {
        let html = page(address);
        assert_eq!(rows(&html).len(), 5, "{address}");
        assert_eq!(values(&html, "data-count"), ["5"], "{address}");
        assert!(texts(&html, "p.tally")[0].starts_with("5 passages"), "{address}");
        html
    };
    let html = check("find=remittances");
    for row in all(&html, "li.row") {
        let marked = texts(row.inner(), "mark.found");
        let found = |word: &String| word.to_lowercase().starts_with("remittance");
        assert!(!marked.is_empty() && marked.iter().all(found), "{marked:?}");
    }
    check("find=&theme=remittances");
}

#[test]
fn the_phrase_human_rights_lists_annex_m_alone() {
    let html = page("find=%22human+rights%22");
    assert_eq!(rows(&html), ["letter-2006-04-13:annex.m"]);
    assert_eq!(texts(&html, "mark.found").join(" "), "human rights");
}

#[test]
fn every_facet_value_carries_the_number_of_its_rows() {
    let html = page("find=migration");
    let labels: Vec<Tag> = all(&html, "label.facet-value");
    let mut checked = 0;
    for label in labels {
        let input = &all(label.inner(), "input")[0];
        let (facet, value) = (input.get("name").expect("a facet"), input.get("value").expect("a value"));
        let count = texts(label.inner(), "span.count").concat();
        if ["document", "theme"].contains(&facet) {
            checked += 1;
            let chosen = page(&format!("find=migration&{facet}={value}"));
            assert_eq!(rows(&chosen).len().to_string(), count, "{facet} {value}");
        }
    }
    assert!(checked > 10, "{checked}");
}

#[test]
fn what_is_folded_away_is_not_worked_out_and_what_is_chosen_is_unfolded() {
    let bars = |html: &str| all(html, "rect.bar").len();
    let html = page("find=");
    for facet in all(&html, "details.facet") {
        let listed = all(facet.inner(), "label.facet-value").len() + bars(facet.inner());
        assert_eq!(listed > 0, facet.get("open").is_some(), "{:?}", facet.get("data-facet"));
    }
    assert_eq!((bars(&html), bars(&page("find=&year=2001"))), (0, 2));
    let actors = |html: &str| html.matches("name=\"actor\"").count();
    assert_eq!(actors(&html), 0);
    assert!(actors(&page("find=&actor=IOM")) > 3);
}

#[test]
fn what_stands_above_the_heading_of_a_view_can_be_gone_past_as_a_landmark() {
    for address in ["find=mali", "map"] {
        let html = page(address);
        let filters = &all(&html, "section.start-side")[0];
        assert_eq!(filters.get("aria-label"), Some(english().filters), "{address}");
        let inside = all(filters.inner(), "label.facet-value").len();
        assert!(inside > 10 && inside == all(&html, "label.facet-value").len(), "{address}: {inside}");
    }
}

#[test]
fn nothing_found_says_so_and_offers_a_way_out() {
    let html = page("find=zebra&theme=remittances");
    assert_eq!(rows(&html), Vec::<String>::new());
    assert_eq!(values(&html, "data-count"), ["0"]);
    let nothing = &all(&html, "div.nothing")[0];
    assert!(nothing.text().contains(english().found_none));
    // Which word is at fault, and the ways on: without filters, and all passages.
    assert!(
        nothing.text().contains(&fill(english().found_absent, &[("word", "zebra")])),
        "{}",
        nothing.text()
    );
    let ways = all(nothing.inner(), "a.button");
    let found = |nth: usize| rows(&page(ways[nth].get("href").expect("an address"))).len();
    assert_eq!((found(0), found(1)), (0, corpus().len()));
    // Each occurs, but nowhere together: any of them can be looked for.
    let html = page("find=tourism+cambodia");
    let nothing = &all(&html, "div.nothing")[0];
    let any =
        all(nothing.inner(), "a").into_iter().find(|link| link.text().contains(" OR ")).expect("a link");
    let any = any.get("href").expect("an address").to_owned();
    assert!(!rows(&page(&any)).is_empty(), "{any}");
    // What may be meant finds as much as it says.
    for (query, meant) in [
        ("women or gender", "women OR gender"),
        ("\"least developed countries\"", "Least developed countries"),
        ("التحويلات", "Remittances"),
    ] {
        let html = page(&format!("find={}", query.replace(' ', "+")));
        let offers = all(&html, "ul.perhaps");
        let offer = all(offers[0].inner(), "li").into_iter().find(|offer| offer.text().contains(meant));
        let offer = offer.unwrap_or_else(|| panic!("{meant} in {}", offers[0].text()));
        let address = all(offer.inner(), "a")[0].get("href").expect("an address").to_owned();
        let found = rows(&page(&address)).len();
        assert!(found > 1 && offer.text().ends_with(&format!("{found} passages")), "{}", offer.text());
    }
    // Filters are no way out where there are none.
    let text = texts(&page("find=zebra"), "div.nothing").concat();
    assert!(!text.contains(english().filters_clear) && !text.contains(english().found_none_help), "{text}");
}

#[test]
fn how_a_query_was_read_is_said_where_it_is_not_plain() {
    let check = |query: &str, read: Option<&str>| {
        let shown = texts(&page(&format!("find={query}")), "p.read-as");
        let wanted: Vec<String> =
            read.map(|read| fill(english().found_read_as, &[("query", read)])).into_iter().collect();
        assert_eq!(shown, wanted, "{query}");
    };
    check("human+rights", None);
    check("\"human+rights\"", None);
    check("mali+OR+france", None);
    check("co-development", None);
    check("remitances", Some("remitances~"));
    check("\"human+rights", Some("\"human rights\""));
    check("(mali+OR", Some("mali"));
    check("mali+AND+france", Some("mali france"));
    check("A/CONF.191/L.7", None);
}

#[test]
fn where_no_word_was_read_everything_is_listed_and_nothing_is_said_to_be_found() {
    for typed in ["theme:", "*", "NOT", "()", "  \"\" "] {
        let html = page(&format!("find={}", typed.replace(' ', "+")));
        assert_eq!(texts(&html, "p.tally"), [format!("{} passages", corpus().len())], "{typed}");
        let said = fill(english().found_no_word, &[("query", typed.trim())]);
        assert_eq!(texts(&html, "p.note"), [said], "{typed}");
    }
    for typed in ["", "++", "mali"] {
        assert!(texts(&page(&format!("find={typed}")), "p.note").is_empty(), "{typed}");
    }
}

#[test]
fn a_field_or_a_value_that_is_none_is_named_and_what_comes_nearest_is_offered() {
    let listed = |typed: &str| rows(&page(&format!("find={}", typed.replace(' ', "+"))));
    // What was typed, the value that none has, and what is offered: its name, and the search that it leads to.
    let check = |typed: &str, value: &str, nearest: Option<(&str, &str)>| {
        let html = page(&format!("find={}", typed.replace(' ', "+")));
        let notes = all(&html, "p.note");
        assert_eq!(notes.len(), 1, "{typed}");
        let text = notes[0].text();
        assert!(text.starts_with(&fill(english().found_no_value, &[("value", value)])), "{text}");
        let links = all(notes[0].inner(), "a");
        let offered =
            links.first().map(|link| (link.text(), rows(&page(link.get("href").expect("an address")))));
        let wanted =
            nearest.map(|(word, query)| (fill(english().found_nearest, &[("word", word)]), listed(query)));
        assert_eq!(offered, wanted, "{typed}");
        assert!(offered.is_none_or(|(_, rows)| !rows.is_empty()), "{typed}");
    };
    check("year:then", "year:then", None);
    check("year:1066", "year:1066", None);
    check("actor:XYZ", "actor:XYZ", None);
    let remittances = "theme:remittances";
    check("theme:remitances", "theme:remitances", Some((remittances, remittances)));
    check("theme:remitances OR theme:remitances", "theme:remitances", Some((remittances, remittances)));
    check("NOT Theme:remitances", "theme:remitances", Some((remittances, "NOT theme:remittances")));
    let back = "theme:\"Return and reintegration\"";
    check("theme:reintegration", "theme:reintegration", Some((back, back)));
    let symbol = "symbol:A/CONF.191/L.7";
    check("symbol:A/CONF.191/L.9", "symbol:A/CONF.191/L.9", Some((symbol, symbol)));
    // A field that is none is told, whether anything is found or not.
    for typed in ["author:migration", "author:migration+OR+migration", "mali+-author:x"] {
        let said = texts(&page(&format!("find={typed}")), "p.note").concat();
        assert!(said.contains("“author”") && said.contains("speaker:, "), "{typed}: {said}");
    }
    // What leads to a place, or to a page, is none.
    for typed in ["A/CONF.191/L.7", "https://undocs.org/A/CONF.191/L.7", "migration+https://undocs.org"] {
        let said = texts(&page(&format!("find={typed}")), "p.note").concat();
        assert!(!said.contains("“https”"), "{typed}: {said}");
    }
    assert!(texts(&page("find=A/CONF.191/L.7"), "p.note").is_empty());
}

#[test]
fn a_search_holds_as_much_in_any_script_and_says_where_it_is_full() {
    for letter in ["a", "я", "م", "移"] {
        let typed = |length: usize| format!("find={}&theme=remittances", letter.repeat(length));
        let said = fill(english().search_full, &[("most", "1000")]);
        assert_eq!(texts(&page(&typed(999)), "p.note"), [""; 0], "{letter}");
        assert_eq!(texts(&page(&typed(1000)), "p.note"), [said.as_str()], "{letter}");
        let html = page(&typed(1500));
        assert_eq!(texts(&html, "p.note"), [said], "{letter}");
        assert_eq!(values(&html, "maxlength")[0], "1000");
        assert!(texts(&html, "p.tally").concat().contains(&format!("“{}”", letter.repeat(1000))));
    }
}

#[test]
fn the_help_of_every_language_explains_every_sign_and_field() {
    for language in HEADS.iter().filter_map(Head::known) {
        let html = page_for("find=", &[language.tag]);
        let help = &all(&html, "details.help")[0];
        let lines = within(help.inner(), "dl.signs", "div");
        let explains = |sign: &dyn Fn(&str) -> bool| {
            let line = lines.iter().find(|line| texts(line.inner(), "code").iter().any(|code| sign(code)));
            line.is_some_and(|line| !texts(line.inner(), "dd").concat().trim().is_empty())
        };
        for sign in SIGNS {
            assert!(explains(&|code| code.contains(sign)), "{}: {sign}", language.tag);
        }
        for operator in OPERATORS {
            let is_one = |word: &str| word.split('/').next() == Some(operator);
            assert!(explains(&|code| code.split(' ').any(is_one)), "{}: {operator}", language.tag);
        }
        for field in FIELDS {
            assert!(explains(&|code| code == format!("{field}:")), "{}: {field}", language.tag);
        }
        // An example that is not read as it stands explains nothing.
        for code in texts(help.inner(), "code").iter().filter(|code| !code.ends_with(':')) {
            let read = parse(code, corpus().analyzer()).map(|query| query.to_string());
            assert!(
                read.is_some_and(|read| read == *code || code.starts_with('-') || code.contains("AND")),
                "{code}"
            );
        }
    }
}

#[test]
fn a_symbol_or_a_citation_offers_its_place() {
    let check = |query: &str, place: &str, leads_to: &str| {
        let html = page(&format!("find={query}"));
        let found = &all(&html, "a.destination")[0];
        assert_eq!(found.text(), fill(english().open_place, &[("place", place)]), "{query}");
        assert_eq!(found.get("href"), Some(leads_to), "{query}");
    };
    check("(A/CONF.191/L.7,+para.+4)", "A/CONF.191/L.7, para. 4", "#read=A/CONF.191/L.7&para=4");
    let title = &corpus().document("A/CONF.191/L.7").expect("a document").title;
    check("a/conf+191+l7", title, "#read=A/CONF.191/L.7");
    assert!(all(&page("find=mali"), "a.destination").is_empty());
}

#[test]
fn the_map_lists_all_links_and_draws_the_strongest() {
    for address in ["map", "map&theme=remittances", "map&q=mali", "map&q=zebra"] {
        let html = page(address);
        let maps = all(&html, "svg.map");
        let drawn = all(maps[0].inner(), "path.thread").len();
        let listed = all(all(&html, "tbody")[0].inner(), "tr").len();
        assert_eq!(values(&html, "data-links"), [listed.to_string()], "{address}");
        assert!(drawn <= listed && drawn <= 3 * corpus().len() && (drawn > 0) == (listed > 0), "{address}");
        let nodes = all(maps[0].inner(), "g.node");
        assert_eq!(nodes.len(), corpus().len(), "{address}");
        assert!(
            nodes.iter().all(|n| n.get("aria-label").is_some_and(|name| name.contains("para"))),
            "{address}"
        );
        assert_eq!(nodes.iter().filter(|n| n.get("tabindex") == Some("0")).count(), 1, "{address}");
        let lit = nodes.iter().filter(|n| !n.has_class("dimmed")).count();
        assert_eq!(values(&html, "data-count"), [lit.to_string()], "{address}");
    }
}

#[test]
fn forms_can_be_taken_out_unless_they_are_more_than_an_address_holds() {
    let chips = |query: &str| {
        let html = page(&format!("find={query}"));
        (within(&html, "ul.forms", "a.removable").len(), within(&html, "ul.forms", "span.chip").len())
    };
    let (links, words) = chips("migra*");
    assert!(links > 2 && words == 0, "{links} {words}");
    let (links, words) = chips("*e*");
    assert!(links == 0 && words > 2, "a link that would take none out: {links} {words}");
}
