//! The first script of the page without its comments, which are a fifth of what it weighs on the way.

use crate::digest;
use anyhow::{Context, Result};
use std::fs;
use std::path::Path;

/// How the staged page begins the address of the script.
const ADDRESS: &str = "src=\"./boot-";

/// Puts a script without comments in the place of the staged one, under its own name and digest.
///
/// # Errors
/// When the page names no such script, or it cannot be read or written.
pub(crate) fn bare(staging: &Path, page: &str) -> Result<String> {
    let (_, rest) = page.split_once(ADDRESS).context("the page has no boot script")?;
    let (digits, rest) = rest.split_once(".js\"").context("the address of the boot script ends")?;
    let (_, rest) = rest.split_once("integrity=\"").context("the boot script has a digest")?;
    let (integrity, _) = rest.split_once('"').context("the digest of the boot script ends")?;
    let (before, path) = (format!("boot-{digits}.js"), staging.join(format!("boot-{digits}.js")));
    let script = fs::read_to_string(&path).with_context(|| format!("cannot read {before}"))?;
    let script = without_comments(&script);
    let name = format!("boot-{}.js", digest::short(script.as_bytes()));
    fs::remove_file(&path).with_context(|| format!("cannot remove {before}"))?;
    fs::write(staging.join(&name), &script).with_context(|| format!("cannot write {name}"))?;
    Ok(page.replace(&before, &name).replace(integrity, &digest::integrity(script.as_bytes())))
}

/// A script without the comments that have lines of their own, which are all that ours have, and without empty lines.
pub(crate) fn without_comments(script: &str) -> String {
    let mut kept = String::new();
    let mut in_comment = false;
    for line in script.lines() {
        let bare = line.trim();
        in_comment |= bare.starts_with("/**");
        if !in_comment && !bare.is_empty() && !bare.starts_with("//") {
            kept.push_str(line);
            kept.push('\n');
        }
        in_comment &= !bare.ends_with("*/");
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace;

    #[test]
    fn the_script_stands_without_comments_under_its_own_digest() -> Result<()> {
        let folder = std::env::temp_dir().join(format!("passages-scripts-{}", std::process::id()));
        fs::create_dir_all(&folder)?;
        fs::write(
            folder.join("boot-1f.js"),
            "// what\n\nconst a = \"// b\"; // c\n  /** d\n   * e */\n  f();\n",
        )?;
        let page =
            bare(&folder, "<script src=\"./boot-1f.js\" integrity=\"sha384-x\" type=\"module\"></script>")?;
        let script = "const a = \"// b\"; // c\n  f();\n";
        let name = format!("boot-{}.js", digest::short(script.as_bytes()));
        assert_eq!(fs::read_to_string(folder.join(&name))?, script);
        let integrity = digest::integrity(script.as_bytes());
        assert_eq!(
            page,
            format!("<script src=\"./{name}\" integrity=\"{integrity}\" type=\"module\"></script>")
        );
        assert_eq!(fs::read_dir(&folder)?.count(), 1);
        assert!(bare(&folder, "<script></script>").is_err());
        Ok(fs::remove_dir_all(&folder)?)
    }

    #[test]
    fn what_is_no_comment_stays() -> Result<()> {
        for name in ["boot.js", "parts.js"] {
            let script = fs::read_to_string(workspace::root()?.join("public").join(name))?;
            // No text runs over lines, where what looks like a comment would be none.
            assert!(script.lines().all(|line| line.matches('`').count() % 2 == 0), "{name}");
            let kept = without_comments(&script);
            assert!(!kept.contains("/**") && kept.len() * 10 > script.len() * 6, "{name}");
            for line in script.lines().filter(|line| line.ends_with([';', '{', '}', ','])) {
                let is_comment = line.trim_start().starts_with(['/', '*']);
                assert!(is_comment || kept.contains(line), "{name}: {line}");
            }
        }
        Ok(())
    }
}
