//! A range of years, as it stands in an address and is typed.

use std::fmt;

/// Years from one to another, both included; without one of them, the range is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Years {
    from: Option<u16>,
    to: Option<u16>,
}

impl Years {
    /// From one year to another, whichever is named first; `None` where neither is given.
    pub fn new(from: Option<u16>, to: Option<u16>) -> Option<Self> {
        match (from, to) {
            (None, None) => None,
            (Some(a), Some(b)) if a > b => Some(Self { from: to, to: from }),
            _ => Some(Self { from, to }),
        }
    }

    /// The first year, if it is not open.
    pub fn from(self) -> Option<u16> {
        self.from
    }

    /// The last year, if it is not open.
    pub fn to(self) -> Option<u16> {
        self.to
    }

    /// Whether a year is one of them.
    pub fn contains(self, year: u16) -> bool {
        self.from.is_none_or(|from| from <= year) && self.to.is_none_or(|to| year <= to)
    }

    /// Reads "2001", "2001..2006", "2001..", "..2006", and "2001-2006" with any dash.
    ///
    /// ```
    /// # use passages_core::search::Years;
    /// assert_eq!(Years::parse("2001–2006").map(|y| y.to_string()).as_deref(), Some("2001..2006"));
    /// assert_eq!(Years::parse("2001..then"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        let year = |text: &str| match text.trim() {
            "" => Some(None),
            digits if digits.len() <= 4 && digits.bytes().all(|b| b.is_ascii_digit()) => {
                digits.parse().ok().map(Some)
            }
            _ => None,
        };
        let (from, to) =
            text.split_once("..").or_else(|| text.split_once(['-', '–'])).unwrap_or((text, text));
        Self::new(year(from)?, year(to)?)
    }
}

/// "2001", "2001..2006", "2001.." or "..2006".
impl fmt::Display for Years {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.from, self.to) {
            (Some(from), Some(to)) if from == to => write!(f, "{from}"),
            (from, to) => {
                if let Some(from) = from {
                    write!(f, "{from}")?;
                }
                f.write_str("..")?;
                to.map_or(Ok(()), |to| write!(f, "{to}"))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Years;

    #[test]
    fn what_is_no_range_is_refused_and_any_other_has_one_spelling() {
        let check = |typed: &str, read: &str| {
            assert_eq!(Years::parse(typed).map_or_else(String::new, |y| y.to_string()), read, "{typed}");
        };
        check("2001", "2001");
        check(" 2006 .. 2001 ", "2001..2006");
        check("2001-", "2001..");
        check("..2006", "..2006");
        check("2001..2001", "2001");
        for wrong in ["", "..", "-", "20010", "+5", "2001..2002..2003", "١٩٩٩", "then"] {
            check(wrong, "");
        }
    }
}
