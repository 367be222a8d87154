//! As much of HTTP as a static server needs: one request a connection, answered and closed.

use crate::digest;
use std::io::{BufRead, BufReader, Error, Read, Result, Write};
use std::net::TcpStream;
use std::time::Duration;

/// Browsers open connections ahead of need; those that stay silent are let go.
const SILENCE: Duration = Duration::from_secs(30);
/// No browser's request head is longer.
const HEAD_BYTES: u64 = 64 * 1024;

/// What is sent back.
pub(crate) struct Response {
    /// For example `200 OK`.
    pub(crate) status: &'static str,
    /// Without the length, which is that of the body.
    pub(crate) headers: Vec<(&'static str, String)>,
    /// The file.
    pub(crate) body: Vec<u8>,
}

/// Reads one request, and answers it by what `respond` makes of its target.
///
/// # Errors
/// When the visitor is silent, says something that is not HTTP, or leaves.
pub(crate) fn answer(stream: &TcpStream, respond: impl FnOnce(&str) -> Response) -> Result<()> {
    stream.set_read_timeout(Some(SILENCE))?;
    let head = read_head(&mut BufReader::new(stream.take(HEAD_BYTES)))?;
    let mut words = head.request.split(' ');
    let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let response = match method {
        "GET" | "HEAD" => validated(respond(target), head.known.as_deref()),
        _ => Response { status: "405 Method Not Allowed", headers: Vec::new(), body: Vec::new() },
    };
    write(&mut &*stream, &response, method != "HEAD")
}

/// What is looked at of a request.
#[derive(Debug, PartialEq, Eq)]
struct Head {
    /// Its first line.
    request: String,
    /// The mark of what the visitor has already.
    known: Option<String>,
}

/// An answer with the mark of its body; without the body for whoever has it.
fn validated(mut response: Response, known: Option<&str>) -> Response {
    if response.status != "200 OK" {
        return response;
    }
    let mark = format!("\"{}\"", digest::short(&response.body));
    if known == Some(mark.as_str()) {
        response.status = "304 Not Modified";
        response.body.clear();
    }
    response.headers.push(("ETag", mark));
    response
}

fn read_head(reader: &mut impl BufRead) -> Result<Head> {
    let mut request = String::new();
    reader.read_line(&mut request)?;
    let mut known = None;
    let mut header = String::new();
    loop {
        header.clear();
        if reader.read_line(&mut header)? == 0 {
            return Err(Error::other("the request did not end"));
        }
        if header.trim_end().is_empty() {
            return Ok(Head { request, known });
        }
        match header.split_once(':') {
            Some((name, value)) if name.eq_ignore_ascii_case("if-none-match") => {
                known = Some(value.trim().to_owned());
            }
            _ => {}
        }
    }
}

fn write(out: &mut impl Write, response: &Response, with_body: bool) -> Result<()> {
    let mut head = format!("HTTP/1.1 {}\r\n", response.status);
    for (name, value) in &response.headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str(&format!("Content-Length: {}\r\nConnection: close\r\n\r\n", response.body.len()));
    out.write_all(head.as_bytes())?;
    if with_body {
        out.write_all(&response.body)?;
    }
    out.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_request_line_is_read_and_an_endless_head_refused() -> Result<()> {
        let mut whole = "GET /a HTTP/1.1\r\nHost: x\r\nif-none-match: \"1f\"\r\n\r\n".as_bytes();
        let known = Some("\"1f\"".to_owned());
        assert_eq!(read_head(&mut whole)?, Head { request: "GET /a HTTP/1.1\r\n".to_owned(), known });
        assert!(read_head(&mut "GET /a HTTP/1.1\r\nHost: x\r\n".as_bytes()).is_err());
        Ok(())
    }

    #[test]
    fn whoever_has_a_file_gets_it_no_second_time() {
        let file = |text: &str| Response { status: "200 OK", headers: Vec::new(), body: text.into() };
        let first = validated(file("hello"), None);
        let mark = first.headers.first().map(|(_, mark)| mark.as_str());
        let again = validated(file("hello"), mark);
        assert_eq!((again.status, again.body.len()), ("304 Not Modified", 0));
        assert_eq!(validated(file("other"), mark).body, b"other");
    }

    #[test]
    fn a_head_request_gets_the_length_without_the_body() -> Result<()> {
        let response = Response {
            status: "200 OK",
            headers: vec![("Content-Type", "text/plain".to_owned())],
            body: b"hello".to_vec(),
        };
        let mut sent = Vec::new();
        write(&mut sent, &response, false)?;
        let expected =
            "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 5\r\nConnection: close\r\n\r\n";
        assert_eq!(String::from_utf8_lossy(&sent), expected);
        Ok(())
    }
}
