//! What is picked, compared and set side by side.

use super::html::{all, text, texts, within};
use super::{corpus, english, known, page, page_for};
use passages::i18n::{HEADS, Head, fill};
use passages::library::citation;
use passages_core::state::ViewState;

const PICKED: [&str; 3] = ["A/CONF.191/L.7:7", "letter-2006-04-13:annex.h", "A/CONF.191/L.7:10"];

fn picked() -> ViewState {
    PICKED.iter().fold(ViewState::default(), |state, id| state.picking(id))
}

fn address(state: &ViewState) -> String {
    state.print()
}

#[test]
fn a_collection_is_listed_in_the_visitors_order_and_can_be_put_in_another() {
    let html = page(&address(&picked().playing(None)));
    let listed = |html: &str| -> Vec<String> {
        all(html, "li.picked-passage")
            .iter()
            .map(|li| li.get("data-passage").unwrap_or_default().to_owned())
            .collect()
    };
    assert_eq!(listed(&html), PICKED);
    let moved = page(&address(&picked().moving(2, 0).playing(None)));
    assert_eq!(listed(&moved), [PICKED[2], PICKED[0], PICKED[1]]);
    // The number stands in the tab of every view.
    let tab = fill(english().tab_collection, &[("n", "3")]);
    for state in
        [picked(), picked().reading("A/CONF.191/L.7"), picked().showing(passages_core::state::View::Map)]
    {
        assert!(texts(&page(&address(&state)), "a").contains(&tab), "{state:?}");
    }
    // What is at an end cannot go further.
    let ends = all(&html, "button").iter().filter(|b| b.get("aria-disabled") == Some("true")).count();
    assert_eq!(ends, 2);
    assert!(text(&page("collection")).contains(english().collection_empty));
}

#[test]
fn a_story_goes_from_passage_to_passage_and_says_what_joins_them() {
    for step in 1..=3_u16 {
        let html = page(&address(&picked().playing(Some(step))));
        let here = corpus().find(PICKED[usize::from(step) - 1]).expect("a passage");
        assert_eq!(texts(&html, "h1"), [citation(known("en"), here)]);
        let next = PICKED.get(usize::from(step)).and_then(|id| corpus().find(id));
        assert_eq!(all(&html, "ol.reasons").len(), usize::from(next.is_some()));
        if let Some(next) = next {
            let leads = fill(english().story_next, &[("place", &citation(known("en"), next))]);
            assert!(texts(&html, "h2").contains(&leads), "{leads}");
        }
        let ways: Vec<Option<String>> = within(&html, "nav.story-ways", "a.button")
            .iter()
            .map(|a| a.get("href").map(str::to_owned))
            .collect();
        let to = |step: u16| Some(format!("#{}", address(&picked().playing(Some(step)))));
        assert_eq!(ways[0], (step > 1).then(|| to(step - 1)).flatten());
        assert_eq!(ways[1], (step < 3).then(|| to(step + 1)).flatten());
    }
}

#[test]
fn compare_tells_what_came_went_and_changed_with_its_passages() {
    let html = page("compare");
    let tally = texts(&html, "p.tally").concat();
    assert!(tally.contains("Said again: 6") && tally.contains("17") && tally.contains("4"), "{tally}");
    let wordings = texts(&html, "li.wording");
    let changed = |words: &[&str]| wordings.iter().any(|w| words.iter().all(|word| w.contains(word)));
    assert!(changed(&["illegal immigration", "irregular migration"]), "{wordings:?}");
    // Each side says whose words they are, on a narrow screen as well.
    assert!(
        wordings.iter().all(|w| w.contains("Brussels 2001") && w.contains("Brussels 2006")),
        "{wordings:?}"
    );
    assert!(changed(&["women", "gender"]), "{wordings:?}");
    let terms = texts(&html, "th");
    for word in ["diaspora", "LDCs"] {
        assert!(terms.iter().any(|t| t == word), "{word}: {terms:?}");
    }
    // Each count unfolds into the passages, and each opens there.
    let places = within(&html, "ul.places", "a");
    assert!(places.len() > 50, "{}", places.len());
    for place in places.iter().take(20) {
        let (state, warnings) = ViewState::parse(place.get("href").expect("an address"));
        let ix = state.passage.as_deref().and_then(|id| corpus().find(id));
        assert!(ix.is_some() && warnings.is_empty(), "{:?}", place.get("href"));
    }
    // Compared with itself there is nothing to say, and an unknown document is told.
    assert!(text(&page("compare=A/CONF.191/L.7,nowhere")).contains("nowhere"));
}

#[test]
fn two_documents_stand_side_by_side_with_a_way_back() {
    let html = page("read=A/CONF.191/L.7&beside=letter-2006-04-13");
    let columns = all(&html, "section.beside-column");
    assert_eq!(columns.len(), 2);
    let count = |nth: usize| columns[nth].inner().matches("class=\"paragraph\"").count();
    assert_eq!((count(0), count(1)), (12, 25));
    // One title of the page, and no element twice.
    assert_eq!(all(&html, "h1").len(), 1);
    let mut ids: Vec<&str> = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    ids.sort_unstable();
    let before = ids.len();
    ids.dedup();
    assert_eq!(ids.len(), before);
    // Beside itself a document stands alone.
    assert_eq!(all(&page("read=A/CONF.191/L.7&beside=A/CONF.191/L.7"), "section.beside-column").len(), 0);
}

#[test]
fn lines_in_context_have_every_place_that_was_found() {
    let html = page("find=migrants&lines=context");
    let lines = within(&html, "ul.concordance", "li").len();
    let marks = all(&page("find=migrants"), "mark.found").len();
    assert!(lines >= marks && lines > 12, "{lines} lines, {marks} marks");
    for line in within(&html, "ul.concordance", "li") {
        assert_eq!(line.inner().matches("<mark").count(), 1);
    }
}

#[test]
fn a_pasted_sentence_is_found_altered_or_not_here() {
    let said = |query: &str| {
        texts(&page(&format!("find={}", query.replace(' ', "+"))), "section.quotation").concat()
    };
    let (_, paragraph) =
        corpus().find("A/CONF.191/L.7:4").and_then(|ix| corpus().get(ix)).expect("a passage");
    let sentence = paragraph.text.split(". ").next().expect("a sentence");
    assert!(said(sentence).contains("word for word in A/CONF.191/L.7, para. 4"), "{}", said(sentence));
    let altered = sentence.replace("positive", "negative");
    assert!(said(&altered).contains("as in A/CONF.191/L.7, para. 4"), "{}", said(&altered));
    assert!(
        said("the zebra sang of seven silver moons above the frozen lake").contains(english().quote_absent)
    );
    // A search is no quotation.
    assert_eq!(said("migrants remittances"), "");
}

#[test]
fn each_form_of_a_word_can_be_taken_out_of_a_search() {
    let html = page("find=migrants");
    let rows = |html: &str| all(html, "li.row").len();
    let forms = within(&html, "ul.forms", "a.chip");
    assert!(forms.len() >= 2, "{}", forms.len());
    for form in &forms {
        let narrower = page(form.get("href").expect("an address"));
        assert!(rows(&narrower) > 0 && rows(&narrower) <= rows(&html));
    }
}

#[test]
fn documents_are_set_in_their_own_direction_on_a_page_from_right_to_left() {
    let html = page_for("read=A/CONF.191/L.7", &["ar"]);
    assert_eq!(known("ar").dir, "rtl");
    let document = &all(&html, "article.document")[0];
    assert_eq!((document.get("lang"), document.get("dir")), (Some("en"), Some("ltr")));
    for language in HEADS.iter().filter_map(Head::known) {
        let html = page_for("", &[language.tag]);
        let foreign = language.tag != "en";
        assert_eq!(html.contains(&format!("({})", language.text.in_en)), foreign, "{}", language.tag);
    }
}
