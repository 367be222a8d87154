//! Where a block ends and another begins: a table of rules, each with an example; the first that holds decides.

use crate::parse::block::Block;
use crate::parse::calls::without_call;
use crate::parse::characters::is_han;
use crate::parse::heading::{ends_sentence, numeral};
use crate::parse::label::{self, Labelled};
use crate::parse::lines::{Line, ends_early};
use crate::parse::outline::{Outline, Sequence};
use crate::parse::{days, parts, wording};

/// A line, and what is known where it is met.
pub(super) struct Seen<'s, 'a> {
    /// The block that it may belong to.
    pub(super) above: &'s Block<'a>,
    pub(super) line: &'s Line<'a>,
    /// The lines after it.
    pub(super) rest: &'s [Line<'a>],
    /// Characters of a full line, where lines are broken.
    pub(super) width: Option<usize>,
    /// The labels above.
    pub(super) outline: &'s Outline,
    /// Whether the line stands above the first label, the enacting words and the annexes: titles there are broken early.
    pub(super) front: bool,
}

struct Rule {
    verdict: Break,
    holds: fn(&Seen<'_, '_>) -> bool,
    #[cfg(test)]
    name: &'static str,
    /// The rule decides on the last line; what stands below it is set in.
    #[cfg(test)]
    example: &'static str,
}

/// Names and examples are for readers and for the test: the program has no use for them.
macro_rules! rules {
    ($($name:literal, $example:literal: $verdict:ident if $holds:expr;)*) => {
        const RULES: &[Rule] = &[$(Rule {
            verdict: $verdict,
            holds: $holds,
            #[cfg(test)]
            name: $name,
            #[cfg(test)]
            example: $example,
        }),*];
    };
}

/// Whether a block begins.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Break {
    /// The block above goes on.
    None,
    /// A blank line alone says so, which may stand inside a sentence.
    Gap,
    /// The words say so.
    Sure,
}

const GOES_ON: Break = Break::None;
const GAP: Break = Break::Gap;
const BEGINS: Break = Break::Sure;

rules! {
    "a label alone waits for its text", "5.\n\nAlso reaffirms the rules;":
        GOES_ON if |seen| seen.above_is_label() && seen.label().is_none();
    "a numeral alone waits for its heading", "II.\n\nThe keeping of lighthouses":
        GOES_ON if |seen| matches!(seen.above.lines.as_slice(), [line] if is_numeral_alone(line.text));
    "a label", "1. Thanks the keepers;\n2. Asks them to go on;":
        BEGINS if |seen| seen.label().is_some_and(|labelled| seen.accepts(&labelled));
    "a marked heading", "Text.\n# Lamps":
        BEGINS if |seen| seen.line.text.starts_with('#');
    "an annex", "7 December 2023\nAnnex II":
        BEGINS if |seen| parts::is_annex_line(seen.line.text);
    "the annex to a letter", "Permanent Representative\nAnnex to the letter dated 3 May 2035":
        BEGINS if |seen| wording::is_annex_to(seen.line.text);
    "the first words of a letter", "Letter dated 3 May 2035 from the keeper\nI have the honour to transmit":
        BEGINS if |seen| wording::is_letter(seen.above.ends().0) && wording::begins_letter(seen.line.text);
    "what is under the heading of an annex", "Annex\nRules for keepers":
        BEGINS if |seen| matches!(seen.above.lines.as_slice(), [line] if parts::is_annex_line(line.text));
    "enacting words", "Lighthouses\nThe General Assembly,":
        BEGINS if |seen| wording::enacts(seen.line.text);
    "what is under enacting words", "The General Assembly,\nRecalling its resolution 1/2,":
        BEGINS if |seen| matches!(seen.above.lines.as_slice(), [line] if wording::enacts(line.text));
    "the day under a closing formula", "45th plenary meeting\n7 December 2023":
        GOES_ON if |seen| {
            let [line] = seen.above.lines.as_slice() else { return false };
            wording::closes(line.text) && days::read(seen.line.text).is_some()
        };
    "the day above a closing formula", "4. 请各国送书。\n2035年12月7日\n\t第45次全体会议":
        BEGINS if |seen| seen.is_done() && days::read(seen.line.text).is_some() && seen.rest.first().is_some_and(|next| wording::closes(next.text));
    "a closing formula under its day", "2035年12月7日\n第45次全体会议":
        GOES_ON if |seen| {
            let [line] = seen.above.lines.as_slice() else { return false };
            days::read(line.text).is_some() && wording::closes(seen.line.text)
        };
    "a closing formula", "4. Asks them to go on.\n45th plenary meeting":
        BEGINS if |seen| wording::closes(seen.line.text) && (seen.line.gap || seen.is_done());
    "what is under a closing formula", "45th plenary meeting\n7 December 2023\nLamps":
        BEGINS if |seen| wording::closes(seen.above.ends().0) || seen.above.lines.len() == 2 && wording::closes(seen.above.ends().1);
    "a signature", "Yours,\n(Signed) A. Keeper":
        BEGINS if |seen| wording::signs(seen.line.text);
    "the function under a signature", "(Signed) A. Keeper\nAmbassador":
        GOES_ON if |seen| wording::signs(seen.above.ends().0) && !seen.line.gap && !seen.line.cut;
    "a recital", "Recalling its resolution 1/2,\nNoting the fog,":
        BEGINS if |seen| seen.pauses() && seen.opens_like_recital();
    "a recital after a lost comma", "Having received the report for 2022 1\nTaking note of the statement of the keeper,":
        BEGINS if |seen| wording::opens_recital(seen.above.ends().0) && wording::surely_opens_recital(seen.line.text);
    "a recital under a numbered heading", "IV\nThe keeping of the lamps of all lighthouses\nRecalling its resolution 1/2,":
        BEGINS if |seen| numeral(seen.above.ends().0).is_some() && wording::surely_opens_recital(seen.line.text);
    "a decision under a numbered heading", "IV\nThe keeping of the lamps of all lighthouses\nApproves the costs,":
        BEGINS if |seen| numeral(seen.above.ends().0).is_some() && wording::decides(seen.line.text);
    "a decision without a number", "Having considered the report of the Committee,\nApproves the report.":
        BEGINS if |seen| seen.pauses() && wording::opens_recital(seen.above.ends().0) && wording::decides(seen.line.text);
    "the number of an article", "any lamp of a lighthouse may be lit in the day.\nRule 40":
        BEGINS if |seen| wording::is_article(seen.line.text);
    "the heading of an article", "Rule 40\nFog":
        GOES_ON if |seen| {
            let [line] = seen.above.lines.as_slice() else { return false };
            !seen.line.gap && wording::is_article(line.text) && !seen.is_text_of_article()
        };
    "a recital under a short line", "The corridors of transit\nNoting the fog,":
        BEGINS if |seen| seen.ends_early() && seen.opens_like_recital();
    "a heading between recitals", "Noting that the lamps of all lighthouses went,\nFog signals\n\tRecalling its resolution 1/2,":
        BEGINS if |seen| seen.pauses() && seen.is_heading_before_recital();
    "a numeral alone", "The keeping of lamps\nII.":
        BEGINS if |seen| is_numeral_alone(seen.line.text) && (seen.line.text.ends_with('.') || seen.is_done() || seen.pauses() || seen.ends_early());
    "a heading with a numeral", "3. Thanks them.\nII. Lamps":
        BEGINS if |seen| seen.is_done() && numeral(seen.line.text).is_some();
    "a heading between paragraphs", "3. Thanks them;\nThe keeping of lamps\n\t4. Asks them to go on.":
        BEGINS if |seen| !seen.front && !seen.line.gap && seen.is_done() && seen.is_heading_before_label();
    "a lead to the next number", "3. Thanks the keepers of all the lighthouses.\nFor the years to come, we:\n\t4. Ask them to go on.":
        BEGINS if |seen| seen.is_done() && seen.leads_to_number();
    "a cell under a colon", "2. Approves the posts that are in the table below:\nD-2\n\t\n12":
        BEGINS if |seen| seen.above_bare().ends_with(':') && seen.is_cell();
    "what follows the items", "(e) The keeping of lamps;\nand asks them to go on;":
        BEGINS if |seen| seen.is_done() && seen.ends_early() && seen.above.ends().0.starts_with('(');
    "a short last line", "We thank the keepers of all lighthouses for\nall they do.\nWe ask them to go on, as they have gone":
        BEGINS if |seen| !seen.front && (seen.is_done() || seen.pauses()) && !seen.goes_on_small() && seen.ends_early();
    "a short line that is no sentence", "Fog signals\nWe, the keepers of lighthouses, have met":
        BEGINS if |seen| !seen.front && !seen.goes_on_small() && seen.is_under_title() && seen.ends_very_early();
    "a gap", "We thank the keepers of lighthouses and\n\nWe ask them to go on.":
        GAP if |seen| seen.line.gap;
}

/// Whether the line begins a block.
pub(super) fn before(seen: &Seen<'_, '_>) -> Break {
    rule(seen).map_or(Break::None, |rule| rule.verdict)
}

fn rule(seen: &Seen<'_, '_>) -> Option<&'static Rule> {
    RULES.iter().find(|rule| (rule.holds)(seen))
}

/// A heading is no longer than this.
const MAX_HEADING_LINES: usize = 4;

impl Seen<'_, '_> {
    fn label(&self) -> Option<Labelled<'_>> {
        label::take(self.line.text).filter(|labelled| !labelled.is_bare())
    }

    fn above_is_label(&self) -> bool {
        let [line] = self.above.lines.as_slice() else { return false };
        label::take(line.text).is_some_and(|labelled| labelled.rest.is_empty() && !labelled.is_bare())
    }

    /// The last line above, a footnote's number at its end left out.
    fn above_bare(&self) -> &str {
        without_call(self.above.ends().1)
    }

    /// Whether the text above stops at a full stop or the like.
    fn is_done(&self) -> bool {
        ends_sentence(self.above_bare())
    }

    /// Whether the text above ends with a comma.
    fn pauses(&self) -> bool {
        self.above_bare().trim_end_matches(['”', '’', '"']).ends_with([',', '،', '，'])
    }

    fn goes_on_small(&self) -> bool {
        self.line.text.starts_with(char::is_lowercase)
    }

    /// Whether the line is no heading of the article above: a sentence of Chinese, or a full line, of which a heading
    /// fills hardly half.
    fn is_text_of_article(&self) -> bool {
        let length = self.line.text.chars().count();
        let is_full = self.width.is_some_and(|width| length * 4 >= width * 3);
        (ends_sentence(self.line.text) || is_full) && self.line.text.chars().any(is_han)
    }

    fn ends_early(&self) -> bool {
        self.width.is_some_and(|width| ends_early(self.above.ends().1, self.line.text, width))
    }

    /// Whether the block above is short, has no label but a Chinese numeral, and goes on to the same page.
    fn is_under_title(&self) -> bool {
        let short = self.above.lines.len() <= MAX_HEADING_LINES;
        let open = label::take(self.above.ends().0).is_none_or(|labelled| labelled.is_outer_chinese());
        short && !self.line.cut && open
    }

    fn ends_very_early(&self) -> bool {
        let above = self.above.ends().1.chars().count();
        self.width.is_some_and(|width| above * 2 < width)
    }

    /// A participle that no list names counts only where the line above leaves room for it: "Financing for Development".
    fn opens_like_recital(&self) -> bool {
        wording::opens_recital(self.line.text)
            || (self.ends_early() && wording::is_participle(self.line.text))
    }

    /// Whether the line is a few words above a recital.
    fn is_heading_before_recital(&self) -> bool {
        let next = self.rest.first();
        let short =
            self.width.zip(next).is_some_and(|(width, next)| ends_early(self.line.text, next.text, width));
        short
            && !self.goes_on_small()
            && !without_call(self.line.text).ends_with([',', ';', '.', ':'])
            && next.is_some_and(|next| wording::opens_recital(next.text))
    }

    /// Whether the line is a word or two that a gap sets apart from what is below.
    fn is_cell(&self) -> bool {
        let short = self.width.is_some_and(|width| self.line.text.chars().count() * 4 < width);
        let apart = self.rest.first().is_some_and(|next| next.gap);
        short && apart && !self.goes_on_small() && !ends_sentence(self.line.text)
    }

    /// Whether the line ends with a colon and the number that is due stands below.
    fn leads_to_number(&self) -> bool {
        let next = self.rest.first().and_then(|next| label::take(next.text)).filter(|next| !next.is_bare());
        let due = next
            .is_some_and(|next| next.number().is_some() && self.outline.sequence(&next) == Sequence::Next);
        due && self.line.text.ends_with(':') && !self.goes_on_small()
    }

    /// Whether a label at the beginning of a line is one, and no number or letter of the sentence above.
    fn accepts(&self, labelled: &Labelled<'_>) -> bool {
        if self.line.gap || self.width.is_none() {
            return true;
        }
        let small = labelled.rest.starts_with(char::is_lowercase);
        let sequence = self.outline.sequence(labelled);
        match (labelled.number(), sequence) {
            (Some(_), Sequence::Next | Sequence::First) => !small || self.is_done(),
            (Some(_), Sequence::Other) => !small && self.is_done(),
            (None, Sequence::Next | Sequence::First) => {
                let last = self.above_bare();
                let joins = [" and", " or", " et", " ou", " y", " o", " и", " или"]
                    .iter()
                    .any(|word| last.ends_with(word));
                self.is_done() || self.pauses() || joins || self.ends_early()
            }
            (None, Sequence::Other) => self.is_done(),
        }
    }

    /// Whether the line, and a few after it, are no sentence and stand before a label or a gap.
    fn is_heading_before_label(&self) -> bool {
        if self.goes_on_small() || !self.line.text.starts_with(char::is_alphanumeric) {
            return false;
        }
        let mut last = self.line;
        for next in self.rest.iter().take(MAX_HEADING_LINES) {
            let labelled = label::take(next.text).filter(|labelled| !labelled.is_bare());
            if labelled.is_some() || next.gap {
                let end = without_call(last.text);
                let open = !ends_sentence(end) && !end.ends_with([',', '-']);
                return open && (labelled.is_some() || !next.text.starts_with(char::is_lowercase));
            }
            if next.cut {
                return false;
            }
            last = next;
        }
        false
    }
}

fn is_numeral_alone(line: &str) -> bool {
    numeral(line).is_some_and(|(_, rest)| rest.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::lines;

    #[test]
    fn each_rule_decides_on_its_example() {
        for wanted in RULES {
            let (example, below) = wanted.example.split_once("\n\t").unwrap_or((wanted.example, ""));
            let (mut lines, rest) = (lines::read(example), lines::read(below));
            let line = lines.pop().expect("two lines");
            let mut outline = Outline::default();
            let labels = lines.iter().filter_map(|line| label::take(line.text)).filter(|l| !l.is_bare());
            labels.for_each(|labelled| drop(outline.enter(&labelled)));
            let above = Block::of(&lines);
            let width = Some(42);
            let seen =
                Seen { above: &above, line: &line, rest: &rest, width, outline: &outline, front: false };
            assert_eq!(rule(&seen).map(|rule| rule.name), Some(wanted.name), "{}", wanted.example);
        }
    }
}
