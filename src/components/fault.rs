//! Why the workshop gave no answer, in plain words.

use crate::i18n::Language;
use passages_core::job::Fault;

/// What a visitor is told. What is wrong inside is all the same to whoever waits.
pub fn words(language: &Language, fault: Fault) -> &'static str {
    match fault {
        Fault::Missing => language.text.take_missing,
        _ => language.text.take_stopped,
    }
}
