//! How recitals and decisions begin.

use super::{begins, first_word, listed};

/// First words of recitals that other words do not give away.
const OPENERS: &str = "\
    Acknowledging|Affirming|Aiming|Alarmed|Anticipating|Applauding|Appreciating|Also|Appalled|Aware|\
    Bearing|Being|Believing|Calling|Cognizant|Commemorating|Commending|Committed|Concerned|Condemning|\
    Confident|Confirming|Congratulating|Conscious|Considering|Continuing|Convinced|Declaring|Deeply|\
    Denouncing|Deploring|Desiring|Desirous|Determined|Disappointed|Dismayed|Distressed|Disturbed|\
    Emphasizing|Encouraged|Encouraging|Endorsing|Equally|Expressing|Extremely|Firmly|Fully|Further|\
    Gravely|Guided|Having|Highlighting|Honouring|Hoping|Inspired|Inviting|Keenly|Looking|Marking|\
    Mindful|Noting|Observing|Particularly|Persuaded|Paying|Pleased|Profoundly|Re-emphasizing|\
    Reaffirming|Realizing|Recalling|Recognizing|Recommitting|Reconfirming|Regretting|Reiterating|\
    Rejecting|Remaining|Renewing|Resolved|Saddened|Seeking|Seized|Seriously|Sharing|Shocked|Stressing|\
    Strongly|Supporting|Taking|Troubled|Trusting|Underlining|Underscoring|Unequivocally|Urging|\
    Welcoming|Wishing|Affirmant|Ayant|Condamnant|Consciente|Considérant|Constatant|Convaincue|Déplorant|\
    Exprimant|Gardant|Notant|Prenant|Préoccupée|Rappelant|Reconnaissant|Réaffirmant|Réitérant|Saluant|\
    Soulignant|Tenant|Vivement|Acogiendo|Convencida|Destacando|Expresando|Guiada|Guiándose|Habiendo|\
    Observando|Poniendo|Preocupada|Profundamente|Reafirmando|Reconociendo|Recordando|Reiterando|\
    Subrayando|Teniendo|Tomando|вновь|Ссылаясь|ссылаясь|подтверждая|напоминая|отмечая|признавая|\
    учитывая|выражая|приветствуя|подчеркивая|руководствуясь|рассмотрев|وإذ|إذ|Рассмотрев";

/// Openers that no other line begins with.
const SURE: &str = "\
    Acknowledging |Aware |Bearing in mind|Convinced |Deeply |Emphasizing |Expressing |Guided by|Having |\
    Mindful |Noting |Reaffirming |Recalling |Recognizing |Reiterating |Stressing |Taking note|\
    Underlining |Welcoming ";

/// First characters of Chinese recitals.
const CHINESE_OPENERS: &str =
    "回顾|重申|认识到|注意到|欢迎|强调|考虑到|铭记|确认|赞赏|表示|深信|意识到|审议了";

/// How a decision begins that is the only one and so has no number.
const DECISIONS: &str = "\
    Accepts|Admits|Adopts|Appoints|Approves|Authorizes|Calls|Decides|Declares|Elects|Endorses|Expresses|\
    Invites|Notes|Proclaims|Reaffirms|Requests|Resolves|Takes|Welcomes|Adopte|Approuve|Décide|Prend|\
    Aprueba|Decide|Toma|Hace|постановляет|утверждает|принимает|تقرر|توافق|تحيط";

/// Whether a line opens as recitals do: "Recalling", "Rappelant", "Recordando", "Ссылаясь", "إذ", "回顾".
pub(in crate::parse) fn opens_recital(line: &str) -> bool {
    listed(OPENERS, first_word(line)) || begins(CHINESE_OPENERS, line)
}

/// Whether a line opens as nothing but a recital does, whatever stands above it.
pub(in crate::parse) fn surely_opens_recital(line: &str) -> bool {
    begins(SURE, line)
}

/// "Regretting", and "Financing": an English participle, or a word that looks like one.
pub(in crate::parse) fn is_participle(line: &str) -> bool {
    let word = first_word(line);
    word.starts_with(char::is_uppercase) && word.len() > 4 && word.ends_with("ing")
}

/// "Approves the report of the Credentials Committee."
pub(in crate::parse) fn decides(line: &str) -> bool {
    listed(DECISIONS, first_word(line)) || begins("决定|核准|通过", line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recitals_open_in_six_languages() {
        for line in [
            "Recalling its resolution 1/2",
            "Recalling, in this regard",
            "Rappelant sa résolution",
            "Recordando su resolución",
            "Ссылаясь на свою резолюцию",
            "ссылаясь на свою",
            "وإذ تشير إلى",
            "回顾其决议",
        ] {
            assert!(opens_recital(line), "{line}");
        }
        for line in
            ["United Nations", "The Kingdom", "международная", "recalling", "Financing for Development"]
        {
            assert!(!opens_recital(line), "{line}");
        }
        assert!(is_participle("Financing for Development") && !is_participle("King"));
        assert!(decides("Approves the report") && decides("决定") && !decides("Approval of the report"));
    }
}
