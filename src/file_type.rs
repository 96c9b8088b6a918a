//! What a file is by its first bytes, for files that residents send and for files that a
//! questionnaire shows. One list of few types instead of a crate that knows hundreds: such a crate
//! names the type it thinks most likely, and refuses recordings of some telephones.

/// Whether a file begins as files with this extension (in small letters) do.
pub fn begins_as(extension: &str, bytes: &[u8]) -> bool {
    let at = |position: usize, mark: &[u8]| {
        bytes.get(position..).is_some_and(|rest| rest.starts_with(mark))
    };
    let holds = |text: &[u8]| bytes.windows(text.len()).any(|window| window == text);
    let zip = || at(0, b"PK\x03\x04");
    // The name and the text of the first entry of an Open Document.
    let open = |kind: &str| {
        zip() && at(30, format!("mimetypeapplication/vnd.oasis.opendocument.{kind}").as_bytes())
    };
    let office = |folder: &[u8]| zip() && holds(b"[Content_Types].xml") && holds(folder);
    match extension {
        "png" => at(0, b"\x89PNG\r\n\x1a\n"),
        "jpg" | "jpeg" => at(0, b"\xff\xd8\xff"),
        "webp" => at(0, b"RIFF") && at(8, b"WEBP"),
        "pdf" => at(0, b"%PDF-"),
        "odt" => open("text"),
        "ods" => open("spreadsheet"),
        "docx" => office(b"word/"),
        "xlsx" => office(b"xl/"),
        // Has no mark of its own: no byte that is in no text.
        "txt" | "csv" => !bytes.iter().any(|byte| *byte < 9 || (14..27).contains(byte)),
        // With a tag, or with the first frame: eleven bits and the layer.
        "mp3" => at(0, b"ID3") || matches!(bytes, [0xff, second, ..] if second & 0xe6 == 0xe2),
        "m4a" | "mp4" => at(4, b"ftyp"),
        "ogg" => at(0, b"OggS"),
        "wav" => at(0, b"RIFF") && at(8, b"WAVE"),
        "webm" => at(0, b"\x1a\x45\xdf\xa3") && holds(b"webm"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::begins_as;

    #[test]
    fn sounds_and_films_are_told_from_others() {
        assert!(begins_as("mp3", b"ID3\x04") && begins_as("mp3", b"\xff\xfb\x90"));
        assert!(!begins_as("mp3", b"\xff\xf0") && !begins_as("mp3", b"\xff"));
        assert!(begins_as("mp4", b"\0\0\0\x20ftypisom"));
        assert!(begins_as("m4a", b"\0\0\0\x20ftypM4A "));
        assert!(begins_as("ogg", b"OggS"));
        assert!(begins_as("webm", b"\x1a\x45\xdf\xa3\x01\x42\x82\x84webm"));
        assert!(!begins_as("webm", b"\x1a\x45\xdf\xa3\x01\x42\x82\x88matroska"));
        assert!(!begins_as("ogg", b"") && !begins_as("mp4", b"ftyp"));
        assert!(!begins_as("exe", b"MZ\x90\0"));
    }
}
