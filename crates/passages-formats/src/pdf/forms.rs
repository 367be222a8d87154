//! The shapes of Arabic letters, which Unicode has beside the letters themselves (U+FB50 to U+FDFF, U+FE70 to U+FEFF) and
//! old fonts name -> the letters.

use std::collections::BTreeMap;

/// What each shape stands for: one letter or several that are drawn as one.
#[derive(Debug)]
pub(super) struct Forms(BTreeMap<u32, &'static str>);

impl Forms {
    pub(super) fn new() -> Self {
        let mut all = BTreeMap::new();
        for (first, row) in FORMS {
            let mut at = first;
            for entry in row.split_whitespace() {
                let letters = entry.trim_end_matches(|c: char| c.is_ascii_digit());
                let times = entry.get(letters.len()..).and_then(|times| times.parse().ok()).unwrap_or(1);
                if letters != "-" {
                    all.extend((at..at + times).map(|code| (code, letters)));
                }
                at += times;
            }
        }
        Self(all)
    }

    /// The letters of a shape; `None` for what is none.
    pub(super) fn letters(&self, c: char) -> Option<&'static str> {
        matches!(c, '\u{fb50}'..='\u{feff}').then(|| self.0.get(&u32::from(c)).copied()).flatten()
    }
}

/// From a code on, the compatibility decompositions of Unicode without spaces and kashidas; a digit says how many codes in
/// a row stand for the same, and a dash for nothing.
const FORMS: [(u32, &str); 6] = [
    (0xfb50, "ٱ2 ٻ4 پ4 ڀ4 ٺ4 ٿ4 ٹ4 ڤ4 ڦ4 ڄ4 ڃ4 چ4 ڇ4 ڍ2 ڌ2 ڎ2 ڈ2 ژ2 ڑ2 ک4 گ4 ڳ4 ڱ4 ں2 ڻ4 ۀ2 ہ4 ھ4 ے2 ۓ2"),
    (0xfbd3, "ڭ4 ۇ2 ۆ2 ۈ2 ۇٴ ۋ2 ۅ2 ۉ2 ې4 ى2 ئا2 ئە2 ئو2 ئۇ2 ئۆ2 ئۈ2 ئې3 ئى3 ی4"),
    (
        0xfc00,
        "ئج ئح ئم ئى ئي بج بح بخ بم بى بي تج تح تخ تم تى تي ثج ثم ثى ثي جح جم حج حم خج خح خم سج سح \
         سخ سم صح صم ضج ضح ضخ ضم طح طم ظم عج عم غج غم فج فح فخ فم فى في قح قم قى قي كا كج كح كخ كل \
         كم كى كي لج لح لخ لم لى لي مج مح مخ مم مى مي نج نح نخ نم نى ني هج هم هى هي يج يح يخ يم يى \
         يي ذ\u{670} ر\u{670} ى\u{670} \u{64c}\u{651} \u{64d}\u{651} \u{64e}\u{651} \u{64f}\u{651} \
         \u{650}\u{651} \u{651}\u{670} ئر ئز ئم ئن ئى ئي بر بز بم بن بى بي تر تز تم تن تى تي ثر ثز \
         ثم ثن ثى ثي فى في قى قي كا كل كم كى كي لم لى لي ما مم نر نز نم نن نى ني ى\u{670} ير يز يم \
         ين يى يي ئج ئح ئخ ئم ئه بج بح بخ بم به تج تح تخ تم ته ثم جح جم حج حم خج خم سج سح سخ سم صح \
         صخ صم ضج ضح ضخ ضم طح ظم عج عم غج غم فج فح فخ فم قح قم كج كح كخ كل كم لج لح لخ لم له مج مح \
         مخ مم نج نح نخ نم نه هج هم ه\u{670} يج يح يخ يم يه ئم ئه بم به تم ته ثم ثه سم سه شم شه كل \
         كم لم نم نه يم يه \u{64e}\u{651} \u{64f}\u{651} \u{650}\u{651} طى طي عى عي غى غي سى سي شى \
         شي حى حي جى جي خى خي صى صي ضى ضي شج شح شخ شم شر سر صر ضر طى طي عى عي غى غي سى سي شى شي حى \
         حي جى جي خى خي صى صي ضى ضي شج شح شخ شم شر سر صر ضر شج شح شخ شم سه شه طم سج سح سخ شج شح شخ \
         طم ظم ا\u{64b}2",
    ),
    (
        0xfd50,
        "تجم تحج2 تحم تخم تمج تمح تمخ جمح2 حمي حمى سحج سجح سجى سمح2 سمج سمم2 صحح2 صمم شحم2 شجي شمخ2 \
         شمم2 ضحى ضخم2 طمح2 طمم طمي عجم عمم2 عمى غمم غمي غمى فخم2 قمح قمم لحم لحي لحى لجج2 لخم2 \
         لمح2 محج محم محي مجح مجم مخج مخم -2 مجخ همج همم نحم نحى نجم2 نجى نمي نمى يمم2 بخي تجي تجى \
         تخي تخى تمي تمى جمي جحى جمى سخى صحي شحي ضحي لجي لمي يحي يجي يمي ممي قمي نحي قمح لحم عمي \
         كمي نجح مخي لجم كمم لجم نجح جحي حجي مجي فمي بحي كمم عجم صمم سخي نجي",
    ),
    (0xfdf0, "صلے قلے الله اكبر محمد صلعم رسول عليه وسلم صلى صلىاللهعليهوسلم جلجلاله"),
    (
        0xfe70,
        "\u{64b}2 \u{64c} - \u{64d} - \u{64e}2 \u{64f}2 \u{650}2 \u{651}2 \u{652}2 ء آ2 أ2 ؤ2 إ2 ئ4 \
         ا2 ب4 ة2 ت4 ث4 ج4 ح4 خ4 د2 ذ2 ر2 ز2 س4 ش4 ص4 ض4 ط4 ظ4 ع4 غ4 ف4 ق4 ك4 ل4 م4 ن4 ه4 و2 ى2 ي4 \
         لآ2 لأ2 لإ2 لا2",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_are_their_letters() {
        let forms = Forms::new();
        let check = |code: char, letters: Option<&str>| assert_eq!(forms.letters(code), letters, "{code}");
        check('\u{fe8d}', Some("ا"));
        check('\u{fefb}', Some("لا"));
        check('\u{fef2}', Some("ي"));
        check('\u{fe70}', Some("\u{64b}"));
        check('\u{fb56}', Some("پ"));
        check('\u{fc00}', Some("ئج"));
        check('\u{fdf2}', Some("الله"));
        check('\u{fdfb}', Some("جلجلاله"));
        check('\u{feff}', None);
        check('ا', None);
    }
}
