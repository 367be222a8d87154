//! Words of mastheads: organs, who publishes, who adopted what, and the words that enact it.

use super::{begins, listed};
use crate::case::lowercase;
use crate::parse::lines;

/// Who enacts: the words stand alone on their line, between the title and the recitals.
const ENACTING: &str = "\
    The General Assembly|The Security Council|The Economic and Social Council|The Human Rights Council|\
    L'Assemblée générale|L’Assemblée générale|Le Conseil de sécurité|Le Conseil économique et social|\
    Le Conseil des droits de l'homme|Le Conseil des droits de l’homme|La Asamblea General|\
    El Consejo de Seguridad|El Consejo Económico y Social|El Consejo de Derechos Humanos|\
    Генеральная Ассамблея|Совет Безопасности|Экономический и Социальный Совет|Совет по правам человека|\
    إن الجمعية العامة|إن مجلس الأمن|إن المجلس الاقتصادي والاجتماعي|大会|安全理事会|经济及社会理事会";

/// Organs, as they stand in mastheads.
const ORGANS: &str = "\
    General Assembly|Security Council|Economic and Social Council|Human Rights Council|\
    Trusteeship Council|Secretariat|Assemblée générale|Conseil de sécurité|Conseil économique et social|\
    Asamblea General|Consejo de Seguridad|Consejo Económico y Social|Генеральная Ассамблея|\
    Совет Безопасности|Экономический и Социальный Совет|الجمعية العامة|مجلس الأمن|\
    المجلس الاقتصادي والاجتماعي|大会|安全理事会|经济及社会理事会";

/// "United Nations".
const PUBLISHERS: &str =
    "United Nations|Nations Unies|Naciones Unidas|Организация Объединенных Наций|الأمم المتحدة|联合国";

/// How the line begins that says who adopted a text and when, or on whose report.
const ADOPTIONS: &str = "\
    Resolution adopted|Decision adopted|Résolution adoptée|Décision adoptée|Resolución aprobada|\
    Decisión aprobada|Резолюция, принятая|قرار اتخذته|[on the report|[without reference|[sur le rapport|\
    [sans renvoi|[sobre la base|[sin remisión|[по докладу|[без передачи|[بناء على|[دون الإحالة|[根据|[未经发交";

/// The languages of the United Nations, as mastheads name that of the document above that of the original.
const LANGUAGES: &str = "\
    Arabic|Chinese|English|French|Russian|Spanish|Arabe|Chinois|Anglais|Français|Russe|Espagnol|\
    Árabe|Chino|Inglés|Francés|Ruso|Español|Арабский|Китайский|Английский|Французский|Русский|Испанский|\
    阿拉伯文|中文|英文|法文|俄文|西班牙文|العربية|الصينية|الإنكليزية|الفرنسية|الروسية|الإسبانية|عربي|صيني|إنكليزي|\
    فرنسي|روسي|إسباني";

/// The words of the names of places in which the United Nations publish.
const PLACES: &str = "\
    New|York|Geneva|Vienna|Nairobi|Genève|Vienne|Nueva|Ginebra|Viena|Нью-Йорк|Женева|Вена|Найроби|\
    纽约|日内瓦|维也纳|内罗毕|نيويورك|جنيف|فيينا|نيروبي|وجنيف";
/// And what stands between or after them.
const BESIDE_PLACES: &str = "and|et|y|и|год|г|和";

/// Before the language of the original.
const ORIGINALS: &str = "Original|Язык оригинала|Подлинный текст|原文|الأصل";

/// How the line of an agenda item begins, before its number.
const ITEMS: &str = "Items |Item |Agenda items |Agenda item |议程项目|临时议程项目";
/// How it begins where the same words may number anything, and what it has beside them then.
const NUMBERED: &str = "Points |Point |Temas |Tema |Пункты |Пункт |البند |البندان |البنود ";
const AGENDAS: &str = "de l’ordre du jour|de l'ordre du jour|del programa|повестки дня|جدول الأعمال";
/// More words are a sentence.
const MAX_ITEM_WORDS: usize = 12;
/// More words are no session.
const MAX_SESSION_WORDS: usize = 7;
/// With one of these, a line speaks of a session: "Organización del período de sesiones".
const OF_SESSIONS: &str = "del|su|sobre|los|las|of|on|the|its|la|sur|de la|о|об";
/// Sessions of Arabic are told by their numbers.
const ARABIC_ORDINALS: &str = "\
    الأولى|الثانية|الثالثة|الرابعة|الخامسة|السادسة|السابعة|الثامنة|التاسعة|العاشرة|الحادية|العشرون|الثلاثون|\
    الأربعون|الخمسون|الستون|السبعون|الثمانون|التسعون|المائة|الاستثنائية";

/// Headings that stand alone above a text, and never end a title.
const LEADS: &str = "summary|executive summary|abstract|résumé|resumen|резюме|摘要|موجز";
/// And those above a list of contents; "sommaire" may be either.
const CONTENTS: &str = "\
    contents|table of contents|table des matières|sommaire|índice|contenido|содержание|оглавление|目录|目次|\
    المحتويات|فهرس";

/// "Summary" or "SUMMARY", alone on its line.
pub(in crate::parse) fn leads(line: &str) -> bool {
    listed(LEADS, &lowercase(line)) || lists_contents(line)
}

/// "Contents" or "CONTENTS", alone on its line.
pub(in crate::parse) fn lists_contents(line: &str) -> bool {
    listed(CONTENTS, &lowercase(line))
}

/// The language of the original: "Original: French", "Original : français", "原文：英文".
pub(in crate::parse) fn original(line: &str) -> Option<&str> {
    let rest = ORIGINALS.split('|').find_map(|name| line.strip_prefix(name))?;
    Some(rest.trim_start().strip_prefix([':', '：'])?.trim_start())
}

/// "English", alone on its line.
pub(in crate::parse) fn is_language(line: &str) -> bool {
    listed(LANGUAGES, line)
}

/// "Seventy-eighth session", "Septuagésimo octavo período de sesiones", "第七十八届会议", alone on its line.
pub(in crate::parse) fn is_session(line: &str) -> bool {
    let ends = [" session", " сессия", " período de sesiones"].iter().any(|end| line.ends_with(end));
    let mut words = line.split_whitespace();
    let says = ends && words.clone().all(|word| !listed(OF_SESSIONS, word));
    let is_arabic =
        words.next() == Some("الدورة") && words.next().is_some_and(|word| listed(ARABIC_ORDINALS, word));
    let is_chinese = line.starts_with('第') && line.ends_with("届会议");
    (says || is_arabic || is_chinese) && lines::words(line) <= MAX_SESSION_WORDS
}

/// "Agenda item 20 (c)", "Point 20 de l’ordre du jour", "议程项目20(c)", alone on its line.
pub(in crate::parse) fn is_agenda_item(line: &str) -> bool {
    let numbered = |list: &str| {
        let rest = list.split('|').find_map(|first| line.strip_prefix(first));
        rest.is_some_and(|rest| rest.trim_start().starts_with(char::is_numeric))
    };
    let names_agenda = AGENDAS.split('|').any(|words| line.contains(words));
    (numbered(ITEMS) || names_agenda && numbered(NUMBERED)) && lines::words(line) <= MAX_ITEM_WORDS
}

/// "The General Assembly,", alone on its line.
pub(in crate::parse) fn enacts(line: &str) -> bool {
    listed(ENACTING, line.trim_end_matches([',', '،', '，', ' ']))
}

/// "General Assembly", alone on its line.
pub(in crate::parse) fn is_organ(line: &str) -> bool {
    listed(ORGANS, line)
}

/// "United Nations", or "New York and Geneva, 2004", alone on its line.
pub(in crate::parse) fn is_publisher(line: &str) -> bool {
    listed(PUBLISHERS, line) || is_imprint(line)
}

/// Where the United Nations publish, and when.
fn is_imprint(line: &str) -> bool {
    let words =
        line.split(|c: char| c.is_whitespace() || ",،，.年".contains(c)).filter(|word| !word.is_empty());
    let (mut places, mut years) = (0, 0);
    for word in words {
        let is_year = word.chars().count() == 4 && word.chars().all(char::is_numeric);
        years += usize::from(is_year);
        places += usize::from(listed(PLACES, word));
        if !is_year && !listed(PLACES, word) && !listed(BESIDE_PLACES, word) {
            return false;
        }
    }
    places > 0 && years == 1
}

/// "Resolution adopted by the General Assembly on 7 December 2023", "[on the report of the Third Committee]".
pub(in crate::parse) fn adopts(line: &str) -> bool {
    begins(ADOPTIONS, line) || line.contains("大会决议")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_enacts_and_who_adopted() {
        for line in [
            "The General Assembly,",
            "The General Assembly",
            "L’Assemblée générale,",
            "大会，",
            "إن الجمعية العامة،",
        ] {
            assert!(enacts(line), "{line}");
        }
        assert!(!enacts("The General Assembly decided"));
        for line in [
            "Resolution adopted by the General Assembly",
            "[sur le rapport de la Commission",
            "2035年12月7日大会决议",
        ] {
            assert!(adopts(line), "{line}");
        }
        assert!(is_organ("Генеральная Ассамблея") && is_publisher("الأمم المتحدة"));
    }

    #[test]
    fn titles_that_begin_or_end_like_fields_are_none() {
        for title in [
            "Organización del período de sesiones",
            "Organization of the session",
            "Ouverture de la session",
            "الدورة التدريبية لحراس المنارات",
        ] {
            assert!(!is_session(title), "{title}");
        }
        for title in ["Originalité des lanternes", "الأصل القومي أو العرقي للحراس", "原文化遗产保护区的灯塔"]
        {
            assert_eq!(original(title), None);
        }
        for title in ["Temas de 2035 para el programa de trabajo", "Items of 2035", "Point 3 of the plan"] {
            assert!(!is_agenda_item(title), "{title}");
        }
        assert!(leads("SUMMARY") && !leads("Summary of lanterns"));
    }
}
