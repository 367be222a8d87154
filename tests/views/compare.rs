//! Compare: what is counted is what its links lead to, and words have the language of their documents.

use super::html::{all, text, within};
use super::own::{explorer, html};
use super::page;
use passages::desk::doing;
use passages::library;
use passages_core::select::select;
use passages_core::state::{View, ViewState};

/// The links of a page with a count and a share: "3 (21 %)", and how many passages each leads to.
fn counted(page: &str) -> Vec<(usize, usize)> {
    let mut counted = Vec::new();
    for link in within(page, "table", "a") {
        let words = link.text();
        let Some((count, _)) = words.split_once(" (") else { continue };
        let (Ok(count), Some(href)) = (count.parse(), link.get("href")) else { continue };
        let (state, warnings) = ViewState::parse(href.trim_start_matches('#'));
        assert!(warnings.is_empty(), "{href}: {warnings:?}");
        counted.push((count, select(&library::corpus(), &state).rows.len()));
    }
    counted
}

#[test]
fn every_count_of_a_theme_leads_to_as_many_passages() {
    let counted = counted(&page("compare"));
    assert!(counted.len() > 10, "{counted:?}");
    assert!(counted.iter().all(|(said, listed)| said == listed), "{counted:?}");
}

#[test]
fn by_year_the_counts_are_those_of_the_documents_that_are_compared() {
    let (owner, explorer) = explorer("compare", "en");
    owner.with(|| {
        for nth in 1..=15 {
            // Seven of one year, seven of the next, and one that has no date.
            let date = match nth {
                15 => String::new(),
                _ => format!("{nth} May {}\n\n", 2030 + nth / 8),
            };
            let words = "Participants stressed that remittances of migrants should cost less to send.";
            explorer
                .desk
                .lay_text(format!("{date}NOTE {nth}\n\n1. {words}\n\n2. The brain drain of nurses.\n"));
            doing::go_on(explorer);
        }
        let names: Vec<String> = explorer
            .desk
            .with_untracked(|kept| kept.items.iter().filter_map(|item| item.name.clone()).collect());
        assert_eq!(names.len(), 15);
        // The last of the second year is left out: what is counted there is less than all that there is of it.
        let compared = names.iter().enumerate().filter(|(at, _)| *at != 13).map(|(_, name)| name.as_str());
        explorer.go(explorer.state.with_untracked(|s| s.comparing(compared)));
    });
    let page = html(&owner, explorer, View::Compare);
    let read = text(&page);
    assert!(read.contains("2030") && read.contains("2031"), "{read}");
    let counted = owner.with(|| counted(&page));
    assert!(
        counted.contains(&(7, 7)) && counted.contains(&(6, 6)) && counted.contains(&(1, 1)),
        "{counted:?}"
    );
    assert!(counted.iter().all(|(said, listed)| said == listed), "{counted:?}");
}

#[test]
fn words_of_the_documents_have_their_language_in_a_page_of_another() {
    for tag in ["en", "ar"] {
        let page = super::page_for("compare", &[tag]);
        let terms = all(&page, "span.term");
        assert!(terms.len() > 5, "{}", terms.len());
        assert!(terms.iter().all(|term| term.get("lang") == Some("en") && term.get("dir") == Some("ltr")));
    }
}
