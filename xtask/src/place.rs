//! The address at which the page will stand, where whoever builds it tells it: `PASSAGES_URL`.
//!
//! The page works anywhere without. What needs a whole address is written only where there is one: the answers of oEmbed,
//! and the origin in the policy, without which WebKit loads nothing into a frame that a host has sandboxed, since there
//! nothing is `'self'`.

use anyhow::{Result, bail};

/// Address of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// Up to its last slash.
    pub(crate) base: String,
    /// Scheme, host and port.
    pub(crate) origin: String,
}

impl Place {
    /// What `PASSAGES_URL` tells, if anything.
    ///
    /// # Errors
    /// When it is no address of the web.
    pub(crate) fn told() -> Result<Option<Self>> {
        std::env::var("PASSAGES_URL").ok().map(|address| Self::parse(&address)).transpose()
    }

    /// # Errors
    /// When the text is no address of the web, or has a query or a fragment.
    pub(crate) fn parse(address: &str) -> Result<Self> {
        let is_plain = !address.contains(['?', '#', '"', '\'', '<', ';', ',', ' ']);
        let Some((scheme, rest)) = address.split_once("://").filter(|_| is_plain) else {
            bail!("PASSAGES_URL is no address of the web: {address}");
        };
        let host = rest.split('/').next().unwrap_or_default();
        if host.is_empty() || !["http", "https"].contains(&scheme) {
            bail!("PASSAGES_URL is no address of the web: {address}");
        }
        let slash = if address.ends_with('/') { "" } else { "/" };
        Ok(Self { base: format!("{address}{slash}"), origin: format!("{scheme}://{host}") })
    }

    /// The text with the origin beside each `'self'` in its policy, which stands in one line.
    pub(crate) fn in_policy(&self, text: &str) -> String {
        let named = format!("'self' {}", self.origin);
        let line = |line: &str| match line.contains("Content-Security-Policy") {
            true => line.replace("'self'", &named),
            false => line.to_owned(),
        };
        text.split_inclusive('\n').map(line).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_a_folder_and_an_origin() -> Result<()> {
        let place = Place::parse("https://a.example:8443/p")?;
        assert_eq!(place.base, "https://a.example:8443/p/");
        assert_eq!(place.origin, "https://a.example:8443");
        assert_eq!(Place::parse("https://a.example/")?.base, "https://a.example/");
        for address in
            ["", "a.example", "ftp://a.example/", "https://", "https://a.example/?x", "https://a b/"]
        {
            assert!(Place::parse(address).is_err(), "{address}");
        }
        Ok(())
    }

    #[test]
    fn the_policy_names_the_origin_and_nothing_else_changes() -> Result<()> {
        let text = "  Content-Security-Policy: script-src 'self' 'wasm-unsafe-eval'; style-src 'self'\n  X: 'self'\n";
        let named = Place::parse("https://a.example/p/")?.in_policy(text);
        let policy =
            "script-src 'self' https://a.example 'wasm-unsafe-eval'; style-src 'self' https://a.example";
        assert_eq!(named, format!("  Content-Security-Policy: {policy}\n  X: 'self'\n"));
        Ok(())
    }
}
