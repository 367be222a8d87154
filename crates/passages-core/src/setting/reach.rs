//! Which addresses lead from one machine to another, and which lead each machine to itself.

/// An address of the page without its query and fragment, if a telephone beside the exhibit could reach it: not one of
/// the exhibit's own disk or its own machine, however that is written.
pub fn reachable(href: &str) -> Option<String> {
    let end = href.find(['?', '#']).unwrap_or(href.len());
    let bare = href.get(..end).unwrap_or("");
    let rest = bare.strip_prefix("https://").or_else(|| bare.strip_prefix("http://"))?;
    let authority = rest.split('/').next().unwrap_or("");
    // Whoever is to be let in stands before the host.
    let host = authority.rsplit('@').next().unwrap_or("");
    let name = match host.strip_prefix('[') {
        Some(six) => six.split(']').next().unwrap_or(""),
        None => host.split(':').next().unwrap_or(""),
    };
    let name = name.trim_end_matches('.').to_ascii_lowercase();
    (!is_own(&name)).then(|| bare.to_owned())
}

/// Whether a host, in small letters, is the very machine that asks for it.
fn is_own(name: &str) -> bool {
    let name = name.strip_prefix("::ffff:").unwrap_or(name);
    // Browsers read numbers without dots, and such as 0x7f.1, as addresses too; nobody hands out others that way.
    let is_number = name.bytes().all(|b| b.is_ascii_digit()) || name.starts_with("0x");
    is_number
        || matches!(name, "localhost" | "::1" | "::" | "0.0.0.0")
        || name.ends_with(".localhost")
        || name.starts_with("127.")
        || name.starts_with("7f00:")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_others_can_reach_is_handed_out() {
        for own in [
            "http://localhost/",
            "http://localhost:8080/?kiosk",
            "http://LocalHost./",
            "http://127.0.0.1:80/a",
            "https://127.1/",
            "http://visitor@127.0.0.1/",
            "http://2130706433/",
            "http://0x7f.1/",
            "http://0/",
            "http://[::1]:8080/",
            "http://[::]/",
            "http://[::ffff:127.0.0.1]/",
            "http://[::ffff:7f00:1]/",
            "file:///x",
            "http://kiosk.localhost/",
            "http://:8080/",
            "",
            "about:blank",
        ] {
            assert_eq!(reachable(own), None, "{own}");
        }
        for (href, bare) in [
            ("https://example.org/p/?kiosk=1#map", "https://example.org/p/"),
            ("http://192.168.1.20:8080/#map", "http://192.168.1.20:8080/"),
            ("http://localhost.example.org/", "http://localhost.example.org/"),
            ("http://[2001:db8::1]/", "http://[2001:db8::1]/"),
        ] {
            assert_eq!(reachable(href).as_deref(), Some(bare));
        }
    }
}
