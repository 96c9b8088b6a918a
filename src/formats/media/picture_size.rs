//! How large a picture is, by its head.

use crate::engine::media::MediaFormat;

/// Width and height of a picture in pixels, as its head says.
pub(super) fn of(format: MediaFormat, bytes: &[u8]) -> Option<(u32, u32)> {
    let size = match format {
        MediaFormat::Png => (big(bytes, 16, 4)?, big(bytes, 20, 4)?),
        MediaFormat::Jpeg => jpeg(bytes)?,
        MediaFormat::Webp => webp(bytes)?,
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
    use crate::file_type::begins_as;

    #[test]
    fn pictures_tell_their_size() {
        let jpeg = b"\xff\xd8\xff\xe0\0\x04ab\xff\xff\xc2\0\x0b\x08\0\x05\0\x09\x01";
        assert!(begins_as("jpg", jpeg));
        assert_eq!(of(MediaFormat::Jpeg, jpeg), Some((9, 5)));
        let lossy = b"RIFF\0\0\0\0WEBPVP8 \0\0\0\0\0\0\0\x9d\x01\x2a\x09\0\x05\0";
        assert!(begins_as("webp", lossy));
        assert_eq!(of(MediaFormat::Webp, lossy), Some((9, 5)));
        let lossless = b"RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f\x08\0\x01\0";
        assert_eq!(of(MediaFormat::Webp, lossless), Some((9, 5)));
        let extended = b"RIFF\0\0\0\0WEBPVP8X\0\0\0\0\0\0\0\0\x08\0\0\x04\0\0";
        assert_eq!(of(MediaFormat::Webp, extended), Some((9, 5)));
        // Cut off, of no size, endless.
        assert_eq!(of(MediaFormat::Png, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x09"), None);
        assert_eq!(of(MediaFormat::Jpeg, b"\xff\xd8\xff\xe0\0\0\xff\xe0\0\0"), None);
        assert_eq!(of(MediaFormat::Jpeg, &[0xff; 64]), None);
    }
}
