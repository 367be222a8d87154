//! The headers that the page must be served with: the one source of truth.
//!
//! `index.html` repeats the policy in a `<meta>`, for hosts whose headers nobody can set;
//! `public/_headers` and `docs/deploy/` repeat all of them for common servers. Tests compare.

/// What the page may load and do. `frame-ancestors` cannot be said in a `<meta>`.
const POLICY: &[&str] = &[
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    // "Embed this view" shows what it will look like.
    "frame-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types passages",
];

/// Anyone may embed the page: it has no accounts and nothing to steal a click for.
const FRAME_ANCESTORS: &str = "frame-ancestors *";

/// The policy as the `<meta>` of `index.html` says it.
pub(crate) fn policy_for_meta() -> String {
    POLICY.join("; ")
}

/// The policy of the page as one file: for what would come from beside it, what stands in it. Scripts and styles are
/// allowed by their digests.
pub(crate) fn policy_for_file(scripts: &[String], style: &str) -> String {
    let quoted: Vec<String> = scripts.iter().map(|digest| format!("'{digest}'")).collect();
    let inside = |directive: &&str| {
        let (name, sources) = directive.split_once(' ').unwrap_or((directive, ""));
        let sources = match name {
            "script-src" => sources.replace("'self'", &quoted.join(" ")),
            "style-src" => format!("'{style}'"),
            "img-src" => sources.replace("'self' ", ""),
            "connect-src" => "data: blob:".to_owned(),
            "worker-src" => "blob:".to_owned(),
            // There is nothing of the kind.
            _ => sources.replace("'self'", "'none'"),
        };
        format!("{name} {sources}")
    };
    POLICY.iter().map(inside).collect::<Vec<_>>().join("; ")
}

/// Every header with its value.
pub(crate) fn all() -> Vec<(&'static str, String)> {
    vec![
        ("Content-Security-Policy", format!("{}; {FRAME_ANCESTORS}", policy_for_meta())),
        // In a frame without an origin of its own (`sandbox="allow-scripts"`), the page's own files come from elsewhere.
        ("Access-Control-Allow-Origin", "*".to_owned()),
        ("Referrer-Policy", "no-referrer".to_owned()),
        ("X-Content-Type-Options", "nosniff".to_owned()),
        (
            "Permissions-Policy",
            "fullscreen=(self), screen-wake-lock=(self), clipboard-write=(self)".to_owned(),
        ),
        // A file's hashed name is that of the wasm before wasm-opt: with another wasm-opt the same
        // name holds other bytes, which the page would refuse. So nothing is cached unasked.
        ("Cache-Control", "no-cache".to_owned()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace;
    use anyhow::{Context, Result};

    fn read(path: &str) -> Result<String> {
        let path = workspace::root()?.join(path);
        std::fs::read_to_string(&path).with_context(|| path.display().to_string())
    }

    fn truth() -> Vec<(String, String)> {
        let pairs = all().into_iter();
        pairs.map(|(name, value)| (name.to_owned(), value)).collect()
    }

    /// The pairs of `add_header Name "value" always;` (nginx) or `Header always set Name "value"`.
    fn quoted(text: &str, before: &str, after: &str) -> Vec<(String, String)> {
        text.lines()
            .filter_map(|line| line.trim().strip_prefix(before)?.strip_suffix(after))
            .filter_map(|rest| rest.split_once(" \""))
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect()
    }

    #[test]
    fn s5_headers_file_says_the_truth() -> Result<()> {
        let text = read("public/_headers")?;
        let mut lines = text.lines().filter(|line| !line.starts_with('#'));
        assert_eq!(lines.next(), Some("/*"));
        let said: Vec<_> = lines
            .filter_map(|line| line.trim().split_once(": "))
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        assert_eq!(said, truth());
        Ok(())
    }

    #[test]
    fn s5_nginx_snippet_says_the_truth() -> Result<()> {
        let text = read("docs/deploy/nginx.conf")?;
        assert_eq!(quoted(&text, "add_header ", "\" always;"), truth());
        Ok(())
    }

    #[test]
    fn s5_apache_snippet_says_the_truth() -> Result<()> {
        let text = read("docs/deploy/apache.conf")?;
        assert_eq!(quoted(&text, "Header always set ", "\""), truth());
        Ok(())
    }

    #[test]
    fn s1_page_says_the_same_policy() -> Result<()> {
        let page = read("index.html")?;
        let (_, after) =
            page.split_once("http-equiv=\"Content-Security-Policy\"").context("index.html has no policy")?;
        let (_, value) = after.split_once("content=\"").context("the policy is empty")?;
        let (value, _) = value.split_once('"').context("the policy does not end")?;
        assert_eq!(value, policy_for_meta());
        assert!(page.contains("<meta name=\"referrer\" content=\"no-referrer\">"));
        Ok(())
    }

    #[test]
    fn a_file_is_allowed_what_stands_in_it_and_nothing_beside_it() {
        let policy = policy_for_file(&["sha384-a".to_owned(), "sha384-b".to_owned()], "sha384-c");
        assert!(policy.contains("script-src 'sha384-a' 'sha384-b' 'wasm-unsafe-eval'; style-src 'sha384-c'"));
        assert!(
            policy.contains("img-src data: blob:; ") && policy.contains("require-trusted-types-for 'script'")
        );
        assert!(!policy.contains("'self'"));
        assert_eq!(policy.split("; ").count(), POLICY.len());
    }

    #[test]
    fn page_holds_nothing_that_the_policy_forbids() -> Result<()> {
        let page = read("index.html")?;
        assert!(!page.contains("<style") && !page.contains(" style=") && !page.contains("<script>"));
        assert!(!page.contains("http://") && !page.contains("https://"));
        Ok(())
    }
}
