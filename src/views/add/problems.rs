//! What is wrong with a document, and what to do about it, in the language of the page.

use crate::i18n::{Text, fill};
use passages_core::problem::{Problem, ProblemKind};

/// The words for a problem; `None` where it is of no kind, and told in English alone.
pub fn told(text: &Text, problem: &Problem) -> Option<String> {
    let wording = match problem.kind? {
        ProblemKind::NoParagraph => text.problem_no_paragraph,
        ProblemKind::BareLabel => text.problem_bare_label,
        ProblemKind::SkippedNumber => text.problem_skipped_number,
        ProblemKind::UnknownParagraph => text.problem_unknown_paragraph,
        ProblemKind::LostWords => text.problem_lost_words,
        ProblemKind::UnknownTerm => text.problem_unknown_term,
        ProblemKind::SpokenTerm => text.problem_spoken_term,
        ProblemKind::IdleTag => text.problem_idle_tag,
        ProblemKind::LostLetters => text.problem_lost_letters,
        ProblemKind::Nul => text.problem_nul,
        ProblemKind::PartsLeftOut => text.problem_parts_left_out,
        ProblemKind::OtherProgram => text.problem_other_program,
        ProblemKind::PicturesLeftOut => text.problem_pictures_left_out,
        ProblemKind::PicturePages => text.problem_picture_pages,
        ProblemKind::RecognizedPages => text.problem_recognized_pages,
        ProblemKind::NamelessLetters => text.problem_nameless_letters,
        ProblemKind::GuessedEncoding => text.problem_guessed_encoding,
    };
    let value = |nth: usize| problem.values.get(nth).map_or("", String::as_str);
    Some(fill(wording, &[("this", value(0)), ("other", value(1))]))
}
