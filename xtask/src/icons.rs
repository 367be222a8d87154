//! The icons that systems ask for, drawn from `public/icon.svg`, and the web manifest that names them.
//!
//! Drawn by resvg on the processor, so that they are the same on every machine and need no browser.

use crate::{digest, workspace};
use anyhow::{Context, Result, anyhow};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

/// Sides of those that are shown as they are, in pixels: those that browsers choose from.
const PLAIN: [u32; 7] = [48, 72, 96, 144, 192, 256, 512];
/// Sides of those that a system cuts its own shape out of.
const MASKABLE: [u32; 2] = [192, 512];
/// The one that Apple's systems take.
const APPLE: u32 = 180;

/// What a mask may leave is a circle of four fifths of the side (Web Application Manifest, "Icon masks"). The corners
/// of the drawing are within 0.46 of the side from the middle, and have to be within 0.4.
const MASKABLE_SCALE: f32 = 0.85;
/// Apple's mask takes the corners alone.
const APPLE_SCALE: f32 = 1.0;

/// Writes manifest and icons into the staged folder, and gives what leads to them.
///
/// # Errors
/// When a source is missing or unsound, or a file cannot be written.
pub(crate) fn links(staging: &Path) -> Result<Links> {
    let root = workspace::root()?;
    let read = |name: &str| {
        let path = root.join("public").join(name);
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
    };
    let drawing = Drawing::new(&read("icon.svg")?)?;
    let mut icons = Vec::new();
    let sets = [(&PLAIN[..], "any", None), (&MASKABLE, "maskable", Some(MASKABLE_SCALE))];
    for (sides, purpose, scale) in sets {
        for &side in sides {
            let stem = if purpose == "any" { "icon".to_owned() } else { format!("icon-{purpose}") };
            let name = written(staging, &format!("{stem}-{side}"), "png", &drawing.png(side, scale)?)?;
            let sizes = format!("{side}x{side}");
            icons.push(json!({ "src": name, "sizes": sizes, "type": "image/png", "purpose": purpose }));
        }
    }
    let apple = drawing.png(APPLE, Some(APPLE_SCALE))?;
    let apple = written(staging, "apple-touch-icon", "png", &apple)?;
    let mut manifest: Value =
        serde_json::from_str(&read("manifest.json")?).context("public/manifest.json is no JSON")?;
    manifest["icons"] = Value::Array(icons);
    let manifest = serde_json::to_string_pretty(&manifest)? + "\n";
    let manifest = written(staging, "manifest", "json", manifest.as_bytes())?;
    Ok(Links { manifest, apple: format!("{APPLE_LINK} href=\"{apple}\">") })
}

/// What the page says of them.
pub(crate) struct Links {
    /// The address of the manifest.
    pub(crate) manifest: String,
    /// The line for Apple's systems.
    pub(crate) apple: String,
}

const APPLE_LINK: &str = r#"<link rel="apple-touch-icon""#;

/// Whether a line of the page is a link that only an installation follows.
pub(crate) fn is_link(line: &str) -> bool {
    line.trim_start().starts_with(APPLE_LINK)
}

/// Writes a file under a name by what is in it, and gives its address in the page.
fn written(staging: &Path, stem: &str, ending: &str, bytes: &[u8]) -> Result<String> {
    let name = format!("{stem}-{}.{ending}", digest::short(bytes));
    fs::write(staging.join(&name), bytes).with_context(|| format!("cannot write {name}"))?;
    Ok(format!("./{name}"))
}

/// The icon, read.
struct Drawing {
    tree: Tree,
}

impl Drawing {
    fn new(svg: &str) -> Result<Self> {
        let tree = Tree::from_str(svg, &Options::default()).map_err(|error| anyhow!("icon.svg: {error}"))?;
        Ok(Self { tree })
    }

    /// A picture with `side` pixels to a side; with a scale, the ground fills it and the drawing is scaled about its
    /// middle.
    fn png(&self, side: u32, scale: Option<f32>) -> Result<Vec<u8>> {
        let mut picture = Pixmap::new(side, side).context("an icon has a side")?;
        let unit = side as f32 / self.tree.size().width();
        resvg::render(&self.tree, Transform::from_scale(unit, unit), &mut picture.as_mut());
        if let Some(scale) = scale {
            // The ground is the colour at the middle of the upper edge.
            let ground = picture.pixel(side / 2, side / 32).context("an icon has a ground")?.demultiply();
            picture.fill(resvg::tiny_skia::Color::from_rgba8(
                ground.red(),
                ground.green(),
                ground.blue(),
                255,
            ));
            let margin = side as f32 * (1.0 - scale) / 2.0;
            let place = Transform::from_scale(unit * scale, unit * scale).post_translate(margin, margin);
            resvg::render(&self.tree, place, &mut picture.as_mut());
        }
        Ok(picture.encode_png()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawing() -> Result<Drawing> {
        Drawing::new(&fs::read_to_string(workspace::root()?.join("public/icon.svg"))?)
    }

    /// How far the farthest pixel that is not ground lies from the middle, in sides.
    fn reach(png: &[u8]) -> Result<f32> {
        let picture = Pixmap::decode_png(png)?;
        let ground = picture.pixel(0, 0).context("a picture")?;
        let side = picture.width();
        let middle = (side as f32 - 1.0) / 2.0;
        let far = (0..side * side).filter(|i| picture.pixel(i % side, i / side) != Some(ground));
        let reach =
            far.map(|i| ((i % side) as f32 - middle).hypot((i / side) as f32 - middle)).fold(0.0, f32::max);
        Ok(reach / side as f32)
    }

    #[test]
    fn a_mask_takes_nothing_of_the_drawing_and_finds_no_hole() -> Result<()> {
        for side in MASKABLE {
            let png = drawing()?.png(side, Some(MASKABLE_SCALE))?;
            let reach = reach(&png)?;
            assert!((0.3..=0.4).contains(&reach), "{side}: {reach}");
            assert!(Pixmap::decode_png(&png)?.pixels().iter().all(|pixel| pixel.alpha() == 255));
        }
        Ok(())
    }

    #[test]
    fn a_plain_icon_has_the_round_corners_of_the_drawing() -> Result<()> {
        for side in PLAIN {
            let picture = Pixmap::decode_png(&drawing()?.png(side, None)?)?;
            assert_eq!((picture.width(), picture.height()), (side, side));
            assert_eq!(picture.pixel(0, 0).map(|pixel| pixel.alpha()), Some(0));
            assert_eq!(picture.pixel(side / 2, side / 32).map(|pixel| pixel.alpha()), Some(255));
        }
        Ok(())
    }

    #[test]
    fn the_manifest_names_files_that_are_there_and_nothing_absolute() -> Result<()> {
        let folder = std::env::temp_dir().join(format!("passages-icons-{}", std::process::id()));
        fs::create_dir_all(&folder)?;
        let links = links(&folder)?;
        assert!(is_link(&links.apple));
        let manifest: Value = serde_json::from_slice(&fs::read(folder.join(&links.manifest))?)?;
        let icons = manifest["icons"].as_array().context("icons")?;
        assert_eq!(icons.len(), PLAIN.len() + MASKABLE.len());
        for icon in icons {
            let src =
                icon["src"].as_str().and_then(|src| src.strip_prefix("./")).context("a relative address")?;
            let side = Pixmap::decode_png(&fs::read(folder.join(src))?)?.width();
            assert_eq!(icon["sizes"], format!("{side}x{side}"));
        }
        let shortcuts = manifest["shortcuts"].as_array().context("shortcuts")?;
        let addresses = shortcuts.iter().map(|shortcut| &shortcut["url"]);
        for address in addresses.chain([&manifest["start_url"], &manifest["scope"]]) {
            assert!(address.as_str().is_some_and(|address| address.starts_with("./")), "{address}");
        }
        // Of the root of the host if it were given: two copies on one host would be one.
        assert!(manifest.get("id").is_none());
        Ok(fs::remove_dir_all(&folder)?)
    }
}
