//! The style sheet of an exhibit: named by what is in it, and linked with its digest. A visit that is none loads nothing
//! of it.

use crate::digest;
use anyhow::{Context, Result};
use std::fs;
use std::path::Path;

/// Where `index.html` wants the link.
pub(crate) const MARKER: &str = "<!-- kiosk -->";

const LINK: &str = r#"<link rel="kiosk""#;

/// Gives the staged style sheet its name, and makes the link to it.
///
/// # Errors
/// When it is not there or cannot be renamed.
pub(crate) fn link(staging: &Path) -> Result<String> {
    let path = staging.join("kiosk.css");
    let sheet = fs::read(&path).context("the build has brought no kiosk.css")?;
    let name = format!("kiosk-{}.css", digest::short(&sheet));
    fs::rename(&path, staging.join(&name)).context("cannot rename kiosk.css")?;
    Ok(format!(r#"{LINK} href="./{name}" integrity="{}">"#, digest::integrity(&sheet)))
}

/// Whether a line of the page is the link.
pub(crate) fn is_link(line: &str) -> bool {
    line.trim_start().starts_with(LINK)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sheet_is_named_and_linked_by_what_is_in_it() -> Result<()> {
        let folder = std::env::temp_dir().join(format!("passages-kiosk-{}", std::process::id()));
        fs::create_dir_all(&folder)?;
        fs::write(folder.join("kiosk.css"), "abc")?;
        let line = link(&folder)?;
        // FIPS 180-4's own example.
        assert!(line.contains("sha384-ywB1P0WjXou1oD1pmsZQBycsMqsO3tFjGotgWkP/W+2AhgcroefMI1i67KE0yCWn"));
        assert!(is_link(&line) && line.contains("href=\"./kiosk-cb00753f45a35e8b.css\""));
        assert!(folder.join("kiosk-cb00753f45a35e8b.css").is_file() && link(&folder).is_err());
        Ok(fs::remove_dir_all(&folder)?)
    }
}
