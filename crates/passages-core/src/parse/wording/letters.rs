//! Words of letters.

use super::begins;

/// How a letter is called in its title.
const KINDS: &str = "\
    Letter dated|Letters dated|Identical letters dated|Note verbale dated|Lettre datée|Carta de fecha|\
    Письмо|رسالة مؤرخة";

/// Who sends a letter begins with words like these.
const SALUTATIONS: &str = "\
    I |We |On behalf|Upon instructions|On instructions|Further to|Pursuant to|In accordance|\
    With reference|Please find|The Permanent Mission of|J’ai |J'ai |D’ordre|Tengo el honor|Имею честь|\
    По поручению|أتشرف|بناء على|谨";

/// "Letter dated 3 May 2035 from the Permanent Representative": the title of a letter.
pub(in crate::parse) fn is_letter(line: &str) -> bool {
    begins(KINDS, line)
}

/// "I have the honour to transmit": the first words of a letter's text.
pub(in crate::parse) fn begins_letter(line: &str) -> bool {
    begins(SALUTATIONS, line)
}
