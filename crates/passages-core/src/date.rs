//! Calendar days as United Nations documents print them.

use std::fmt;

/// A day of the Gregorian calendar, printed as `YYYY-MM-DD`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// 1900 to 2199.
    pub year: u16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31, and within its month.
    pub day: u8,
}

/// Months as English documents print them.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Date {
    /// The day, if there is such a day.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let last = match month {
            2 if leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return None,
        };
        ((1900..2200).contains(&year) && (1..=last).contains(&day)).then_some(Self { year, month, day })
    }

    /// Reads "17 May 2001"; nothing else may stand beside it.
    pub fn parse(printed: &str) -> Option<Self> {
        match DateRange::parse(printed)? {
            DateRange { first, last } if first == last => Some(first),
            _ => None,
        }
    }

    /// The first "17 May 2001" inside a longer text.
    pub fn find(text: &str) -> Option<Self> {
        let words: Vec<&str> = text.split_whitespace().collect();
        words.windows(3).find_map(|w| Self::parse(&w.join(" ")))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// The days from `first` to `last`, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateRange {
    /// The first day.
    pub first: Date,
    /// The last day, not before the first.
    pub last: Date,
}

impl DateRange {
    /// Reads "14-20 May 2001", "15 and 16 March 2006" or "30 August to 2 September 2002"; a single day is a range of one.
    pub fn parse(printed: &str) -> Option<Self> {
        let spaced = printed.replace(['-', '–', '—'], " to ").replace([',', '.'], " ");
        let words: Vec<&str> =
            spaced.split_whitespace().filter(|w| !matches!(*w, "to" | "and" | "from")).collect();
        let day = |word: &str| word.parse::<u8>().ok();
        let month = |word: &str| {
            let at = MONTHS.iter().position(|month| month.eq_ignore_ascii_case(word));
            at.and_then(|at| u8::try_from(at + 1).ok())
        };
        let year = |word: &str| (word.len() == 4).then(|| word.parse::<u16>().ok()).flatten();
        let (first, last) = match words.as_slice() {
            [d, m, y] => {
                let date = Date::new(year(y)?, month(m)?, day(d)?)?;
                (date, date)
            }
            [d1, d2, m, y] => {
                let (y, m) = (year(y)?, month(m)?);
                (Date::new(y, m, day(d1)?)?, Date::new(y, m, day(d2)?)?)
            }
            [d1, m1, d2, m2, y] => {
                let y = year(y)?;
                (Date::new(y, month(m1)?, day(d1)?)?, Date::new(y, month(m2)?, day(d2)?)?)
            }
            _ => return None,
        };
        (first <= last).then_some(Self { first, last })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_forms_that_documents_print() {
        let iso = |printed: &str| DateRange::parse(printed).map(|r| format!("{}..{}", r.first, r.last));
        assert_eq!(iso("17 May 2001").as_deref(), Some("2001-05-17..2001-05-17"));
        assert_eq!(iso("14-20 May 2001").as_deref(), Some("2001-05-14..2001-05-20"));
        assert_eq!(iso("15 and 16 March 2006").as_deref(), Some("2006-03-15..2006-03-16"));
        assert_eq!(iso("30 August to 2 September 2002").as_deref(), Some("2002-08-30..2002-09-02"));
        for wrong in [
            "",
            "31 April 2001",
            "17 May",
            "17 Mai 2001",
            "20-14 May 2001",
            "29 February 2001",
            "١٧ May 2001",
        ] {
            assert_eq!(iso(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn finds_a_date_in_a_title() {
        let title = "Letter dated 13 April 2006 from the Chargé d'affaires a.i.";
        assert_eq!(Date::find(title).map(|d| d.to_string()).as_deref(), Some("2006-04-13"));
    }
}
