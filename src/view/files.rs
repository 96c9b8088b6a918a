//! Files in words: their types and sizes.

use crate::engine::media::{MOST_BYTES, StoredFile};
use crate::engine::model::Upload;
use crate::i18n::Locale;

/// The types that are taken: "JPG, PNG, WEBP".
pub(super) fn types(upload: Upload) -> String {
    // JPEG is the same by another name.
    let types = upload.extensions().iter().filter(|extension| **extension != "jpeg");
    types.map(|extension| extension.to_uppercase()).collect::<Vec<_>>().join(", ")
}

/// "245 kB", "1,4 MB".
#[expect(clippy::cast_precision_loss, reason = "a size has no more than 27 bits")]
pub(super) fn size(t: &Locale, bytes: u64) -> String {
    const KILO: u64 = 1024;
    const MEGA: u64 = KILO * KILO;
    if bytes < MEGA {
        let count = usize::try_from(bytes.div_ceil(KILO)).unwrap_or_default();
        return t.with("file-kb", &[("size", t.count(count).into())]);
    }
    let tenths = (bytes as f64 / MEGA as f64 * 10.0).round() / 10.0;
    t.with("file-mb", &[("size", t.number(tenths).into())])
}

/// Types and size that are taken, and what becomes of what is hidden in such a file.
pub(super) fn limit(t: &Locale, upload: Upload) -> String {
    let (types, max) = (types(upload), size(t, MOST_BYTES as u64));
    let limit = t.with("file-limit", &[("types", types.into()), ("max", max.into())]);
    let hidden = match upload {
        Upload::Image => "file-cleaned",
        Upload::Audio | Upload::Video | Upload::File => "file-as-it-is",
    };
    format!("{limit} {}", t.text(hidden))
}

/// What is kept: "JPG, 245 kB".
pub(super) fn stored(t: &Locale, file: &StoredFile) -> String {
    let extension = file.name.rsplit_once('.').map_or("", |(_, extension)| extension);
    let words = [Some(extension.to_uppercase()), file.bytes.map(|bytes| size(t, bytes))];
    let what = words.into_iter().flatten().collect::<Vec<_>>().join(", ");
    t.with("file-stored", &[("file", what.into())])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_said_as_people_say_them() {
        let de = Locale::find("de").unwrap();
        for (bytes, words) in
            [(1, "1 kB"), (250_000, "245 kB"), (1_500_000, "1,4 MB"), (10 << 20, "10 MB")]
        {
            assert_eq!(size(de, bytes), words);
        }
        let name = "photo-abcdefgh.jpg".to_owned();
        let words = stored(de, &StoredFile { name, bytes: Some(250_000) });
        assert!(words.contains("JPG, 245 kB"), "{words}");
    }
}
