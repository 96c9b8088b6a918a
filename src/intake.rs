//! Files that come from outside. Of what residents send: telling what they are, and writing pictures anew, so that nothing that
//! was hidden in one (place, time, device, anything after its end) is kept. Computes only; knows
//! neither where a file comes from nor where it goes. Start reading at [`examine`].
//!
//! A picture is decoded within limits. Nothing else is opened: a file is taken when the end of its
//! name is on the list and its first bytes say the same.

pub mod crest;

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits};

use crate::engine::media::{FileProblem, MOST_BYTES, WantedFile};
use crate::engine::model::Upload;
use crate::file_type;

/// A file as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Examined {
    /// How its name ends.
    pub extension: &'static str,
    /// What is in it.
    pub body: Vec<u8>,
}

/// The most pixels of a picture that is decoded: more than the cameras of telephones give, unless
/// they are told to.
const MOST_PIXELS: u64 = 30_000_000;
/// The longest side of such a picture.
const LONGEST_SIDE: u32 = 16_384;
/// The most bytes of a decoded picture. A decoder may use twice as much again beside it.
const DECODING: u64 = 160 << 20;
/// Of a hundred; below it text in a picture becomes hard to read.
const JPEG_QUALITY: u8 = 85;

/// What is kept of a file that was sent under a name with this ending.
pub fn examine(
    wanted: WantedFile,
    extension: &str,
    body: Vec<u8>,
) -> Result<Examined, FileProblem> {
    if body.len() > MOST_BYTES {
        return Err(FileProblem::TooLarge);
    }
    if body.is_empty() {
        return Err(FileProblem::Unreadable);
    }
    if wanted.upload == Upload::Image {
        return picture(&body, wanted.pixels);
    }
    let extension = extension.to_lowercase();
    let known = wanted.upload.extensions().iter().find(|known| **known == extension);
    let extension = *known.ok_or(FileProblem::WrongType)?;
    match file_type::begins_as(extension, &body) {
        true => Ok(Examined { extension, body }),
        false => Err(FileProblem::WrongType),
    }
}

/// A picture, upright, no larger than wanted, and written anew.
fn picture(body: &[u8], pixels: u32) -> Result<Examined, FileProblem> {
    let format = match image::guess_format(body) {
        Ok(format @ (ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP)) => format,
        _ => return Err(FileProblem::WrongType),
    };
    let taken = match decoded(body, format) {
        Err(ImageError::Limits(_)) => None,
        taken => taken.map_err(|_| FileProblem::Unreadable)?,
    };
    let Decoded { mut picture, orientation } = taken.ok_or(FileProblem::TooManyPixels)?;
    // Made smaller first, so that turning needs little memory.
    if picture.width().max(picture.height()) > pixels {
        picture = picture.thumbnail(pixels, pixels);
    }
    picture.apply_orientation(orientation);
    let (extension, body) = written(&picture, format).map_err(|_| FileProblem::Unreadable)?;
    Ok(Examined { extension, body })
}

/// A picture as it was taken, and how it must be turned.
struct Decoded {
    picture: DynamicImage,
    orientation: image::metadata::Orientation,
}

/// Decodes a picture; none when it is too large for that.
fn decoded(body: &[u8], format: ImageFormat) -> image::ImageResult<Option<Decoded>> {
    let mut limits = Limits::default();
    limits.max_image_width = Some(LONGEST_SIDE);
    limits.max_image_height = Some(LONGEST_SIDE);
    limits.max_alloc = Some(DECODING);
    let mut reader = ImageReader::with_format(Cursor::new(body), format);
    reader.limits(limits);
    let mut decoder = reader.into_decoder()?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS || decoder.total_bytes() > DECODING {
        return Ok(None);
    }
    let orientation = decoder.orientation()?;
    Ok(Some(Decoded { picture: DynamicImage::from_decoder(decoder)?, orientation }))
}

/// Drawings keep their sharp edges and what is transparent; all else becomes a photograph.
fn written(
    picture: &DynamicImage,
    format: ImageFormat,
) -> image::ImageResult<(&'static str, Vec<u8>)> {
    if format == ImageFormat::Png || picture.color().has_alpha() {
        let mut body = Vec::new();
        picture.write_to(&mut Cursor::new(&mut body), ImageFormat::Png)?;
        if body.len() <= MOST_BYTES {
            return Ok(("png", body));
        }
    }
    let mut body = Vec::new();
    JpegEncoder::new_with_quality(&mut body, JPEG_QUALITY).encode_image(&picture.to_rgb8())?;
    Ok(("jpg", body))
}

#[cfg(test)]
mod tests {
    use image::{Rgb, RgbImage, Rgba, RgbaImage};

    use super::*;

    fn image(pixels: u32) -> WantedFile {
        WantedFile { upload: Upload::Image, pixels }
    }

    fn file(upload: Upload) -> WantedFile {
        WantedFile { upload, pixels: 2048 }
    }

    fn encoded(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
        let mut body = Vec::new();
        picture.write_to(&mut Cursor::new(&mut body), format).unwrap();
        body
    }

    /// Left half red, right half blue.
    fn two_halves(width: u32, height: u32) -> DynamicImage {
        let half = |x, _| if x < width / 2 { Rgb([255, 0, 0]) } else { Rgb([0, 0, 255]) };
        RgbImage::from_fn(width, height, half).into()
    }

    /// With Exif: to be turned by a quarter, and a word that stands for a place.
    fn with_exif(jpeg: &[u8]) -> Vec<u8> {
        let mut exif = b"Exif\0\0MM\0\x2A\0\0\0\x08\0\x02".to_vec();
        exif.extend(b"\x01\x12\0\x03\0\0\0\x01\0\x06\0\0"); // orientation 6
        exif.extend(b"\x01\x0E\0\x02\0\0\0\x10\0\0\0\x26"); // description
        exif.extend(b"\0\0\0\0GPS-Deichweg-1!!");
        let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
        [&jpeg[..2], &[0xFF, 0xE1], &length, &exif, &jpeg[2..]].concat()
    }

    #[test]
    fn a_photograph_is_turned_upright_and_tells_no_place() {
        let sent = with_exif(&encoded(&two_halves(64, 32), ImageFormat::Jpeg));
        let with_tail = [sent.as_slice(), b"<script>hidden</script>"].concat();
        let kept = examine(image(2048), "JPG", with_tail).unwrap();
        assert_eq!(kept.extension, "jpg");
        for hidden in [&b"Deichweg"[..], b"Exif", b"hidden"] {
            assert!(!kept.body.windows(hidden.len()).any(|window| window == hidden));
        }
        let picture = image::load_from_memory(&kept.body).unwrap().to_rgb8();
        assert_eq!(picture.dimensions(), (32, 64));
        assert!(picture.get_pixel(16, 8).0[0] > 200, "red is on top");
        assert!(picture.get_pixel(16, 56).0[2] > 200, "blue below");
    }

    #[test]
    fn a_large_picture_is_scaled_down_and_a_drawing_stays_one() {
        let drawing: DynamicImage = RgbaImage::from_pixel(400, 100, Rgba([0, 0, 0, 0])).into();
        for format in [ImageFormat::Png, ImageFormat::WebP] {
            let kept = examine(image(200), "png", encoded(&drawing, format)).unwrap();
            assert_eq!(kept.extension, "png");
            let picture = image::load_from_memory(&kept.body).unwrap();
            assert_eq!((picture.width(), picture.height()), (200, 50));
            assert!(picture.color().has_alpha());
        }
    }

    #[test]
    fn broken_and_monstrous_pictures_are_unreadable() {
        let sound = encoded(&two_halves(64, 32), ImageFormat::Png);
        // A header that promises more, with its checksum.
        let promising = |width: u32, height: u32| {
            let mut body = sound.clone();
            body[16..20].copy_from_slice(&width.to_be_bytes());
            body[20..24].copy_from_slice(&height.to_be_bytes());
            let mut checksum = flate2::Crc::new();
            checksum.update(&body[12..29]);
            body[29..33].copy_from_slice(&checksum.sum().to_be_bytes());
            body
        };
        for body in [sound[..sound.len() / 2].to_vec(), Vec::new()] {
            assert_eq!(examine(image(2048), "png", body), Err(FileProblem::Unreadable));
        }
        for body in [promising(16_383, 16_383), promising(7_000, 5_000)] {
            assert_eq!(examine(image(2048), "png", body), Err(FileProblem::TooManyPixels));
        }
        let gif = b"GIF89a\x01\0\x01\0".to_vec();
        assert_eq!(examine(image(2048), "png", gif), Err(FileProblem::WrongType));
        let large = vec![0; MOST_BYTES + 1];
        assert_eq!(examine(image(2048), "png", large), Err(FileProblem::TooLarge));
    }

    #[test]
    fn a_file_is_what_its_name_says() {
        let odt = [b"PK\x03\x04".as_slice(), &[0; 26]].concat();
        let odt = [&odt, b"mimetypeapplication/vnd.oasis.opendocument.text".as_slice()].concat();
        let docx = b"PK\x03\x04 [Content_Types].xml word/document.xml".to_vec();
        let taken: [(Upload, &str, &[u8]); 11] = [
            (Upload::File, "PDF", b"%PDF-1.7"),
            (Upload::File, "odt", &odt),
            (Upload::File, "docx", &docx),
            (Upload::File, "txt", "Grüße\r\n\tvom Deich".as_bytes()),
            (Upload::Audio, "mp3", b"ID3\x04"),
            (Upload::Audio, "mp3", &[0xFF, 0xFB, 0x90, 0]),
            (Upload::Audio, "m4a", b"\0\0\0\x20ftypM4A "),
            (Upload::Audio, "ogg", b"OggS\0"),
            (Upload::Audio, "wav", b"RIFF\0\0\0\0WAVEfmt "),
            (Upload::Video, "mp4", b"\0\0\0\x20ftypisom"),
            (Upload::Video, "webm", b"\x1A\x45\xDF\xA3\x01\x42\x82\x84webm"),
        ];
        for (upload, extension, body) in taken {
            let kept = examine(file(upload), extension, body.to_vec());
            assert_eq!(kept.map(|kept| kept.body).as_deref(), Ok(body), "{extension}");
        }
        let refused: [(Upload, &str, &[u8]); 8] = [
            (Upload::File, "pdf", b"MZ\x90\0"),
            (Upload::File, "exe", b"MZ\x90\0"),
            (Upload::File, "docx", &odt),
            (Upload::File, "odt", &docx),
            (Upload::File, "txt", b"text\0"),
            (Upload::File, "mp3", b"ID3\x04"),
            (Upload::Audio, "mp4", b"\0\0\0\x20ftypisom"),
            (Upload::File, "", b"%PDF-1.7"),
        ];
        for (upload, extension, body) in refused {
            let kept = examine(file(upload), extension, body.to_vec());
            assert_eq!(kept, Err(FileProblem::WrongType), "{extension}");
        }
    }
}
