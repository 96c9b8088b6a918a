//! What a file is by its first bytes, and how large a picture is.

use crate::engine::media::Format;

/// Whether a file begins as files of this format do.
pub(super) fn is(format: Format, bytes: &[u8]) -> bool {
    let has = |at: usize, mark: &[u8]| bytes.get(at..at + mark.len()) == Some(mark);
    match format {
        Format::Png => has(0, b"\x89PNG\r\n\x1a\n"),
        Format::Jpeg => has(0, b"\xff\xd8\xff"),
        Format::Webp => has(0, b"RIFF") && has(8, b"WEBP"),
        // With a tag, or with the first frame: eleven bits and a layer.
        Format::Mp3 => {
            let frame = |head: &[u8]| head[0] == 0xff && head[1] & 0xe0 == 0xe0 && head[1] & 6 != 0;
            has(0, b"ID3") || bytes.get(..2).is_some_and(frame)
        }
        Format::M4a | Format::Mp4 => has(4, b"ftyp"),
        Format::Ogg => has(0, b"OggS"),
        Format::Webm => has(0, b"\x1a\x45\xdf\xa3"),
    }
}

/// Width and height of a picture in pixels, as its head says.
pub(super) fn size(format: Format, bytes: &[u8]) -> Option<(u32, u32)> {
    let size = match format {
        Format::Png => (big(bytes, 16, 4)?, big(bytes, 20, 4)?),
        Format::Jpeg => jpeg(bytes)?,
        Format::Webp => webp(bytes)?,
        _ => return None,
    };
    (size.0 > 0 && size.1 > 0).then_some(size)
}

/// The frame header stands behind segments of any length.
fn jpeg(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut at = 2;
    loop {
        match *bytes.get(at..at + 2)? {
            // Filling bytes.
            [0xff, 0xff] => at += 1,
            [0xff, 0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf] => {
                return Some((big(bytes, at + 7, 2)?, big(bytes, at + 5, 2)?));
            }
            [0xff, 0x01 | 0xd0..=0xd8] => at += 2,
            [0xff, _] => at += 2 + usize::try_from(big(bytes, at + 2, 2)?).ok()?,
            _ => return None,
        }
    }
}

fn webp(bytes: &[u8]) -> Option<(u32, u32)> {
    match bytes.get(12..16)? {
        b"VP8X" => Some((little(bytes, 24, 3)? + 1, little(bytes, 27, 3)? + 1)),
        b"VP8L" => {
            let bits = little(bytes, 21, 4)?;
            Some(((bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1))
        }
        b"VP8 " => Some((little(bytes, 26, 2)? & 0x3fff, little(bytes, 28, 2)? & 0x3fff)),
        _ => None,
    }
}

fn big(bytes: &[u8], at: usize, length: usize) -> Option<u32> {
    Some(bytes.get(at..at + length)?.iter().fold(0, |all, &byte| all << 8 | u32::from(byte)))
}

fn little(bytes: &[u8], at: usize, length: usize) -> Option<u32> {
    Some(bytes.get(at..at + length)?.iter().rfold(0, |all, &byte| all << 8 | u32::from(byte)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_tell_their_size() {
        let jpeg = b"\xff\xd8\xff\xe0\0\x04ab\xff\xff\xc2\0\x0b\x08\0\x05\0\x09\x01";
        assert!(is(Format::Jpeg, jpeg));
        assert_eq!(size(Format::Jpeg, jpeg), Some((9, 5)));
        let lossy = b"RIFF\0\0\0\0WEBPVP8 \0\0\0\0\0\0\0\x9d\x01\x2a\x09\0\x05\0";
        assert!(is(Format::Webp, lossy));
        assert_eq!(size(Format::Webp, lossy), Some((9, 5)));
        let lossless = b"RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f\x08\0\x01\0";
        assert_eq!(size(Format::Webp, lossless), Some((9, 5)));
        let extended = b"RIFF\0\0\0\0WEBPVP8X\0\0\0\0\0\0\0\0\x08\0\0\x04\0\0";
        assert_eq!(size(Format::Webp, extended), Some((9, 5)));
        // Cut off, of no size, endless.
        assert_eq!(size(Format::Png, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x09"), None);
        assert_eq!(size(Format::Jpeg, b"\xff\xd8\xff\xe0\0\0\xff\xe0\0\0"), None);
        assert_eq!(size(Format::Jpeg, &[0xff; 64]), None);
    }

    #[test]
    fn sounds_and_films_are_told_from_others() {
        assert!(is(Format::Mp3, b"ID3\x04") && is(Format::Mp3, b"\xff\xfb\x90"));
        assert!(!is(Format::Mp3, b"\xff\xf0") && !is(Format::Mp3, b"\xff"));
        assert!(is(Format::Mp4, b"\0\0\0\x20ftypisom") && is(Format::M4a, b"\0\0\0\x20ftypM4A "));
        assert!(is(Format::Ogg, b"OggS") && is(Format::Webm, b"\x1a\x45\xdf\xa3"));
        assert!(!is(Format::Ogg, b"") && !is(Format::Mp4, b"ftyp"));
    }
}
