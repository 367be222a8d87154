//! The whole explorer as one HTML file that runs from a disk or a stick.
//!
//! A page that is opened as a file may fetch none beside it, so every part stands in it: styles and scripts as
//! themselves, allowed by their digests alone; programs and wordings as `data:` addresses of the links that the page
//! has anyway. So `public/boot.js`, `public/workshop.js` and `src/browser/wording.rs` find them where they always do.
//! Only a script cannot be imported from there: boot.js takes it from its link, where the script itself has put it; and
//! the workshop, which makes a worker of itself, has its module in it, and that of the reader.

use crate::{digest, headers, workspace};
use anyhow::{Context, Result, bail};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::fs;
use std::path::PathBuf;

/// The line of `public/workshop.js` in the place of which the modules are put.
const MADE: &str = "const made = ({ glue }, number) => import(`${glue}#${number}`);";
/// What it says of its worker: Chromium starts none of a module of a file's own making.
const KIND: &str = "{ type: \"module\" }";
/// So it is no module, and exports nothing.
const EXPORT: &str = "export async function establish";

/// Writes the page of `dist/` as one file, and says where.
///
/// # Errors
/// When there is no built page, or it has a part that cannot be put into one file.
pub(crate) fn write() -> Result<PathBuf> {
    let root = workspace::root()?;
    let dist = workspace::dist(&root);
    let index = fs::read_to_string(dist.join("index.html"))
        .with_context(|| format!("{} holds no page; `cargo xtask build` makes it", dist.display()))?;
    let page = joined(&index, &|name| {
        fs::read(dist.join(name)).with_context(|| format!("the page names {name}, which is not there"))
    })?;
    let path = root.join("passages.html");
    fs::write(&path, &page).with_context(|| format!("cannot write {}", path.display()))?;
    println!("==> {} holds everything, in {} bytes", path.display(), page.len());
    Ok(path)
}

/// The parts of the page that stand in it as they are.
#[derive(Default)]
struct Parts {
    style: String,
    parts: String,
    glue: String,
    door: String,
    /// What wasm-bindgen has written for the workshop, and for the reader.
    makers: [String; 2],
    boot: String,
}

/// The page with all its parts in it, which `read` gives by their names.
fn joined(index: &str, read: &dyn Fn(&str) -> Result<Vec<u8>>) -> Result<String> {
    let text = |name: &str| String::from_utf8(read(name)?).with_context(|| format!("{name} is no text"));
    let mut parts = Parts::default();
    let mut page = String::new();
    let mut rest = index;
    let (mut workshop, mut reader) = (0, 0);
    while let Some((before, tag, after)) = next_tag(rest) {
        page.push_str(before);
        rest = after;
        let name =
            attribute(tag, "href").or(attribute(tag, "src")).and_then(|address| address.strip_prefix("./"));
        let data = |media_type: &str, name: &str| -> Result<String> {
            let data = format!("data:{media_type};base64,{}", STANDARD.encode(read(name)?));
            Ok(tag.replacen(&format!("./{name}"), &data, 1))
        };
        match (attribute(tag, "rel"), name) {
            // What makes the page known to systems and networks that a file does not meet.
            (Some("manifest" | "apple-touch-icon" | "offline" | "alternate"), _) => {}
            // What an exhibit wears is there from the beginning, and says of itself that it is for one.
            (Some("stylesheet" | "later" | "kiosk"), Some(name)) => parts.style.push_str(&text(name)?),
            (Some("icon"), Some(name)) => page.push_str(&data("image/svg+xml", name)?),
            (Some("wording"), Some(name)) => page.push_str(&data("text/plain", name)?),
            (Some("preload"), Some(name)) => page.push_str(&data("application/wasm", name)?),
            (Some("modulepreload"), Some(name)) if attribute(tag, "data-parts").is_some() => {
                parts.parts = parts_with_files(&text(name)?, read)?;
            }
            (Some("modulepreload"), Some(name)) => {
                parts.glue = text(name)?;
                page.push_str(r#"<link rel="modulepreload">"#);
            }
            (Some("workshop"), Some(name)) => {
                match workshop {
                    0 => {
                        parts.door = text(name)?;
                        page.push_str(r#"<link rel="workshop">"#);
                    }
                    1 => {
                        parts.makers[0] = text(name)?;
                        page.push_str(&data("text/javascript", name)?);
                    }
                    _ => page.push_str(&data("application/wasm", name)?),
                }
                workshop += 1;
            }
            (Some("reader"), Some(name)) => {
                if reader == 0 {
                    parts.makers[1] = text(name)?;
                    page.push_str(&data("text/javascript", name)?);
                } else {
                    page.push_str(&data("application/wasm", name)?);
                }
                reader += 1;
            }
            (None, Some(name)) if tag.starts_with("<script") && parts.boot.is_empty() => {
                parts.boot = text(name)?;
                rest = rest.strip_prefix("</script>").context("a script of a file has no text")?;
            }
            (_, Some(name)) => bail!("nobody has said how {name} is put into one file"),
            (_, None) => page.push_str(tag),
        }
    }
    page.push_str(rest);
    if (workshop, reader) != (3, 2) || parts.glue.is_empty() || parts.boot.is_empty() {
        bail!("the page lacks a part: `cargo xtask build` makes it whole");
    }
    finish(&page, &parts)
}

/// `public/parts.js` with the files of the parts in it, as a function that gives what it exports.
fn parts_with_files(script: &str, read: &dyn Fn(&str) -> Result<Vec<u8>>) -> Result<String> {
    let mut body = String::new();
    let mut exported = Vec::new();
    for line in script.lines() {
        let mut line = line.replace("import.meta.url", "location.href");
        if let Some(name) = line.split('"').nth(1).filter(|name| name.ends_with(".wasm")) {
            let data = format!("data:application/wasm;base64,{}", STANDARD.encode(read(name)?));
            line = line.replacen(name, &data, 1);
        }
        if let Some(constant) = line.strip_prefix("export const ") {
            exported.push(constant.split(' ').next().unwrap_or_default().to_owned());
            line = line.replacen("export ", "", 1);
        }
        body.push_str(&line);
        body.push('\n');
    }
    if exported.is_empty() {
        bail!("the script of the parts exports nothing");
    }
    Ok(format!("const parts = (() => {{\n{body}return {{ {} }};\n}})();\n", exported.join(", ")))
}

/// What wasm-bindgen has written, with what [`parts_with_files`] gives in the place of what it would import.
fn without_imports(glue: &str) -> Result<String> {
    let mut kept = String::new();
    for line in glue.lines() {
        let name = line.strip_prefix("import * as ").and_then(|rest| rest.split_once(" from \"./parts-"));
        match name {
            Some((name, _)) => kept.push_str(&format!("const {name} = parts;")),
            None if line.starts_with("import ") => bail!("the program imports another script: {line}"),
            None => kept.push_str(line),
        }
        kept.push('\n');
    }
    Ok(kept)
}

/// How the policy of the page begins.
const POLICY: &str = "http-equiv=\"Content-Security-Policy\" content=\"";

/// Puts the parts into the head, and the policy that allows these and no others.
fn finish(page: &str, parts: &Parts) -> Result<String> {
    let glue = format!(
        "{}{}\ndocument.querySelector('link[rel=\"modulepreload\"]').module = {{ default: __wbg_init }};\n",
        parts.parts,
        without_imports(&parts.glue)?
    );
    let door = workshop(&parts.door, &parts.makers)?;
    // In this order, in which they are run: what boot.js takes is there before it.
    let scripts = [("glue", &glue), ("workshop", &door), ("boot", &parts.boot)];
    let mut inside = format!("<style>{}</style>\n", parts.style);
    if parts.style.contains("</style") {
        bail!("a style sheet would end too early");
    }
    for (id, script) in scripts {
        if script.contains("</script") || script.contains("<!--") {
            bail!("the script {id} would end too early");
        }
        inside.push_str(&format!("<script type=\"module\" id=\"script-{id}\">{script}</script>\n"));
    }
    let hashes: Vec<String> =
        scripts.iter().map(|(_, script)| digest::integrity(script.as_bytes())).collect();
    let policy = headers::policy_for_file(&hashes, &digest::integrity(parts.style.as_bytes()));
    // Whatever it says: the address that `place.rs` puts into it means nothing on a disk.
    let (before, rest) = page.split_once(POLICY).context("the page has no policy")?;
    let (_, after) = rest.split_once('"').context("the policy of the page does not end")?;
    let page = format!("{before}{POLICY}{policy}\"{after}");
    let (head, body) = page.split_once("</head>").context("the page has no head")?;
    Ok(format!("{head}{inside}</head>{body}"))
}

/// `public/workshop.js` with the modules in it that it would import; and, where it is run on the page, with itself put on
/// its link, as a module and as an address that a worker can be made of.
fn workshop(door: &str, makers: &[String; 2]) -> Result<String> {
    if let Some(lacking) = [MADE, KIND, EXPORT].iter().find(|text| door.matches(*text).count() != 1) {
        bail!("workshop.js has to say once: {lacking}");
    }
    let door = door.replace(KIND, "{}").replace(EXPORT, EXPORT.trim_start_matches("export "));
    let (before, after) = door.split_once(MADE).context("it has been looked for")?;
    let [workshop, reader] = makers;
    let (workshop, reader) = (without_exports(workshop)?, without_exports(reader)?);
    let given = "return { default: __wbg_init, Workshop };";
    Ok(format!(
        "{before}function workshop() {{\n{workshop}\n{given}\n}}
function reader() {{\n{reader}\n{given}\n}}
const made = ({{ name }}) => (name === \"reader\" ? reader() : workshop());{after}
if (globalThis.document) {{
  const door = document.querySelector('link[rel=\"workshop\"]');
  const text = document.getElementById(\"script-workshop\").textContent;
  door.module = {{ establish }};
  door.href = URL.createObjectURL(new Blob([text], {{ type: \"text/javascript\" }}));
}}
"
    ))
}

/// What wasm-bindgen has written for a module, as the body of a function.
fn without_exports(module: &str) -> Result<String> {
    let mut body = String::new();
    for line in module.lines() {
        if line.starts_with("import ") {
            bail!("the program imports another script: {line}");
        }
        // The list at the end names what the function returns.
        if line.starts_with("export {") {
            continue;
        }
        // The program is handed over, and nobody looks for it beside the script.
        body.push_str(
            &line.strip_prefix("export ").unwrap_or(line).replace("import.meta.url", "location.href"),
        );
        body.push('\n');
    }
    Ok(body)
}

/// The text before the next link or script of a file, its opening tag, and the text after.
fn next_tag(html: &str) -> Option<(&str, &str, &str)> {
    let starts = ["<link ", "<script "].iter().filter_map(|tag| html.find(tag));
    let start = starts.min()?;
    let length = html.get(start..)?.find('>')? + 1;
    let (before, rest) = html.split_at(start);
    let (tag, after) = rest.split_at(length);
    Some((before, tag, after))
}

/// The value of an attribute, of those that hold no quotes.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    rest.split('"').next()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::Place;

    const INDEX: &str = r#"<head><meta http-equiv="Content-Security-Policy" content="POLICY"><link rel="icon" href="./i.svg" integrity="sha384-x"/>
<link rel="stylesheet" href="./a.css"/><link rel="stylesheet" href="./b.css"/>
<script src="./boot.js" type="module"></script>
<link rel="wording" hreflang="ar" href="./ar.txt" integrity="sha384-y">
<link rel="workshop" href="./w.js"><link rel="workshop" href="./g.js" integrity="sha384-z"><link rel="workshop" href="./w.wasm">
<link rel="reader" href="./g.js" integrity="sha384-r"><link rel="reader" href="./r.wasm">
<link rel="manifest" href="./m.json"><link rel="offline" href="./service-worker.js">
<link rel="modulepreload" href="./p.js"><link rel="preload" href="./p.wasm" type="application/wasm"></head><body><a href="./x">"#;

    fn read(name: &str) -> Result<Vec<u8>> {
        let glue = "export class Workshop {\n}\nexport { initSync, __wbg_init as default };\n";
        Ok(match name {
            "w.js" => format!("{MADE}\n{EXPORT}() {{ {KIND} }}\n"),
            "g.js" => glue.to_owned(),
            name => format!("[{name}]"),
        }
        .into_bytes())
    }

    fn page(index: &str) -> Result<String> {
        joined(&index.replace("POLICY", &headers::policy_for_meta()), &read)
    }

    #[test]
    fn every_part_is_in_the_file_and_none_beside_it() -> Result<()> {
        let page = page(INDEX)?;
        let (head, _) = page.split_once("</head>").context("a head")?;
        assert!(!head.contains("\"./"), "{head}");
        assert!(head.contains("<style>[a.css][b.css]</style>"));
        assert!(head.contains(&format!("href=\"data:text/plain;base64,{}\"", STANDARD.encode("[ar.txt]"))));
        assert!(
            head.contains(&format!("href=\"data:application/wasm;base64,{}\"", STANDARD.encode("[p.wasm]")))
        );
        for digest in ["sha384-x", "sha384-y", "sha384-z", "sha384-r"] {
            assert!(head.contains(&format!("integrity=\"{digest}\"")), "{digest}");
        }
        for gone in ["manifest\"", "offline", "'self'"] {
            assert!(!head.contains(gone), "{gone}");
        }
        // The order in which browsers run them.
        let place = |text: &str| head.find(text).with_context(|| text.to_owned());
        assert!(place("[p.js]")? < place("establish")? && place("establish")? < place("[boot.js]")?);
        Ok(())
    }

    #[test]
    fn the_policy_allows_exactly_the_scripts_that_are_in_it() -> Result<()> {
        let page = page(INDEX)?;
        let mut scripts = 0;
        for part in page.split("<script type=\"module\"").skip(1) {
            let (_, text) = part.split_once('>').context("a tag")?;
            let (text, _) = text.split_once("</script>").context("an end")?;
            assert!(page.contains(&format!("'{}'", digest::integrity(text.as_bytes()))), "{text}");
            scripts += 1;
        }
        assert_eq!((scripts, page.matches("'sha384-").count()), (3, 4));
        Ok(())
    }

    #[test]
    fn the_address_of_the_page_in_its_policy_does_not_matter() -> Result<()> {
        let place = Place::parse("https://example.org/passages/")?;
        let told = place.in_policy(&INDEX.replace("POLICY", &headers::policy_for_meta()));
        assert_eq!(joined(&told, &read)?, page(INDEX)?);
        Ok(())
    }

    #[test]
    fn what_nobody_has_thought_of_is_refused() -> Result<()> {
        assert!(page(&INDEX.replace("\"icon\"", "\"strange\"")).is_err());
        assert!(page(&INDEX.replace("<link rel=\"workshop\" href=\"./w.wasm\">", "")).is_err());
        assert!(without_exports("import * as x from './snippets/x.js'\n").is_err());
        assert!(page(&INDEX.replace("<link rel=\"reader\" href=\"./r.wasm\">", "")).is_err());
        assert!(workshop("const made = 1;", &Default::default()).is_err());
        let body = without_exports("export { a };\nexport class A {}\nnew URL(x, import.meta.url)")?;
        assert_eq!(body, "class A {}\nnew URL(x, location.href)\n");
        Ok(())
    }
}
