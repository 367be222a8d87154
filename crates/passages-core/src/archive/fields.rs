//! What of each value an archive holds, in which order. A field that is added to one of these types must be added here.

use super::stored::{Reader, Stored, Writer, fields, measured, one_of_all, rest};
use crate::annotate::{Annotation, Speech, Tag};
use crate::corpus::Compiled;
use crate::date::{Date, DateRange};
use crate::document::{
    Document, Footnote, LineRole, LineRun, Masthead, Meeting, Naming, Note, Paragraph, Part, Section,
};
use crate::evaluate::{Accuracy, Method, MethodAccuracy, ThemeAccuracy};
use crate::graph::Community;
use crate::link::{Evidence, Link};
use crate::span::Span;
use crate::vocabulary::{Crosswalk, Family, Framework, Kind, Objective, Term, TermIx, Vocabulary};

fields!(Compiled: documents vocabulary:rest annotations:rest links told communities:rest places:rest
    accuracy:rest fingerprint);

fields!(Document: name short short_in language title printed_title:rest byline:rest masthead parts sections paragraphs
    signature:rest footnotes:rest provenance:rest provenance_in:rest received:rest lines:rest);
fields!(Masthead: organ:rest distribution:rest symbol date original:rest session:rest agenda_item:rest
    agenda_title:rest meeting adoption:rest kind:rest);
fields!(Meeting: name:rest place:rest days);
fields!(Date: year month day);
fields!(DateRange: first last);
fields!(Part: slug heading:rest title:rest meeting:rest);
fields!(Section: part number heading:rest);
fields!(Paragraph: key part section naming label printed_label:rest text:measured emphasis:rest
    foreign:rest notes:rest lines:rest);
fields!(Note: span text);
fields!(Footnote: mark text anchor);
fields!(LineRun: first last role);

fields!(Vocabulary: families terms general crosswalk);
fields!(Family: id labels);
// Forms have done their work when the texts are annotated.
fields!(Term: id kind family strength labels note broader related place, without forms not);
fields!(Crosswalk: frameworks objectives);
fields!(Framework: id labels source);
fields!(Objective: id framework number labels through);
one_of_all!(Kind);

fields!(Annotation: tags speech by_hand);
fields!(Tag: span term sentence);
fields!(Speech: who rung);

fields!(Link: from to score family lead);
fields!(Community: members terms words);

fields!(Accuracy: methods pairs together links links_right kappa_pairs kappa_themes paragraphs themes);
fields!(MethodAccuracy: method ndcg average_precision);
fields!(ThemeAccuracy: theme tagged right wanted found);
one_of_all!(Method);

/// A term by twice its index, so that it is one number; the others by odd ones.
impl Stored for Evidence {
    fn write(&self, to: &mut Writer) {
        match self {
            Self::Term(ix) => to.number(u64::from(*ix) << 1),
            Self::Same => to.number(1),
            Self::Related(a, b) => {
                to.number(3);
                a.write(to);
                b.write(to);
            }
            Self::Word(word) => {
                to.number(5);
                word.write(to);
            }
        }
    }
    fn read<const WHOLE: bool>(from: &mut Reader<'_, WHOLE>) -> Self {
        match from.number(u32::from(TermIx::MAX) << 1) {
            1 => Self::Same,
            3 => Self::Related(Stored::read(from), Stored::read(from)),
            5 => Self::Word(Stored::read(from)),
            number => Self::Term((number >> 1) as TermIx),
        }
    }
}

/// By its length, which is smaller than its end.
impl Stored for Span {
    fn write(&self, to: &mut Writer) {
        self.start.write(to);
        self.end.wrapping_sub(self.start).write(to);
    }
    fn read<const WHOLE: bool>(from: &mut Reader<'_, WHOLE>) -> Self {
        let start = u32::read(from);
        Self { start, end: start.wrapping_add(u32::read(from)) }
    }
}

impl Stored for Naming {
    fn write(&self, to: &mut Writer) {
        match self {
            Self::Label => to.number(0),
            Self::Subparagraph { of, nth } => {
                to.number(1);
                of.write(to);
                nth.write(to);
            }
            Self::Unlabelled { nth } => {
                to.number(2);
                nth.write(to);
            }
            Self::Item { of } => {
                to.number(3);
                of.write(to);
            }
        }
    }
    fn read<const WHOLE: bool>(from: &mut Reader<'_, WHOLE>) -> Self {
        match from.number(3) {
            1 => Self::Subparagraph { of: Stored::read(from), nth: Stored::read(from) },
            2 => Self::Unlabelled { nth: Stored::read(from) },
            3 => Self::Item { of: Stored::read(from) },
            _ => Self::Label,
        }
    }
}

/// Roles without a paragraph in their order; a paragraph comes after them.
const ROLES: [LineRole; 11] = [
    LineRole::Masthead,
    LineRole::Title,
    LineRole::Heading,
    LineRole::Signature,
    LineRole::Footnote,
    LineRole::PageRule,
    LineRole::EndMark,
    LineRole::RunningHead,
    LineRole::PageNumber,
    LineRole::JobNumber,
    LineRole::Contents,
];

impl Stored for LineRole {
    fn write(&self, to: &mut Writer) {
        match self {
            Self::Paragraph(nth) => to.number((ROLES.len() as u64).saturating_add(u64::from(*nth))),
            role => to.number(ROLES.iter().position(|one| one == role).unwrap_or(0) as u64),
        }
    }
    fn read<const WHOLE: bool>(from: &mut Reader<'_, WHOLE>) -> Self {
        let number = from.number(u32::MAX);
        ROLES
            .get(number as usize)
            .copied()
            .unwrap_or(Self::Paragraph(number.wrapping_sub(ROLES.len() as u32)))
    }
}
