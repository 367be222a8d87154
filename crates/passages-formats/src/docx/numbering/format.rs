//! A count as Word prints it: `ST_NumberFormat` of ECMA-376 part 1, section 17.18.59, as far as texts in the languages of
//! the United Nations use it; any other is printed in digits.

/// A count as it is printed.
pub(super) fn counted(n: u32, format: &str) -> String {
    match format {
        "lowerLetter" => letters(n, "abcdefghijklmnopqrstuvwxyz"),
        "upperLetter" => letters(n, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
        "lowerRoman" => roman(n).to_ascii_lowercase(),
        "upperRoman" => roman(n),
        "decimalZero" => format!("{n:02}"),
        "numberInDash" => format!("- {n} -"),
        "russianLower" => letters(n, RUSSIAN),
        "russianUpper" => letters(n, RUSSIAN).to_uppercase(),
        "arabicAlpha" => letters(n, "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"),
        "arabicAbjad" => letters(n, "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"),
        "ideographTraditional" => one_of(n, "甲乙丙丁戊己庚辛壬癸"),
        "ideographZodiac" => one_of(n, "子丑寅卯辰巳午未申酉戌亥"),
        "ideographDigital" | "japaneseDigitalTenThousand" | "taiwaneseDigital" => digits(n, CHINESE),
        "chineseCounting" | "taiwaneseCounting" if n >= 100 => digits(n, CHINESE),
        "chineseCounting" | "chineseCountingThousand" | "taiwaneseCounting" | "taiwaneseCountingThousand" => {
            chinese(n, CHINESE, "十百千")
        }
        "chineseLegalSimplified" => chinese(n, "零壹贰叁肆伍陆柒捌玖", "拾佰仟"),
        "decimalFullWidth" | "decimalFullWidth2" => digits(n, "０１２３４５６７８９"),
        "decimalEnclosedCircle" => enclosed(n, '①', 20),
        "decimalEnclosedCircleChinese" => enclosed(n, '①', 10),
        "decimalEnclosedParen" => enclosed(n, '⑴', 20),
        "decimalEnclosedFullstop" => enclosed(n, '⒈', 20),
        "ideographEnclosedCircle" => enclosed(n, '㊀', 10),
        _ => n.to_string(),
    }
}

/// Without the letters that no word begins with.
const RUSSIAN: &str = "абвгдежзиклмнопрстуфхцчшщыэюя";
/// Zero as lists print it: a circle.
const CHINESE: &str = "○一二三四五六七八九";

/// The letters one by one, then each twice, thrice: a to z, then aa, bb.
fn letters(n: u32, alphabet: &str) -> String {
    let Some(at) = n.checked_sub(1) else { return String::new() };
    let all = u32::try_from(alphabet.chars().count()).unwrap_or(1).max(1);
    let times = (at / all + 1).min(8);
    let letter = alphabet.chars().nth((at % all) as usize);
    (0..times).filter_map(|_| letter).collect()
}

/// The sign of this place; larger numbers in digits.
fn one_of(n: u32, signs: &str) -> String {
    let sign = n.checked_sub(1).and_then(|at| signs.chars().nth(at as usize));
    sign.map_or_else(|| n.to_string(), String::from)
}

/// Digit by digit.
fn digits(n: u32, ten: &str) -> String {
    n.to_string().chars().filter_map(|c| ten.chars().nth(c.to_digit(10)? as usize)).collect()
}

/// Signs that follow each other in Unicode, up to a number; larger ones in digits.
fn enclosed(n: u32, first: char, last: u32) -> String {
    let sign = (1..=last).contains(&n).then(|| char::from_u32(first as u32 + n - 1)).flatten();
    sign.map_or_else(|| n.to_string(), String::from)
}

/// A number below ten thousand as it is spoken in Chinese, by its digits and the signs of ten, hundred and thousand;
/// larger ones digit by digit.
fn chinese(n: u32, ten: &str, powers: &str) -> String {
    if n == 0 || n >= 10_000 {
        return digits(n, ten);
    }
    let mut out = String::new();
    let mut skipped = false;
    for (power, by) in [(Some(2), 1000), (Some(1), 100), (Some(0), 10), (None, 1)] {
        let digit = n / by % 10;
        if digit == 0 {
            // A gap inside is said once, and none at the end.
            skipped = !out.is_empty();
            continue;
        }
        if std::mem::take(&mut skipped) {
            out.extend(ten.chars().next());
        }
        // Ten to nineteen begin with the ten.
        if !(by == 10 && digit == 1 && n < 20) {
            out.extend(ten.chars().nth(digit as usize));
        }
        out.extend(power.and_then(|power| powers.chars().nth(power)));
    }
    out
}

/// Larger numbers are printed as such.
const MAX_ROMAN: u32 = 3999;

fn roman(n: u32) -> String {
    if n > MAX_ROMAN {
        return n.to_string();
    }
    let mut rest = n;
    let mut out = String::new();
    for (value, letters) in [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ] {
        while rest >= value {
            out.push_str(letters);
            rest -= value;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_as_word_prints_them() {
        let check = |n, format: &str, printed: &str| assert_eq!(counted(n, format), printed, "{n} {format}");
        check(4, "decimal", "4");
        check(28, "lowerLetter", "bb");
        check(26, "upperLetter", "Z");
        check(49, "upperRoman", "XLIX");
        check(4, "lowerRoman", "iv");
        check(0, "lowerLetter", "");
        check(10, "russianLower", "к");
        check(26, "russianUpper", "Ы");
        check(30, "russianLower", "аа");
        check(3, "arabicAlpha", "ت");
        check(3, "arabicAbjad", "ج");
        check(29, "arabicAbjad", "أأ");
        check(12, "ideographDigital", "一二");
        check(20, "ideographDigital", "二○");
        check(10, "chineseCounting", "十");
        check(21, "chineseCounting", "二十一");
        check(100, "chineseCounting", "一○○");
        check(100, "chineseCountingThousand", "一百");
        check(110, "chineseCountingThousand", "一百一十");
        check(1005, "chineseCountingThousand", "一千○五");
        check(15, "chineseLegalSimplified", "拾伍");
        check(40, "decimalFullWidth", "４０");
        check(20, "decimalEnclosedCircle", "⑳");
        check(21, "decimalEnclosedCircle", "21");
        check(3, "decimalEnclosedParen", "⑶");
        check(11, "ideographTraditional", "11");
        check(2, "someOther", "2");
    }

    #[test]
    fn no_two_counts_are_printed_alike_and_any_has_an_answer() {
        let formats = [
            "russianLower",
            "arabicAlpha",
            "arabicAbjad",
            "chineseCounting",
            "chineseCountingThousand",
            "ideographDigital",
            "chineseLegalSimplified",
            "decimalFullWidth",
            "decimalEnclosedCircle",
        ];
        for format in formats {
            let printed: std::collections::BTreeSet<String> = (1..=200).map(|n| counted(n, format)).collect();
            assert_eq!(printed.len(), 200, "{format}");
            assert!(!counted(u32::MAX, format).is_empty());
        }
    }
}
