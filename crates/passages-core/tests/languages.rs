//! Search in the languages of the United Nations, and in several at once.

use passages_core::index::{Index, IndexBuilder};
use passages_core::search::{Bm25, Plan, parse, search};
use passages_core::tokens::{Analyzer, fold, spans};
use proptest::collection::vec;
use proptest::prelude::*;

/// Texts with the tags of their languages.
const TEXTS: [(&str, &str); 10] = [
    ("en", "Migrations enrich societies; a migrant's skills return with co\u{2011}development."),
    ("en", "The migrant and the café owner agreed to co-operate in ﬁnance."),
    ("fr", "Les migrations internationales et l’intégration des personnes migrées à l'étranger."),
    ("fr", "Chaque pays d’origine intègre ses travailleurs; l\u{2019}œuvre des États membres."),
    ("es", "Las migraciones y los migrantes: protección de los niños, cooperación y educación."),
    ("ru", "Международные мигранты вносят вклад; ещё раз о правах мигрантов и их всё большей роли."),
    ("ar", "المُهَاجِرُون والمنظمات الدولية في سنة ٢٠٠٦، وإدارة الهجرة في المدرسة."),
    ("ar", "تدير المنظمة الدوليّة برامج للمهاجرين إلى أوروبا ــ هجـــرة آمنة."),
    ("zh", "国际移民与发展问题高级别对话。移民的人权必须得到保护"),
    ("zh", "ＩＯＭ 协助 ２００６ 年的移徙者返回原籍国，国民"),
];

fn index(texts: &[(&str, &str)]) -> Index {
    let mut builder = IndexBuilder::new();
    for (language, text) in texts {
        builder.push(Analyzer::of(language).language(), text);
    }
    builder.finish()
}

/// What a query finds: the paragraphs, ascending, and what is marked in each.
fn found(typed: &str) -> Vec<(u32, Vec<&'static str>)> {
    let index = index(&TEXTS);
    let query = parse(typed, &Analyzer::english()).expect("a query with words");
    let plan = Plan::new(&query, &index, &|_: &str, _: &str| Vec::new());
    let mut hits: Vec<u32> = search(&plan, &index, Bm25::default()).iter().map(|h| h.paragraph).collect();
    hits.sort_unstable();
    let marks = |paragraph: u32| {
        let (_, text) = TEXTS[paragraph as usize];
        let spans = spans(text);
        let located = plan.locate(&index, paragraph, text).expect("where it was found");
        located.into_iter().map(|place| spans[place as usize].of(text)).collect()
    };
    hits.into_iter().map(|paragraph| (paragraph, marks(paragraph))).collect()
}

/// What was typed, and the marks in each paragraph that it finds.
fn check(typed: &str, expected: &[(u32, &[&str])]) {
    let expected: Vec<(u32, Vec<&str>)> = expected.iter().map(|(p, marks)| (*p, marks.to_vec())).collect();
    assert_eq!(found(typed), expected, "{typed}");
}

#[test]
fn english_hyphens_ligatures_and_accents() {
    check("co-development", &[(0, &["co", "development"])]);
    check("co‐development", &[(0, &["co", "development"])]);
    check("cafe finance", &[(1, &["café", "ﬁnance"])]);
    check("CAFÉ", &[(1, &["café"])]);
    check("cafe\u{301}", &[(1, &["café"])]);
    check("de\u{ad}velopment", &[(0, &["development"])]);
}

#[test]
fn a_word_is_found_in_every_language_that_has_it_by_the_stems_of_each() {
    check("migrations", &[(0, &["Migrations"]), (2, &["migrations"])]);
    check("=migrations", &[(0, &["Migrations"]), (2, &["migrations"])]);
    check("migration", &[(0, &["Migrations"]), (2, &["migrations"])]);
}

#[test]
fn french_articles_accents_and_inflections() {
    check("l'origine", &[(3, &["origine"])]);
    check("\"d'origine\"", &[(3, &["d", "origine"])]);
    check("etranger", &[(2, &["étranger"])]);
    check("intégrer", &[(2, &["intégration"]), (3, &["intègre"])]);
    check("migrees", &[(2, &["migrées"])]);
    check("migré", &[(2, &["migrées"])]);
    check("oeuvre etat", &[(3, &["œuvre", "États"])]);
    check("travailleur", &[(3, &["travailleurs"])]);
    check("internationale", &[(2, &["internationales"])]);
}

#[test]
fn spanish_inflections_and_accents() {
    check("migración", &[(4, &["migraciones"])]);
    check("migracion", &[(4, &["migraciones"])]);
    check("nino", &[(4, &["niños"])]);
    check("niño", &[(4, &["niños"])]);
    check("educacion cooperacion", &[(4, &["cooperación", "educación"])]);
}

#[test]
fn russian_cases_and_yo() {
    check("мигрант", &[(5, &["мигранты", "мигрантов"])]);
    check("международный", &[(5, &["Международные"])]);
    check("еще", &[(5, &["ещё"])]);
    check("=все", &[(5, &["всё"])]);
    check("и\u{306}од", &[]);
    assert_eq!(fold("и\u{306}"), "й");
}

#[test]
fn arabic_letters_marks_stretches_and_digits() {
    check("المهاجرون", &[(6, &["المُهَاجِرُون"]), (7, &["للمهاجرين"])]);
    check("منظمة", &[(7, &["المنظمة"])]);
    check("المنظمه", &[(7, &["المنظمة"])]);
    check("دولية", &[(6, &["الدولية"]), (7, &["الدوليّة"])]);
    check("2006", &[(6, &["٢٠٠٦"]), (9, &["２００６"])]);
    check("۲۰۰۶", &[(6, &["٢٠٠٦"]), (9, &["２００６"])]);
    check("=ادارة", &[]);
    check("=وادارة", &[(6, &["وإدارة"])]);
    check("=وادارة~", &[(6, &["وإدارة"])]);
    check("=اوروبا", &[(7, &["أوروبا"])]);
    check("=المدرسه", &[(6, &["المدرسة"])]);
    check("=هجره", &[(7, &["هجـــرة"])]);
    check("=الدوليه", &[(6, &["الدولية"]), (7, &["الدوليّة"])]);
    assert_eq!(fold("ﻻﻣﺔ"), "لامه");
}

#[test]
fn chinese_words_characters_and_wide_letters() {
    check("移民", &[(8, &["移", "民", "移", "民"])]);
    check("移民的人权", &[(8, &["移", "民", "的", "人", "权"])]);
    check("民", &[(8, &["民", "民"]), (9, &["民"])]);
    check("权", &[(8, &["权"])]);
    check("护", &[(8, &["护"])]);
    check("iom", &[(9, &["ＩＯＭ"])]);
    check("移民 对话", &[(8, &["移", "民", "对", "话", "移", "民"])]);
    check("\"高级别 对话\"", &[(8, &["高", "级", "别", "对", "话"])]);
    check("民移", &[]);
    check("移民 NOT 人权", &[]);
    check("2006年", &[(9, &["２００６", "年"])]);
    check("\"2006 年\"", &[(9, &["２００６", "年"])]);
}

/// Letters of all scripts that are folded in some way, and others.
fn any_text() -> impl Strategy<Value = String> {
    let letters = "[a-zA-Zéèêçñœæßﬁ'’ \\-\u{301}\u{308}\u{ad}а-яА-ЯёЁй\u{306}ء-ي\u{64b}-\u{652}ـ٠-٩ﺀ-ﻼ一-乑あ-んก-๙０-９Ａ-ｚ。]{0,40}";
    prop_oneof![3 => letters, 1 => any::<String>()]
}

proptest! {
    /// Whatever stands in a text is found by typing it, in any language, and marked where it stands.
    #[test]
    fn a_word_as_printed_finds_itself(texts in vec((0..TEXTS.len(), any_text()), 1..5)) {
        let texts: Vec<(&str, &str)> = texts.iter().map(|(l, text)| (TEXTS[*l].0, text.as_str())).collect();
        let index = index(&texts);
        let tokens: Vec<_> = texts.iter().map(|(l, text)| Analyzer::of(l).tokens(text)).collect();
        // Read ahead or paragraph by paragraph, the words and their places are the same.
        let known = Index::new(&tokens);
        prop_assert_eq!(index.to_bytes(), known.to_bytes());
        for (paragraph, (_, text)) in (0..).zip(&texts) {
            let stand = spans(text);
            for (place, token) in (0..).zip(&tokens[paragraph as usize]) {
                prop_assert_eq!(stand[place as usize], token.span);
                let printed = token.span.of(text);
                if ["OR", "AND", "NOT", "NEAR"].contains(&printed) {
                    continue;
                }
                for typed in [printed.to_owned(), format!("={printed}"), format!("\"{printed}\"")] {
                    let Some(query) = parse(&typed, &Analyzer::english()) else {
                        prop_assert!(false, "{typed} is no query");
                        continue;
                    };
                    let plan = Plan::new(&query, &index, &|_: &str, _: &str| Vec::new());
                    let located = plan.locate(&index, paragraph, text).unwrap_or_default();
                    prop_assert!(located.contains(&place), "{typed} in {text}: {located:?}");
                }
            }
        }
    }

    /// Folding twice is folding once, and capitals make no difference to it.
    #[test]
    fn folding_is_settled(text in any_text()) {
        prop_assert_eq!(fold(&fold(&text)), fold(&text));
    }

    /// A stem never fails, and belongs to its language.
    #[test]
    fn all_forms_of_a_stem_are_found_by_each(language in 0..TEXTS.len(), words in vec("[a-zéèñ]{2,9}(s|es|ción|ation)?|[а-яё]{2,9}|[ء-ي]{2,9}", 1..12)) {
        let (tag, _) = TEXTS[language];
        let text = words.join(" ");
        let index = index(&[(tag, &text)]);
        let tokens = Analyzer::of(tag).tokens(&text);
        for token in &tokens {
            let query = parse(token.span.of(&text), &Analyzer::english()).expect("a word");
            let plan = Plan::new(&query, &index, &|_: &str, _: &str| Vec::new());
            // Its stem, and those of what is written so but for the diacritics.
            let alike = |other: &&passages_core::tokens::Token| other.word == token.word;
            let stems: Vec<&str> = tokens.iter().filter(alike).map(|t| t.stem.as_str()).collect();
            let wanted: Vec<u32> =
                (0..).zip(&tokens).filter(|(_, t)| stems.contains(&t.stem.as_str())).map(|(n, _)| n).collect();
            prop_assert_eq!(plan.locate(&index, 0, &text), Some(wanted), "{} in {}", token.word, text);
        }
    }
}
