//! A small static server for `dist/`: right types, and the headers the page must be served with.

use crate::{build, headers, http, workspace};
use anyhow::{Context, Result, anyhow, bail};
use std::io::ErrorKind;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where the page is served unless `--port` says otherwise.
pub(crate) const DEFAULT_PORT: u16 = 8080;

/// A second place of the same files, as a subpath with a space and a letter beyond ASCII:
/// the page must not care where it lies.
pub(crate) const SUBPATH: &str = "/a b/ü/";

/// Builds and serves until interrupted.
///
/// # Errors
/// When the port is taken (found out before the build), or the build fails.
pub(crate) fn run(port: u16, open: bool, corpus: Option<&Path>) -> Result<()> {
    let site = Site::bind(port)?;
    build::any(corpus)?;
    let url = site.url();
    println!("==> serving {url} (ctrl-c ends it)");
    if open {
        open_browser(&url);
    }
    site.serve(&workspace::dist(&workspace::root()?))
}

/// A port that is ours, not yet answering.
pub(crate) struct Site {
    listener: TcpListener,
    port: u16,
}

impl Site {
    /// Takes a port of this machine; 0 means any free one.
    ///
    /// # Errors
    /// When another program holds it.
    pub(crate) fn bind(port: u16) -> Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(|error| {
            let why = match error.kind() {
                ErrorKind::AddrInUse => "another program is using it",
                ErrorKind::PermissionDenied => "it is reserved for the system",
                _ => return anyhow!(error).context(format!("cannot listen on port {port}")),
            };
            let other = port.checked_add(1).unwrap_or(DEFAULT_PORT).max(1024);
            anyhow!(
                "port {port} cannot be used: {why}; end that program, \
                 or choose another port: cargo xtask serve --port {other}"
            )
        })?;
        let port = listener.local_addr()?.port();
        Ok(Self { listener, port })
    }

    /// The address of the page.
    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }

    /// Answers until the process ends, each connection in a thread of its own.
    ///
    /// # Errors
    /// When `dist` holds no page.
    pub(crate) fn serve(self, dist: &Path) -> Result<()> {
        if !dist.join("index.html").is_file() {
            bail!("{} holds no page; `cargo xtask build` makes it", dist.display());
        }
        for stream in self.listener.incoming() {
            let dist = dist.to_owned();
            // A visitor who leaves early is no fault of ours: errors of one connection are dropped.
            std::thread::spawn(move || http::answer(&stream?, |target| response(target, &dist)));
        }
        Ok(())
    }
}

fn response(target: &str, dist: &Path) -> http::Response {
    let mut headers = headers::all();
    // From `.../ü` the page's own addresses would lead beside the folder; every common server sends on to `.../ü/`.
    if let Some(folder) = folder_without_slash(target, dist) {
        headers.push(("Location", folder));
        return http::Response { status: "301 Moved Permanently", headers, body: Vec::new() };
    }
    let found = file_for(target, dist).and_then(|path| {
        let body = std::fs::read(&path).ok()?;
        Some((media_type(&path), body))
    });
    let (status, (media_type, body)) = match found {
        Some(file) => ("200 OK", file),
        None => ("404 Not Found", ("text/plain; charset=utf-8", b"not found\n".to_vec())),
    };
    headers.push(("Content-Type", media_type.to_owned()));
    http::Response { status, headers, body }
}

/// The address of a folder with the slash that it lacks.
fn folder_without_slash(url: &str, dist: &Path) -> Option<String> {
    let (path, query) = url.split_at(url.find(['?', '#']).unwrap_or(url.len()));
    let folder = format!("{path}/");
    if path.ends_with('/') || path.starts_with("//") {
        return None;
    }
    let file = file_for(&folder, dist)?;
    (file.ends_with("index.html") && !path.ends_with("index.html")).then(|| format!("{folder}{query}"))
}

/// The file that an address names, if it lies inside `dist`.
fn file_for(url: &str, dist: &Path) -> Option<PathBuf> {
    let path = percent_decode(url.split(['?', '#']).next()?)?;
    let path = path.strip_prefix(SUBPATH).unwrap_or(path.strip_prefix('/')?);
    let mut file = dist.to_owned();
    for part in path.split('/').filter(|part| !part.is_empty()) {
        if part.starts_with('.') || part.contains(['\\', ':', '\0']) {
            return None;
        }
        file.push(part);
    }
    if file.is_dir() {
        file.push("index.html");
    }
    file.is_file().then_some(file)
}

fn percent_decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        rest = tail;
        if first != b'%' {
            bytes.push(first);
            continue;
        }
        let digits = std::str::from_utf8(rest.get(..2)?).ok()?;
        bytes.push(u8::from_str_radix(digits, 16).ok()?);
        rest = rest.get(2..)?;
    }
    String::from_utf8(bytes).ok()
}

fn media_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("json") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("wasm") => "application/wasm",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// Opens the visitor's own browser; when there is none, the address is on the screen anyway.
fn open_browser(url: &str) {
    let (program, arguments): (&str, &[&str]) = match std::env::consts::OS {
        "macos" => ("open", &[]),
        "windows" => ("cmd", &["/C", "start"]),
        _ => ("xdg-open", &[]),
    };
    if Command::new(program).args(arguments).arg(url).spawn().is_err() {
        println!("    no browser could be opened; the address is above");
    }
}

/// Serves a built page from a thread of its own on any free port, and gives the address.
///
/// # Errors
/// When no port is free, or there is no page.
pub(crate) fn in_background(dist: PathBuf) -> Result<String> {
    let site = Site::bind(0).context("no port is free")?;
    let url = site.url();
    if !dist.join("index.html").is_file() {
        bail!("{} holds no page; `cargo xtask build` makes it", dist.display());
    }
    std::thread::spawn(move || site.serve(&dist));
    Ok(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percent_signs_are_decoded_or_refused() {
        assert_eq!(percent_decode("/a%20b/%C3%BC/").as_deref(), Some(SUBPATH));
        assert_eq!(percent_decode("/%E0%A4%A"), None);
        assert_eq!(percent_decode("/%ff"), None);
    }

    #[test]
    fn only_files_inside_the_folder_are_found() -> Result<()> {
        let xtask = workspace::root()?.join("xtask");
        let found = |url| file_for(url, &xtask);
        assert_eq!(found("/src/main.rs?x=1"), Some(xtask.join("src/main.rs")));
        assert_eq!(found("/a%20b/%C3%BC/Cargo.toml"), Some(xtask.join("Cargo.toml")));
        assert_eq!(found("/../Cargo.toml"), None);
        assert_eq!(found("/%2e%2e/Cargo.toml"), None);
        assert_eq!(found("/..%5cCargo.toml"), None);
        assert_eq!(found("/absent"), None);
        Ok(())
    }

    #[test]
    fn a_folder_without_its_slash_is_sent_on() -> Result<()> {
        let folder = std::env::temp_dir().join(format!("passages-serve-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("c"))?;
        for page in ["index.html", "c/index.html"] {
            std::fs::write(folder.join(page), "")?;
        }
        let sent = |url| folder_without_slash(url, &folder);
        assert_eq!(sent("/a%20b/%C3%BC?embed").as_deref(), Some("/a%20b/%C3%BC/?embed"));
        assert_eq!(sent("/c").as_deref(), Some("/c/"));
        for whole in ["/", "/c/", "/a%20b/%C3%BC/", "/index.html", "/c/index.html", "/absent", "//c"] {
            assert_eq!(sent(whole), None, "{whole}");
        }
        Ok(std::fs::remove_dir_all(&folder)?)
    }

    #[test]
    fn a_taken_port_is_said_with_its_remedy() -> Result<()> {
        let holder = Site::bind(0)?;
        let Err(error) = Site::bind(holder.port) else {
            bail!("the port was given twice");
        };
        let said = error.to_string();
        assert!(said.contains("another program is using it") && said.contains("--port"), "{said}");
        Ok(())
    }
}
