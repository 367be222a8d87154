//! Our own jobs, which have no peers: every number that they print is a row.

use super::table::Row;
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::path::Path;
use std::process::Command;

/// Runs a job natively.
///
/// # Errors
/// When the job fails or prints no JSON.
pub(super) fn measure(native: &Path, job: &str) -> Result<Vec<Row>> {
    let output = Command::new(native).arg(job).output().with_context(|| format!("cannot start {job}"))?;
    if !output.status.success() {
        bail!("{job}: {}", String::from_utf8_lossy(&output.stderr).trim());
    }
    let text = String::from_utf8_lossy(&output.stdout);
    let line = text.lines().next_back().unwrap_or_default();
    let mut rows = Vec::new();
    collect(job, &serde_json::from_str(line).with_context(|| format!("{job} printed no JSON"))?, &mut rows);
    Ok(rows)
}

fn collect(name: &str, value: &Value, rows: &mut Vec<Row>) {
    match value {
        Value::Number(number) => rows.extend(number.as_f64().map(|ours| Row::alone(name, ours))),
        Value::Object(fields) => {
            fields.iter().for_each(|(key, inner)| collect(&format!("{name} {key}"), inner, rows))
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(at, inner)| collect(&format!("{name} {at}"), inner, rows));
        }
        _ => {}
    }
}
