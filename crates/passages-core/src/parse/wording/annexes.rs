//! What annexes and articles are called.

use super::{begins, listed};

/// What an annex or the like is called.
const ANNEXES: &str = "\
    Annex|ANNEX|Appendix|APPENDIX|Enclosure|ENCLOSURE|Attachment|Annexe|ANNEXE|Appendice|Anexo|ANEXO|\
    Apéndice|Приложение|ПРИЛОЖЕНИЕ|المرفق|مرفق|附件";

/// What it is an annex to, where its heading goes on for some lines.
const ANNEXED_TO: &str = "to the letter|to the note|to the identical|à la lettre|de la carta|к письму";

/// What is numbered and has its heading on the line below.
const ARTICLES: &str = "Rule|Article|Part|Artículo|Статья|Правило|المادة|Regulation|Chapter|Section";

/// What is numbered in Chinese: an article, a chapter, a section, a part.
const CHINESE_ARTICLES: [char; 5] = ['条', '章', '节', '编', '款'];

/// The rest of a line that begins with "Annex" or the like.
pub(in crate::parse) fn after_annex(line: &str) -> Option<&str> {
    let rest = ANNEXES.split('|').find_map(|name| line.strip_prefix(name))?;
    let apart = rest.is_empty() || rest.starts_with(char::is_whitespace) || line.starts_with("附件");
    apart.then(|| rest.trim())
}

/// "Annex to the letter dated 3 May 2035".
pub(in crate::parse) fn is_annex_to(line: &str) -> bool {
    after_annex(line).is_some_and(|rest| begins(ANNEXED_TO, rest))
}

/// "Rule 40", "Article 5", "第五条", alone on their line.
pub(in crate::parse) fn is_article(line: &str) -> bool {
    if let Some(number) = line.strip_prefix('第').and_then(|rest| rest.strip_suffix(CHINESE_ARTICLES)) {
        let numeral = |c: char| c.is_numeric() || "一二三四五六七八九十百".contains(c);
        return (1..=6).contains(&number.chars().count()) && number.chars().all(numeral);
    }
    let Some((first, number)) = line.split_once(' ') else { return false };
    let numeral = |c: char| c.is_numeric() || matches!(c, 'A'..='I' | 'V' | 'X' | '.');
    listed(ARTICLES, first) && number.chars().count() <= 6 && number.chars().all(numeral)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn annexes_and_articles() {
        assert_eq!(after_annex("Annex II"), Some("II"));
        assert_eq!(after_annex("附件一"), Some("一"));
        assert_eq!(after_annex("Annexes to it"), None);
        assert!(is_annex_to("Annex to the letter dated 3 May 2035"));
        assert!(
            is_article("Section 29A")
                && is_article("Rule 40")
                && is_article("Chapter IV")
                && is_article("第十二条")
                && is_article("第3章")
                && !is_article("第一届会议")
                && !is_article("第条")
                && !is_article("Rule 40 applies")
        );
    }
}
