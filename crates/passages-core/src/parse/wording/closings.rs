//! What closes a text: the meeting that adopted it, or who signed.

use super::begins;

/// What a meeting of an organ is called.
const MEETINGS: &str = "\
    plenary meeting|th meeting|st meeting|séance plénière|sesión plenaria|пленарное заседание|\
    الجلسة العامة|次全体会议|nd meeting|rd meeting";

/// What stands before the name of who signed.
const SIGNED: &str = "(Signed)|(Signé)|(Firmado)|(Подпись)|(توقيع)|(签名)|（签名）";

/// "45th plenary meeting", "50th (resumed) plenary meeting", alone on its line.
pub(in crate::parse) fn closes(line: &str) -> bool {
    let short = line.split_whitespace().count() <= 6 && line.chars().count() <= 60;
    let numbered = line.chars().any(char::is_numeric);
    short && numbered && MEETINGS.split('|').any(|words| line.contains(words))
}

/// "(Signed) Ada Lightfoot": below it stands the function.
pub(in crate::parse) fn signs(line: &str) -> bool {
    begins(SIGNED, line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn meetings_close_in_six_languages() {
        for line in [
            "45th plenary meeting",
            "50th (resumed) plenary meeting",
            "45e séance plénière",
            "45a sesión plenaria",
            "45-е пленарное заседание,",
            "الجلسة العامة ٤٥",
            "第45次全体会议",
        ] {
            assert!(closes(line), "{line}");
        }
        assert!(!closes("the plenary meeting of the General Assembly"));
    }
}
