//! A document to be read, with what is known of it from outside.

use std::path::Path;

use claimbook_model::Period;

use crate::Error;

/// What is known of a document from a manifest, a sidecar or the command line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Given {
    /// Who published it, by the name or an alias in an adapter's `source.toml`, or any other.
    pub publication: Option<String>,
    /// Where.
    pub url: Option<String>,
    /// Under which title.
    pub title: Option<String>,
    /// When.
    pub published: Option<Period>,
}

/// A document to be read. Its text is checked once, when this is made.
#[derive(Clone, Debug)]
pub struct Input<'a> {
    bytes: &'a [u8],
    path: Option<&'a Path>,
    given: Given,
    text: Result<&'a str, Error>,
}

/// How much of a document is looked at to tell whether it is text. In bytes.
const SNIFFED_BYTES: usize = 8192;
/// More control characters than one in this many bytes are no text.
const CONTROL_CHARACTERS_ONE_IN: usize = 10;

/// What text in UTF-16 is, and what to do about it.
const UTF_16: &str = "text in UTF-16: convert it, for example with `iconv -f UTF-16 -t UTF-8`";

/// First bytes by which common kinds of file are known, and what to do about them.
const MAGIC: [(&[u8], &str); 9] = [
    (
        b"%PDF-",
        "a PDF: take its text out first, for example with `pdftotext`",
    ),
    (
        b"PK\x03\x04",
        "a ZIP archive, perhaps an office document: save its text as a plain file first",
    ),
    (b"\x1f\x8b", "compressed by gzip: unpack it first"),
    (
        b"\x28\xb5\x2f\xfd",
        "compressed by Zstandard: unpack it first",
    ),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\xff\xfe", UTF_16),
    (b"\xfe\xff", UTF_16),
];

impl<'a> Input<'a> {
    /// A document. `path` is used in messages only.
    pub fn new(bytes: &'a [u8], path: Option<&'a Path>, given: Given) -> Self {
        let name = display_name(path);
        let text = readable_text(bytes, &name);
        Self {
            bytes,
            path,
            given,
            text,
        }
    }

    /// The document as received.
    pub fn bytes(&self) -> &'a [u8] {
        self.bytes
    }

    /// Where it was found.
    pub fn path(&self) -> Option<&'a Path> {
        self.path
    }

    /// What is known of it from outside.
    pub fn given(&self) -> &Given {
        &self.given
    }

    /// What to call it in a message.
    pub fn name(&self) -> String {
        display_name(self.path)
    }

    /// Its text.
    ///
    /// # Errors
    /// If it is empty, binary, not UTF-8, or holds no letter and no digit.
    pub fn text(&self) -> Result<&'a str, Error> {
        self.text.clone()
    }
}

fn display_name(path: Option<&Path>) -> String {
    path.map_or_else(
        || "the document".to_owned(),
        |path| path.display().to_string(),
    )
}

fn readable_text<'a>(bytes: &'a [u8], document: &str) -> Result<&'a str, Error> {
    let document = || document.to_owned();
    if bytes.is_empty() {
        return Err(Error::Empty {
            document: document(),
        });
    }
    if let Some((_, what)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(Error::Binary {
            document: document(),
            what: (*what).to_owned(),
        });
    }
    if let Some(what) = control_characters(bytes) {
        return Err(Error::Binary {
            document: document(),
            what,
        });
    }
    let text = std::str::from_utf8(bytes).map_err(|error| Error::NotUtf8 {
        document: document(),
        offset: error.valid_up_to() as u64,
        byte: bytes.get(error.valid_up_to()).copied().unwrap_or_default(),
        encoding: declared_encoding(bytes),
    })?;
    if text.chars().any(char::is_alphanumeric) {
        Ok(text)
    } else {
        Err(Error::NoText {
            document: document(),
        })
    }
}

/// Says where control characters show that this is no text.
fn control_characters(bytes: &[u8]) -> Option<String> {
    if is_utf_16(bytes) {
        return Some(UTF_16.to_owned());
    }
    if let Some(offset) = memchr::memchr(0, bytes) {
        return Some(format!("no text: byte {offset} is zero"));
    }
    let head = &bytes[..bytes.len().min(SNIFFED_BYTES)];
    let controls = head
        .iter()
        .filter(|byte| byte.is_ascii_control() && !byte.is_ascii_whitespace())
        .count();
    (controls * CONTROL_CHARACTERS_ONE_IN > head.len()).then(|| {
        format!(
            "no text: {controls} of its first {} bytes are control characters",
            head.len()
        )
    })
}

/// Whether every other byte is zero, as in English text in UTF-16 without the mark at its head.
fn is_utf_16(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(SNIFFED_BYTES)];
    let zeros = |from: usize| {
        let every_other = head.iter().skip(from).step_by(2);
        every_other.filter(|byte| **byte == 0).count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    let most = head.len() / 2 * 9 / 10;
    head.len() >= 16 && (even == 0 && odd >= most || odd == 0 && even >= most)
}

/// The encoding that an HTML page declares, else the one that is likeliest by far.
fn declared_encoding(bytes: &[u8]) -> String {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(SNIFFED_BYTES)]).to_lowercase();
    head.split_once("charset=")
        .map(|(_, rest)| {
            rest.trim_start_matches(['"', '\''])
                .chars()
                .take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c))
                .collect::<String>()
        })
        .filter(|name| !name.is_empty() && name != "utf-8" && name != "utf8")
        .unwrap_or_else(|| "WINDOWS-1252".to_owned())
        .to_uppercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(bytes: &[u8]) -> String {
        Input::new(bytes, Some(Path::new("in/report.txt")), Given::default())
            .text()
            .unwrap_err()
            .to_string()
    }

    #[test]
    fn an_empty_document_is_refused() {
        assert_eq!(
            message(b""),
            "in/report.txt is empty: nothing to read; fetch or save it again"
        );
    }

    #[test]
    fn a_binary_document_is_refused_by_its_kind() {
        assert_eq!(
            message(b"%PDF-1.7\n..."),
            "in/report.txt is a PDF: take its text out first, for example with `pdftotext`"
        );
        assert_eq!(
            message(b"abc\0def"),
            "in/report.txt is no text: byte 3 is zero"
        );
        let wide = "Profit rose to 5".bytes().flat_map(|byte| [byte, 0]);
        assert!(message(&wide.collect::<Vec<_>>()).contains("iconv -f UTF-16"));
        assert!(message(b"\x01\x02\x03\x04ab").contains("4 of its first 6 bytes"));
    }

    #[test]
    fn a_wrong_encoding_is_refused_with_the_byte_and_the_way_out() {
        assert_eq!(
            message(b"Profit rose to \xa35 million"),
            "in/report.txt is not valid UTF-8: byte 0xA3 at offset 15; convert it, for example \
             with `iconv -f WINDOWS-1252 -t UTF-8 in/report.txt > converted`"
        );
        assert!(
            message(b"<meta charset=\"iso-8859-15\"><p>\xa4 5").contains("iconv -f ISO-8859-15")
        );
    }

    #[test]
    fn a_document_without_text_is_refused() {
        assert_eq!(
            message(" \n\t… — !\n".as_bytes()),
            "in/report.txt holds no text: not one letter or digit in it"
        );
    }

    #[test]
    fn without_a_path_it_is_the_document() {
        let error = Input::new(b"", None, Given::default()).text().unwrap_err();
        assert!(error.to_string().starts_with("the document is empty"));
    }
}
