//! How the workshop is linked.

use std::env::{VarError, var};

/// The most memory that the workshop may take, in bytes: as much as the page, whose corpus it has, and whose work it does.
/// A job that wants more ends the workshop, which the page says and goes on.
const MEMORY_BYTES: u32 = 512 << 20;

fn main() -> Result<(), VarError> {
    println!("cargo::rerun-if-changed=build.rs");
    if var("CARGO_CFG_TARGET_ARCH")? == "wasm32" {
        println!("cargo::rustc-link-arg-bins=--max-memory={MEMORY_BYTES}");
    }
    Ok(())
}
