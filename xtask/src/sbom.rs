//! The bill of materials of what ships, in CycloneDX 1.5 (ECMA-424), without a time or a number that would differ from
//! build to build.

use crate::inventory::{PROGRAMS, Part};
use serde_json::{Value, json};

/// The bill as JSON. `fingerprint` is that of the corpus, `rust` the version of Rust whose standard library is inside.
pub(crate) fn bill(parts: &[Part], version: &str, fingerprint: &str, rust: &str) -> Value {
    let standard_library = json!({
        "type": "library", "bom-ref": "rust-std", "name": "std", "version": rust,
        "description": "The Rust standard library, with what it is made of.",
        "licenses": [{ "expression": "MIT OR Apache-2.0" }],
        "externalReferences": [{ "type": "vcs", "url": "https://github.com/rust-lang/rust" }],
    });
    let documents = json!({
        "type": "data", "bom-ref": "corpus", "name": "corpus", "version": fingerprint,
        "description": "The documents, the vocabulary and the links; the texts of documents remain with the United Nations.",
    });
    let mut components: Vec<Value> = parts.iter().map(component).collect();
    components.extend([standard_library, documents]);
    let uses = |part: &Part| -> Vec<String> {
        let uses = part.uses.iter().map(|(name, version)| reference(name, version));
        uses.chain(["rust-std".to_owned()]).collect()
    };
    let mut dependencies: Vec<Value> = parts
        .iter()
        .map(|part| json!({ "ref": reference(&part.name, &part.version), "dependsOn": uses(part) }))
        .collect();
    let programs = parts.iter().filter(|part| PROGRAMS.contains(&part.name.as_str()));
    let programs = programs.map(|part| reference(&part.name, &part.version));
    let whole: Vec<String> = programs.chain(["corpus".to_owned()]).collect();
    dependencies.push(json!({ "ref": "explorer", "dependsOn": whole }));
    json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application", "bom-ref": "explorer", "name": "Passages", "version": version,
                "licenses": [{ "expression": "MIT OR Apache-2.0" }],
            },
        },
        "components": components,
        "dependencies": dependencies,
    })
}

fn component(part: &Part) -> Value {
    let reference = reference(&part.name, &part.version);
    let mut component = json!({
        "type": "library", "bom-ref": reference, "name": part.name, "version": part.version,
        "licenses": [{ "expression": spdx(&part.licence) }],
    });
    if let Some(checksum) = &part.checksum {
        component["purl"] = json!(reference);
        component["hashes"] = json!([{ "alg": "SHA-256", "content": checksum }]);
    }
    component
}

/// A package URL, which is a name that all tools know.
fn reference(name: &str, version: &str) -> String {
    format!("pkg:cargo/{name}@{}", version.replace('+', "%2B"))
}

/// Old manifests write `MIT/Apache-2.0`.
fn spdx(licence: &str) -> String {
    licence.split('/').map(str::trim).collect::<Vec<_>>().join(" OR ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{inventory, workspace};
    use anyhow::{Context, Result};
    use std::collections::BTreeSet;

    #[test]
    fn every_reference_leads_to_a_component_and_no_part_is_left_alone() -> Result<()> {
        let parts = inventory::parts(&workspace::root()?)?;
        let bill = bill(&parts, "0.1.0", "1f2e", "1.95.0");
        let strings =
            |value: &Value, key: &str| value[key].as_str().map(str::to_owned).context(key.to_owned());
        let components = bill["components"].as_array().context("components")?;
        let mut known: BTreeSet<String> =
            components.iter().map(|component| strings(component, "bom-ref")).collect::<Result<_>>()?;
        assert_eq!(known.len(), components.len());
        assert_eq!(known.len(), parts.len() + 2);
        known.insert("explorer".to_owned());
        let mut used = BTreeSet::from(["explorer".to_owned()]);
        for dependency in bill["dependencies"].as_array().context("dependencies")? {
            assert!(known.contains(&strings(dependency, "ref")?));
            for to in dependency["dependsOn"].as_array().context("dependsOn")? {
                used.insert(to.as_str().context("a reference")?.to_owned());
            }
        }
        assert_eq!(used, known);
        Ok(())
    }

    #[test]
    fn crates_of_the_registry_have_their_digests_and_names_that_tools_know() {
        let part = Part {
            name: "toml".to_owned(),
            version: "1.2.1+spec-1.1.0".to_owned(),
            licence: "MIT/Apache-2.0".to_owned(),
            authors: Vec::new(),
            folder: Default::default(),
            checksum: Some("ab".to_owned()),
            uses: Vec::new(),
        };
        let component = component(&part);
        assert_eq!(component["purl"], "pkg:cargo/toml@1.2.1%2Bspec-1.1.0");
        assert_eq!(component["hashes"][0]["content"], "ab");
        assert_eq!(component["licenses"][0]["expression"], "MIT OR Apache-2.0");
    }
}
