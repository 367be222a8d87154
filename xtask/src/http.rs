//! As much of HTTP as a static server needs: one request a connection, answered and closed.

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
    let mut words = head.split(' ');
    let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let response = match method {
        "GET" | "HEAD" => respond(target),
        _ => Response { status: "405 Method Not Allowed", headers: Vec::new(), body: Vec::new() },
    };
    write(&mut &*stream, &response, method != "HEAD")
}

/// The request line; the headers are read and not looked at.
fn read_head(reader: &mut impl BufRead) -> Result<String> {
    let mut request = String::new();
    reader.read_line(&mut request)?;
    let mut header = String::new();
    loop {
        header.clear();
        if reader.read_line(&mut header)? == 0 {
            return Err(Error::other("the request did not end"));
        }
        if header.trim_end().is_empty() {
            return Ok(request);
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
        let mut whole = "GET /a HTTP/1.1\r\nHost: x\r\n\r\n".as_bytes();
        assert_eq!(read_head(&mut whole)?, "GET /a HTTP/1.1\r\n");
        assert!(read_head(&mut "GET /a HTTP/1.1\r\nHost: x\r\n".as_bytes()).is_err());
        Ok(())
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
