//! A web page packed like a mail (.mht, often under the name of an .xls) → the page that holds the table.

use super::foreign::PAGE;
use super::opened::Opened;
use super::separated::{self, Decoded};
use super::{Format, Reads, web};
use crate::finding::Reading;

/// A web page packed like a mail, under the name of an .xls.
pub(super) const FORMAT: Format = Format {
    endings: &["mht", "mhtml"],
    knows: |input| matches!(input.opened, Opened::Mail),
    reads: Reads::Here(|input, texts| {
        let page = page(input.bytes).ok_or(Reading::FileWebTable)?;
        web::sheet(input.stem(), &page, texts)
    }),
    told: None,
    named: Some(PAGE),
};

/// The page of a packed file that holds a table; none when there is none or more than one.
fn page(bytes: &[u8]) -> Option<Decoded> {
    let (headers, body) = split_headers(bytes);
    let mut parts = vec![(headers.clone(), body)];
    if let Some(boundary) = parameter(&headers, "boundary=") {
        let mark = format!("--{boundary}");
        parts = pieces(body, mark.as_bytes()).into_iter().map(split_headers).collect();
    }
    let pages = parts.iter().filter(|(headers, _)| headers.to_ascii_lowercase().contains("text/html"));
    let decoded = pages.filter_map(|(headers, body)| separated::decode(&unwrapped(headers, body)));
    let mut tables = decoded.filter(|page| page.text.to_ascii_lowercase().contains("<table"));
    tables.next().filter(|_| tables.next().is_none())
}

/// The headers of a part, and what follows the empty line after them.
fn split_headers(part: &[u8]) -> (String, &[u8]) {
    let part = part.trim_ascii_start();
    let ends = [(b"\r\n\r\n".as_slice(), 4), (b"\n\n".as_slice(), 2)];
    let found = ends.iter().filter_map(|(end, length)| Some((find(part, end)?, *length)));
    let (at, length) = found.min().unwrap_or((part.len(), 0));
    let headers = String::from_utf8_lossy(part.get(..at).unwrap_or_default());
    (headers.into_owned(), part.get(at + length..).unwrap_or_default())
}

/// The value of a parameter of the headers, quoted or not.
fn parameter(headers: &str, name: &str) -> Option<String> {
    let at = headers.to_ascii_lowercase().find(name)? + name.len();
    let rest = headers.get(at..)?;
    let value = match rest.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next(),
        None => rest.split([';', '\r', '\n', ' ']).next(),
    };
    value.filter(|value| !value.is_empty()).map(str::to_owned)
}

fn pieces<'a>(mut body: &'a [u8], mark: &[u8]) -> Vec<&'a [u8]> {
    let mut pieces = Vec::new();
    while let Some(at) = find(body, mark) {
        pieces.push(body.get(..at).unwrap_or_default());
        body = body.get(at + mark.len()..).unwrap_or_default();
    }
    pieces
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

/// The bytes of a part as they were before they were packed.
fn unwrapped(headers: &str, body: &[u8]) -> Vec<u8> {
    let lower = headers.to_ascii_lowercase();
    match () {
        () if lower.contains("quoted-printable") => unquoted(body),
        () if lower.contains("base64") => from_base64(body),
        () => body.to_vec(),
    }
}

/// `=E4` is a byte, `=` at the end of a line joins it to the next.
fn unquoted(body: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len());
    let mut rest = body;
    while let Some((byte, after)) = rest.split_first() {
        rest = after;
        if *byte != b'=' {
            out.push(*byte);
        } else if let Some(joined) = after.strip_prefix(b"\r\n").or_else(|| after.strip_prefix(b"\n")) {
            rest = joined;
        } else if let Some((hex, behind)) = after.split_at_checked(2) {
            let digits = std::str::from_utf8(hex).ok();
            out.extend(digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()));
            rest = behind;
        }
    }
    out
}

fn from_base64(body: &[u8]) -> Vec<u8> {
    let digit = |byte: &u8| match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    };
    let digits: Vec<u8> = body.iter().filter_map(digit).collect();
    let mut out = Vec::with_capacity(digits.len());
    for group in digits.chunks(4) {
        let joined = group.iter().fold(0u32, |sum, digit| sum << 6 | u32::from(*digit));
        let padded = joined << (6 * (4 - group.len()));
        out.extend(padded.to_be_bytes().iter().skip(1).take(group.len().saturating_sub(1)));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packed_bytes_come_back() {
        assert_eq!(unquoted("=E4=BC=9A=\r\n议=3D".as_bytes()), "会议=".as_bytes());
        assert_eq!(unquoted(b"a=ZZb="), b"ab");
        for (packed, plain) in
            [("5Lya6K6u", "会议"), ("5L\r\nya\n", "会"), ("YQ==", "a"), ("YWI=", "ab"), ("Y", "")]
        {
            assert_eq!(from_base64(packed.as_bytes()), plain.as_bytes());
        }
    }
}
