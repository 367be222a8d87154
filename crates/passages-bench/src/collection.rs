//! `collection`: a made-up collection of exactly so many paragraphs, to measure the page with.
//!
//! `--paragraphs N --to DIR [--corpus DIR]`. Words are those of the corpus by frequency, then made-up ones up to
//! 30,000, drawn by the rule of B. Mandelbrot ("An informational theory of the statistical structure of language",
//! Communication Theory, 1953) with two topics a paragraph; documents have 15 to 60 paragraphs of 80 to 150 words. The
//! same numbers give the same files.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// Words that there are.
pub(crate) const WORDS: usize = 30_000;
/// Topics, and the words that each of them draws from.
const TOPICS: (usize, usize) = (40, 150);
/// Exponent and offset of the rule.
pub(crate) const RULE: (f64, f64) = (1.07, 2.7);

/// Writes the files; tells nothing.
///
/// # Errors
/// When an option is missing or a file cannot be read or written.
pub(crate) fn run(options: &[String]) -> Result<String, String> {
    let option = |name: &str| options.iter().position(|o| o == name).and_then(|at| options.get(at + 1));
    let count = option("--paragraphs").and_then(|n| n.parse().ok()).ok_or("--paragraphs N is wanted")?;
    let folder = Path::new(option("--to").ok_or("--to DIR is wanted")?);
    let corpus = Path::new(option("--corpus").map_or("corpus", String::as_str));
    write(count, folder, corpus).map_err(|fault| format!("{}: {fault}", folder.display()))?;
    Ok(String::new())
}

fn write(paragraphs: usize, folder: &Path, corpus: &Path) -> std::io::Result<()> {
    fs::create_dir_all(folder.join("vocabulary"))?;
    for entry in fs::read_dir(corpus.join("vocabulary"))? {
        let from = entry?.path();
        if let Some(name) = from.file_name() {
            fs::copy(&from, folder.join("vocabulary").join(name))?;
        }
    }
    let mut chance = Chance(42);
    let words = words(corpus, &mut chance)?;
    let sums = sums(WORDS, RULE);
    let topic_sums = sums_of_topic();
    let mut topic = || (0..TOPICS.1).map(|_| chance.between(60, 6000)).collect::<Vec<usize>>();
    let topics: Vec<Vec<usize>> = (0..TOPICS.0).map(|_| topic()).collect();
    let (mut left, mut document) = (paragraphs, 0);
    while left > 0 {
        let held = chance.between(15, 60).min(left);
        let year = chance.between(1990, 2024);
        let symbol = format!("A/SYN.{}/L.{}", 100 + document, document % 9 + 1);
        let mut text =
            format!("{symbol}\n\n17 May {year}\n\nOriginal: English\n\nSynthetic document {document}\n");
        let own = chance.between(0, TOPICS.0 - 1);
        for number in 1..=held {
            let mut of = || if chance.part() < 0.5 { own } else { chance.between(0, TOPICS.0 - 1) };
            let pair = [of(), of()];
            let mut word = |chance: &mut Chance| {
                let part = chance.part();
                let at = if chance.part() < 0.3 {
                    let topic = topics.get(pair[usize::from(part < 0.3)]);
                    topic.and_then(|t| t.get(drawn(&topic_sums, chance.part()))).copied().unwrap_or(0)
                } else {
                    drawn(&sums, part)
                };
                words.get(at).map_or("", String::as_str)
            };
            // Writing to a string does not fail.
            let _ = write!(text, "\n{number}. ");
            paragraph(&mut text, &mut chance, &mut word);
        }
        fs::write(folder.join(format!("{document:05}.txt")), text)?;
        (left, document) = (left - held, document + 1);
    }
    Ok(())
}

/// Sentences of 12 to 32 words, 80 to 150 words in all.
fn paragraph<'a>(text: &mut String, chance: &mut Chance, word: &mut dyn FnMut(&mut Chance) -> &'a str) {
    let length = chance.between(80, 150);
    let mut until_stop = 0;
    for nth in 0..length {
        let next = word(chance);
        if until_stop == 0 {
            until_stop = chance.between(12, 32);
            let mut letters = next.chars();
            text.extend(letters.next().into_iter().flat_map(char::to_uppercase));
            text.push_str(letters.as_str());
        } else {
            text.push_str(next);
        }
        until_stop -= 1;
        if until_stop == 0 || nth + 1 == length {
            text.push('.');
            until_stop = 0;
        }
        text.push(if nth + 1 == length { '\n' } else { ' ' });
    }
}

/// The words of the corpus, the most frequent first, then made-up ones.
fn words(corpus: &Path, chance: &mut Chance) -> std::io::Result<Vec<String>> {
    let mut all = Vec::new();
    for entry in fs::read_dir(corpus.join("documents"))? {
        let path = passages_files::text_in(&entry?.path());
        if !path.is_file() {
            continue;
        }
        let text = fs::read_to_string(path)?.to_lowercase();
        let found = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
        all.extend(found.map(str::to_owned));
    }
    all.sort_unstable();
    let mut counted: Vec<(usize, &String)> =
        all.chunk_by(|a, b| a == b).filter_map(|same| Some((same.len(), same.first()?))).collect();
    counted.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
    let mut words: Vec<String> = counted.into_iter().map(|(_, word)| word.clone()).collect();
    while words.len() < WORDS {
        words.push((0..chance.between(2, 4)).map(|_| syllable(chance)).collect());
    }
    Ok(words)
}

pub(crate) fn syllable(chance: &mut Chance) -> String {
    let mut one = |letters: &str| letters.chars().nth(chance.between(0, letters.len() - 1)).unwrap_or('a');
    [one("bcdfglmnprstv"), one("aeiou"), one("lmnrst")].into_iter().collect()
}

/// By rank, the share of all words up to it.
pub(crate) fn sums(ranks: usize, (exponent, offset): (f64, f64)) -> Vec<f64> {
    let mut sum = 0.0;
    let mut sums = Vec::with_capacity(ranks);
    for rank in 0..ranks {
        sum += (rank as f64 + 1.0 + offset).powf(-exponent);
        sums.push(sum);
    }
    sums.iter().map(|part| part / sum).collect()
}

fn sums_of_topic() -> Vec<f64> {
    sums(TOPICS.1, (1.0, 2.0))
}

/// The rank at which the share is reached.
pub(crate) fn drawn(sums: &[f64], part: f64) -> usize {
    sums.partition_point(|sum| *sum < part).min(sums.len() - 1)
}

/// Numbers that look like chance and are always the same: SplitMix64 of G. L. Steele, D. Lea and C. H. Flood, "Fast
/// splittable pseudorandom number generators", OOPSLA 2014, doi:10.1145/2660193.2660195.
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    /// 0 and up, below 1.
    pub(crate) fn part(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Both ends included.
    pub(crate) fn between(&mut self, least: usize, most: usize) -> usize {
        least + (self.part() * (most - least + 1) as f64) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use passages_files::compile_corpus;

    #[test]
    fn a_collection_has_as_many_paragraphs_as_were_asked_for() {
        let folder = std::env::temp_dir().join(format!("passages-collection-{}", std::process::id()));
        let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus");
        write(130, &folder, &corpus).expect("files");
        let (compiled, problems) = compile_corpus(&folder);
        fs::remove_dir_all(&folder).expect("the folder removed");
        let held: usize = compiled.documents.iter().map(|d| d.paragraphs.len()).sum();
        assert_eq!(held, 130, "{problems:?}");
    }
}
