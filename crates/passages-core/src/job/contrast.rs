//! Documents held against each other, as bytes: [`Contrast`] and what it is made of.

use super::wire::{Reader, Wire, choices, fields};
use crate::compare::{
    Alignment, Change, Column, Contrast, Diff, Edit, Form, Lone, Mention, Pair, Place, Run, Sides,
    TermChange, ThemeShare, Themes, Tie, Trend, Use, What, WordingChange,
};
use crate::span::Span;

fields! {
    Contrast { sides, alignment, words, terms, wordings, themes, other_language, cut }
    Sides { then, now }
    Alignment { pairs, new, dropped, is_exact }
    Pair { then, now, score, tie, is_best }
    Lone { passage, nearest }
    Diff { runs, kept, then, now }
    Run { edit, words, then, now }
    Span { start, end }
    Mention { what, then, now }
    TermChange { words, change, then, now, by_document, g2, effect }
    Use { times, per_thousand, places }
    Place { passage, spans }
    WordingChange { theme, then, now, both }
    Form { words, times, places }
    Themes { columns, shares, silent }
    Column { year, documents, passages, themed }
    ThemeShare { theme, passages, then, now, trend }
}

choices! {
    Edit [Kept, Deleted, Inserted]
    Change [New, Gone, More, Less]
    Trend [New, Gone, Rising, Fading, Steady, Few]
}

impl Wire for Tie {
    fn put(&self, to: &mut Vec<u8>) {
        match self {
            Self::Aligned(diff) => {
                true.put(to);
                diff.put(to);
            }
            Self::Reworded(mentions) => {
                false.put(to);
                mentions.put(to);
            }
        }
    }

    fn take(from: &mut Reader<'_>) -> Self {
        if bool::take(from) { Self::Aligned(Wire::take(from)) } else { Self::Reworded(Wire::take(from)) }
    }
}

impl Wire for What {
    fn put(&self, to: &mut Vec<u8>) {
        match self {
            Self::Term(ix) => {
                true.put(to);
                ix.put(to);
            }
            Self::Word(word) => {
                false.put(to);
                word.put(to);
            }
        }
    }

    fn take(from: &mut Reader<'_>) -> Self {
        if bool::take(from) { Self::Term(Wire::take(from)) } else { Self::Word(Wire::take(from)) }
    }
}
