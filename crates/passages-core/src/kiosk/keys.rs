//! The keys of the keyboard on the screen: letters as they stand on keyboards of their languages, and no more than fit.

/// A set of keys that is shown at once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Layer {
    /// Letters from a to z.
    #[default]
    Latin,
    /// Latin letters with accents, and ligatures.
    Accents,
    /// Arabic letters.
    Arabic,
    /// Russian letters.
    Cyrillic,
    /// Digits and signs.
    Signs,
}

/// The most keys in a row, and the most rows.
pub const ROOM: (usize, usize) = (12, 4);

impl Layer {
    /// Those that a page in these languages needs, by their tags; Chinese is not typed here.
    pub fn needed(languages: &[&str]) -> Vec<Self> {
        let has = |tags: &[&str]| languages.iter().any(|tag| tags.contains(tag));
        let all = [
            (Self::Latin, true),
            (Self::Accents, has(&["fr", "es"])),
            (Self::Cyrillic, has(&["ru"])),
            (Self::Arabic, has(&["ar"])),
            (Self::Signs, true),
        ];
        all.into_iter().filter(|(_, is_needed)| *is_needed).map(|(layer, _)| layer).collect()
    }

    /// The one that a page in a language begins with.
    pub fn of(language: &str) -> Self {
        match language {
            "ar" => Self::Arabic,
            "ru" => Self::Cyrillic,
            _ => Self::Latin,
        }
    }

    /// What is written on the key that leads to it: the same in every language.
    pub fn name(self) -> &'static str {
        match self {
            Self::Latin => "abc",
            Self::Accents => "áèñ",
            Self::Arabic => "ابج",
            Self::Cyrillic => "абв",
            Self::Signs => "123",
        }
    }

    /// Its rows, from the top; every character is a key.
    pub fn rows(self) -> &'static [&'static str] {
        match self {
            Self::Latin => &["qwertyuiop", "asdfghjkl", "zxcvbnm"],
            Self::Accents => &["àáâäãåæ", "çèéêëìíîï", "ñòóôöøœ", "ùúûüÿß"],
            Self::Arabic => &["أإآءؤئىة", "ضصثقفغعهخحجد", "شسيبلاتنمكط", "ذرزظو"],
            Self::Cyrillic => &["йцукенгшщзх", "фывапролджэ", "ячсмитьбюъё"],
            Self::Signs => &["1234567890", "-–/.,:;()", "\"'*?!&+«»"],
        }
    }

    /// Whether its rows run from right to left.
    pub fn is_rtl(self) -> bool {
        self == Self::Arabic
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Layer; 5] = [Layer::Latin, Layer::Accents, Layer::Arabic, Layer::Cyrillic, Layer::Signs];

    #[test]
    fn the_keys_fit_and_none_is_there_twice() {
        let mut seen = String::new();
        for layer in ALL {
            assert!(layer.rows().len() <= ROOM.1, "{layer:?}");
            for row in layer.rows() {
                assert!(row.chars().count() <= ROOM.0, "{layer:?}: {row}");
                for key in row.chars() {
                    assert!(!seen.contains(key), "{key} stands twice");
                    seen.push(key);
                }
            }
        }
    }

    #[test]
    fn every_letter_of_the_five_alphabets_and_every_sign_of_a_search_can_be_typed() {
        let alphabets = [
            "abcdefghijklmnopqrstuvwxyz",
            "àâæçéèêëîïôœùûüÿ",
            "áéíñóúü",
            "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
            "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئىة",
            "0123456789\"()*?-/.:",
        ];
        let keys: String = ALL.iter().flat_map(|layer| layer.rows().iter().copied()).collect();
        for letter in alphabets.iter().flat_map(|alphabet| alphabet.chars()) {
            assert!(keys.contains(letter), "{letter}");
        }
    }

    #[test]
    fn a_page_offers_the_letters_of_its_languages() {
        assert_eq!(Layer::needed(&["en", "zh"]), [Layer::Latin, Layer::Signs]);
        assert_eq!(Layer::needed(&["ar", "fr", "ru"]).len(), 5);
        for tag in ["ar", "zh", "en", "fr", "ru", "es"] {
            assert!(Layer::needed(&[tag]).contains(&Layer::of(tag)), "{tag}");
        }
    }
}
