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

/// The CLDR plural category of a count, by the rules of CLDR 46 for the page's six languages.
#[cfg(not(target_arch = "wasm32"))]
pub fn plural_category(tag: &str, n: usize) -> String {
    let (tens, hundreds) = (n % 10, n % 100);
    let millions = n != 0 && n.is_multiple_of(1_000_000);
    let category = match (tag, n) {
        ("zh", _) => "other",
        ("ar", 0) => "zero",
        ("ar", 2) => "two",
        ("ar" | "en" | "es" | "fr", 1) | ("fr", 0) => "one",
        ("ar", _) if (3..=10).contains(&hundreds) => "few",
        ("ar", _) if hundreds >= 11 => "many",
        ("es" | "fr", _) if millions => "many",
        ("ru", _) if tens == 1 && hundreds != 11 => "one",
        ("ru", _) if (2..=4).contains(&tens) && !(12..=14).contains(&hundreds) => "few",
        ("ru", _) => "many",
        _ => "other",
    };
    category.to_owned()
}

/// A count with the separators of the language.
#[cfg(target_arch = "wasm32")]
pub fn number(tag: &str, n: usize) -> String {
    // Below a thousand nothing is separated. The digits are those that citations and scores are printed with.
    if n < 1000 {
        n.to_string()
    } else {
        js_sys::Number::from(n as f64).to_locale_string(&format!("{tag}-u-nu-latn")).into()
    }
}

/// A count without separators.
#[cfg(not(target_arch = "wasm32"))]
pub fn number(_tag: &str, n: usize) -> String {
    n.to_string()
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
