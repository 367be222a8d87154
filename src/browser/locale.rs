//! Numbers and plurals as the visitor's browser knows them; plain rules where there is no browser.

/// The CLDR plural category of a count ("one", "few", "other" ...).
#[cfg(target_arch = "wasm32")]
pub fn plural_category(tag: &str, n: usize) -> String {
    // Rules are slow to make and a page of counts asks for hundreds; it is of one language at a time.
    thread_local! {
        static RULES: std::cell::RefCell<Option<(String, js_sys::Intl::PluralRules)>> =
            const { std::cell::RefCell::new(None) };
    }
    RULES.with_borrow_mut(|known| {
        if known.as_ref().is_none_or(|(of, _)| of != tag) {
            let options = js_sys::Object::new();
            let rules = js_sys::Intl::PluralRules::new(&js_sys::Array::of1(&tag.into()), &options);
            *known = Some((tag.to_owned(), rules));
        }
        known.as_ref().map_or_else(String::new, |(_, rules)| rules.select(n as f64).into())
    })
}

/// The CLDR plural category of a count, English and French.
#[cfg(not(target_arch = "wasm32"))]
pub fn plural_category(tag: &str, n: usize) -> String {
    let one = n == 1 || (tag == "fr" && n == 0);
    if one { "one" } else { "other" }.to_owned()
}

/// A count with the separators of the language.
#[cfg(target_arch = "wasm32")]
pub fn number(tag: &str, n: usize) -> String {
    // Below a thousand nothing is separated, and the six languages have the same digits in their usual locales.
    if n < 1000 && tag != "ar" {
        n.to_string()
    } else {
        js_sys::Number::from(n as f64).to_locale_string(tag).into()
    }
}

/// A count without separators.
#[cfg(not(target_arch = "wasm32"))]
pub fn number(_tag: &str, n: usize) -> String {
    n.to_string()
}

/// A day in words: "17 May 2001".
#[cfg(target_arch = "wasm32")]
pub fn day(tag: &str, date: passages_core::date::Date) -> String {
    let options = [("day", "numeric"), ("month", "long"), ("year", "numeric"), ("timeZone", "UTC")];
    written(tag, &options, &date.to_string())
}

#[cfg(target_arch = "wasm32")]
fn written(tag: &str, wanted: &[(&str, &str)], date: &str) -> String {
    let options = js_sys::Object::new();
    for (key, value) in wanted {
        // A fresh plain object takes any property.
        let _ = js_sys::Reflect::set(&options, &(*key).into(), &(*value).into());
    }
    // English of the United Nations puts the day first.
    let tag = if tag == "en" { "en-GB" } else { tag };
    let at = js_sys::Date::new(&format!("{date}T00:00:00Z").into());
    at.to_locale_date_string(tag, &options).into()
}

/// A day as `YYYY-MM-DD`.
#[cfg(not(target_arch = "wasm32"))]
pub fn day(_tag: &str, date: passages_core::date::Date) -> String {
    date.to_string()
}

/// A month of a year in few letters: "May 2001".
#[cfg(target_arch = "wasm32")]
pub fn month(tag: &str, year: u32, month: u32) -> String {
    written(
        tag,
        &[("month", "short"), ("year", "numeric"), ("timeZone", "UTC")],
        &format!("{year:04}-{month:02}-01"),
    )
}

/// A month as `YYYY-MM`.
#[cfg(not(target_arch = "wasm32"))]
pub fn month(_tag: &str, year: u32, month: u32) -> String {
    format!("{year:04}-{month:02}")
}

/// The languages that the visitor prefers, best first.
#[cfg(target_arch = "wasm32")]
pub fn preferred() -> Vec<String> {
    let navigator = web_sys::window().map(|w| w.navigator());
    navigator.map(|n| n.languages().iter().filter_map(|l| l.as_string()).collect()).unwrap_or_default()
}

/// The languages that the visitor prefers: unknown.
#[cfg(not(target_arch = "wasm32"))]
pub fn preferred() -> Vec<String> {
    Vec::new()
}
